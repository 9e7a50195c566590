"""Laws of a population run: one path for one seed, in range, whatever the chunks and threads."""

from itertools import pairwise
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasdedeux.model.exchange import AT_EASE, Gains
from pasdedeux.model.gains import FIELDS, gains_of_people
from pasdedeux.model.kernel import blocked
from pasdedeux.model.lanes import advance
from pasdedeux.model.noise import LANES, normals
from pasdedeux.model.simulate import Lived, chances_in, numbers_in, simulate
from pasdedeux.model.world import World

COUPLES = 300


def _gains(seed: int, couples: int = COUPLES) -> np.ndarray:
    chance = np.random.default_rng(seed)
    people = np.zeros((2, FIELDS, couples))
    people[:, :2] = chance.normal(size=(2, 2, couples))
    people[:, 2:8] = 0.35 * chance.normal(size=(2, 6, couples))
    return gains_of_people(people)


GAINS = _gains(1)


@pytest.fixture(scope="module")
def whole() -> Lived:
    return simulate(GAINS, seed=5, exchanges=200, first_couple=1_000_003, every=8)


@given(cuts=st.lists(st.integers(1, COUPLES - 1), min_size=1, max_size=4, unique=True))
@settings(max_examples=25)
def test_any_cut_of_the_couples_lives_the_same_lives(whole: Lived, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), COUPLES]
    parts = [
        simulate(
            GAINS[:, :, first:last], seed=5, exchanges=200, first_couple=1_000_003 + first, every=8
        )
        for first, last in pairwise(edges)
    ]
    assert np.array_equal(np.concatenate([p.state for p in parts], axis=2), whole.state)
    assert np.array_equal(np.concatenate([p.sums for p in parts], axis=1), whole.sums)
    assert np.array_equal(np.concatenate([p.kept for p in parts], axis=3), whole.kept)


@given(cuts=st.lists(st.integers(1, 199), min_size=1, max_size=4, unique=True))
@settings(max_examples=25)
def test_any_cut_of_the_time_lives_the_same_lives(whole: Lived, cuts: list[int]) -> None:
    state = None
    sums = np.zeros_like(whole.sums)
    edges = [0, *sorted(cuts), 200]
    for first, last in pairwise(edges):
        part = simulate(
            GAINS,
            seed=5,
            exchanges=last - first,
            first_exchange=first,
            first_couple=1_000_003,
            state=state,
        )
        state, sums = part.state, sums + part.sums
    assert state is not None
    assert np.array_equal(state, whole.state)
    np.testing.assert_allclose(sums, whole.sums, rtol=1e-5, atol=1e-4)


@given(threads=st.integers(2, 5))
@settings(max_examples=8)
def test_any_number_of_threads_lives_the_same_lives(whole: Lived, threads: int) -> None:
    many = simulate(GAINS, seed=5, exchanges=200, first_couple=1_000_003, every=8, threads=threads)
    assert np.array_equal(many.state, whole.state)
    assert np.array_equal(many.sums, whole.sums)
    assert np.array_equal(many.kept, whole.kept)


_MOST = Gains(
    vigilance=30.0,
    amplification=30.0,
    protest=30.0,
    deactivation=60.0,
    escape=20.0,
    soothing=0.95,
    tolerance=1.0,
    reach=5.0,
    carry=0.95,
    openness=9.0,
    fear=10.0,
    demand=1.0,
)


@given(seed=st.integers(0, 1 << 32), stress=st.floats(0.0, 20.0), spread=st.floats(0.0, 3.0))
@settings(max_examples=40)
def test_the_state_stays_in_its_range_for_any_gains(
    seed: int, stress: float, spread: float
) -> None:
    chance = np.random.default_rng(seed)
    gains = chance.uniform(size=(2, len(Gains._fields), LANES)) * np.array(_MOST)[None, :, None]
    gains[:, Gains._fields.index("openness")] *= chance.choice([-1.0, 1.0], size=(2, LANES))
    world = World(stress_base=stress, stress_spread=spread, leaning=1.0)
    lived = simulate(gains, seed=seed, exchanges=60, world=world, every=1)
    distress, pursuit, withdrawal, security, dread = np.moveaxis(lived.kept, 2, 0)
    for share in (distress, pursuit, withdrawal):
        assert share.min() >= 0.0
        assert share.max() <= 1.0
    assert np.abs(security).max() <= 1.0 + 1e-6
    assert dread.min() > 0.0
    assert dread.max() <= 2.0 + 1e-6
    assert lived.trapped.min() >= 0.0
    assert lived.trapped.max() <= 1.0


@blocked
def _one_exchange(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    now: np.ndarray,
    gain: np.ndarray,
    normal: np.ndarray,
    sums: np.ndarray,
    numbers: Any,  # noqa: ANN401 - a tuple of float32
    chances: Any,  # noqa: ANN401 - the same
) -> None:
    advance(now, gain, normal, sums, chances.zero, chances.zero, numbers, chances)


def _walk(gains: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    now = np.tile(np.array([*AT_EASE, *AT_EASE], np.float32)[:, None], (1, LANES))
    sums = np.zeros((24, LANES), np.float32)
    gain = gains.reshape(-1, LANES).astype(np.float32)
    numbers, chances = cast("Any", numbers_in(np.float32)), chances_in(np.float32)
    for row in words:
        _one_exchange(now, gain, np.ascontiguousarray(row.T), sums, numbers, chances)
    return now.reshape(2, 5, LANES), sums


def test_swapping_the_partners_and_their_chance_swaps_the_path() -> None:
    gains = _gains(2, LANES)
    words = normals(9, range(LANES), range(40))
    state, sums = _walk(gains, words)
    mirrored, mirrored_sums = _walk(gains[::-1], words[..., [1, 0, 3, 2]])
    np.testing.assert_allclose(mirrored[::-1], state, atol=2e-4)
    assert np.median(np.abs(mirrored[::-1] - state)) < 1e-6
    assert sums[20:].sum(axis=1).min() > 10
    swapped = mirrored_sums[
        [*range(5, 10), *range(5), *range(15, 20), *range(10, 15), 21, 20, 23, 22]
    ]
    np.testing.assert_allclose(swapped[:20], sums[:20], atol=5e-3)
    assert np.abs(swapped[20:] - sums[20:]).max() <= 1.0


def test_single_precision_agrees_with_double() -> None:
    gains = _gains(3, LANES)
    single = simulate(gains, seed=4, exchanges=80, every=1)
    double = simulate(gains, seed=4, exchanges=80, every=1, precision=np.float64)
    apart = np.abs(single.kept - double.kept)
    assert np.quantile(apart, 0.999) < 1e-4
    assert apart.max() < 5e-3
    np.testing.assert_allclose(single.mean, double.mean, atol=2e-4)
