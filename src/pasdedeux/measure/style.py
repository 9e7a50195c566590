"""Signs of hurried answering: flagged for the person, never scored."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pasdedeux.intake.answers import AnswerTable
from pasdedeux.measure.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Flags:
    """What looks hurried; axis: person."""

    straight_lined: npt.NDArray[np.bool_]
    """Every answer of a mixed-key questionnaire is the same raw value."""
    contradictory: npt.NDArray[np.bool_]
    """Two items that say the same the other way round were answered far apart."""


def flag(instrument: Instrument, table: AnswerTable) -> Flags:
    """Flag rows worth a gentle 'did you read these?'.

    Source: decision 0015.
    Limits: an honest person can earn either flag; neither changes a score.
    """
    return Flags(_straight(instrument, table), _contradictory(instrument, table))


def _straight(instrument: Instrument, table: AnswerTable) -> npt.NDArray[np.bool_]:
    keys = {item.is_reversed for item in instrument.items}
    if keys != {True, False}:
        return np.zeros(len(table.rows), np.bool_)
    high = np.where(table.given, table.values, -1).max(axis=1)
    low = np.where(table.given, table.values, np.iinfo(np.int16).max).min(axis=1)
    same: npt.NDArray[np.bool_] = (high == low) & (table.given.sum(axis=1) > 1)
    return same


def _contradictory(instrument: Instrument, table: AnswerTable) -> npt.NDArray[np.bool_]:
    at = {item: index for index, item in enumerate(table.items)}
    found = np.zeros(len(table.rows), np.bool_)
    for pair in instrument.contradictions:
        one, other = (at[item] for item in pair.items)
        apart = np.abs(_keyed(instrument, table, one) - _keyed(instrument, table, other))
        found |= (apart >= pair.apart) & table.given[:, one] & table.given[:, other]
    return found


def _keyed(instrument: Instrument, table: AnswerTable, place: int) -> npt.NDArray[np.int16]:
    item = instrument.items[place]
    values = table.values[:, place]
    return item.lowest + item.highest - values if item.is_reversed else values
