"""Let couples live the same made-up days and count what they show, many couples side by side."""

from typing import NamedTuple

import numpy as np

from pasdedeux.model.exchange import AT_EASE, Chance, Numbers, State, exchange
from pasdedeux.model.fastmath import exp
from pasdedeux.model.gains import gains_of_people
from pasdedeux.model.kernel import blocked, inlined
from pasdedeux.model.lanes import FIELDS, GAINS, Chances, gains_in, state_in
from pasdedeux.model.noise import LANES
from pasdedeux.model.simulate import chances_in, numbers_in

SHARES = 7
"""Shares that a trial gives, in the order of `try_out`."""
_SIDES = 2 * FIELDS
_STATES = _SIDES + 2
_A_PRESSES, _B_PRESSES, _BOTH_PRESS, _HARD, _ALONE, _A_TURNS, _B_TURNS, _SECURE = range(8)
_COUNTS = 8


class Borders(NamedTuple):
    """From where on a moment of the trial counts as what, and how its days are loaded."""

    presses: float
    """Pursuit above this is pressing."""
    away: float
    """Withdrawal above this is being away while the other presses."""
    hard: float
    """Distress of both above this makes a moment hard for both."""
    withdrawn: float
    """In a hard moment, withdrawal above this is not turning to the other ..."""
    silent: float
    """... and so is pursuit below this."""
    clearly: float
    """Pursuit less withdrawal further from 0 than this is clearly towards or clearly away."""
    event_load: float
    """Load that a shared hard moment adds for both."""
    event_every: int
    """Exchanges from one shared hard moment to the next."""
    event_lasts: int
    """Exchanges that it lasts."""
    burn_in: int
    """Exchanges lived before anything is counted."""


@inlined
def _keep(rows: np.ndarray, first: int, j: int, now: State) -> None:
    rows[first, j] = now.distress
    rows[first + 1, j] = now.pursuit
    rows[first + 2, j] = now.withdrawal
    rows[first + 3, j] = now.security
    rows[first + 4, j] = now.dread


@inlined
def _count(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    now: np.ndarray, counts: np.ndarray, j: int, a: State, b: State, c: Chances, bar: Borders
) -> None:
    """Add what one exchange shows.

    Chosen before it is added: a choice inside `+=` made numba 0.68 add to another row.
    """
    net_a = a.pursuit - a.withdrawal
    net_b = b.pursuit - b.withdrawal
    side_a = now[_SIDES, j]
    side_b = now[_SIDES + 1, j]
    is_clear_a = abs(net_a) > bar.clearly
    is_clear_b = abs(net_b) > bar.clearly
    turn_a = c.one if is_clear_a & (net_a * side_a < c.zero) else c.zero
    turn_b = c.one if is_clear_b & (net_b * side_b < c.zero) else c.zero
    now[_SIDES, j] = net_a if is_clear_a else side_a
    now[_SIDES + 1, j] = net_b if is_clear_b else side_b
    press_a = a.pursuit > bar.presses
    press_b = b.pursuit > bar.presses
    is_hard = (a.distress > bar.hard) & (b.distress > bar.hard)
    away_a = (a.withdrawal > bar.withdrawn) | (a.pursuit < bar.silent)
    away_b = (b.withdrawal > bar.withdrawn) | (b.pursuit < bar.silent)
    chased_b = c.one if press_a & (b.withdrawal > bar.away) else c.zero
    chased_a = c.one if press_b & (a.withdrawal > bar.away) else c.zero
    both = c.one if press_a & press_b else c.zero
    hard = c.one if is_hard else c.zero
    alone = c.one if is_hard & away_a & away_b else c.zero
    counts[_A_PRESSES, j] += chased_b
    counts[_B_PRESSES, j] += chased_a
    counts[_BOTH_PRESS, j] += both
    counts[_HARD, j] += hard
    counts[_ALONE, j] += alone
    counts[_A_TURNS, j] += turn_a
    counts[_B_TURNS, j] += turn_b
    counts[_SECURE, j] += a.security + b.security


@inlined
def _live_course(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    now: np.ndarray,
    gain: np.ndarray,
    course: np.ndarray,
    counts: np.ndarray,
    n: Numbers,
    c: Chances,
    bar: Borders,
) -> None:
    """Let a block of couples live one course (axes exchange, word), and fill its counts.

    The step stands in the loop itself: with a call around both, it no longer vectorises.
    """
    for t in range(course.shape[0]):
        since = t - bar.burn_in
        is_event = since >= 0 and since % bar.event_every < bar.event_lasts
        extra = bar.event_load if is_event else c.zero
        if since == 0:  # what the burn-in showed is forgotten, and on which side each was
            now[_SIDES:] = c.zero
            counts[:] = c.zero
        chance_a = Chance(c.base * exp(c.spread * course[t, 0]) + extra, c.leaning * course[t, 2])
        chance_b = Chance(c.base * exp(c.spread * course[t, 1]) + extra, c.leaning * course[t, 3])
        for j in range(LANES):
            a, b = exchange(
                state_in(now, 0, j),
                state_in(now, FIELDS, j),
                gains_in(gain, 0, j),
                gains_in(gain, GAINS, j),
                chance_a,
                chance_b,
                n,
            )
            _keep(now, 0, j, a)
            _keep(now, FIELDS, j, b)
            _count(now, counts, j, a, b, c, bar)


@blocked
def _try_out(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    gains: np.ndarray,
    courses: np.ndarray,
    start: np.ndarray,
    n: Numbers,
    c: Chances,
    bar: Borders,
    counts: np.ndarray,
) -> None:
    """Fill the counts of every couple; axes couple, count."""
    now = np.empty((_STATES, LANES), gains.dtype)
    gain = np.empty((2 * GAINS, LANES), gains.dtype)
    short = np.empty((_COUNTS, LANES), gains.dtype)
    last = gains.shape[1] - 1
    for first in range(0, gains.shape[1], LANES):
        for i in range(2 * GAINS):
            for j in range(LANES):
                gain[i, j] = gains[i, min(first + j, last)]
        for k in range(courses.shape[0]):
            short[:] = c.zero
            for i in range(_STATES):
                for j in range(LANES):
                    now[i, j] = start[i]
            _live_course(now, gain, courses[k], short, n, c, bar)
            for j in range(min(LANES, gains.shape[1] - first)):
                for i in range(_COUNTS):
                    counts[first + j, i] += short[i, j]


def _in_single(borders: Borders) -> Borders:
    single = (np.float32(value) if isinstance(value, float) else value for value in borders)
    return Borders(*single)  # type: ignore[arg-type] # numba's float


def try_out(people: np.ndarray, courses: np.ndarray, borders: Borders) -> np.ndarray:
    """Let couples live made-up courses of days and give what share of them shows what.

    Args:
        people: axes couple, partner, field of `Person`.
        courses: normals correlated as in `diary.correlated`; axes course, exchange (with
            `borders.burn_in` before the first that counts), word. All couples live the same
            courses, so that only they differ.
        borders: from where on a moment counts as what.

    Returns:
        Axes couple, share of exchanges: A presses while B is away, B while A is away, both
        press; of the exchanges hard for both, the share in which neither turns to the other;
        A turns round, B turns round; last, the mean felt security of both.

    Source: decision 0008.
    Limits: lived in single precision; a share is exact to one exchange of all that were lived.
    """
    gains = gains_of_people(np.moveaxis(people, 0, 2)).reshape(2 * GAINS, -1)
    start = np.array([*AT_EASE, *AT_EASE, 0.0, 0.0], np.float32)
    counts = np.zeros((people.shape[0], _COUNTS))
    _try_out(
        np.ascontiguousarray(gains, dtype=np.float32),
        np.ascontiguousarray(courses, dtype=np.float32),
        start,
        numbers_in(np.float32),
        chances_in(np.float32),
        _in_single(borders),
        counts,
    )
    return _shares(counts, courses.shape[0] * (courses.shape[1] - borders.burn_in))


def _shares(counts: np.ndarray, lived: int) -> np.ndarray:
    """Turn counts into shares of the exchanges lived, and the lonely into those of the hard."""
    shares = counts[:, [_A_PRESSES, _B_PRESSES, _BOTH_PRESS, _ALONE, _A_TURNS, _B_TURNS, _SECURE]]
    shares = shares / max(lived, 1)
    shares[:, 3] = counts[:, _ALONE] / np.maximum(counts[:, _HARD], 1.0)
    shares[:, 6] *= 0.5
    return np.asarray(shares)
