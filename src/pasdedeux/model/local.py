"""Ask the step how a small push feeds itself: its slopes at a couple's own state, and one round.

The slopes are differences through the one step, never a second copy of its equations.
"""

import math

import numpy as np

from pasdedeux.model.exchange import AT_EASE, EQUATIONS, Chance, Gains, Numbers, State
from pasdedeux.model.gains import gains_of_people
from pasdedeux.model.kernel import blocked, called
from pasdedeux.model.observe import MOMENT_STRESS
from pasdedeux.model.step import exchange, gains_at
from pasdedeux.model.world import ORDINARY

TENSE_LOAD = ORDINARY.stress_base * math.exp(ORDINARY.stress_spread * MOMENT_STRESS)
"""Load under which a moment is told; it lasts until the two have come to rest under it."""
SETTLING, WATCHED = 80, 80
"""Exchanges to come to rest in, and then those whose mean is the rest of who never do."""
STATES = len(State._fields)
_NUDGE = 1e-4


@called
def _read(x: np.ndarray, first: int) -> State:
    return State(x[first], x[first + 1], x[first + 2], x[first + 3], x[first + 4])


@called
def _write(state: State, x: np.ndarray, first: int) -> None:
    x[first] = state.distress
    x[first + 1] = state.pursuit
    x[first + 2] = state.withdrawal
    x[first + 3] = state.security
    x[first + 4] = state.dread


@called
def _move(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    x: np.ndarray, a: Gains, b: Gains, load: float, n: Numbers, out: np.ndarray
) -> None:
    """Move both partners' states, written one after the other, one exchange on."""
    chance = Chance(load, 0.0)
    me, other = exchange(_read(x, 0), _read(x, STATES), a, b, chance, chance, n)
    _write(me, out, 0)
    _write(other, out, STATES)


@called
def _rest(a: Gains, b: Gains, load: float, n: Numbers, out: np.ndarray) -> None:
    now = np.empty(2 * STATES)
    _write(AT_EASE, now, 0)
    _write(AT_EASE, now, STATES)
    out[:] = 0.0
    for t in range(SETTLING + WATCHED):
        _move(now, a, b, load, n, now)
        if t >= SETTLING:
            for i in range(2 * STATES):
                out[i] += now[i] / WATCHED


@called
def _slopes(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    at: np.ndarray, a: Gains, b: Gains, load: float, n: Numbers, out: np.ndarray
) -> None:
    up, down = np.empty(2 * STATES), np.empty(2 * STATES)
    for j in range(2 * STATES):
        here = at[j]
        at[j] = here + _NUDGE
        _move(at, a, b, load, n, up)
        at[j] = here - _NUDGE
        _move(at, a, b, load, n, down)
        at[j] = here
        for i in range(2 * STATES):
            out[i, j] = (up[i] - down[i]) / (2.0 * _NUDGE)


@blocked
def _linearise(
    gains: np.ndarray, load: float, n: Numbers, rest: np.ndarray, slopes: np.ndarray
) -> None:
    for k in range(gains.shape[2]):
        a = gains_at(gains, 0, k)
        b = gains_at(gains, 1, k)
        _rest(a, b, load, n, rest[k])
        _slopes(rest[k], a, b, load, n, slopes[k])


def linearised(people: np.ndarray, load: float = TENSE_LOAD) -> tuple[np.ndarray, np.ndarray]:
    """Give where couples come to rest under a lasting load, and the step's slopes there.

    Args:
        people: axes couple, partner, field of `Person`.
        load: on both, at every exchange.

    Returns:
        The rest (axes couple, A's states then B's) and the slopes (axes couple, state after,
        state before).

    Source: decision 0008.
    Limits: who never comes to rest (decision 0008 counts them) is taken at the mean of eighty
        exchanges, a state that the two pass by and never stay in; what is read off the slopes
        there is no more than a rough figure.
    """
    gains = gains_of_people(np.moveaxis(people, 0, 2))
    rest = np.empty((people.shape[0], 2 * STATES))
    slopes = np.empty((people.shape[0], 2 * STATES, 2 * STATES))
    _linearise(gains, load, EQUATIONS, rest, slopes)
    return rest, slopes


def one_round(slopes: np.ndarray) -> np.ndarray:
    """Give what a lasting shift of A comes back as after one round; axes couple, after, before.

    With A's shift held, B comes to rest anew; with B's held, A does. What A's shift adds to
    itself on the way through B is the round.

    Args:
        slopes: axes couple, state after, state before; A's states, then B's.

    Source: decision 0008.
    """
    size = slopes.shape[1] // 2
    a, b = slice(0, size), slice(size, 2 * size)
    still = np.eye(size)
    to_a = np.linalg.solve(still - slopes[:, a, a], slopes[:, a, b])
    to_b = np.linalg.solve(still - slopes[:, b, b], slopes[:, b, a])
    return np.asarray(to_a @ to_b)


def loop_gain(slopes: np.ndarray) -> np.ndarray:
    """Give how much of a lasting push comes back the same way after one round.

    It is the eigenvalue of the round with the largest real part. At 1 the push would feed
    itself, and the two would leave the state they were in: where they can stay, it is below 1.
    What comes back as its opposite holds a push up, so that it is no feeding and 0 at least is
    given.

    Args:
        slopes: axes couple, state after, state before; A's states, then B's.

    Units: none.
    Source: decision 0008.
    Limits: of small pushes at rest; a loop that has locked in shows little of it. The same for
        either partner, since both are on the same round.
    """
    return np.asarray(np.linalg.eigvals(one_round(slopes)).real.max(axis=1).clip(min=0.0))
