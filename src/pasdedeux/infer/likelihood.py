"""How probable a couple's record is under given gains: a filter that runs the one step.

A central-difference Kalman filter carries ten numbers (five states of each
partner) with their covariance. Every exchange sends 29 points through
`exchange`, side by side so that they vectorise. A report is a cell of its
scale, open at the ends: the cell's probability enters the likelihood, and the
moments of the truncated normal update the state. A missing report is simply
not there.
"""

import math
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.wide import ROWS, take_away, take_row, tile
from pasdedeux.model.exchange import EQUATIONS, Chance, Gains, Numbers, State, answer, demand
from pasdedeux.model.exchange import exchange as step
from pasdedeux.model.fastmath import exp
from pasdedeux.model.gains import Person, gains_of
from pasdedeux.model.kernel import blocked, inlined
from pasdedeux.model.observe import noise_of, scale_of, shown
from pasdedeux.model.world import ORDINARY, World

STATES = 10
CHANCES = 4
_INPUTS = STATES + CHANCES
_LANES = 32  # 29 points, padded so that the loop vectorises
_REACH = math.sqrt(3.0)  # the points' distance in deviations: matches a normal's fourth moment
_BURN_IN = 12
_FLOOR = 1e-9
_OUT = _INPUTS * _LANES
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


@inlined
def _state(work: np.ndarray, at: int, j: int) -> State:
    """Read a partner from the points, held inside the states' ranges.

    Each value is read into a local first: only so does the loop vectorise.
    """
    distress = work[at + j]
    pursuit = work[at + _LANES + j]
    withdrawal = work[at + 2 * _LANES + j]
    security = work[at + 3 * _LANES + j]
    dread = work[at + 4 * _LANES + j]
    return State(
        min(max(distress, 0.0), 0.995),
        min(max(pursuit, 0.0), 1.0),
        min(max(withdrawal, 0.0), 1.0),
        min(max(security, -1.0), 1.0),
        max(dread, 0.0),
    )


@blocked
def _points(mean: np.ndarray, root: np.ndarray, work: np.ndarray) -> None:
    """Lay out the states' points around the mean; `root` is upper, row k moves point k."""
    for i in range(STATES):
        for j in range(_LANES):
            work[i * _LANES + j] = mean[i]
    for k in range(STATES):
        for i in range(k, STATES):
            away = _REACH * root[k * ROWS + i]
            work[i * _LANES + 1 + k] = mean[i] + away
            work[i * _LANES + 1 + _INPUTS + k] = mean[i] - away


@blocked
def _chances(stress: np.ndarray, cov: np.ndarray, world: World, work: np.ndarray) -> None:
    """Lay out the points of what nobody decides: both stresses, and both leanings."""
    own = math.sqrt(cov[0, 0])
    shared = cov[1, 0] / own
    rest = math.sqrt(max(cov[1, 1] - shared * shared, _FLOOR))
    for i in range(CHANCES):
        for j in range(_LANES):
            work[(STATES + i) * _LANES + j] = stress[i] if i < 2 else 0.0
    for k in range(CHANCES):
        at = STATES + k
        away = _REACH * (own if k == 0 else (rest if k == 1 else world.leaning))
        work[at * _LANES + 1 + at] += away
        work[at * _LANES + 1 + _INPUTS + at] -= away
    work[(STATES + 1) * _LANES + 1 + STATES] += _REACH * shared
    work[(STATES + 1) * _LANES + 1 + _INPUTS + STATES] -= _REACH * shared


@blocked
def _push(work: np.ndarray, gains_a: Gains, gains_b: Gains, world: World, n: Numbers) -> None:
    """Send the points through the step; inputs and outputs share one flat array.

    One array with offsets known to the compiler: with two, it cannot prove that a write
    does not change a read, and the loop stays scalar.
    """
    for j in range(_LANES):
        z_a = work[STATES * _LANES + j]
        z_b = work[(STATES + 1) * _LANES + j]
        a, b = step(
            _state(work, 0, j),
            _state(work, 5 * _LANES, j),
            gains_a,
            gains_b,
            Chance(
                world.stress_base * exp(world.stress_spread * z_a), work[(STATES + 2) * _LANES + j]
            ),
            Chance(
                world.stress_base * exp(world.stress_spread * z_b), work[(STATES + 3) * _LANES + j]
            ),
            n,
        )
        o = _OUT + j
        work[o] = a.distress
        work[o + _LANES] = a.pursuit
        work[o + 2 * _LANES] = a.withdrawal
        work[o + 3 * _LANES] = a.security
        work[o + 4 * _LANES] = a.dread
        work[o + 5 * _LANES] = b.distress
        work[o + 6 * _LANES] = b.pursuit
        work[o + 7 * _LANES] = b.withdrawal
        work[o + 8 * _LANES] = b.security
        work[o + 9 * _LANES] = b.dread


@blocked
def _look(work: np.ndarray, gains_a: Gains, gains_b: Gains, n: Numbers) -> None:
    """Add what a report would look at to the pushed points: six rows more."""
    for j in range(_LANES):
        a = _state(work, _OUT, j)
        b = _state(work, _OUT + 5 * _LANES, j)
        demand_a = demand(a, gains_a, n)
        demand_b = demand(b, gains_b, n)
        o = _OUT + STATES * _LANES + j
        work[o] = answer(a, b.pursuit - demand_b, demand_b, gains_a, n)
        work[o + _LANES] = answer(b, a.pursuit - demand_a, demand_a, gains_b, n)
        work[o + 2 * _LANES] = shown(a.distress)
        work[o + 3 * _LANES] = shown(b.distress)
        work[o + 4 * _LANES] = shown(a.withdrawal)
        work[o + 5 * _LANES] = shown(b.withdrawal)


@blocked
def _moments(
    work: np.ndarray, spread: np.ndarray, mean: np.ndarray, cov: np.ndarray, rows: int
) -> None:
    """Turn pushed points into mean and covariance; never indefinite by construction.

    Args:
        work: the points.
        spread: scratch; differences of the points, one row for each.
        mean: filled.
        cov: filled, in whole if all its rows are asked for, else its upper half.
        rows: how many of the rows are wanted.
    """
    h2 = _REACH * _REACH
    first = 1.0 / (2.0 * _REACH)
    second = math.sqrt(h2 - 1.0) / (2.0 * h2)
    for i in range(rows):
        o = _OUT + i * _LANES
        centre = work[o]
        total = 0.0
        for k in range(_INPUTS):
            up = work[o + 1 + k]
            down = work[o + 1 + _INPUTS + k]
            total += up + down
            spread[k * ROWS + i] = first * (up - down)
            spread[(_INPUTS + k) * ROWS + i] = second * (up + down - 2.0 * centre)
        mean[i] = (h2 - _INPUTS) / h2 * centre + total / (2.0 * h2)
    for i in range(0, rows, 4):
        for j in range(i - i % 8, ROWS, 8):
            tile(spread, cov, i, j)
    if rows == ROWS:
        for i in range(8):
            for j in range(8, ROWS):
                cov[j * ROWS + i] = cov[i * ROWS + j]


@blocked
def _root(cov: np.ndarray, root: np.ndarray) -> None:
    """Give the upper Cholesky factor of the states' part of a covariance.

    The roots are taken at the end: within, each row would wait for the one before.
    """
    for i in range(STATES * ROWS):
        root[i] = cov[i]
    for k in range(STATES):
        inverse = 1.0 / max(root[k * ROWS + k], _FLOOR)
        for i in range(k + 1, STATES):
            take_row(root, i, k, root[k * ROWS + i] * inverse)
    for k in range(STATES):
        scale = 1.0 / math.sqrt(max(root[k * ROWS + k], _FLOOR))
        for j in range(ROWS):
            root[k * ROWS + j] *= scale


@blocked
def _cell(
    low: float, high: float, centre: float, sd: float, news: np.ndarray
) -> tuple[float, float, float]:
    """Give log probability of a cell, and how far it moves and narrows its normal."""
    a = (low - centre) / sd
    b = (high - centre) / sd
    flip = a + b > 0.0
    if flip:  # work in the left tail, where the difference of two small numbers is exact
        a, b = -b, -a
    upper = 0.5 * math.erfc(-b * 0.7071067811865476)
    lower = 0.5 * math.erfc(-a * 0.7071067811865476) if a > -38.0 else 0.0
    inside = upper - lower
    if inside < 1e-200 or b < -12.0:  # far out: the nearer edge stands for the cell
        # Mills' ratio carries the tail on without a jump: beyond b lies phi(b) / -b of a normal.
        value = -0.5 * b * b - 0.9189385332046727 - math.log(-b) - 1.0 / (b * b)
        shift, narrow, widen = b, 1.0, b * b - 1.0
    else:
        at_a = 0.3989422804014327 * exp(-0.5 * a * a) if a > -12.0 else 0.0
        at_b = 0.3989422804014327 * exp(-0.5 * b * b) if b < 12.0 else 0.0
        edge_a = a * at_a if a > -12.0 else 0.0
        edge_b = b * at_b if b < 12.0 else 0.0
        shift = (at_a - at_b) / inside
        widen = (edge_a - edge_b) / inside
        narrow = min(max(shift * shift - widen, 0.0), 1.0)
        value = math.log(inside)
    if flip:
        shift = -shift
    news[0] = centre
    news[1] = sd
    news[2] = shift
    news[3] = narrow
    news[4] = widen
    return value, shift, narrow


@blocked
def _stress_cell(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    stress: np.ndarray,
    cov: np.ndarray,
    who: int,
    cell: tuple[float, float],
    line: tuple[float, float],
    noise: float,
    news: np.ndarray,
) -> float:
    offset, slope = line
    sd = math.sqrt(slope * slope * cov[who, who] + noise * noise)
    value, shift, narrow = _cell(cell[0], cell[1], offset + slope * stress[who], sd, news)
    k0 = slope * cov[0, who] / sd
    k1 = slope * cov[1, who] / sd
    stress[0] += k0 * shift
    stress[1] += k1 * shift
    cov[0, 0] -= narrow * k0 * k0
    cov[0, 1] -= narrow * k0 * k1
    cov[1, 0] = cov[0, 1]
    cov[1, 1] -= narrow * k1 * k1
    return value


@blocked
def _report_cell(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    mean: np.ndarray,
    cov: np.ndarray,
    gain: np.ndarray,
    plus: int,
    minus: int,
    cell: tuple[float, float],
    line: tuple[float, float],
    noise: float,
    news: np.ndarray,
) -> float:
    offset, slope = line
    centre = mean[plus]
    for i in range(ROWS):
        gain[i] = cov[plus * ROWS + i]
    if minus >= 0:
        centre -= mean[minus]
        for i in range(ROWS):
            gain[i] -= cov[minus * ROWS + i]
    spread = gain[plus] - (gain[minus] if minus >= 0 else 0.0)
    sd = math.sqrt(slope * slope * spread + noise * noise)
    value, shift, narrow = _cell(cell[0], cell[1], offset + slope * centre, sd, news)
    scale = slope / sd
    for i in range(ROWS):
        gain[i] *= scale
        mean[i] += gain[i] * shift
    take_away(cov, gain, narrow)
    return value


@inlined
def _rows(  # noqa: PLR0911 - one answer for each signal
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


@inlined
def _start(mean: np.ndarray, cov: np.ndarray) -> None:
    """Know little of the first day: any ordinary state, widely."""
    for i in range(2):
        o = 5 * i
        mean[o] = 0.12
        mean[o + 1] = 0.35
        mean[o + 2] = 0.08
        mean[o + 3] = 0.3
        mean[o + 4] = 0.5
        for k in range(5):
            sd = 0.1 if k < 3 else 0.3
            cov[(o + k) * ROWS + o + k] = sd * sd


@inlined
def _person(p: np.ndarray) -> Person:
    return Person(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11])


@blocked
def loglik(people: np.ndarray, line: Timeline, world: World, n: Numbers, news: np.ndarray) -> float:
    """Give the log likelihood of a record; axes of `people`: partner, field of `Person`.

    `news` keeps what each cell told, given all that was read before it (axes cell, `NEWS`);
    with one row it is only scratch.

    Source: decision 0007.
    """
    gains_a = gains_of(people[0, 0], people[0, 1], _person(people[0]))
    gains_b = gains_of(people[1, 0], people[1, 1], _person(people[1]))
    stretch = np.array([math.exp(people[0, 10]), math.exp(people[1, 10])])
    noise = np.array([math.exp(people[0, 11]), math.exp(people[1, 11])])
    mean = np.zeros(ROWS)
    cov = np.zeros(ROWS * ROWS)
    _start(mean, cov)
    root = np.zeros(STATES * ROWS)
    work = np.zeros((_INPUTS + ROWS) * _LANES)
    spread = np.zeros(2 * _INPUTS * ROWS)
    gain = np.empty(ROWS)
    stress = np.zeros(2)
    stress_cov = np.empty((2, 2))
    total = 0.0
    cell = 0
    cells = line.at.shape[0]
    kept = news.shape[0] - 1
    for t in range(-_BURN_IN, line.load.shape[0]):
        stress[:] = line.load[t] if t >= 0 else 0.0
        stress_cov[0, 0] = 1.0
        stress_cov[1, 1] = 1.0
        stress_cov[0, 1] = world.stress_shared
        stress_cov[1, 0] = world.stress_shared
        while cell < cells and line.at[cell] == t and line.signal[cell] == 0:
            who = line.teller[cell]
            total += _stress_cell(
                stress,
                stress_cov,
                who,
                (line.low[cell], line.high[cell]),
                scale_of(0, people[who, 8], people[who, 9], stretch[who]),
                noise_of(0, noise[who]),
                news[min(cell, kept)],
            )
            cell += 1
        _root(cov, root)
        _points(mean, root, work)
        _chances(stress, stress_cov, world, work)
        _push(work, gains_a, gains_b, world, n)
        told = cell < cells and line.at[cell] == t
        if told:
            _look(work, gains_a, gains_b, n)
        _moments(work, spread, mean, cov, ROWS if told else STATES)
        while cell < cells and line.at[cell] == t:
            who = line.teller[cell]
            signal = line.signal[cell]
            plus, minus = _rows(signal, who)
            total += _report_cell(
                mean,
                cov,
                gain,
                plus,
                minus,
                (line.low[cell], line.high[cell]),
                scale_of(signal, people[who, 8], people[who, 9], stretch[who]),
                noise_of(signal, noise[who]),
                news[min(cell, kept)],
            )
            cell += 1
    return total


def log_likelihood(people: np.ndarray, line: Timeline, world: World = ORDINARY) -> float:
    """Give the log likelihood of a record under one couple's people.

    Source: decision 0007.
    """
    return loglik(people, line, world, EQUATIONS, np.empty((1, NEWS)))


def forecasts(people: np.ndarray, line: Timeline) -> np.ndarray:
    """Give mean and deviation of every cell, each from all that was read before it.

    Source: decision 0007.
    """
    out = np.empty((max(line.at.shape[0], 1), NEWS))
    loglik(people, line, ORDINARY, EQUATIONS, out)
    return out[: line.at.shape[0], :2]
