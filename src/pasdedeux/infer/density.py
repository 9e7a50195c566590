"""The log posterior of many points at once, shared over threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.likelihood import NEWS, Timeline, fill_span
from pasdedeux.infer.prior import Prior, people_of
from pasdedeux.infer.rows import LANES
from pasdedeux.model.world import ORDINARY

TRUST = 0.9
"""Share of a record's log likelihood that counts against the prior.

The filter takes bent distributions for normal ones, and so learns a little too much from every
answer; with all of it, intervals are some 5% too narrow (decision 0007).
"""


class Density:
    """The log posterior of one couple over independent standard normals, up to a constant."""

    def __init__(self, prior: Prior, line: Timeline, threads: int = 2) -> None:
        """Hold the belief before and the record; `threads` share every batch."""
        self.prior = prior
        self.line = line
        self.threads = threads
        self.calls = 0

    def many(self, whites: np.ndarray) -> np.ndarray:
        """Give the log density of each row.

        Source: decision 0007.
        """
        out = self._fill(whites, np.empty((whites.shape[0], 0, NEWS)))
        return np.where(np.isfinite(out), out, -1e300)

    def _fill(self, whites: np.ndarray, news: np.ndarray) -> np.ndarray:
        """Give the log density of each row, and fill its news where there is room for them."""
        people = people_of(self.prior, whites)
        out = np.empty(whites.shape[0])
        self.calls += whites.shape[0]
        spread(
            lambda first, last: fill_span(people, self.line, ORDINARY, (first, last), out, news),
            whites.shape[0],
            self.threads,
        )
        return np.asarray(TRUST * out - 0.5 * np.einsum("ij,ij->i", whites, whites))

    def slopes(self, whites: np.ndarray, reach: float = 4e-3) -> "list[Slopes]":
        """Give density, gradient and expected information at points, by forward differences.

        Each cell's forecast moves with the point; how far, weighed by what the cell could
        tell, is Fisher's information. It costs one likelihood a dimension and is never
        indefinite, unlike a Hessian by differences. Several points fill the registers better.

        Args:
            whites: axes point, dimension.
            reach: how far each dimension is moved.

        Source: decision 0007.
        Limits: `reach` is a compromise of rounding (single precision) and bend, whose larger
            part is taken out.
        """
        width = whites.shape[1]
        moves = np.concatenate([np.zeros((1, width)), reach * np.eye(width)])
        points = (whites[:, None] + moves).reshape(-1, width)
        news = np.empty((points.shape[0], self.line.at.shape[0], NEWS))
        out = self._fill(points, news).reshape(len(whites), width + 1)
        told = news.reshape(len(whites), width + 1, -1, NEWS)
        return [_slopes(values, one, reach) for values, one in zip(out, told, strict=True)]


def _slopes(values: np.ndarray, news: np.ndarray, reach: float) -> "Slopes":
    """Give the slopes at a point from the densities and news there and a reach along each axis."""
    sd = news[0, :, 1]
    centre = (news[1:, :, 0] - news[0, :, 0]) / (reach * sd)
    width_slope = (news[1:, :, 1] - sd) / (reach * sd)
    narrow = news[0, :, 3]
    information = _products(centre * narrow, centre)
    information += _products(width_slope * (2.0 * narrow), width_slope)
    information = TRUST * information + np.eye(len(news) - 1)
    # A forward difference is the slope half a step further on, where it is flatter by this;
    # left in, the top of a long record is missed by deviations.
    bent = 0.5 * reach * np.diag(information)
    return Slopes(float(values[0]), (values[1:] - values[0]) / reach + bent, information)


class Slopes(NamedTuple):
    """The log density at a point, its gradient, and the information around it."""

    value: float
    gradient: np.ndarray
    information: np.ndarray


def _products(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Give the products of rows with rows, on this thread: a matrix library would start its own."""
    sums: np.ndarray = np.einsum("ik,jk->ij", a, b)
    return sums


def spread(task: Callable[[int, int], None], count: int, threads: int) -> None:
    """Run a task over ranges of a count, one range a thread, each of whole rows.

    Source: decision 0007.
    """
    if threads <= 1 or count <= LANES:
        task(0, count)
        return
    edges = [min(LANES * round(k * count / threads / LANES), count) for k in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(task, a, b) for a, b in pairwise([*edges, count]) if a < b]:
            done.result()
