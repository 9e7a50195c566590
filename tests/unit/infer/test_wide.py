"""The wide sums: what is compiled is what the Python says."""

from collections.abc import Callable

import numpy as np

from pasdedeux.infer.wide import ROWS, take_away, take_row, tile
from pasdedeux.model.kernel import blocked


@blocked
def _tile(spread: np.ndarray, cov: np.ndarray, i: int, j: int) -> None:
    tile(spread, cov, i, j)


@blocked
def _take_row(root: np.ndarray, i: int, k: int, weight: float) -> None:
    take_row(root, i, k, weight)


@blocked
def _take_away(cov: np.ndarray, gain: np.ndarray, weight: float) -> None:
    take_away(cov, gain, weight)


def _alike(compiled: Callable[[np.ndarray], None], said: Callable[[np.ndarray], None]) -> None:
    one = np.random.default_rng(1).normal(size=ROWS * ROWS)
    other = one.copy()
    compiled(one)
    said(other)
    np.testing.assert_allclose(one, other, rtol=1e-13, atol=1e-13)


def test_a_tile_is_the_products_of_columns() -> None:
    spread = np.random.default_rng(2).normal(size=28 * ROWS)
    for i in range(0, ROWS, 4):
        for j in (0, 8):
            _alike(
                lambda cov, i=i, j=j: _tile(spread, cov, i, j),  # type: ignore[misc] # numba decorators ship no types
                lambda cov, i=i, j=j: tile(spread, cov, i, j),  # type: ignore[misc] # numba decorators ship no types
            )


def test_a_row_is_taken_from_another() -> None:
    _alike(lambda root: _take_row(root, 7, 2, 0.3), lambda root: take_row(root, 7, 2, 0.3))


def test_a_gain_is_taken_from_all_of_a_covariance() -> None:
    gain = np.random.default_rng(3).normal(size=ROWS)
    _alike(lambda cov: _take_away(cov, gain, 0.4), lambda cov: take_away(cov, gain, 0.4))
