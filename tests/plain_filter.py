"""Filter a record in plain NumPy and double precision: what the compiled filter is held against.

Written from the pages of docs/science on the exchange, on what is observed and on inference. It
takes a person's gains from the package, and nothing else: step, points and cells are its own.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr

from pasdedeux.infer.likelihood import Timeline
from pasdedeux.model.exchange import Gains
from pasdedeux.model.gains import gains_of_people

BASE, SPREAD, SHARED, LEANING = 0.045, 0.85, 0.3, 0.08
BURN_IN = 12
FAR = 3.0**0.5
_HALVES = np.array([[1.0, 1.0], [1.0, -1.0]]) / 2.0**0.5
_PUSHES = np.vstack([np.zeros(14), *(s * FAR * np.eye(14)[k] for s in (1, -1) for k in range(14))])


class Cell(NamedTuple):
    """What a cell says of a normal: its log chance, the shift of the mean, the loss of spread."""

    value: float
    shift: float
    narrow: float


def plain_log_likelihood(people: np.ndarray, line: Timeline) -> float:
    """Give the log likelihood of a record under two people; axes partner, field of `Person`."""
    gains = [Gains(*row) for row in gains_of_people(people[:, :, None])[:, :, 0]]
    mean = np.array([0.12, 0.35, 0.08, 0.3, 0.5] * 2)
    cov = np.diag([0.1, 0.1, 0.1, 0.3, 0.3] * 2) ** 2
    total, cells = 0.0, list(zip(*line[1:], strict=True))
    for t in range(-BURN_IN, len(line.load)):
        told = [cell for cell in cells if cell[0] == t]
        load = np.full(2, line.load[t] if t >= 0 else 0.0)
        load_cov = np.array([[1.0, SHARED], [SHARED, 1.0]])
        for cell in told:
            if cell[1] == 0:
                row = np.eye(2)[cell[2]]
                load, load_cov, value = _learn(load, load_cov, row, people, cell)
                total += value
        mean, cov = _pushed(mean, cov, load, load_cov, gains)
        for cell in told:
            if cell[1] != 0:
                row = _row(cell[1], cell[2])
                mean, cov, value = _learn(mean, cov, row, people, cell)
                total += value
        mean, cov = mean[:10], cov[:10, :10]
    return total


def _learn(
    mean: np.ndarray,
    cov: np.ndarray,
    row: np.ndarray,
    people: np.ndarray,
    cell: tuple[int, int, int, float, float],
) -> tuple[np.ndarray, np.ndarray, float]:
    _, signal, teller, low, high = cell
    offset, slope, noise = _scale(signal, people[teller])
    sd = (slope**2 * max(row @ cov @ row, 0.0) + noise**2) ** 0.5
    middle = offset + slope * (row @ mean)
    seen = _cell((low - middle) / sd, (high - middle) / sd)
    gain = cov @ row * slope / sd
    return mean + gain * seen.shift, cov - seen.narrow * np.outer(gain, gain), seen.value


def _cell(low: float, high: float) -> Cell:
    sign = -1.0 if low + high > 0.0 else 1.0
    if sign < 0.0:  # the lower tail keeps its digits
        low, high = -high, -low
    value = log_ndtr(high) + np.log1p(-np.exp(log_ndtr(low) - log_ndtr(high)))
    at_low, at_high = (
        np.exp(-0.5 * end**2 - 0.5 * np.log(2 * np.pi) - value) for end in (low, high)
    )
    shift = at_low - at_high
    bend = sum(end * at for end, at in ((low, at_low), (-high, at_high)) if np.isfinite(end))
    return Cell(float(value), sign * shift, float(np.clip(shift**2 - bend, 0.0, 1.0)))


def _scale(signal: int, person: np.ndarray) -> tuple[float, float, float]:
    outlook, loudness, stretch, noise = person[8], person[9], np.exp(person[10]), np.exp(person[11])
    sliders = {
        0: (3.0 + loudness, 2.0 * stretch, noise),
        4: (5.0 + 5.0 * outlook, 3.0 * stretch, noise),
        5: (5.0 + 5.0 * outlook - 3.0 * stretch, 6.0 * stretch, noise),
        8: (outlook, 0.6, 0.2 * noise),
    }
    if signal in {1, 2, 3}:
        return loudness, 10.0 * stretch, noise
    return sliders.get(signal, (0.0, 1.0, 0.12 * noise))


def _row(signal: int, teller: int) -> np.ndarray:
    """Give what a report looks at: A's five states, B's, both answers, shown unease and moves."""
    other = 1 - teller
    looks = {
        1: {12 + teller: 1.0},
        2: {5 * teller + 1: 1.0},
        3: {14 + teller: 1.0},
        4: {5 * teller + 3: 1.0},
        5: {10 + other: 1.0},
        6: {5 * teller + 1: 1.0, 5 * teller + 2: -1.0},
        7: {5 * other + 1: 1.0, 5 * other + 2: -1.0},
        8: {5 * teller + 3: 1.0},
    }
    row = np.zeros(16)
    for place, weight in looks[signal].items():
        row[place] = weight
    return row


def _root(cov: np.ndarray) -> np.ndarray:
    """Give a root whose directions are half sums and half differences of the partners."""
    turn = np.kron(_HALVES, np.eye(len(cov) // 2))
    return turn.T @ np.linalg.cholesky(turn @ cov @ turn.T + 1e-13 * np.eye(len(cov)))


def _pushed(
    mean: np.ndarray, cov: np.ndarray, load: np.ndarray, load_cov: np.ndarray, gains: list[Gains]
) -> tuple[np.ndarray, np.ndarray]:
    """Send the mean and 28 points around it through one exchange: central differences."""
    x = mean[:, None] + _root(cov) @ _PUSHES[:, :10].T
    stress = BASE * np.exp(SPREAD * (load[:, None] + _root(load_cov) @ _PUSHES[:, 10:12].T))
    out = _exchange(x, stress, LEANING * _PUSHES[:, 12:].T, gains)
    here, up, down = out[:, :1], out[:, 1:15], out[:, 15:]
    first, second = up - down, up + down - 2.0 * here
    after = here[:, 0] + second.sum(axis=1) / (2.0 * FAR**2)
    spread = first @ first.T / (4.0 * FAR**2)
    return after, spread + (FAR**2 - 1.0) / (4.0 * FAR**4) * second @ second.T


def _exchange(
    x: np.ndarray, stress: np.ndarray, leaning: np.ndarray, gains: list[Gains]
) -> np.ndarray:
    both = [_held(x[:5]), _held(x[5:])]
    demands, answers = _answers(both, gains)
    after = [
        _move(both[i], both[1 - i], demands[1 - i], answers[1 - i], gains[i], stress[i], leaning[i])
        for i in (0, 1)
    ]
    seen = [_held(state) for state in after]
    _, answers = _answers(seen, gains)
    shown = [1.3 * seen[i][k] / (seen[i][k] + 0.3) for k in (0, 2) for i in (0, 1)]
    return np.vstack([*after, *answers, *shown])


def _held(state: np.ndarray) -> np.ndarray:
    ends = np.array([[0.0, 0.995], [0.0, 1.0], [0.0, 1.0], [-1.0, 1.0], [0.0, np.inf]])
    return np.asarray(np.clip(state, ends[:, :1], ends[:, 1:]))


def _answers(
    both: list[np.ndarray], gains: list[Gains]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    demands = [
        np.clip(gains[i].demand + 0.8 * both[i][0] - 0.1, 0.0, 1.0) * both[i][1] for i in (0, 1)
    ]
    answers = []
    for i in (0, 1):
        warmth = both[1 - i][1] - demands[1 - i]
        pull = 1.2 * warmth - 0.4 * demands[1 - i] - 3.0 * both[i][0] - 4.0 * both[i][2]
        answers.append(1.0 / (1.0 + np.exp(-gains[i].openness - pull)))
    return demands, answers


def _hill(push: np.ndarray) -> np.ndarray:
    up = np.maximum(push, 0.0)
    return np.asarray(up / (1.0 + up))


def _past(x: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * (x + np.sqrt(x * x + 0.0025)))


def _move(  # noqa: PLR0913, PLR0917 - the equation's own arguments
    me: np.ndarray,
    other: np.ndarray,
    demanded: np.ndarray,
    answered: np.ndarray,
    g: Gains,
    stress: np.ndarray,
    leaning: np.ndarray,
) -> np.ndarray:
    distress, pursuit, withdrawal, security, dread = me
    warmth, fearful = other[1] - demanded, min(g.fear, 1.5)
    missing = _past(0.7 - answered) + other[2]
    pressure = _past(demanded - g.tolerance)
    lasting = g.carry * distress / (1.0 - distress) * (1.0 - g.soothing * answered)
    active = _hill(3.0 * (distress + stress)) ** 2
    alarm = 0.18 * g.vigilance * missing * (0.03 + 1.6 * active)
    reach = g.reach + 1.8 * g.amplification * distress + g.protest * other[2] * (0.3 + distress)
    reach = reach + 0.2 * fearful * _past(0.3 - security) + leaning
    flight = g.deactivation * pressure + g.escape * distress - leaning
    flight = flight + 6.5 * g.fear * _past(dread + 0.14 * withdrawal - 0.72)
    felt = answered + 0.35 * warmth - other[2] - 0.5 * pressure - 0.25 - 0.66 * fearful * withdrawal
    return np.array(
        [
            _hill(lasting + stress + alarm),
            0.3 * pursuit + 0.7 * _hill(reach),
            0.3 * withdrawal + 0.7 * _hill(flight),
            security + (0.1 + 0.12 * fearful) * (np.clip(felt, -1.0, 1.0) - security),
            dread + 0.26 * (2.0 * np.maximum(security, 0.0) - dread),
        ]
    )
