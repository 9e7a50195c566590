"""Laws of the draws: the same word for the same couple and exchange, however one asks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pasdedeux.model.noise import normals

_SEEDS = st.integers(0, (1 << 64) - 1)


@given(
    seed=_SEEDS,
    couple=st.integers(0, 1 << 62),
    count=st.integers(1, 300),
    cut=st.integers(0, 300),
    exchange=st.integers(0, (1 << 32) - 8),
)
def test_any_cut_of_the_couples_and_exchanges_draws_the_same(
    seed: int, couple: int, count: int, cut: int, exchange: int
) -> None:
    at = couple + min(cut, count)
    whole = normals(seed, range(couple, couple + count), range(exchange, exchange + 6))
    for first, last in ((exchange, exchange + 5), (exchange + 5, exchange + 6)):
        rows = whole[first - exchange : last - exchange]
        left = normals(seed, range(couple, at), range(first, last))
        right = normals(seed, range(at, couple + count), range(first, last))
        assert np.array_equal(np.concatenate([left, right], axis=1), rows)


@given(seed=_SEEDS, couple=st.integers(0, 1 << 62), exchange=st.integers(0, (1 << 32) - 2))
def test_every_draw_is_finite_and_no_further_out_than_stated(
    seed: int, couple: int, exchange: int
) -> None:
    drawn = normals(seed, range(couple, couple + 128), range(exchange, exchange + 1))
    assert np.abs(drawn).max() < 6.7
