"""The log posterior of many points at once, shared over threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.likelihood import NEWS, Timeline, loglik
from pasdedeux.infer.prior import Prior
from pasdedeux.model.exchange import EQUATIONS, Numbers
from pasdedeux.model.kernel import blocked
from pasdedeux.model.world import ORDINARY, World


@blocked
def _people(white: np.ndarray, mean: np.ndarray, root: np.ndarray, people: np.ndarray) -> float:
    """Turn independent normals into two people; give the normals' square."""
    width = mean.shape[0]
    half = width // 2
    square = 0.0
    for i in range(width):
        value = mean[i]
        for j in range(i + 1):
            value += root[i, j] * white[j]
        people[i // half, i % half] = value
        square += white[i] * white[i]
    return square


@blocked
def _fill(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    whites: np.ndarray,
    mean: np.ndarray,
    root: np.ndarray,
    line: Timeline,
    world: World,
    n: Numbers,
    first: int,
    last: int,
    out: np.ndarray,
) -> None:
    people = np.empty((2, mean.shape[0] // 2))
    scratch = np.empty((1, NEWS))
    for k in range(first, last):
        square = _people(whites[k], mean, root, people)
        out[k] = loglik(people, line, world, n, scratch) - 0.5 * square


@blocked
def _fill_news(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    whites: np.ndarray,
    mean: np.ndarray,
    root: np.ndarray,
    line: Timeline,
    world: World,
    n: Numbers,
    first: int,
    last: int,
    out: np.ndarray,
    news: np.ndarray,
) -> None:
    people = np.empty((2, mean.shape[0] // 2))
    for k in range(first, last):
        square = _people(whites[k], mean, root, people)
        out[k] = loglik(people, line, world, n, news[k]) - 0.5 * square


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
        points = np.ascontiguousarray(whites, dtype=np.float64)
        out = np.empty(points.shape[0])
        self.calls += points.shape[0]
        spread(
            lambda first, last: _fill(
                points,
                self.prior.mean,
                self.prior.root,
                self.line,
                ORDINARY,
                EQUATIONS,
                first,
                last,
                out,
            ),
            points.shape[0],
            self.threads,
        )
        return np.where(np.isfinite(out), out, -1e300)

    def slopes(self, white: np.ndarray, reach: float = 1e-4) -> "Slopes":
        """Give density, gradient and expected information at a point, by forward differences.

        Each cell's forecast moves with the point; how far, weighed by what the cell could
        tell, is Fisher's information. It costs one likelihood a dimension and is never
        indefinite, unlike a Hessian by differences.

        Source: decision 0007.
        """
        width = white.shape[0]
        points = np.concatenate([white[None], white + reach * np.eye(width)])
        news = np.empty((width + 1, max(self.line.at.shape[0], 1), NEWS))
        out = np.empty(width + 1)
        self.calls += width + 1
        prior = self.prior
        spread(
            lambda first, last: _fill_news(
                points,
                prior.mean,
                prior.root,
                self.line,
                ORDINARY,
                EQUATIONS,
                first,
                last,
                out,
                news,
            ),
            width + 1,
            self.threads,
        )
        news = news[:, : self.line.at.shape[0]]
        sd = news[0, :, 1]
        centre = (news[1:, :, 0] - news[0, :, 0]) / (reach * sd)
        width_slope = (news[1:, :, 1] - sd) / (reach * sd)
        narrow = news[0, :, 3]
        information = _products(centre * narrow, centre)
        information += _products(width_slope * (2.0 * narrow), width_slope)
        gradient = (out[1:] - out[0]) / reach
        return Slopes(float(out[0]), gradient, information + np.eye(width))


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
    """Run a task over ranges of a count, one range a thread.

    Source: decision 0007.
    """
    if threads <= 1 or count < 2 * threads:
        task(0, count)
        return
    edges = np.linspace(0, count, threads + 1).astype(int)
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(task, int(a), int(b)) for a, b in pairwise(edges)]:
            done.result()
