"""One draw for each couple and exchange, the same whatever the order, the chunks or the threads.

Philox4x32-10 turns (couple, exchange, stream) and a seed into four words, and these into four
standard normals: the load of A and of B, the leaning of A and of B. Nothing is carried from one
draw to the next, so there is no state to share out.
"""

import numpy as np

from pasdedeux.model.fastmath import cos, log, sin
from pasdedeux.model.kernel import blocked, inlined

LANES = 128
"""Couples side by side in a block; a constant, or the loops over it do not vectorise."""

WORDS = 4
"""Normals a draw: load of A, load of B, leaning of A, leaning of B."""

_ROUNDS = 10
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_ONE = np.uint64(1)
_MULTIPLY_0 = np.uint64(0xD2511F53)
_MULTIPLY_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)

_SEEDS = 1 << 64
_EXCHANGES = 1 << 32


@inlined
def philox(  # noqa: PLR0913, PLR0917 - a counter of four words and a key of two
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Scramble a counter of four 32-bit words under a key of two; every word in 64 bits.

    Source: salmon2011 (Philox4x32 with ten rounds).
    Limits: not for secrets.
    """
    for _ in range(_ROUNDS):
        first = _MULTIPLY_0 * c0
        second = _MULTIPLY_1 * c2
        c0 = (second >> _HALF) ^ c1 ^ k0
        c1 = second & _LOW
        c2 = (first >> _HALF) ^ c3 ^ k1
        c3 = first & _LOW
        k0 = (k0 + _WEYL_0) & _LOW
        k1 = (k1 + _WEYL_1) & _LOW
    return c0, c1, c2, c3


@inlined
def two_normals(length: np.int32, angle: np.int32) -> tuple[np.float32, np.float32]:
    """Turn two random words into two independent standard normals, in single precision.

    Source: box1958; decision 0005 (31 bits of length, 31 of angle, the last bit a sign).
    Limits: none lies further than 6.7 from zero, where three of a hundred billion would.
    """
    half = np.float32(0.5)
    share = (np.float32((length >> 1) & 0x7FFFFFFF) + half) * np.float32(2.0**-31)
    radius = np.float32(np.sqrt(np.float32(-2.0) * log(share)))  # type: ignore[arg-type] # single precision is no float to mypy
    turn = np.float32(angle >> 1) * np.float32(np.pi / 2.0**31)
    side = np.float32(1.0) if (angle & 1) == 0 else np.float32(-1.0)
    sine, cosine = sin(turn), cos(turn)  # type: ignore[arg-type] # the same
    return radius * sine, radius * side * cosine


@blocked
def draw(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    couple: np.uint64,
    exchange: np.uint64,
    stream: np.uint64,
    seed: np.uint64,
    words: np.ndarray,
    out: np.ndarray,
) -> None:
    """Fill `out` (axes word, lane) with the normals of a block of couples from `couple` on.

    Args:
        couple: global index of the first.
        exchange: global index; below 2 to the 32.
        stream: what the draw is for; below 2 to the 32.
        seed: the key.
        words: room for the raw words, 32-bit integers; axes word, lane.
        out: room for the normals.

    Source: decision 0005.
    """
    k0 = seed & _LOW
    k1 = seed >> _HALF
    for j in range(LANES):
        at = couple + np.uint64(j)
        w0, w1, w2, w3 = philox(at & _LOW, at >> _HALF, exchange, stream, k0, k1)
        words[0, j] = np.int32(w0)
        words[1, j] = np.int32(w1)
        words[2, j] = np.int32(w2)
        words[3, j] = np.int32(w3)
    for j in range(LANES):
        out[0, j], out[1, j] = two_normals(words[0, j], words[1, j])
        out[2, j], out[3, j] = two_normals(words[2, j], words[3, j])


@blocked
def _fill(
    couple: np.uint64, exchange: np.uint64, stream: np.uint64, seed: np.uint64, out: np.ndarray
) -> None:
    words = np.empty((WORDS, LANES), np.int32)
    normal = np.empty((WORDS, LANES), np.float32)
    for t in range(out.shape[0]):
        for start in range(0, out.shape[1], LANES):
            draw(couple + np.uint64(start), exchange + np.uint64(t), stream, seed, words, normal)
            for j in range(min(LANES, out.shape[1] - start)):
                for k in range(WORDS):
                    out[t, start + j, k] = normal[k, j]


def _checked(name: str, value: int, most: int) -> np.uint64:
    if not 0 <= value < most:
        msg = f"{name}: {value} is outside 0 to {most - 1}"
        raise ValueError(msg)
    return np.uint64(value)


def key_of(seed: int) -> np.uint64:
    """Give the seed as the key of the draws.

    Raises:
        ValueError: the seed is below zero or does not fit into 64 bits.

    Source: decision 0005.
    """
    return _checked("seed", seed, _SEEDS)


def normals(seed: int, couples: range, exchanges: range, stream: int = 0) -> np.ndarray:
    """Give the very normals that a simulation with this seed draws.

    Args:
        seed: the key, 0 to 2 to the 64.
        couples: global indices, one after the other.
        exchanges: global indices, one after the other; below 2 to the 32.
        stream: what they are for: 0 is life itself, other numbers are free for other chance.

    Returns:
        Axes exchange, couple, word (load of A, load of B, leaning of A, leaning of B); single
        precision.

    Raises:
        ValueError: an index that the counter cannot hold, or a range with gaps.

    Source: decision 0005.

    >>> whole = normals(7, range(300), range(4))
    >>> part = normals(7, range(100, 110), range(2, 3))
    >>> bool((whole[2:3, 100:110] == part).all())
    True
    """
    if couples.step != 1 or exchanges.step != 1:
        msg = f"couples and exchanges: steps {couples.step} and {exchanges.step} are not 1"
        raise ValueError(msg)
    key = key_of(seed)
    out = np.empty((len(exchanges), len(couples), WORDS), np.float32)
    if out.size:
        _checked("couples", couples[-1], _SEEDS)
        _checked("exchanges", exchanges[-1], _EXCHANGES)
        _fill(
            _checked("couples", couples[0], _SEEDS),
            _checked("exchanges", exchanges[0], _EXCHANGES),
            _checked("stream", stream, _EXCHANGES),
            key,
            out,
        )
    return out
