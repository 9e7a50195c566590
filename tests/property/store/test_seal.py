"""Laws of envelopes, codes and lengths, for any words and any place."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasdedeux.store import seal
from pasdedeux.terms.errors import DamagedError

KEYS = st.binary(min_size=32, max_size=32)
PLACES = st.lists(st.text("abcdef0123456789", min_size=1, max_size=8), min_size=1, max_size=4)


@given(KEYS, st.binary(max_size=2000), PLACES)
def test_what_is_sealed_opens_with_its_key_in_its_place(
    key: bytes, plain: bytes, parts: list[str]
) -> None:
    place = seal.bind(*parts)
    sealed = seal.seal(key, plain, place, os.urandom)
    assert seal.unseal(key, sealed, place) == plain


@given(KEYS, KEYS, PLACES, PLACES)
def test_another_key_or_another_place_opens_nothing(
    key: bytes, other: bytes, here: list[str], there: list[str]
) -> None:
    sealed = seal.seal(key, b"words", seal.bind(*here), os.urandom)
    for wrong, place in ((other, here), (key, there)):
        if (wrong, place) != (key, here):
            with pytest.raises(DamagedError):
                seal.unseal(wrong, sealed, seal.bind(*place))


@given(KEYS, PLACES, st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_opens_nothing(
    key: bytes, parts: list[str], where: int, change: int
) -> None:
    sealed = bytearray(seal.seal(key, b"words", seal.bind(*parts), os.urandom))
    sealed[where % len(sealed)] ^= change
    with pytest.raises(DamagedError):
        seal.unseal(key, bytes(sealed), seal.bind(*parts))


@given(st.binary(max_size=40))
def test_anything_too_short_to_be_sealed_is_told(cut: bytes) -> None:
    with pytest.raises(DamagedError):
        seal.unseal(bytes(32), cut, b"")


@given(st.binary(max_size=5000))
def test_filling_is_taken_away_again_and_leaves_few_lengths(plain: bytes) -> None:
    padded = seal.pad(plain)
    assert seal.unpad(padded) == plain
    assert len(padded) + 28 in {512, 1024, 2048, 4096, 8192}


@given(st.binary(min_size=1, max_size=40))
def test_a_code_is_read_back_however_it_is_written(secret: bytes) -> None:
    code = seal.spell(secret)
    assert seal.read_code(code) == secret
    assert seal.read_code(code.lower().replace("-", "  ")) == secret


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_code(text: str) -> None:
    assert isinstance(seal.read_code(text), bytes)


@given(KEYS, KEYS, st.binary(min_size=1, max_size=32))
def test_two_people_make_the_same_key_and_a_third_another(
    one: bytes, two: bytes, secret: bytes
) -> None:
    place = seal.bind("link")
    common = seal.pair_key(one, seal.public_of(two), secret, place)
    assert common == seal.pair_key(two, seal.public_of(one), secret, place)
    assert common != seal.pair_key(one, seal.public_of(two), secret + b"x", place)
    assert common != seal.pair_key(one, seal.public_of(two), secret, seal.bind("another"))


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_label_tells_apart_and_needs_the_key(one: str, two: str) -> None:
    assert (seal.label(b"k" * 32, one) == seal.label(b"k" * 32, two)) == (one == two)
    assert seal.label(b"k" * 32, one) != seal.label(b"l" * 32, one)
