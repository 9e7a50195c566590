"""Ask the step what would follow: one partner's move held, the other's answer read.

A gain alone says little, since pressing after the other pulls away can run
through alarm or through protest. A link is therefore a total effect: both
start from the same tense evening, one partner's move is held low, then high,
over three exchanges, and the difference in the other is the link.
"""

from typing import NamedTuple

import numpy as np

from pasdedeux.model.exchange import AT_EASE, EQUATIONS, Chance, Gains, Numbers, State
from pasdedeux.model.fastmath import exp
from pasdedeux.model.gains import gains_of_people
from pasdedeux.model.kernel import blocked, called
from pasdedeux.model.local import linearised, loop_gain
from pasdedeux.model.observe import shown
from pasdedeux.model.step import exchange, gains_at
from pasdedeux.model.world import ORDINARY, World

HELD_EXCHANGES = 3
LOW, HIGH = 0.1, 0.7
"""Between what a move is switched: hardly there, and strong."""
TENSE = State(distress=0.20, pursuit=0.40, withdrawal=0.15, security=0.20, dread=0.40)
"""The reference state: an evening on which both are uneasy, and neither is gone."""
TENSE_STRESS = 0.10
"""Load of that evening: twice the usual."""
ECHO_BURN_IN = 40
"""Exchanges of their usual calm before the shock."""
ECHO_SHOCK = 0.5
ECHO_EXCHANGES = 6
ECHO_LONGEST = 56
"""Exchanges after which an echo is called two weeks or more."""

LINKS = 5
"""Effects of one partner's held moves on the other, in the order of `Response`."""


class Response(NamedTuple):
    """Figures of many couples; every array's first axis is the couple."""

    links: np.ndarray
    """Axes couple, source partner, effect: pulling away to alarm, to pressing, to pulling away;
    pressing to pulling away, to pressing. In points of a 0-10 slider, as its reporter would
    show them."""
    loop: np.ndarray
    """Share of a small lasting step that comes back after one round at rest."""
    echo: np.ndarray
    """Exchanges until half of a shared bad moment is gone."""


@called
def _held(state: State, move: int, level: float) -> State:
    """Hold one move of a state at a level: 0 withdrawal, 1 pursuit."""
    if move == 0:
        return State(state.distress, state.pursuit, level, state.security, state.dread)
    return State(state.distress, level, state.withdrawal, state.security, state.dread)


@called
def _answer_to(source: Gains, target: Gains, move: int, level: float, n: Numbers) -> State:
    """Give the target's state after the source held a move at a level."""
    me = _held(TENSE, move, level)
    other = TENSE
    chance = Chance(TENSE_STRESS, 0.0)
    for _ in range(HELD_EXCHANGES):
        moved, other = exchange(me, other, source, target, chance, chance, n)
        me = _held(moved, move, level)
    return other


@called
def _effects(source: Gains, target: Gains, n: Numbers, out: np.ndarray) -> None:
    low = _answer_to(source, target, 0, LOW, n)
    high = _answer_to(source, target, 0, HIGH, n)
    out[0] = 10.0 * (shown(high.distress) - shown(low.distress))
    out[1] = 10.0 * (high.pursuit - low.pursuit)
    out[2] = 10.0 * (shown(high.withdrawal) - shown(low.withdrawal))
    low = _answer_to(source, target, 1, LOW, n)
    high = _answer_to(source, target, 1, HIGH, n)
    out[3] = 10.0 * (shown(high.withdrawal) - shown(low.withdrawal))
    out[4] = 10.0 * (high.pursuit - low.pursuit)


@called
def _typical_stress(world: World) -> float:
    return world.stress_base * exp(0.5 * world.stress_spread * world.stress_spread)


@called
def _echo(a_gains: Gains, b_gains: Gains, world: World, n: Numbers) -> float:
    """Give the exchanges until half of the excess distress after a shared shock is gone."""
    stress = _typical_stress(world)
    calm = Chance(stress, 0.0)
    hard = Chance(stress + ECHO_SHOCK, 0.0)
    a, b = AT_EASE, AT_EASE
    for _ in range(ECHO_BURN_IN):
        a, b = exchange(a, b, a_gains, b_gains, calm, calm, n)
    x, y = a, b
    for _ in range(ECHO_EXCHANGES):
        a, b = exchange(a, b, a_gains, b_gains, calm, calm, n)
        x, y = exchange(x, y, a_gains, b_gains, hard, hard, n)
    top = x.distress + y.distress - a.distress - b.distress
    before = top
    for k in range(1, ECHO_LONGEST + 1):
        a, b = exchange(a, b, a_gains, b_gains, calm, calm, n)
        x, y = exchange(x, y, a_gains, b_gains, calm, calm, n)
        now = x.distress + y.distress - a.distress - b.distress
        if now <= 0.5 * top:
            return k - (0.5 * top - now) / max(before - now, 1e-9)
        before = now
    return 1.0 * ECHO_LONGEST


@blocked
def _respond(
    gains: np.ndarray, world: World, n: Numbers, links: np.ndarray, echo: np.ndarray
) -> None:
    for k in range(gains.shape[2]):
        a = gains_at(gains, 0, k)
        b = gains_at(gains, 1, k)
        _effects(a, b, n, links[k, 0])
        _effects(b, a, n, links[k, 1])
        echo[k] = _echo(a, b, world, n)


def links_and_echo(gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the links and the echo of couples whose gains are these, as in `Response`.

    Args:
        gains: axes partner, field of `Gains`, couple.

    Source: decision 0008.
    """
    couples = gains.shape[2]
    links, echo = np.empty((couples, 2, LINKS)), np.empty(couples)
    _respond(np.ascontiguousarray(gains), ORDINARY, EQUATIONS, links, echo)
    return links, echo


def respond(people: np.ndarray) -> Response:
    """Give links, loop and echo of many couples.

    Args:
        people: axes couple, partner, field of `Person`.

    Source: decision 0008.
    Limits: a link speaks of one reference state, a tense evening; elsewhere it is another.
    """
    links, echo = links_and_echo(gains_of_people(np.moveaxis(people, 0, 2)))
    _, slopes = linearised(people)
    return Response(links, loop_gain(slopes), echo)
