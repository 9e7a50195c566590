"""Points around the mean through the one step, and what they tell of the next mean.

A normal of ten states and four chances is stood for by its mean and two points a direction.
"""

import math

import numpy as np

from pasdedeux.infer.layout import (
    AWAY,
    CENTRE,
    COV,
    CURVE,
    DOWN,
    GAINS,
    IN,
    INPUTS,
    MEAN,
    OF_EACH,
    OUT,
    ROWS,
    SPREAD,
    STATES,
    STRESS,
    STRESS_AWAY,
    STRESS_COV,
    UP,
)
from pasdedeux.infer.rows import LANES
from pasdedeux.infer.sums import FLOOR, REACH, displace, tile
from pasdedeux.model.exchange import Chance, Gains, Numbers, State, answer, demand
from pasdedeux.model.exchange import exchange as step
from pasdedeux.model.fastmath import exp
from pasdedeux.model.kernel import blocked, inlined
from pasdedeux.model.observe import shown
from pasdedeux.model.world import World

_HALF = STATES // 2
_LEAN = REACH / math.sqrt(2.0)
_FIRST = 1.0 / (2.0 * REACH)
_SECOND = math.sqrt(REACH**2 - 1.0) / (2.0 * REACH**2)
_BEND = 1.0 / (2.0 * REACH**2)
_LOADS = STATES
_LEANINGS = STATES + 2


@inlined
def _state(work: np.ndarray, at: int, n: Numbers) -> State:
    """Read a partner, held inside the states' ranges.

    Each value is read into a local first: only so does the loop vectorise.
    """
    distress = work[at]
    pursuit = work[at + LANES]
    withdrawal = work[at + 2 * LANES]
    security = work[at + 3 * LANES]
    dread = work[at + 4 * LANES]
    return State(
        min(max(distress, n.zero), n.most),
        min(max(pursuit, n.zero), n.one),
        min(max(withdrawal, n.zero), n.one),
        min(max(security, -n.one), n.one),
        max(dread, n.zero),
    )


@inlined
def _gains(work: np.ndarray, at: int) -> Gains:
    return Gains(
        work[at],
        work[at + LANES],
        work[at + 2 * LANES],
        work[at + 3 * LANES],
        work[at + 4 * LANES],
        work[at + 5 * LANES],
        work[at + 6 * LANES],
        work[at + 7 * LANES],
        work[at + 8 * LANES],
        work[at + 9 * LANES],
        work[at + 10 * LANES],
        work[at + 11 * LANES],
    )


@blocked
def _push(work: np.ndarray, block: int, n: Numbers) -> None:
    """Send a block's point through the step."""
    for j in range(LANES):
        o = block * LANES + j
        i = o + IN * LANES
        chance = i + _LOADS * LANES
        a, b = step(
            _state(work, i, n),
            _state(work, i + _HALF * LANES, n),
            _gains(work, o + GAINS * LANES),
            _gains(work, o + (GAINS + OF_EACH) * LANES),
            Chance(work[chance], work[chance + 2 * LANES]),
            Chance(work[chance + LANES], work[chance + 3 * LANES]),
            n,
        )
        o += OUT * LANES
        work[o] = a.distress
        work[o + LANES] = a.pursuit
        work[o + 2 * LANES] = a.withdrawal
        work[o + 3 * LANES] = a.security
        work[o + 4 * LANES] = a.dread
        work[o + 5 * LANES] = b.distress
        work[o + 6 * LANES] = b.pursuit
        work[o + 7 * LANES] = b.withdrawal
        work[o + 8 * LANES] = b.security
        work[o + 9 * LANES] = b.dread


@blocked
def _look(work: np.ndarray, block: int, n: Numbers) -> None:
    """Add what a report would look at to a pushed point: six rows more."""
    for j in range(LANES):
        o = block * LANES + j
        gains_a = _gains(work, o + GAINS * LANES)
        gains_b = _gains(work, o + (GAINS + OF_EACH) * LANES)
        o += OUT * LANES
        a = _state(work, o, n)
        b = _state(work, o + _HALF * LANES, n)
        demand_a = demand(a, gains_a, n)
        demand_b = demand(b, gains_b, n)
        work[o + STATES * LANES] = answer(a, b.pursuit - demand_b, demand_b, gains_a, n)
        work[o + (STATES + 1) * LANES] = answer(b, a.pursuit - demand_a, demand_a, gains_b, n)
        work[o + (STATES + 2) * LANES] = shown(a.distress)
        work[o + (STATES + 3) * LANES] = shown(b.distress)
        work[o + (STATES + 4) * LANES] = shown(a.withdrawal)
        work[o + (STATES + 5) * LANES] = shown(b.withdrawal)


@blocked
def _copy(work: np.ndarray, to: int, origin: int, rows: int) -> None:
    for j in range(rows * LANES):
        work[to * LANES + j] = work[origin * LANES + j]


@blocked
def _both_ways(work: np.ndarray, point: int) -> None:
    """Lay out the two points of a direction of the states."""
    away = (AWAY + STATES * point) * LANES
    for j in range(STATES * LANES):
        far = work[away + j]
        middle = work[MEAN * LANES + j]
        work[(UP + IN) * LANES + j] = middle + far
        work[(DOWN + IN) * LANES + j] = middle - far


@inlined
def _load(world: World, z: float) -> float:
    return world.stress_base * exp(world.stress_spread * z)


@blocked
def _loads(work: np.ndarray, world: World) -> None:
    """Fill the loads at the mean, and how far the points of both stresses lie.

    The root is taken of their half sum and half difference, as that of the states.
    """
    for j in range(LANES):
        z_a = work[STRESS * LANES + j]
        z_b = work[(STRESS + 1) * LANES + j]
        aa = work[STRESS_COV * LANES + j]
        ab = work[(STRESS_COV + 1) * LANES + j]
        bb = work[(STRESS_COV + 2) * LANES + j]
        of = type(aa)
        half = of(0.5) * (aa + bb)
        both = math.sqrt(max(half + ab, of(FLOOR)))
        lean = of(0.5) * (aa - bb) / both
        apart = math.sqrt(max(half - ab - lean * lean, of(FLOOR)))
        work[STRESS_AWAY * LANES + j] = of(_LEAN) * (both + lean)
        work[(STRESS_AWAY + 1) * LANES + j] = of(_LEAN) * (both - lean)
        work[(STRESS_AWAY + 2) * LANES + j] = of(_LEAN) * apart
        work[(STRESS_AWAY + 3) * LANES + j] = of(_LEAN) * -apart
        work[(CENTRE + IN + _LOADS) * LANES + j] = _load(world, z_a)
        work[(CENTRE + IN + _LOADS + 1) * LANES + j] = _load(world, z_b)


@blocked
def _load_both_ways(work: np.ndarray, point: int, world: World) -> None:
    for i in range(2):
        for j in range(LANES):
            far = work[(STRESS_AWAY + 2 * point + i) * LANES + j]
            middle = work[(STRESS + i) * LANES + j]
            work[(UP + IN + _LOADS + i) * LANES + j] = _load(world, middle + far)
            work[(DOWN + IN + _LOADS + i) * LANES + j] = _load(world, middle - far)


@blocked
def _lean_both_ways(work: np.ndarray, who: int, far: float) -> None:
    at = (IN + _LEANINGS + who) * LANES
    for j in range(LANES):
        work[UP * LANES + at + j] = far
        work[DOWN * LANES + at + j] = -far


@blocked
def _gather(work: np.ndarray, point: int, rows: int) -> None:
    """Keep what two points tell: their difference, and how it bends."""
    of = type(work[0])
    near = (SPREAD + ROWS * point) * LANES
    far = near + INPUTS * ROWS * LANES
    for j in range(rows * LANES):
        up = work[(UP + OUT) * LANES + j]
        down = work[(DOWN + OUT) * LANES + j]
        bent = up + down - of(2.0) * work[(CENTRE + OUT) * LANES + j]
        work[near + j] = of(_FIRST) * (up - down)
        work[far + j] = of(_SECOND) * bent
        work[CURVE * LANES + j] += bent


@blocked
def _pair(work: np.ndarray, point: int, rows: int, n: Numbers) -> None:
    _push(work, UP, n)
    _push(work, DOWN, n)
    if rows == ROWS:
        _look(work, UP, n)
        _look(work, DOWN, n)
    _gather(work, point, rows)


@blocked
def move_on(work: np.ndarray, rows: int, world: World, n: Numbers) -> None:
    """Move mean and covariance one exchange on; never indefinite by construction.

    Args:
        work: rows as laid out; stress is read, and all states.
        rows: how many of the rows are wanted: the states alone, or with what reports look at.
        world: the size of chance, in the rows' precision.
        n: the equations' numbers, in the rows' precision.

    Source: decision 0007.
    """
    displace(work, AWAY, COV, 0)
    _loads(work, world)
    _copy(work, CENTRE + IN, MEAN, STATES)
    _push(work, CENTRE, n)
    if rows == ROWS:
        _look(work, CENTRE, n)
    for j in range(ROWS * LANES):
        work[CURVE * LANES + j] = n.zero
    _copy(work, UP + IN, CENTRE + IN, INPUTS)
    _copy(work, DOWN + IN, CENTRE + IN, INPUTS)
    for point in range(STATES):
        _both_ways(work, point)
        _pair(work, point, rows, n)
    _copy(work, UP + IN, CENTRE + IN, STATES)
    _copy(work, DOWN + IN, CENTRE + IN, STATES)
    for point in range(2):
        _load_both_ways(work, point, world)
        _pair(work, STATES + point, rows, n)
    _copy(work, UP + IN, CENTRE + IN, INPUTS)
    _copy(work, DOWN + IN, CENTRE + IN, INPUTS)
    of = type(n.zero)
    for who in range(2):
        _lean_both_ways(work, who, of(REACH) * world.leaning)
        _pair(work, STATES + 2 + who, rows, n)
        _lean_both_ways(work, who, n.zero)
    for j in range(rows * LANES):
        centre = work[(CENTRE + OUT) * LANES + j]
        work[MEAN * LANES + j] = centre + of(_BEND) * work[CURVE * LANES + j]
    for i in range(0, rows, 2):
        for k in range(0, i + 2, 2):
            tile(work, COV + ROWS * i + k, SPREAD + i, SPREAD + k)
