"""The polynomials hold the limits they state, compiled and as plain Python, in both precisions."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

import numpy as np
import pytest
from scipy.special import erfcx

from pasdedeux.model import fastmath
from pasdedeux.model.kernel import blocked


@blocked
def _exp(x: np.ndarray, out: np.ndarray) -> None:
    for j in range(x.shape[0]):
        out[j] = fastmath.exp(x[j])


@blocked
def _log(x: np.ndarray, out: np.ndarray) -> None:
    for j in range(x.shape[0]):
        out[j] = fastmath.log(x[j])


@blocked
def _tanh(x: np.ndarray, out: np.ndarray) -> None:
    for j in range(x.shape[0]):
        out[j] = fastmath.tanh(x[j])


@blocked
def _sigmoid(x: np.ndarray, out: np.ndarray) -> None:
    for j in range(x.shape[0]):
        out[j] = fastmath.sigmoid(x[j])


@blocked
def _sin(x: np.ndarray, out: np.ndarray) -> None:
    for j in range(x.shape[0]):
        out[j] = fastmath.sin(x[j])


@blocked
def _cos(x: np.ndarray, out: np.ndarray) -> None:
    for j in range(x.shape[0]):
        out[j] = fastmath.cos(x[j])


@blocked
def _tail(x: np.ndarray, out: np.ndarray) -> None:
    for j in range(x.shape[0]):
        out[j] = fastmath.tail(x[j])


def _true_tail(x: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * erfcx(x / np.sqrt(2.0)))


def _true_sigmoid(x: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


_Loop = Callable[[np.ndarray, np.ndarray], None]
_Precision = type[np.float32] | type[np.float64]
_QUARTER = np.pi / 2.0


class _Claim(NamedTuple):
    """What a docstring of fastmath states."""

    loop: _Loop
    truth: Callable[[np.ndarray], np.ndarray]
    low: float
    high: float
    double: float
    single: float


_ABSOLUTE = [
    _Claim(_tanh, np.tanh, -8.5, 8.5, 1.2e-8, 4e-7),
    _Claim(_tanh, np.tanh, -30.0, 30.0, 9e-8, 4e-7),
    _Claim(_sigmoid, _true_sigmoid, -17.0, 17.0, 6e-9, 2e-7),
    _Claim(_sigmoid, _true_sigmoid, -60.0, 60.0, 5e-8, 2e-7),
    _Claim(_sin, np.sin, -_QUARTER, _QUARTER, 1e-10, 2e-7),
    _Claim(_cos, np.cos, -_QUARTER, _QUARTER, 3e-10, 2e-7),
    _Claim(_log, np.log, 0.5, 2.0, 1e-10, 3e-7),
]
_RELATIVE = [
    _Claim(_exp, np.exp, -80.0, 80.0, 1e-10, 3e-7),
    _Claim(_log, np.log, 1e-37, 1e-30, 1e-10, 3e-7),
    _Claim(_log, np.log, 1e-9, 0.9, 1e-10, 3e-7),
    _Claim(_log, np.log, 1.1, 1e37, 1e-10, 3e-7),
    _Claim(_tail, _true_tail, 0.0, 60.0, 1e-9, 1e-6),
    _Claim(_tail, _true_tail, 60.0, 1e5, 1e-9, 1e-6),
]


def _run(
    loop: _Loop, low: float, high: float, precision: _Precision
) -> tuple[np.ndarray, np.ndarray]:
    x = np.linspace(low, high, 20_001).astype(precision)
    out = np.empty_like(x)
    loop(x, out)
    return x.astype(np.float64), out.astype(np.float64)


@pytest.mark.parametrize("claim", _ABSOLUTE)
def test_the_absolute_error_stays_within_what_is_stated(claim: _Claim) -> None:
    for precision, limit in ((np.float64, claim.double), (np.float32, claim.single)):
        x, out = _run(claim.loop, claim.low, claim.high, precision)
        assert np.abs(out - claim.truth(x)).max() < limit


@pytest.mark.parametrize("claim", _RELATIVE)
def test_the_relative_error_stays_within_what_is_stated(claim: _Claim) -> None:
    for precision, limit in ((np.float64, claim.double), (np.float32, claim.single)):
        x, out = _run(claim.loop, claim.low, claim.high, precision)
        assert np.abs(out / claim.truth(x) - 1.0).max() < limit


@pytest.mark.parametrize("loop", [_tanh, _sigmoid])
def test_what_saturates_never_leaves_its_range(loop: _Loop) -> None:
    low = -1.0 if loop is _tanh else 0.0
    for dtype in (np.float32, np.float64):
        _, out = _run(loop, -1e4, 1e4, dtype)
        assert out.min() >= low
        assert out.max() <= 1.0


def test_exp_beyond_its_border_stays_finite_and_above_zero() -> None:
    for dtype in (np.float32, np.float64):
        _, out = _run(_exp, -1e4, 1e4, dtype)
        assert np.isfinite(out).all()
        assert out.min() > 0.0


def test_a_missing_number_stays_missing() -> None:
    for loop in (_sin, _cos):
        out = np.empty(1)
        loop(np.array([np.nan]), out)
        assert np.isnan(out[0])


def test_the_sigmoid_has_no_step_that_a_difference_quotient_would_see() -> None:
    x = np.linspace(-6.0, 6.0, 5_001)
    up, down = np.empty_like(x), np.empty_like(x)
    _sigmoid(x + 1e-5, up)
    _sigmoid(x - 1e-5, down)
    truth = _true_sigmoid(x) * _true_sigmoid(-x)
    assert np.abs((up - down) / 2e-5 - truth).max() < 1e-6


_BY_NAME = {
    "exp": _exp,
    "log": _log,
    "tanh": _tanh,
    "sigmoid": _sigmoid,
    "sin": _sin,
    "cos": _cos,
    "tail": _tail,
}


@pytest.mark.parametrize("name", _BY_NAME)
def test_plain_python_gives_the_same_and_keeps_the_precision(name: str) -> None:
    plain = cast("Any", getattr(fastmath, name)).py_func
    for precision in (np.float32, np.float64):
        for value in (0.3, 1.2):
            x, compiled = np.array([value], precision), np.empty(1, precision)
            _BY_NAME[name](x, compiled)
            result = plain(x[0])
            assert type(result) is precision
            assert result == pytest.approx(compiled[0], rel=8 * float(np.finfo(precision).eps))
