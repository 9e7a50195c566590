"""A report as a cell of its scale: its chance under a normal, and what it leaves of the normal."""

import math

import numpy as np

from pasdedeux.infer.layout import (
    COV,
    GAIN,
    MEAN,
    MIDDLE,
    NARROW,
    NOTHING,
    PER_SD,
    ROWS,
    SCALES,
    SD,
    SHIFT,
    SIGNALS,
    STRESS,
    STRESS_COV,
    VALUE,
    WIDEN,
)
from pasdedeux.infer.rows import LANES
from pasdedeux.infer.sums import correct, minus
from pasdedeux.model.fastmath import exp, log, tail
from pasdedeux.model.kernel import blocked, inlined

OPEN = 1e4
"""Deviations that stand for an open end."""


@inlined
def _scale_at(signal: int, teller: int) -> int:
    """Give the place of a report's offset, slope and noise."""
    return (SCALES + 3 * (SIGNALS * teller + signal)) * LANES


@blocked
def _cell(work: np.ndarray, low: float, high: float) -> None:
    """Fill the log chance of a cell, and how far it moves and narrows its normal.

    All is taken relative to the bell at the nearer edge, so that far-out cells keep their
    digits: first the cell is turned so that it lies on the left, or around the middle.
    """
    for j in range(LANES):
        middle = work[MIDDLE * LANES + j]
        sd = work[SD * LANES + j]
        of = type(sd)
        zero, one, half = of(0.0), of(1.0), of(0.5)
        left = max((of(low) - middle) / sd, of(-OPEN))
        right = min((of(high) - middle) / sd, of(OPEN))
        turned = left + right > zero
        a = -right if turned else left
        b = -left if turned else right
        aside = b < zero
        near = half * b * b
        bell_a = exp((near if aside else zero) - half * a * a)
        bell_b = one if aside else exp(-near)
        over_a = tail(abs(a)) * bell_a
        over_b = tail(abs(b)) * bell_b
        inside = (over_b - over_a) if aside else (one - over_a - over_b)
        inside = max(inside, of(1e-30))
        height = of(0.3989422804014327) / inside
        shift = height * (bell_a - bell_b)
        widen = height * (a * bell_a - b * bell_b)
        work[VALUE * LANES + j] = log(inside) - (near if aside else zero)
        work[SHIFT * LANES + j] = -shift if turned else shift
        work[NARROW * LANES + j] = min(max(shift * shift - widen, zero), one)
        work[WIDEN * LANES + j] = widen


@blocked
def _prepare(work: np.ndarray, at: int) -> None:
    """Turn a signal's mean (in `MIDDLE`) and variance (in `SD`) into those of its report."""
    for j in range(LANES):
        offset = work[at + j]
        slope = work[at + LANES + j]
        noise = work[at + 2 * LANES + j]
        variance = work[SD * LANES + j]
        of = type(slope)
        sd = math.sqrt(slope * slope * max(variance, of(0.0)) + noise * noise)
        work[SD * LANES + j] = sd
        work[MIDDLE * LANES + j] = offset + slope * work[MIDDLE * LANES + j]
        work[PER_SD * LANES + j] = slope / sd


@blocked
def stress_cell(work: np.ndarray, teller: int, low: float, high: float) -> None:
    """Read a report of stress: it tells of both loads before they act.

    Source: decision 0007.
    """
    minus(work, MIDDLE, STRESS + teller, NOTHING)
    minus(work, SD, STRESS_COV + 2 * teller, NOTHING)
    _prepare(work, _scale_at(0, teller))
    _cell(work, low, high)
    for j in range(LANES):
        per_sd = work[PER_SD * LANES + j]
        shift = work[SHIFT * LANES + j]
        narrow = work[NARROW * LANES + j]
        aa = work[STRESS_COV * LANES + j]
        ab = work[(STRESS_COV + 1) * LANES + j]
        bb = work[(STRESS_COV + 2) * LANES + j]
        gain_a = per_sd * (aa if teller == 0 else ab)
        gain_b = per_sd * (ab if teller == 0 else bb)
        work[STRESS * LANES + j] += gain_a * shift
        work[(STRESS + 1) * LANES + j] += gain_b * shift
        work[STRESS_COV * LANES + j] = aa - narrow * gain_a * gain_a
        work[(STRESS_COV + 1) * LANES + j] = ab - narrow * gain_a * gain_b
        work[(STRESS_COV + 2) * LANES + j] = bb - narrow * gain_b * gain_b


@blocked
def report_cell(work: np.ndarray, signal: int, teller: int, low: float, high: float) -> None:
    """Read a report of how the two are after an exchange.

    Source: decision 0007.
    """
    plus, less = _about(signal, teller)
    minus(work, MIDDLE, MEAN + plus, MEAN + less if less >= 0 else NOTHING)
    for i in range(ROWS):
        of_less = COV + _pair(i, less) if less >= 0 else NOTHING
        minus(work, GAIN + i, COV + _pair(i, plus), of_less)
    minus(work, SD, GAIN + plus, GAIN + less if less >= 0 else NOTHING)
    _prepare(work, _scale_at(signal, teller))
    _cell(work, low, high)
    correct(work, 0, 0, 0)


@inlined
def _pair(i: int, j: int) -> int:
    """Give the place of a covariance in its lower triangle."""
    return ROWS * i + j if i >= j else ROWS * j + i


@inlined
def _about(  # noqa: PLR0911 - one answer for each signal
    signal: int, teller: int
) -> tuple[int, int]:
    """Give the row a report is about, and the row taken from it (or -1)."""
    if signal == 1:
        return 12 + teller, -1
    if signal == 2:
        return 5 * teller + 1, -1
    if signal == 3:
        return 14 + teller, -1
    if signal == 4 or signal == 8:  # noqa: PLR1714 - a kernel compares numbers
        return 5 * teller + 3, -1
    if signal == 5:
        return 11 - teller, -1
    if signal == 6:
        return 5 * teller + 1, 5 * teller + 2
    return 6 - 5 * teller, 7 - 5 * teller
