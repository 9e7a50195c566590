from dataclasses import replace

import numpy as np
import pytest

from pasdedeux.model.diary import correlated
from pasdedeux.model.world import ORDINARY
from pasdedeux.study.made_couples import (
    LONGEST_DAYS,
    MOST_MISSING,
    MOST_MOMENTS,
    SHORTEST_DAYS,
    TRAIT_ERROR,
    _under_load_of,
    made,
    many,
    moments_at,
    people_at,
    plan_at,
    written,
)
from pasdedeux.terms.partner import Partner


def test_a_couple_is_the_same_whoever_is_made_beside_it() -> None:
    (alone,) = many(3, range(7, 8))
    *_, last = many(3, range(5, 8))
    assert alone.record == last.record
    assert (alone.people == last.people).all()


def test_another_seed_or_place_makes_other_people() -> None:
    drawn = [people_at(seed, place) for seed in (1, 2) for place in (0, 1)]
    assert len({people.tobytes() for people in drawn}) == 4


def test_people_are_spread_as_the_prior_says() -> None:
    people = np.stack([people_at(1, place) for place in range(600)])
    traits = people[:, :, :2]
    assert abs(traits.mean()) < 0.08
    assert abs(traits.std() - 0.9) < 0.06
    assert abs(np.corrcoef(traits[:, 0, 0], traits[:, 1, 0])[0, 1] - 0.15) < 0.13


def test_plans_stay_within_what_they_promise() -> None:
    plans = [plan_at(1, place) for place in range(150)]
    days = [plan.days for plan in plans]
    assert SHORTEST_DAYS <= min(days) < 20
    assert 84 < max(days) <= LONGEST_DAYS
    assert max(plan.missing for plan in plans) <= MOST_MISSING
    assert {len(plan.slots) for plan in plans} == {1, 2, 3}
    assert {len(plan.moments) for plan in plans} == set(range(MOST_MOMENTS + 1))


def test_moments_never_share_a_slot_and_fewer_are_among_more() -> None:
    few, more = moments_at(1, 0, 14, 3), moments_at(1, 0, 14, 9)
    assert len({(day, exchange) for day, exchange, *_ in more}) == 9
    assert set(few) < set(more)


def test_who_goes_on_writing_has_written_the_same_before() -> None:
    people, plan = people_at(2, 4), replace(plan_at(2, 4), days=20, missing=0.3)
    short = written(2, 4, people, plan, told=True).record
    long = written(2, 4, people, replace(plan, days=30), told=True).record
    assert long.check_ins[: len(short.check_ins)] == short.check_ins
    assert len(long.check_ins) > len(short.check_ins)
    assert long.traits == short.traits


def test_scores_miss_the_truth_by_their_error() -> None:
    missed = []
    for place in range(120):
        people = people_at(1, place)
        plan = replace(plan_at(1, place), days=1, moments=())
        for trait in written(1, place, people, plan, told=True).record.traits:
            true = people[trait.partner.place, ("anxiety", "avoidance").index(trait.dimension)]
            missed.append((trait.value - true) / trait.error)
            assert trait.error == TRAIT_ERROR
    assert abs(np.std(missed) - 1.0) < 0.1
    assert abs(np.mean(missed)) < 0.15


def test_some_couples_answer_no_questionnaire() -> None:
    told = [bool(couple.record.traits) for couple in many(1, range(60))]
    assert 0.5 < np.mean(told) < 0.9


def test_both_partners_write() -> None:
    record = made(1, 0).record
    assert all(record.days_written(who) > 5 for who in Partner)


@pytest.mark.parametrize("shared", [0.0, 0.3, 0.6, 1.0])
def test_strangers_loads_correlate_as_asked_and_each_ones_with_a_ghost_as_ever(
    shared: float,
) -> None:
    drawn = np.random.default_rng(1).normal(size=(2, 40_000, 4))
    life, other = correlated(drawn[0]), correlated(_under_load_of(drawn[0], drawn[1], shared))
    here = np.corrcoef(np.hstack([life, other]).T)
    wanted = np.eye(8)
    a, ghost_of_a, ghost_of_b, b = 0, 1, 4, 5
    own = ORDINARY.stress_shared
    for one, two, much in (
        (a, ghost_of_a, own),
        (b, ghost_of_b, own),
        (a, b, shared),
        (ghost_of_a, b, own * shared),
        (a, ghost_of_b, shared * own),
        (ghost_of_a, ghost_of_b, shared * own**2),
    ):
        wanted[one, two] = wanted[two, one] = much
    np.testing.assert_allclose(here, wanted, atol=0.02)
    assert np.abs(other.std(axis=0) - 1.0).max() < 0.02
