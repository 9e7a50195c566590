"""A population run sums what it lives through, takes scenarios, and refuses what makes no sense."""

from typing import Any

import numpy as np
import pytest

from pasdedeux.model.exchange import AT_EASE
from pasdedeux.model.gains import FIELDS, gains_of_people
from pasdedeux.model.simulate import (
    TRAP_PURSUIT,
    TRAP_WITHDRAWAL,
    Lived,
    shares_of,
    simulate,
)
from pasdedeux.model.warm import JOBS
from pasdedeux.model.world import World

COUPLES = 150
EXCHANGES = 100


def _gains(anxiety: float = 1.0) -> np.ndarray:
    chance = np.random.default_rng(3)
    people = np.zeros((2, FIELDS, COUPLES))
    people[:, :2] = anxiety * chance.normal(size=(2, 2, COUPLES))
    return gains_of_people(people)


GAINS = _gains()


@pytest.fixture(scope="module")
def lived() -> Lived:
    return simulate(GAINS, seed=11, exchanges=EXCHANGES, every=1)


def test_the_last_state_kept_is_the_state_at_the_end(lived: Lived) -> None:
    assert lived.kept.shape == (EXCHANGES, 2, 5, COUPLES)
    assert np.array_equal(lived.kept[-1], lived.state)


def test_the_sums_are_those_of_the_states_lived_through(lived: Lived) -> None:
    path = lived.kept.astype(np.float64)
    np.testing.assert_allclose(lived.mean, path.mean(axis=0), atol=2e-6)
    np.testing.assert_allclose(lived.mean_square, (path**2).mean(axis=0), atol=4e-6)


def test_the_trap_is_one_who_presses_while_the_other_is_away(lived: Lived) -> None:
    presses = lived.kept[:, :, 1] > np.float32(TRAP_PURSUIT)
    away = lived.kept[:, ::-1, 2] > np.float32(TRAP_WITHDRAWAL)
    expected = (presses & away).mean(axis=0)
    assert expected.max() > 0.2
    np.testing.assert_allclose(lived.trapped, expected, atol=1e-12)


def test_a_turn_is_a_change_of_sign_between_reaching_and_pulling_away(lived: Lived) -> None:
    before = np.full((1, 2, COUPLES), AT_EASE.pursuit > AT_EASE.withdrawal)
    reaches = np.concatenate([before, lived.kept[:, :, 1] > lived.kept[:, :, 2]])
    expected = (reaches[1:] != reaches[:-1]).sum(axis=0)
    assert expected.max() > 3
    assert np.array_equal(lived.turns, expected)


def test_only_every_so_many_exchanges_are_kept(lived: Lived) -> None:
    thinned = simulate(GAINS, seed=11, exchanges=EXCHANGES, every=7)
    assert np.array_equal(thinned.kept, lived.kept[6::7])
    assert simulate(GAINS, seed=11, exchanges=EXCHANGES).kept.size == 0


def test_a_stressor_raises_distress_while_it_lasts_and_not_before(lived: Lived) -> None:
    extra = np.zeros((40, 2))
    extra[30:, 0] = 0.5
    hit = simulate(GAINS, seed=11, exchanges=EXCHANGES, every=1, stress_extra=extra)
    assert np.array_equal(hit.kept[:30], lived.kept[:30])
    assert (hit.kept[30:40, 0, 0] > lived.kept[30:40, 0, 0]).all()


def test_a_heavier_world_is_felt_as_more_distress(lived: Lived) -> None:
    heavy = simulate(GAINS, seed=11, exchanges=EXCHANGES, world=World(stress_base=0.2))
    assert (heavy.mean[:, 0] > lived.mean[:, 0]).mean() > 0.95


def test_another_seed_is_another_life(lived: Lived) -> None:
    other = simulate(GAINS, seed=12, exchanges=EXCHANGES)
    assert not (other.state[:, 0] == lived.state[:, 0]).any()


def test_nothing_to_live_leaves_everyone_at_the_start() -> None:
    still = simulate(GAINS, seed=11, exchanges=0)
    assert (still.state == np.array(AT_EASE, np.float32)[None, :, None]).all()
    assert not still.mean.any()
    assert simulate(GAINS[:, :, :0], seed=11, exchanges=5).state.shape == (2, 5, 0)


@pytest.mark.parametrize("threads", [1, 2])
def test_progress_counts_every_couple_once(threads: int) -> None:
    told: list[tuple[int, int]] = []
    simulate(
        GAINS, seed=11, exchanges=1, threads=threads, on_progress=lambda *now: told.append(now)
    )
    assert told[-1] == (COUPLES, COUPLES)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("correlation", [-0.5, 0.0, 0.3, 1.0])
def test_the_shares_give_the_correlation_and_keep_the_spread(correlation: float) -> None:
    own, shared = shares_of(correlation)
    assert own**2 + shared**2 == pytest.approx(1.0)
    assert 2.0 * own * shared == pytest.approx(correlation)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"gains": GAINS[0]}, "gains: shape"),
        ({"gains": np.full_like(GAINS, np.nan)}, "gains: not every number is finite"),
        ({"exchanges": -1}, "exchanges: -1 is below 0"),
        ({"first_exchange": -2}, "first_exchange: -2 is below 0"),
        ({"first_exchange": (1 << 32) - 1, "exchanges": 2}, "pass 4294967296"),
        ({"first_couple": -1}, "first_couple: -1 is below 0"),
        ({"every": -1}, "every: -1 is below 0"),
        ({"threads": 0}, "threads: 0 is below 1"),
        ({"seed": -1}, "seed: -1 is outside"),
        ({"state": np.zeros((2, 5, 3))}, "state: shape"),
        ({"stress_extra": np.zeros(4)}, "stress_extra: shape"),
        ({"stress_extra": np.full((4, 2), -1.0)}, "stress_extra: not every load"),
    ],
)
def test_an_argument_of_the_wrong_shape_or_range_is_named(
    change: dict[str, Any], named: str
) -> None:
    arguments: dict[str, Any] = {"gains": GAINS, "seed": 1, "exchanges": 1} | change
    gains = arguments.pop("gains")
    with pytest.raises(ValueError, match=named):
        simulate(gains, **arguments)


def test_every_warm_up_job_has_a_name_of_its_own_and_runs() -> None:
    assert len({name for name, _ in JOBS}) == len(JOBS)
    for _, run in JOBS:
        run()
