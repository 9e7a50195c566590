"""Weigh down some days of a made-up couple: stressors that come from outside."""

from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from pasdedeux.model.calendar import Calendar
from pasdedeux.terms.record import EXCHANGES_A_DAY


class Stressor(NamedTuple):
    """A spell of more load than usual; in deviations of the usual load's logarithm."""

    first_day: int
    last_day: int
    on_a: float
    on_b: float


SCENARIOS: MappingProxyType[str, tuple[Stressor, ...]] = MappingProxyType(
    {
        "ordinary": (),
        "hard-evening": (Stressor(6, 6, 2.5, 2.5),),
        "hard-week": (Stressor(7, 13, 1.2, 1.2),),
        "one-sided-strain": (Stressor(7, 20, 1.5, 0.0),),
        "two-hard-weeks": (Stressor(5, 11, 1.0, 1.0), Stressor(26, 32, 1.0, 1.0)),
    }
)
"""Named courses of load; the numbers are conventions for made-up couples, not findings."""


def extra_load(calendar: Calendar, stressors: tuple[Stressor, ...]) -> np.ndarray:
    """Give what stressors add to the mean of the stress normal; axes exchange, partner.

    Source: decision 0003.
    """
    extra = np.zeros((calendar.load.shape[0], 2))
    slots = calendar.first.shape[0]
    for stressor in stressors:
        start = min(stressor.first_day * EXCHANGES_A_DAY, slots)
        end = min((stressor.last_day + 1) * EXCHANGES_A_DAY, slots)
        if start < end:
            span = slice(int(calendar.first[start]), int(calendar.last[end - 1]) + 1)
            extra[span] += (stressor.on_a, stressor.on_b)
    return extra
