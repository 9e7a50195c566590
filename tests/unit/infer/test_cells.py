"""A cell of a scale under a normal: chance, shift and narrowing, held against SciPy."""

import numpy as np
import pytest
from scipy.special import log_ndtr
from scipy.stats import truncnorm

from pasdedeux.infer.cells import _cell
from pasdedeux.infer.layout import MIDDLE, NARROW, SD, SHIFT, SIZE, VALUE
from pasdedeux.infer.rows import LANES


def _told(
    low: float, high: float, centre: float, sd: float, precision: type[np.floating] = np.float64
) -> tuple[float, float, float]:
    work = np.zeros(SIZE, precision)
    rows = work.reshape(-1, LANES)
    rows[MIDDLE], rows[SD] = centre, sd
    _cell(work, low, high)
    assert np.all(rows[VALUE] == rows[VALUE, 0])
    return float(rows[VALUE, 0]), float(rows[SHIFT, 0]), float(rows[NARROW, 0])


CELLS = [
    (2.5, 3.5, 3.0, 1.2),
    (2.5, 3.5, 7.0, 1.2),
    (6.5, 7.5, 2.0, 1.0),
    (-np.inf, 0.5, 3.0, 1.5),
    (9.5, np.inf, 3.0, 1.5),
    (-np.inf, 0.5, -1.0, 1.5),
    (4.9, 5.1, 5.3, 2.0),
    (0.0, 10.0, 5.0, 1.0),
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_a_truncated_normal(cell: tuple[float, float, float, float]) -> None:
    low, high, centre, sd = cell
    a, b = (low - centre) / sd, (high - centre) / sd
    value, shift, narrow = _told(*cell)
    mean, variance = truncnorm.stats(a, b, moments="mv")
    inside = np.log(np.diff(np.exp(log_ndtr([a, b] if a + b <= 0 else [-b, -a])))[0])
    assert value == pytest.approx(inside, abs=1e-7)
    assert shift == pytest.approx(float(mean), abs=1e-6)
    assert narrow == pytest.approx(1.0 - float(variance), abs=1e-6)


@pytest.mark.parametrize("far", [15.0, 30.0, 200.0])
def test_a_cell_far_out_has_a_chance_and_pulls_all_the_way(far: float) -> None:
    value, shift, narrow = _told(far, np.inf, 0.0, 1.0)
    assert value == pytest.approx(float(log_ndtr(-far)), rel=1e-6)
    assert shift == pytest.approx(far, rel=1e-2)
    assert 0.9 < narrow <= 1.0


@pytest.mark.parametrize("cell", CELLS)
def test_single_precision_is_near_enough(cell: tuple[float, float, float, float]) -> None:
    for one, other in zip(_told(*cell), _told(*cell, np.float32), strict=True):
        assert other == pytest.approx(one, abs=2e-5)


def test_a_cell_turned_round_pulls_the_other_way() -> None:
    value, shift, narrow = _told(2.0, 3.0, 0.0, 1.0)
    turned = _told(-3.0, -2.0, 0.0, 1.0)
    assert turned == (value, -shift, narrow)
