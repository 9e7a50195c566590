"""Move a block of couples on, side by side: the loop that the compiler turns into wide registers.

What the loop touches lies in rows of one length that is known when it is compiled; without that
it does not vectorise, which costs five times the speed (decision 0006).
"""

from typing import NamedTuple

import numpy as np

from pasdedeux.model.exchange import Chance, Gains, Numbers, State, exchange
from pasdedeux.model.fastmath import exp
from pasdedeux.model.kernel import blocked, inlined
from pasdedeux.model.noise import LANES, WORDS, draw

FIELDS = len(State._fields)
GAINS = len(Gains._fields)

# Rows of the sums: values, then squares, by partner and field; then the trap and the turns.
SQUARES = 2 * FIELDS
TRAPPED = 4 * FIELDS
TURNED = TRAPPED + 2
SUMS = TURNED + 2

_FLUSH = 64  # exchanges summed in the state's precision before they go to the double sums
_STREAM = np.uint64(0)


class Chances(NamedTuple):
    """The world's numbers as the kernel needs them, in the precision of the state."""

    zero: float
    one: float
    base: float
    spread: float
    own: float
    shared: float
    leaning: float
    floor: float
    trap_pursuit: float
    trap_withdrawal: float


@inlined
def state_in(rows: np.ndarray, first: int, j: int) -> State:
    """Read the state that a lane holds in its rows from `first` on.

    Source: decision 0006.
    """
    return State(
        rows[first, j],
        rows[first + 1, j],
        rows[first + 2, j],
        rows[first + 3, j],
        rows[first + 4, j],
    )


@inlined
def gains_in(rows: np.ndarray, first: int, j: int) -> Gains:
    """Read the gains that a lane holds in its rows from `first` on.

    Source: decision 0006.
    """
    return Gains(
        rows[first, j],
        rows[first + 1, j],
        rows[first + 2, j],
        rows[first + 3, j],
        rows[first + 4, j],
        rows[first + 5, j],
        rows[first + 6, j],
        rows[first + 7, j],
        rows[first + 8, j],
        rows[first + 9, j],
        rows[first + 10, j],
        rows[first + 11, j],
    )


@inlined
def _keep(rows: np.ndarray, sums: np.ndarray, first: int, j: int, now: State) -> None:
    rows[first, j] = now.distress
    rows[first + 1, j] = now.pursuit
    rows[first + 2, j] = now.withdrawal
    rows[first + 3, j] = now.security
    rows[first + 4, j] = now.dread
    sums[first, j] += now.distress
    sums[first + 1, j] += now.pursuit
    sums[first + 2, j] += now.withdrawal
    sums[first + 3, j] += now.security
    sums[first + 4, j] += now.dread
    sums[SQUARES + first, j] += now.distress * now.distress
    sums[SQUARES + first + 1, j] += now.pursuit * now.pursuit
    sums[SQUARES + first + 2, j] += now.withdrawal * now.withdrawal
    sums[SQUARES + first + 3, j] += now.security * now.security
    sums[SQUARES + first + 4, j] += now.dread * now.dread


@inlined
def _count(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    sums: np.ndarray, row: int, j: int, before: State, me: State, other: State, c: Chances
) -> None:
    trapped = (me.pursuit > c.trap_pursuit) & (other.withdrawal > c.trap_withdrawal)
    turned = (before.pursuit > before.withdrawal) != (me.pursuit > me.withdrawal)
    # Chosen before it is added: a choice inside `+=` made numba 0.68 add to another row here.
    trap = c.one if trapped else c.zero
    turn = c.one if turned else c.zero
    sums[TRAPPED + row, j] += trap
    sums[TURNED + row, j] += turn


@inlined
def _load(own: float, other: float, extra: float, c: Chances) -> float:
    return c.base * exp(c.spread * (c.own * own + c.shared * other)) + extra


@inlined
def _floored(state: State, c: Chances) -> State:
    return State(
        state.distress, state.pursuit, state.withdrawal, state.security, max(state.dread, c.floor)
    )


@inlined
def advance(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    now: np.ndarray,
    gain: np.ndarray,
    normals: np.ndarray,
    sums: np.ndarray,
    extra_a: float,
    extra_b: float,
    numbers: Numbers,
    c: Chances,
) -> None:
    """Move every lane one exchange on and add what it shows to the sums.

    Source: decisions 0003 and 0006.
    """
    for j in range(LANES):
        a = state_in(now, 0, j)
        b = state_in(now, FIELDS, j)
        x, y = exchange(
            a,
            b,
            gains_in(gain, 0, j),
            gains_in(gain, GAINS, j),
            Chance(_load(normals[0, j], normals[1, j], extra_a, c), c.leaning * normals[2, j]),
            Chance(_load(normals[1, j], normals[0, j], extra_b, c), c.leaning * normals[3, j]),
            numbers,
        )
        x = _floored(x, c)
        y = _floored(y, c)
        _keep(now, sums, 0, j, x)
        _keep(now, sums, FIELDS, j, y)
        _count(sums, 0, j, a, x, y, c)
        _count(sums, 1, j, b, y, x, c)


@blocked
def _take(from_: np.ndarray, start: int, rows: np.ndarray) -> None:
    """Copy couples from `start` on into the lanes; the last one fills the lanes left over."""
    fields = from_.shape[1]
    last = from_.shape[2] - 1
    for i in range(2):
        for k in range(fields):
            for j in range(LANES):
                rows[i * fields + k, j] = from_[i, k, min(start + j, last)]


@blocked
def _put(rows: np.ndarray, into: np.ndarray, start: int) -> None:
    """Copy the lanes back to where they came from."""
    width = min(LANES, into.shape[2] - start)
    fields = into.shape[1]
    for i in range(2):
        for k in range(fields):
            for j in range(width):
                into[i, k, start + j] = rows[i * fields + k, j]


@blocked
def _flush(sums: np.ndarray, into: np.ndarray, start: int) -> None:
    """Add the lanes' short sums to the long ones, and begin them again."""
    width = min(LANES, into.shape[1] - start)
    for k in range(SUMS):
        for j in range(width):
            into[k, start + j] += sums[k, j]
        for j in range(LANES):
            sums[k, j] = 0


@blocked
def live_blocks(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    state: np.ndarray,
    gains: np.ndarray,
    sums: np.ndarray,
    kept: np.ndarray,
    extra: np.ndarray,
    numbers: Numbers,
    chances: Chances,
    when: tuple[int, int, int],
    key: tuple[np.uint64, np.uint64],
    first: int,
    last: int,
) -> None:
    """Move blocks `first` to `last` on, in place; axes of state and gains: partner, field, couple.

    `when` holds the first exchange, how many, and every how many one is kept; `key` the first
    couple's global index and the seed. The last block may be part full.

    Source: decisions 0003, 0005 and 0006.
    """
    words = np.empty((WORDS, LANES), np.int32)
    normals = np.empty((WORDS, LANES), np.float32)
    now = np.empty((2 * FIELDS, LANES), state.dtype)
    gain = np.empty((2 * GAINS, LANES), state.dtype)
    short = np.zeros((SUMS, LANES), state.dtype)
    moment, exchanges, every = when
    for block in range(first, last):
        start = block * LANES
        _take(state, start, now)
        _take(gains, start, gain)
        for t in range(exchanges):
            draw(key[0] + np.uint64(start), np.uint64(moment + t), _STREAM, key[1], words, normals)
            extra_a = extra[t, 0] if t < extra.shape[0] else chances.zero
            extra_b = extra[t, 1] if t < extra.shape[0] else chances.zero
            advance(now, gain, normals, short, extra_a, extra_b, numbers, chances)
            if (moment + t + 1) % _FLUSH == 0 or t + 1 == exchanges:
                _flush(short, sums, start)
            if every > 0 and (t + 1) % every == 0:
                _put(now, kept[t // every], start)
        _put(now, state, start)
