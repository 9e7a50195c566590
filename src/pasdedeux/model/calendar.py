"""Lay a record's days out as exchanges: four a day, and more where a moment was told."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pasdedeux.model.observe import MOMENT_STRESS
from pasdedeux.terms.record import EXCHANGES_A_DAY, Moment


class Calendar(NamedTuple):
    """Where each slot of each day lies on the line of exchanges."""

    first: np.ndarray
    """First exchange of each slot; axis slot, four a day."""
    last: np.ndarray
    """Last exchange of each slot: the one a check-in looks at."""
    load: np.ndarray
    """Mean of the stress normal; axis exchange."""


def slot_of(day: int, exchange: int) -> int:
    """Number the slots from 0, four a day.

    Source: decision 0003.
    """
    return EXCHANGES_A_DAY * day + exchange


def lay_out(days: int, moments: Iterable[Moment]) -> Calendar:
    """Give every slot its exchanges.

    A told moment turns its slot into as many exchanges as it has steps, under
    more load than usual: it was told because something happened.

    Source: decision 0003.
    """
    lengths = np.ones(max(days, 0) * EXCHANGES_A_DAY, dtype=np.int64)
    told = np.zeros(lengths.shape, dtype=bool)
    for moment in moments:
        slot = slot_of(moment.day, moment.exchange)
        lengths[slot] = max(lengths[slot], len(moment.steps))
        told[slot] = True
    last = np.cumsum(lengths) - 1
    load = np.repeat(np.where(told, MOMENT_STRESS, 0.0), lengths)
    return Calendar(last - lengths + 1, last, load)
