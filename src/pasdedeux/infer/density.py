"""The log posterior of many points at once, shared over threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from pasdedeux.infer.likelihood import NEWS, Timeline, loglik
from pasdedeux.infer.prior import Prior
from pasdedeux.model.exchange import EQUATIONS, Numbers
from pasdedeux.model.gains import FIELDS
from pasdedeux.model.kernel import blocked
from pasdedeux.model.world import ORDINARY, World


@blocked
def _fill(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    whites: np.ndarray, mean: np.ndarray, root: np.ndarray, line: Timeline, world: World,
    n: Numbers, first: int, last: int, out: np.ndarray,
) -> None:
    width = mean.shape[0]
    people = np.empty((2, width // 2))
    scratch = np.empty((1, NEWS))
    for k in range(first, last):
        square = 0.0
        for i in range(width):
            value = mean[i]
            for j in range(i + 1):
                value += root[i, j] * whites[k, j]
            people[i // (width // 2), i % (width // 2)] = value
            square += whites[k, i] * whites[k, i]
        out[k] = loglik(people, line, world, n, scratch) - 0.5 * square


class Density:
    """The log posterior of one couple over independent standard normals, up to a constant."""

    def __init__(self, prior: Prior, line: Timeline, threads: int = 2) -> None:
        """Hold the belief before and the record; `threads` share every batch."""
        self.prior = prior
        self.line = line
        self.threads = threads
        self.calls = 0

    def many(self, whites: np.ndarray) -> np.ndarray:
        """Give the log density of each row."""
        points = np.ascontiguousarray(whites, dtype=np.float64)
        out = np.empty(points.shape[0])
        self.calls += points.shape[0]
        spread(
            lambda first, last: _fill(
                points, self.prior.mean, self.prior.root, self.line, ORDINARY, EQUATIONS,
                first, last, out,
            ),
            points.shape[0], self.threads,
        )
        return np.where(np.isfinite(out), out, -1e300)

    def slope(self, white: np.ndarray, reach: float = 1e-4) -> tuple[float, np.ndarray]:
        """Give the log density and its gradient, by central differences."""
        width = white.shape[0]
        away = reach * np.eye(width)
        values = self.many(np.concatenate([white[None], white + away, white - away]))
        return float(values[0]), (values[1 : 1 + width] - values[1 + width :]) / (2.0 * reach)

    def curvature(self, white: np.ndarray, basis: np.ndarray, reach: float) -> np.ndarray:
        """Give the negative Hessian along the columns of a basis.

        Differences are wide enough to see the bulk and symmetric in both directions, so
        that the third derivative drops out.
        """
        width = white.shape[0]
        away = reach * basis.T
        rows, cols = np.triu_indices(width, 1)
        both = away[rows] + away[cols]
        values = self.many(
            np.concatenate([white[None], white + away, white - away, white + both, white - both])
        )
        ends = np.cumsum([1, width, width, rows.size])
        centre, up, down, plus, minus = np.split(values, ends)
        sides = up + down
        out = np.diag((2.0 * centre - sides) / reach**2)
        mixed = (sides[rows] + sides[cols] - 2.0 * centre - plus - minus) / (2.0 * reach**2)
        out[rows, cols] = out[cols, rows] = mixed
        return out


def spread(task: Callable[[int, int], None], count: int, threads: int) -> None:
    """Run a task over ranges of a count, one range a thread."""
    if threads <= 1 or count < 2 * threads:
        task(0, count)
        return
    edges = np.linspace(0, count, threads + 1).astype(int)
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(task, int(a), int(b)) for a, b in zip(edges, edges[1:], strict=False)]:
            done.result()
