"""How probable a couple's record is under given gains: a filter that runs the one step.

A central-difference Kalman filter carries ten numbers (five states of each
partner) with their covariance. Every exchange sends 29 points through
`exchange`. A report is a cell of its scale, open at the ends: the cell's
probability enters the likelihood, and the moments of the truncated normal
update the state. A missing report is simply not there. Several pairs of people
are judged side by side, one in each lane of a wide register.
"""

import math
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.cells import report_cell, stress_cell
from pasdedeux.infer.layout import (
    BLOCK,
    CENTRE,
    COV,
    GAINS,
    MEAN,
    MIDDLE,
    NARROW,
    OF_EACH,
    ROWS,
    SCALES,
    SD,
    SHIFT,
    SIGNALS,
    SIZE,
    STATES,
    STRESS,
    STRESS_COV,
    VALUE,
    WIDEN,
)
from pasdedeux.infer.points import move_on
from pasdedeux.infer.rows import LANES
from pasdedeux.model.exchange import AT_EASE, Gains, Numbers
from pasdedeux.model.gains import Person, gains_of
from pasdedeux.model.kernel import blocked, inlined
from pasdedeux.model.observe import noise_of, scale_of
from pasdedeux.model.simulate import numbers_in
from pasdedeux.model.world import ORDINARY, World

PRECISION = np.float32
"""Of the rows: a record's log likelihood errs by about a thousandth (decision 0007)."""
_BURN_IN = 12
_FIRST_SD = (0.1, 0.1, 0.1, 0.3, 0.3)
"""Doubt of a first state, in the order of its fields."""
NEWS = 5
"""What is kept of each cell: centre, deviation, and three slopes of its log probability."""


class Timeline(NamedTuple):
    """A record as the filter takes it: exchanges, and cells in order of time."""

    load: np.ndarray
    """Mean of the stress normal at each exchange; axis exchange."""
    at: np.ndarray
    """Exchange of each cell, ascending; stress before all else within an exchange."""
    signal: np.ndarray
    teller: np.ndarray
    low: np.ndarray
    high: np.ndarray


@blocked
def _start(work: np.ndarray) -> None:
    """Know little of the first day: at ease, or anything ordinary near it."""
    work[MEAN * LANES : (COV + ROWS * ROWS) * LANES] = 0.0
    for row in range(STATES):
        middle = AT_EASE[row % len(AT_EASE)]
        sd = _FIRST_SD[row % len(AT_EASE)]
        for j in range(LANES):
            work[(MEAN + row) * LANES + j] = middle
            work[(COV + ROWS * row + row) * LANES + j] = sd * sd


@inlined
def _person(p: np.ndarray) -> Person:
    return Person(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11])


@inlined
def _keep_gains(work: np.ndarray, at: int, gains: Gains) -> None:
    work[at] = gains.vigilance
    work[at + LANES] = gains.amplification
    work[at + 2 * LANES] = gains.protest
    work[at + 3 * LANES] = gains.deactivation
    work[at + 4 * LANES] = gains.escape
    work[at + 5 * LANES] = gains.soothing
    work[at + 6 * LANES] = gains.tolerance
    work[at + 7 * LANES] = gains.reach
    work[at + 8 * LANES] = gains.carry
    work[at + 9 * LANES] = gains.openness
    work[at + 10 * LANES] = gains.fear
    work[at + 11 * LANES] = gains.demand


@blocked
def _seat(people: np.ndarray, lane: int, work: np.ndarray) -> None:
    """Put two people into a lane: their gains into every block, and how they report."""
    for i in range(2):
        p = people[i]
        gains = gains_of(p[0], p[1], _person(p))
        stretch = math.exp(p[10])
        noise = math.exp(p[11])
        for block in range(3):
            at = CENTRE + BLOCK * block + GAINS + OF_EACH * i
            _keep_gains(work, at * LANES + lane, gains)
        for signal in range(SIGNALS):
            at = (SCALES + 3 * (SIGNALS * i + signal)) * LANES + lane
            offset, slope = scale_of(signal, p[8], p[9], stretch)
            work[at] = offset
            work[at + LANES] = slope
            work[at + 2 * LANES] = noise_of(signal, noise)


@blocked
def _tell(work: np.ndarray, total: np.ndarray, news: np.ndarray, first: int, cell: int) -> None:
    """Add a cell's log chance to every lane's total, and keep its news where they are wanted."""
    for j in range(LANES):
        total[j] += work[VALUE * LANES + j]
    if cell >= news.shape[1]:
        return
    for j in range(min(LANES, news.shape[0] - first)):
        row = news[first + j, cell]
        row[0] = work[MIDDLE * LANES + j]
        row[1] = work[SD * LANES + j]
        row[2] = work[SHIFT * LANES + j]
        row[3] = work[NARROW * LANES + j]
        row[4] = work[WIDEN * LANES + j]


@inlined
def _under_load(work: np.ndarray, load: float, shared: float) -> None:
    for j in range(LANES):
        work[STRESS * LANES + j] = load
        work[(STRESS + 1) * LANES + j] = load
        work[STRESS_COV * LANES + j] = 1.0
        work[(STRESS_COV + 1) * LANES + j] = shared
        work[(STRESS_COV + 2) * LANES + j] = 1.0


@blocked
def _run(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    work: np.ndarray,
    line: Timeline,
    world: World,
    n: Numbers,
    first: int,
    total: np.ndarray,
    news: np.ndarray,
) -> None:
    """Read a whole record under the people in the lanes."""
    _start(work)
    total[:] = 0.0
    cell = 0
    cells = line.at.shape[0]
    for t in range(-_BURN_IN, line.load.shape[0]):
        _under_load(work, line.load[t] if t >= 0 else 0.0, world.stress_shared)
        while cell < cells and line.at[cell] == t and line.signal[cell] == 0:
            stress_cell(work, line.teller[cell], line.low[cell], line.high[cell])
            _tell(work, total, news, first, cell)
            cell += 1
        told = cell < cells and line.at[cell] == t
        move_on(work, ROWS if told else STATES, world, n)
        while cell < cells and line.at[cell] == t:
            signal, who = line.signal[cell], line.teller[cell]
            report_cell(work, signal, who, line.low[cell], line.high[cell])
            _tell(work, total, news, first, cell)
            cell += 1


@blocked
def fill(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    people: np.ndarray,
    line: Timeline,
    world: World,
    n: Numbers,
    work: np.ndarray,
    span: tuple[int, int],
    out: np.ndarray,
    news: np.ndarray,
) -> None:
    """Fill the log likelihood of a record under many pairs of people.

    Args:
        people: axes draw, partner, field of `Person`.
        line: the record.
        world: size of chance, in the precision of `work`.
        n: the equations' numbers, in the same precision.
        work: zeros, `SIZE` of them; scratch.
        span: first and last draw, the last not included.
        out: axis draw.
        news: what each cell told, given all that was read before it; axes draw, cell, `NEWS`;
            without cells where nobody asks.

    Source: decision 0007.
    """
    total = np.empty(LANES)
    for first in range(span[0], span[1], LANES):
        for j in range(LANES):
            _seat(people[min(first + j, span[1] - 1)], j, work)
        _run(work, line, world, n, first, total, news)
        for j in range(min(LANES, span[1] - first)):
            out[first + j] = total[j]


def fill_span(  # noqa: PLR0913, PLR0917 - the kernel's own arguments
    people: np.ndarray,
    line: Timeline,
    world: World,
    span: tuple[int, int],
    out: np.ndarray,
    news: np.ndarray,
) -> None:
    """Fill the log likelihood of a span of draws, as `fill` does.

    Source: decision 0007.
    """
    held = World(*[PRECISION(value) for value in world])  # type: ignore[arg-type] # numba's float
    fill(people, line, held, numbers_in(PRECISION), np.zeros(SIZE, PRECISION), span, out, news)


def log_likelihood(people: np.ndarray, line: Timeline, world: World = ORDINARY) -> float:
    """Give the log likelihood of a record under one couple's people.

    Source: decision 0007.
    """
    out, news = np.empty(1), np.empty((1, 0, NEWS))
    fill_span(np.ascontiguousarray(people)[None], line, world, (0, 1), out, news)
    return float(out[0])


def forecasts(people: np.ndarray, line: Timeline) -> np.ndarray:
    """Give mean and deviation of every cell, each from all that was read before it.

    Source: decision 0007.
    """
    out, news = np.empty(1), np.empty((1, line.at.shape[0], NEWS))
    fill_span(np.ascontiguousarray(people)[None], line, ORDINARY, (0, 1), out, news)
    return news[0, :, :2]
