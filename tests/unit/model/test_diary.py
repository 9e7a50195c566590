"""A made-up diary says what was asked, when it was asked, by whom it was told."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from pasdedeux.model.calendar import lay_out, slot_of
from pasdedeux.model.diary import BURN_IN, Plan, exchanges_of, live, report, slots_of, write
from pasdedeux.model.gains import FIELDS, Person
from pasdedeux.model.observe import MOMENT_STRESS, Signal
from pasdedeux.model.scenario import SCENARIOS, Stressor, extra_load
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, Item, Moment, Record, Step

A, B = Partner.A, Partner.B
TOLD = ((1, 2, A, 4), (3, 0, B, 2))


def _written(plan: Plan, seed: int = 1, people: np.ndarray | None = None) -> Record:
    chance = np.random.default_rng(seed)
    return write(
        "x",
        np.zeros((2, FIELDS)) if people is None else people,
        plan,
        chance=chance.normal(size=(exchanges_of(plan) + BURN_IN, 4)),
        noise=chance.normal(size=(exchanges_of(plan), 2, len(Signal))),
        skip=chance.uniform(size=(slots_of(plan), 2)),
    )


def test_everyone_is_asked_at_every_slot_when_nobody_skips() -> None:
    record = _written(Plan(10, slots=(0, 3)))
    places = {(entry.partner, entry.day, entry.exchange) for entry in record.check_ins}
    assert places == {(who, day, at) for who in Partner for day in range(10) for at in (0, 3)}


def test_sliders_are_whole_numbers_of_the_scale() -> None:
    people = np.zeros((2, FIELDS))
    people[:, Person._fields.index("loudness")] = 4.0, -4.0
    values = [v for e in _written(Plan(40), people=people).check_ins for v in e.values.values()]
    assert set(values) <= set(map(float, range(11)))
    assert {0.0, 10.0} <= set(values)


def test_a_skipped_share_is_missing_and_the_rest_is_as_it_was() -> None:
    whole, some = _written(Plan(60)), _written(Plan(60, missing=0.3))
    assert set(map(repr, some.check_ins)) < set(map(repr, whole.check_ins))
    assert 1.0 - len(some.check_ins) / len(whole.check_ins) == pytest.approx(0.3, abs=0.08)


def test_a_plan_asks_only_the_items_and_the_people_it_names() -> None:
    record = _written(Plan(5, items=(Item.CLOSE, Item.STRESS), tellers=(B,)))
    assert {entry.partner for entry in record.check_ins} == {B}
    assert {item for entry in record.check_ins for item in entry.values} == {
        Item.CLOSE,
        Item.STRESS,
    }


def test_a_moment_has_the_planned_steps_and_the_two_take_turns() -> None:
    record = _written(Plan(5, moments=TOLD))
    assert [(m.day, m.exchange, m.teller, len(m.steps)) for m in record.moments] == list(TOLD)
    for moment in record.moments:
        partners = [step.partner for step in moment.steps]
        assert all(one is two.other for one, two in pairwise(partners))
        assert moment.ended is not None


def test_a_told_moment_stretches_its_slot_and_weighs_it_down() -> None:
    steps = (Step(A, Act.STAYS),) * 3
    calendar = lay_out(2, [Moment(A, 0, 2, steps), Moment(B, 0, 2, steps[:2])])
    assert slot_of(1, 2) == 6
    assert calendar.load.size == 8 + 2
    assert calendar.last.tolist() == [0, 1, 4, 5, 6, 7, 8, 9]
    assert calendar.first.tolist() == [0, 1, 2, 5, 6, 7, 8, 9]
    assert calendar.load.tolist() == [0.0, 0.0, *[MOMENT_STRESS] * 3, *[0.0] * 5]


def test_a_stressor_weighs_on_its_days_and_on_whom_it_names() -> None:
    calendar = lay_out(4, [])
    extra = extra_load(calendar, (Stressor(1, 2, 1.5, 0.0), Stressor(2, 9, 1.0, 1.0)))
    assert extra[:4].tolist() == [[0.0, 0.0]] * 4
    assert extra[4:8].tolist() == [[1.5, 0.0]] * 4
    assert extra[8:12].tolist() == [[2.5, 1.0]] * 4
    assert extra[12:].tolist() == [[1.0, 1.0]] * 4
    assert not extra_load(calendar, (Stressor(9, 12, 1.0, 1.0),)).any()


def test_a_hard_week_is_told_as_more_stress_and_unease() -> None:
    plan = Plan(21)
    hard = _written(replace(plan, stressors=SCENARIOS["hard-week"]))
    for item in (Item.STRESS, Item.UNEASY):
        here, there = (
            np.mean([e.values[item] for e in record.check_ins if 7 <= e.day <= 13])
            for record in (_written(plan), hard)
        )
        assert there > here + 0.5


def test_swapping_the_partners_and_their_stress_swaps_what_they_live() -> None:
    chance = np.random.default_rng(3)
    people = chance.normal(size=(2, FIELDS)) * 0.5
    normals = chance.normal(size=(BURN_IN + 40, 4))
    # Equal stress, so that the correlation, which takes A first, has nothing to say.
    normals[:, 1] = normals[:, 0] * (1.0 - 0.3) / np.sqrt(1.0 - 0.3**2)
    load = chance.normal(size=(40, 2))
    here = live(people, load, normals)
    there = live(people[::-1].copy(), load[:, ::-1].copy(), normals[:, [0, 1, 3, 2]].copy())
    np.testing.assert_allclose(there[:, ::-1], here, atol=1e-9)


def test_a_loud_reporter_says_more_of_moves_and_not_of_closeness() -> None:
    people = np.zeros((2, FIELDS))
    people[0, Person._fields.index("loudness")] = 2.0
    people[1, Person._fields.index("outlook")] = 0.5
    signals = np.full((1, 2, len(Signal)), 0.4)
    said = report(people, signals, np.zeros_like(signals))[0]
    plain = report(np.zeros((2, FIELDS)), signals, np.zeros_like(signals))[0]
    louder = said[0] - plain[0]
    assert louder[: Signal.CLOSE].tolist() == pytest.approx([2.0] * 4)
    assert not louder[Signal.CLOSE : Signal.ENDED].any()
    tinted = said[1] - plain[1]
    assert tinted[[Signal.CLOSE, Signal.THERE, Signal.ENDED]] == pytest.approx([2.5, 2.5, 0.5])
    assert not tinted[: Signal.CLOSE].any()
