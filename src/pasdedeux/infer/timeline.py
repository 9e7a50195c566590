"""Turn a record into cells on a line of exchanges, the way the filter takes it."""

from collections.abc import Iterator

import numpy as np

from pasdedeux.infer.likelihood import Timeline
from pasdedeux.model.calendar import Calendar, lay_out, slot_of
from pasdedeux.model.observe import ACT_CUTS, ACTS, ENDED_CUTS, ENDINGS, SLIDERS, Signal
from pasdedeux.terms.record import CheckIn, Moment, Record

_CELL_OF_ACT = {act: k for k, act in enumerate(ACTS)}
_CELL_OF_ENDING = {end: k for k, end in enumerate(ENDINGS)}
_SMALLEST_CELL = 0.25
"""Points; a finer answer than this is no finer news, and a narrow cell is a stiff one."""

_Cell = tuple[int, int, int, float, float]


def _slider_cell(value: float, step: float) -> tuple[float, float]:
    half = max(step, _SMALLEST_CELL) / 2.0
    low = -np.inf if value <= half else value - half
    high = np.inf if value >= 10.0 - half else value + half
    return low, high


def _check_in_cells(entry: CheckIn, calendar: Calendar) -> Iterator[_Cell]:
    at = int(calendar.last[slot_of(entry.day, entry.exchange)])
    for item, value in entry.values.items():
        low, high = _slider_cell(value, entry.step.get(item, 1.0))
        yield at, SLIDERS[item], entry.partner.place, low, high


def _between(cuts: tuple[float, ...], k: int) -> tuple[float, float]:
    edges = (-np.inf, *cuts, np.inf)
    return edges[k], edges[k + 1]


def _moment_cells(moment: Moment, calendar: Calendar) -> Iterator[_Cell]:
    first = int(calendar.first[slot_of(moment.day, moment.exchange)])
    for k, step in enumerate(moment.steps):
        own = step.partner is moment.teller
        signal = Signal.OWN_ACT if own else Signal.OTHER_ACT
        yield first + k, signal, moment.teller.place, *_between(ACT_CUTS, _CELL_OF_ACT[step.act])
    if moment.ended is not None:
        at = first + len(moment.steps) - 1
        yield (
            at,
            Signal.ENDED,
            moment.teller.place,
            *_between(ENDED_CUTS, _CELL_OF_ENDING[moment.ended]),
        )


def timeline(record: Record) -> Timeline:
    """Give the cells of a record in order of time, stress first within an exchange.

    Source: decision 0007.
    """
    calendar = lay_out(record.days, record.moments)
    cells: list[_Cell] = []
    for entry in record.check_ins:
        cells += _check_in_cells(entry, calendar)
    for moment in record.moments:
        cells += _moment_cells(moment, calendar)
    cells.sort(key=lambda cell: (cell[0], cell[1], cell[2]))
    return Timeline(
        load=calendar.load,
        at=np.array([cell[0] for cell in cells], dtype=np.int64),
        signal=np.array([cell[1] for cell in cells], dtype=np.int64),
        teller=np.array([cell[2] for cell in cells], dtype=np.int64),
        low=np.array([cell[3] for cell in cells], dtype=np.float64),
        high=np.array([cell[4] for cell in cells], dtype=np.float64),
    )
