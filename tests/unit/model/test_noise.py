"""The draws are Philox's own, and they are standard normals."""

from typing import Any, cast

import numpy as np
import pytest

from pasdedeux.model.kernel import blocked
from pasdedeux.model.noise import normals, philox

_LOW = np.uint64(0xFFFFFFFF)

# Random123's own known answers (its kat_vectors, "philox4x32 10"), read in the copy that D. E. Shaw
# Research keeps in its repository fs123, core123/ut/ut_philox.cpp: counter, key, answer.
_KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    (
        (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@blocked
def _scramble(counter: np.ndarray, key: np.ndarray, out: np.ndarray) -> None:
    w0, w1, w2, w3 = philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1])
    out[0] = w0
    out[1] = w1
    out[2] = w2
    out[3] = w3


@pytest.mark.parametrize(("counter", "key", "answer"), _KNOWN)
def test_philox_gives_the_published_answers(
    counter: tuple[int, ...], key: tuple[int, ...], answer: tuple[int, ...]
) -> None:
    out = np.empty(4, np.uint64)
    _scramble(np.array(counter, np.uint64), np.array(key, np.uint64), out)
    assert tuple(int(word) for word in out) == answer


@pytest.mark.parametrize(("counter", "key", "answer"), _KNOWN)
def test_philox_as_plain_python_gives_them_too(
    counter: tuple[int, ...], key: tuple[int, ...], answer: tuple[int, ...]
) -> None:
    with np.errstate(over="ignore"):
        out = cast("Any", philox).py_func(*map(np.uint64, counter), *map(np.uint64, key))
    assert tuple(int(word) for word in out) == answer


def _plain_words(couple: int, exchange: int, stream: int, seed: int) -> list[int]:
    """Philox4x32-10 once more, in Python's own whole numbers."""
    c = [couple & 0xFFFFFFFF, couple >> 32, exchange, stream]
    k = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [
            (second >> 32) ^ c[1] ^ k[0],
            second & 0xFFFFFFFF,
            (first >> 32) ^ c[3] ^ k[1],
            first & 0xFFFFFFFF,
        ]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def _plain_normals(words: list[int]) -> list[float]:
    """Box and Muller's pair from two words, in double precision."""
    out: list[float] = []
    for length, angle in (words[:2], words[2:]):
        radius = np.sqrt(-2.0 * np.log(((length >> 1) + 0.5) / 2**31))
        signed = angle - (1 << 32) if angle >> 31 else angle
        turn = (signed >> 1) * np.pi / 2**31
        side = 1.0 if angle & 1 == 0 else -1.0
        out += [float(radius * np.sin(turn)), float(side * radius * np.cos(turn))]
    return out


@pytest.mark.parametrize("seed", [0, 7, (1 << 64) - 1])
@pytest.mark.parametrize("couple", [0, 129, (1 << 32) - 2, (1 << 63) + 5])
@pytest.mark.parametrize(
    ("exchange", "stream"), [(0, 0), (1459, 3), ((1 << 32) - 1, (1 << 32) - 1)]
)
def test_a_draw_is_box_and_muller_of_the_words_of_its_counter(
    seed: int, couple: int, exchange: int, stream: int
) -> None:
    drawn = normals(seed, range(couple, couple + 1), range(exchange, exchange + 1), stream)
    expected = _plain_normals(_plain_words(couple, exchange, stream, seed))
    assert drawn[0, 0] == pytest.approx(expected, abs=5e-6)


@pytest.fixture(scope="module")
def many() -> np.ndarray:
    return normals(20, range(50_000), range(40)).astype(np.float64)


def test_the_moments_are_those_of_a_standard_normal(many: np.ndarray) -> None:
    count = many[..., 0].size
    for word in range(4):
        z = many[..., word].ravel()
        assert abs(z.mean()) < 4.5 / np.sqrt(count)
        assert abs(z.var() - 1.0) < 4.5 * np.sqrt(2.0 / count)
        assert abs((z**3).mean()) < 4.5 * np.sqrt(15.0 / count)
        assert abs((z**4).mean() - 3.0) < 4.5 * np.sqrt(96.0 / count)


def test_words_couples_and_exchanges_do_not_know_of_each_other(many: np.ndarray) -> None:
    count = many[..., 0].size
    between = np.corrcoef(many.reshape(-1, 4).T) - np.eye(4)
    assert np.abs(between).max() < 4.5 / np.sqrt(count)
    for one, next_ in ((many[:-1], many[1:]), (many[:, :-1], many[:, 1:])):
        assert np.abs((one * next_).mean(axis=(0, 1))).max() < 4.5 / np.sqrt(one[..., 0].size)
        squares = ((one**2 - 1.0) * (next_**2 - 1.0)).mean(axis=(0, 1))
        assert np.abs(squares).max() < 4.5 * 2.0 / np.sqrt(one[..., 0].size)


@pytest.mark.parametrize(
    ("beyond", "share"),
    [
        (1.0, 0.317310507863),
        (2.0, 0.045500263896),
        (3.0, 0.002699796063),
        (4.0, 6.3342484e-05),
        (5.0, 5.733031e-07),
    ],
)
def test_the_tails_hold_as_many_as_a_normal_has(
    many: np.ndarray, beyond: float, share: float
) -> None:
    expected = share * many.size
    found = int((np.abs(many) > beyond).sum())
    assert abs(found - expected) < 4.5 * np.sqrt(expected) + 1.0


def test_the_largest_draw_is_as_far_out_as_stated() -> None:
    assert np.sqrt(-2.0 * np.log(0.5 / 2**31)) == pytest.approx(6.66, abs=0.01)


def test_another_seed_or_stream_is_another_path() -> None:
    one = normals(1, range(200), range(5))
    assert not (normals(2, range(200), range(5)) == one).any()
    assert not (normals(1, range(200), range(5), stream=1) == one).any()


def test_no_couples_or_no_exchanges_give_nothing() -> None:
    assert normals(1, range(0), range(5)).shape == (5, 0, 4)
    assert normals(1, range(5), range(0)).shape == (0, 5, 4)


@pytest.mark.parametrize(
    ("seed", "couples", "exchanges", "stream", "named"),
    [
        (-1, range(1), range(1), 0, "seed: -1 is outside"),
        (1 << 64, range(1), range(1), 0, "seed: 18446744073709551616 is outside"),
        (1, range(-1, 1), range(1), 0, "couples: -1 is outside"),
        (1, range(1), range(1 << 32, (1 << 32) + 1), 0, "exchanges: 4294967296 is outside"),
        (1, range(1), range(1), -1, "stream: -1 is outside"),
        (1, range(0, 4, 2), range(1), 0, "steps 2 and 1 are not 1"),
    ],
)
def test_what_the_counter_cannot_hold_is_refused_by_name(
    seed: int, couples: range, exchanges: range, stream: int, named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        normals(seed, couples, exchanges, stream)
