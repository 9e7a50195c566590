"""Ask the step what would follow: one partner's move held, the other's answer read.

A gain alone says little, since pressing after the other pulls away can run
through alarm or through protest. A link is therefore a total effect: both
start from the same tense evening, one partner's move is held low, then high,
over three exchanges, and the difference in the other is the link.
"""

from typing import NamedTuple

import numpy as np

from pasdedeux.model.exchange import EQUATIONS, Chance, Gains, Numbers, State
from pasdedeux.model.exchange import exchange as whole_exchange
from pasdedeux.model.fastmath import exp
from pasdedeux.model.gains import gains_of_people
from pasdedeux.model.kernel import blocked, called
from pasdedeux.model.observe import shown
from pasdedeux.model.world import ORDINARY, World

HELD_EXCHANGES = 3
LOW, HIGH = 0.1, 0.7
"""Between what a move is switched: hardly there, and strong."""
TENSE = State(distress=0.35, pursuit=0.40, withdrawal=0.15, security=0.20, dread=0.40)
"""The reference state: an evening on which both are uneasy, and neither is gone."""
TENSE_STRESS = 0.10
ECHO_SHOCK = 0.5
ECHO_EXCHANGES = 6
ECHO_LONGEST = 56
"""Exchanges after which an echo is called two weeks or more."""

LINKS = 6
"""Effects of one partner's held moves on the other, in the order of `Response`."""


class Response(NamedTuple):
    """Figures of many couples; every array's first axis is the couple."""

    links: np.ndarray
    """Axes couple, source partner, effect: pulling away to alarm, to pressing, to pulling away;
    pressing to pulling away, to pressing; last, pressing to pulling away as a state, 0 to 1.
    All but the last in points of a 0-10 slider, as its reporter would show them."""
    loops: np.ndarray
    """Axes couple, who presses: share of a step back that comes back after one round."""
    echo: np.ndarray
    """Exchanges until half of a shared bad moment is gone."""


@called
def exchange(  # noqa: PLR0913, PLR0917 - the step's own arguments
    a: State,
    b: State,
    gains_a: Gains,
    gains_b: Gains,
    chance_a: Chance,
    chance_b: Chance,
    n: Numbers,
) -> tuple[State, State]:
    """Call the step, which elsewhere is copied into its loop.

    Source: decision 0003.
    """
    return whole_exchange(a, b, gains_a, gains_b, chance_a, chance_b, n)


@called
def _gains(g: np.ndarray) -> Gains:
    return Gains(g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9], g[10], g[11])


@called
def _held(state: State, move: int, level: float) -> State:
    """Hold one move of a state at a level: 0 withdrawal, 1 pursuit."""
    if move == 0:
        return State(state.distress, state.pursuit, level, state.security, state.dread)
    return State(state.distress, level, state.withdrawal, state.security, state.dread)


@called
def _answer_to(source: Gains, target: Gains, move: int, level: float, n: Numbers) -> State:
    """Give the target's state after the source held a move at a level."""
    me = _held(State(0.35, 0.40, 0.15, 0.20, 0.40), move, level)
    other = State(0.35, 0.40, 0.15, 0.20, 0.40)
    chance = Chance(0.10, 0.0)
    for _ in range(3):
        moved, other = exchange(me, other, source, target, chance, chance, n)
        me = _held(moved, move, level)
    return other


@called
def _effects(source: Gains, target: Gains, n: Numbers, out: np.ndarray) -> None:
    low = _answer_to(source, target, 0, 0.1, n)
    high = _answer_to(source, target, 0, 0.7, n)
    out[0] = 10.0 * (shown(high.distress) - shown(low.distress))
    out[1] = 10.0 * (high.pursuit - low.pursuit)
    out[2] = 10.0 * (shown(high.withdrawal) - shown(low.withdrawal))
    low = _answer_to(source, target, 1, 0.1, n)
    high = _answer_to(source, target, 1, 0.7, n)
    out[3] = 10.0 * (shown(high.withdrawal) - shown(low.withdrawal))
    out[5] = high.withdrawal - low.withdrawal
    out[4] = 10.0 * (high.pursuit - low.pursuit)


@called
def _typical_stress(world: World) -> float:
    return world.stress_base * exp(0.5 * world.stress_spread * world.stress_spread)


@called
def _echo(a_gains: Gains, b_gains: Gains, world: World, n: Numbers) -> float:
    """Give the exchanges until half of the excess distress after a shared shock is gone."""
    stress = _typical_stress(world)
    calm = Chance(stress, 0.0)
    hard = Chance(stress + 0.5, 0.0)
    a = State(0.12, 0.35, 0.08, 0.3, 0.5)
    b = State(0.12, 0.35, 0.08, 0.3, 0.5)
    for _ in range(40):
        a, b = exchange(a, b, a_gains, b_gains, calm, calm, n)
    x, y = a, b
    for _ in range(6):
        a, b = exchange(a, b, a_gains, b_gains, calm, calm, n)
        x, y = exchange(x, y, a_gains, b_gains, hard, hard, n)
    top = x.distress + y.distress - a.distress - b.distress
    before = top
    for k in range(1, 57):
        a, b = exchange(a, b, a_gains, b_gains, calm, calm, n)
        x, y = exchange(x, y, a_gains, b_gains, calm, calm, n)
        now = x.distress + y.distress - a.distress - b.distress
        if now <= 0.5 * top:
            return k - (0.5 * top - now) / max(before - now, 1e-9)
        before = now
    return 56.0


@blocked
def _respond(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    gains: np.ndarray,
    world: World,
    n: Numbers,
    links: np.ndarray,
    loops: np.ndarray,
    echo: np.ndarray,
) -> None:
    for k in range(gains.shape[2]):
        a = _gains(gains[0, :, k])
        b = _gains(gains[1, :, k])
        _effects(a, b, n, links[k, 0])
        _effects(b, a, n, links[k, 1])
        # Each is the answer to a switch of .6 of a state: the round's share is their product.
        loops[k, 0] = 0.1 * links[k, 1, 1] * links[k, 0, 5] / 0.36
        loops[k, 1] = 0.1 * links[k, 0, 1] * links[k, 1, 5] / 0.36
        echo[k] = _echo(a, b, world, n)


def respond(people: np.ndarray) -> Response:
    """Give links, loops and echo of many couples.

    Args:
        people: axes couple, partner, field of `Person`.

    Source: decision 0008.
    Limits: a link speaks of the reference state, a tense evening; on a calm one it is weaker.
    """
    gains = gains_of_people(np.moveaxis(people, 0, 2))
    count = people.shape[0]
    links, loops, echo = np.empty((count, 2, LINKS)), np.empty((count, 2)), np.empty(count)
    _respond(gains, ORDINARY, EQUATIONS, links, loops, echo)
    return Response(links, loops, echo)


TRIAL_DAYS = 40
TRIAL_BURN_IN = 40
TRIAL_EVENT_EVERY = 12
"""Exchanges between shared hard moments in the trial: one every third day."""
SHARES = 7


@blocked
def _try_out(
    gains: np.ndarray, normals: np.ndarray, world: World, n: Numbers, shares: np.ndarray
) -> None:
    """Fill what share of exchanges shows what; axes couple, share."""
    lived = normals.shape[0] - 40
    for k in range(gains.shape[2]):
        ga = _gains(gains[0, :, k])
        gb = _gains(gains[1, :, k])
        a = State(0.12, 0.35, 0.08, 0.3, 0.5)
        b = State(0.12, 0.35, 0.08, 0.3, 0.5)
        out = shares[k]
        out[:] = 0.0
        side_a = 0.0
        side_b = 0.0
        hard = 0.0
        alone = 0.0
        for t in range(normals.shape[0]):
            extra = 0.3 if t >= 40 and (t - 40) % 12 < 2 else 0.0
            a, b = exchange(
                a,
                b,
                ga,
                gb,
                Chance(
                    extra + world.stress_base * exp(world.stress_spread * normals[t, 0]),
                    world.leaning * normals[t, 2],
                ),
                Chance(
                    extra + world.stress_base * exp(world.stress_spread * normals[t, 1]),
                    world.leaning * normals[t, 3],
                ),
                n,
            )
            if t < 40:
                continue
            net_a = a.pursuit - a.withdrawal
            net_b = b.pursuit - b.withdrawal
            out[0] += 1.0 if a.pursuit > 0.5 and b.withdrawal > 0.4 else 0.0
            out[1] += 1.0 if b.pursuit > 0.5 and a.withdrawal > 0.4 else 0.0
            out[2] += 1.0 if a.pursuit > 0.5 and b.pursuit > 0.5 else 0.0
            if a.distress > 0.15 and b.distress > 0.15:
                hard += 1.0
                a_away = a.withdrawal > 0.25 or a.pursuit < 0.36
                b_away = b.withdrawal > 0.25 or b.pursuit < 0.36
                alone += 1.0 if a_away and b_away else 0.0
            out[4] += 1.0 if net_a * side_a < 0.0 and abs(net_a) > 0.1 else 0.0
            out[5] += 1.0 if net_b * side_b < 0.0 and abs(net_b) > 0.1 else 0.0
            out[6] += 0.5 * (a.security + b.security)
            if abs(net_a) > 0.1:
                side_a = net_a
            if abs(net_b) > 0.1:
                side_b = net_b
        for i in range(7):
            out[i] /= lived
        out[3] = alone / max(hard, 1.0)


def try_out(people: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """Let couples live forty made-up days with a shared hard moment every third.

    Args:
        people: axes couple, partner, field of `Person`.
        normals: correlated as in `diary.correlated`; axes exchange (the first 40 are not
            counted), word. All couples live the same days, so that only they differ.

    Returns:
        Axes couple, share of exchanges: A presses while B is away, B while A is away, both
        press; of the exchanges hard for both, the share in which neither turns to the other;
        A turns round, B turns round; last, the mean felt security of both.

    Source: decision 0008.
    """
    gains = gains_of_people(np.moveaxis(people, 0, 2))
    shares = np.empty((people.shape[0], SHARES))
    _try_out(gains, np.asarray(normals, dtype=np.float64), ORDINARY, EQUATIONS, shares)
    return shares
