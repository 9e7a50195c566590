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
_ROWS = 16
_REACH = math.sqrt(3.0)  # the points' distance in deviations: matches a normal's fourth moment
_BURN_IN = 12
_FLOOR = 1e-9


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
def _state(x: np.ndarray, at: int, j: int) -> State:
    return State(
        min(max(x[at, j], 0.0), 0.995), min(max(x[at + 1, j], 0.0), 1.0),
        min(max(x[at + 2, j], 0.0), 1.0), min(max(x[at + 3, j], -1.0), 1.0),
        max(x[at + 4, j], 0.0),
    )


@blocked
def _points(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    mean: np.ndarray, root: np.ndarray, stress: np.ndarray, stress_root: np.ndarray,
    world: World, points: np.ndarray,
) -> None:
    for i in range(STATES):
        points[i, :] = mean[i]
    for i in range(2):
        points[STATES + i, :] = stress[i]
        points[STATES + 2 + i, :] = 0.0
    for k in range(STATES):
        for i in range(k, STATES):
            away = _REACH * root[i, k]
            points[i, 1 + k] += away
            points[i, 1 + _INPUTS + k] -= away
    for k in range(2):
        for i in range(k, 2):
            away = _REACH * stress_root[i, k]
            points[STATES + i, 1 + STATES + k] += away
            points[STATES + i, 1 + _INPUTS + STATES + k] -= away
        away = _REACH * world.leaning
        points[STATES + 2 + k, 1 + STATES + 2 + k] += away
        points[STATES + 2 + k, 1 + _INPUTS + STATES + 2 + k] -= away


@blocked
def _push(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    points: np.ndarray, gains_a: Gains, gains_b: Gains, world: World, n: Numbers, out: np.ndarray
) -> None:
    for j in range(_LANES):
        a, b = step(
            _state(points, 0, j), _state(points, 5, j), gains_a, gains_b,
            Chance(
                world.stress_base * exp(world.stress_spread * points[STATES, j]),
                points[STATES + 2, j],
            ),
            Chance(
                world.stress_base * exp(world.stress_spread * points[STATES + 1, j]),
                points[STATES + 3, j],
            ),
            n,
        )
        demand_a = demand(a, gains_a, n)
        demand_b = demand(b, gains_b, n)
        out[0, j] = a.distress
        out[1, j] = a.pursuit
        out[2, j] = a.withdrawal
        out[3, j] = a.security
        out[4, j] = a.dread
        out[5, j] = b.distress
        out[6, j] = b.pursuit
        out[7, j] = b.withdrawal
        out[8, j] = b.security
        out[9, j] = b.dread
        out[10, j] = answer(a, b.pursuit - demand_b, demand_b, gains_a, n)
        out[11, j] = answer(b, a.pursuit - demand_a, demand_a, gains_b, n)
        out[12, j] = shown(a.distress)
        out[13, j] = shown(b.distress)
        out[14, j] = shown(a.withdrawal)
        out[15, j] = shown(b.withdrawal)


@blocked
def _moments(out: np.ndarray, spread: np.ndarray, mean: np.ndarray, cov: np.ndarray) -> None:
    """Turn pushed points into mean and covariance; never indefinite by construction."""
    h2 = _REACH * _REACH
    first = 1.0 / (2.0 * _REACH)
    second = math.sqrt(h2 - 1.0) / (2.0 * h2)
    for i in range(_ROWS):
        centre = out[i, 0]
        total = 0.0
        for k in range(_INPUTS):
            up = out[i, 1 + k]
            down = out[i, 1 + _INPUTS + k]
            total += up + down
            spread[i, k] = first * (up - down)
            spread[i, _INPUTS + k] = second * (up + down - 2.0 * centre)
        mean[i] = (h2 - _INPUTS) / h2 * centre + total / (2.0 * h2)
    for i in range(_ROWS):
        for j in range(i + 1):
            dot = 0.0
            for k in range(2 * _INPUTS):
                dot += spread[i, k] * spread[j, k]
            cov[i, j] = dot
            cov[j, i] = dot


@blocked
def _root(cov: np.ndarray, root: np.ndarray) -> None:
    """Give the lower Cholesky factor of the states' part of a covariance."""
    for i in range(STATES):
        for j in range(i + 1):
            left = cov[i, j]
            for k in range(j):
                left -= root[i, k] * root[j, k]
            if i == j:
                root[i, i] = math.sqrt(max(left, _FLOOR))
            else:
                root[i, j] = left / root[j, j]


@blocked
def _cell(low: float, high: float, centre: float, sd: float) -> tuple[float, float, float]:
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
        return -0.5 * b * b - 0.9189385332046727, (-b if flip else b), 1.0
    at_a = 0.3989422804014327 * math.exp(-0.5 * a * a) if a > -38.0 else 0.0
    at_b = 0.3989422804014327 * math.exp(-0.5 * b * b) if b < 38.0 else 0.0
    shift = (at_a - at_b) / inside
    narrow = shift * shift - ((a * at_a if a > -38.0 else 0.0) - (b * at_b if b < 38.0 else 0.0)) / inside
    return math.log(inside), (-shift if flip else shift), min(max(narrow, 0.0), 1.0)


@blocked
def _stress_cell(
    stress: np.ndarray, cov: np.ndarray, who: int, cell: tuple[float, float],
    line: tuple[float, float], noise: float,
) -> float:
    offset, slope = line
    sd = math.sqrt(slope * slope * cov[who, who] + noise * noise)
    value, shift, narrow = _cell(cell[0], cell[1], offset + slope * stress[who], sd)
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
    mean: np.ndarray, cov: np.ndarray, gain: np.ndarray, plus: int, minus: int,
    cell: tuple[float, float], line: tuple[float, float], noise: float,
) -> float:
    offset, slope = line
    centre = mean[plus]
    if minus >= 0:
        centre -= mean[minus]
        for i in range(_ROWS):
            gain[i] = cov[i, plus] - cov[i, minus]
        spread = gain[plus] - gain[minus]
    else:
        for i in range(_ROWS):
            gain[i] = cov[i, plus]
        spread = gain[plus]
    sd = math.sqrt(slope * slope * spread + noise * noise)
    value, shift, narrow = _cell(cell[0], cell[1], offset + slope * centre, sd)
    scale = slope / sd
    for i in range(_ROWS):
        gain[i] *= scale
        mean[i] += gain[i] * shift
    for i in range(_ROWS):
        weight = narrow * gain[i]
        for j in range(_ROWS):
            cov[i, j] -= weight * gain[j]
    return value


@inlined
def _rows(signal: int, teller: int) -> tuple[int, int]:
    """Give the row a report is about, and the row taken from it (or -1)."""
    if signal == 1:
        return 12 + teller, -1
    if signal == 2:
        return 5 * teller + 1, -1
    if signal == 3:
        return 14 + teller, -1
    if signal == 4 or signal == 8:
        return 5 * teller + 3, -1
    if signal == 5:
        return 11 - teller, -1
    if signal == 6:
        return 5 * teller + 1, 5 * teller + 2
    return 6 - 5 * teller, 7 - 5 * teller


@blocked
def loglik(
    people: np.ndarray, line: Timeline, world: World, n: Numbers, trace: np.ndarray
) -> float:
    """Give the log likelihood of a record; axes of `people`: partner, field of `Person`.

    `trace` keeps the filtered means (axes exchange, row) where it has rows.
    """
    p, q = people[0], people[1]
    person_a = Person(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11])
    person_b = Person(q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10], q[11])
    gains_a = gains_of(p[0], p[1], person_a)
    gains_b = gains_of(q[0], q[1], person_b)
    mean = np.zeros(_ROWS)
    cov = np.zeros((_ROWS, _ROWS))
    for i in range(2):
        mean[5 * i] = 0.12
        mean[5 * i + 1] = 0.35
        mean[5 * i + 2] = 0.08
        mean[5 * i + 3] = 0.3
        mean[5 * i + 4] = 0.5
        cov[5 * i, 5 * i] = 0.1**2
        cov[5 * i + 1, 5 * i + 1] = 0.1**2
        cov[5 * i + 2, 5 * i + 2] = 0.1**2
        cov[5 * i + 3, 5 * i + 3] = 0.3**2
        cov[5 * i + 4, 5 * i + 4] = 0.3**2
    root = np.zeros((STATES, STATES))
    points = np.zeros((_INPUTS, _LANES))
    out = np.empty((_ROWS, _LANES))
    spread = np.empty((_ROWS, 2 * _INPUTS))
    gain = np.empty(_ROWS)
    stress = np.zeros(2)
    stress_cov = np.empty((2, 2))
    stress_root = np.zeros((2, 2))
    total = 0.0
    cell = 0
    cells = line.at.shape[0]
    for t in range(-_BURN_IN, line.load.shape[0]):
        stress[:] = line.load[t] if t >= 0 else 0.0
        stress_cov[0, 0] = 1.0
        stress_cov[1, 1] = 1.0
        stress_cov[0, 1] = world.stress_shared
        stress_cov[1, 0] = world.stress_shared
        while cell < cells and line.at[cell] == t and line.signal[cell] == 0:
            who = line.teller[cell]
            person = people[who]
            total += _stress_cell(
                stress, stress_cov, who, (line.low[cell], line.high[cell]),
                scale_of(0, person[8], person[9], math.exp(person[10])),
                noise_of(0, math.exp(person[11])),
            )
            cell += 1
        stress_root[0, 0] = math.sqrt(stress_cov[0, 0])
        stress_root[1, 0] = stress_cov[1, 0] / stress_root[0, 0]
        stress_root[1, 1] = math.sqrt(max(stress_cov[1, 1] - stress_root[1, 0] ** 2, _FLOOR))
        _root(cov, root)
        _points(mean, root, stress, stress_root, world, points)
        _push(points, gains_a, gains_b, world, n, out)
        _moments(out, spread, mean, cov)
        while cell < cells and line.at[cell] == t:
            who = line.teller[cell]
            signal = line.signal[cell]
            person = people[who]
            plus, minus = _rows(signal, who)
            total += _report_cell(
                mean, cov, gain, plus, minus, (line.low[cell], line.high[cell]),
                scale_of(signal, person[8], person[9], math.exp(person[10])),
                noise_of(signal, math.exp(person[11])),
            )
            cell += 1
        if t >= 0 and trace.shape[0] > t:
            trace[t] = mean
    return total


def log_likelihood(people: np.ndarray, line: Timeline) -> float:
    """Give the log likelihood of a record under one couple's people.

    Source: decision 0007.
    """
    return loglik(people, line, ORDINARY, EQUATIONS, np.empty((0, _ROWS)))
