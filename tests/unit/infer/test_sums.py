"""The filter's sums over rows: what is compiled is what the Python says, and both are right."""

import numpy as np
import pytest

from pasdedeux.infer.layout import (
    AWAY,
    COV,
    GAIN,
    INPUTS,
    MEAN,
    NARROW,
    PER_SD,
    PLACES,
    ROWS,
    SHIFT,
    SIZE,
    SPREAD,
    STATES,
)
from pasdedeux.infer.rows import LANES, Straight
from pasdedeux.infer.sums import correct, displace, minus, tile
from pasdedeux.model.kernel import blocked


@blocked
def _minus(work: np.ndarray, to: int, one: int, other: int) -> None:
    minus(work, to, one, other)


@blocked
def _tile(work: np.ndarray, to: int, one: int, other: int) -> None:
    tile(work, to, one, other)


@blocked
def _correct(work: np.ndarray, to: int, one: int, other: int) -> None:
    correct(work, to, one, other)


@blocked
def _displace(work: np.ndarray, to: int, one: int, other: int) -> None:
    displace(work, to, one, other)


BOTH = {
    "minus": (_minus, minus, (3, 7, 9)),
    "tile": (_tile, tile, (COV + ROWS * 4 + 2, SPREAD + 4, SPREAD + 2)),
    "correct": (_correct, correct, (0, 0, 0)),
    "displace": (_displace, displace, (AWAY, COV, 0)),
}


def _work(precision: type[np.floating]) -> np.ndarray:
    """Give rows by chance, with a covariance that is one."""
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(PLACES, LANES))
    root = chance.normal(size=(LANES, ROWS, ROWS))
    cov = np.moveaxis(root @ root.transpose(0, 2, 1), 0, 2)
    rows[COV : COV + ROWS * ROWS] = cov.reshape(ROWS * ROWS, LANES)
    return rows.reshape(SIZE).astype(precision)


@pytest.mark.parametrize("precision", [np.float32, np.float64])
@pytest.mark.parametrize("name", BOTH)
def test_what_is_compiled_is_what_the_python_says(name: str, precision: type[np.floating]) -> None:
    compiled: Straight
    compiled, said, places = BOTH[name]
    one, other = _work(precision), _work(precision)
    compiled(one, *places)
    said(other, *places)
    near = 2e-4 if precision is np.float32 else 1e-12
    np.testing.assert_allclose(one, other, rtol=near, atol=near)
    assert not np.array_equal(other, _work(precision))


def _cov(rows: np.ndarray, lane: int) -> np.ndarray:
    lower = np.tril(rows[COV : COV + ROWS * ROWS, lane].reshape(ROWS, ROWS))
    return np.asarray(lower + np.tril(lower, -1).T)


def test_points_lie_as_far_as_the_covariance_says() -> None:
    rows = _work(np.float64).reshape(-1, LANES)
    rows[AWAY : AWAY + STATES * STATES] = 0.0
    displace(rows.reshape(-1), AWAY, COV, 0)
    for lane in range(LANES):
        away = rows[AWAY : AWAY + STATES * STATES, lane].reshape(STATES, STATES)
        np.testing.assert_allclose(away.T @ away / 3.0, _cov(rows, lane)[:STATES, :STATES])


def test_exchanging_the_partners_only_turns_points_round() -> None:
    rows = _work(np.float64).reshape(-1, LANES)
    rows[AWAY : AWAY + STATES * STATES] = 0.0
    order = [*range(5, 10), *range(5), *range(10, ROWS)]
    other = rows.copy()
    for lane in range(LANES):
        other[COV : COV + ROWS * ROWS, lane] = _cov(rows, lane)[np.ix_(order, order)].reshape(-1)
    displace(rows.reshape(-1), AWAY, COV, 0)
    displace(other.reshape(-1), AWAY, COV, 0)
    here = rows[AWAY : AWAY + STATES**2].reshape(STATES, STATES, LANES)
    there = other[AWAY : AWAY + STATES**2].reshape(STATES, STATES, LANES)[:, order[:STATES]]
    np.testing.assert_allclose(here[:5], there[:5], atol=1e-12)
    np.testing.assert_allclose(here[5:], -there[5:], atol=1e-12)


def test_a_tile_is_the_products_of_columns() -> None:
    rows = _work(np.float64).reshape(-1, LANES)
    spread = rows[SPREAD : SPREAD + 2 * INPUTS * ROWS].reshape(2 * INPUTS, ROWS, LANES).copy()
    tile(rows.reshape(-1), COV + ROWS * 6 + 2, SPREAD + 6, SPREAD + 2)
    for i in (6, 7):
        for j in (2, 3):
            expected = (spread[:, i] * spread[:, j]).sum(axis=0)
            np.testing.assert_allclose(rows[COV + ROWS * i + j], expected)


def test_a_cell_moves_the_mean_along_and_narrows_the_covariance() -> None:
    rows = _work(np.float64).reshape(-1, LANES)
    before = rows.copy()
    correct(rows.reshape(-1), 0, 0, 0)
    for lane in range(LANES):
        gain = before[GAIN : GAIN + ROWS, lane] * before[PER_SD, lane]
        mean = before[MEAN : MEAN + ROWS, lane] + gain * before[SHIFT, lane]
        np.testing.assert_allclose(rows[MEAN : MEAN + ROWS, lane], mean)
        less = _cov(before, lane) - before[NARROW, lane] * np.outer(gain, gain)
        np.testing.assert_allclose(_cov(rows, lane), less, atol=1e-12)
