"""A practice is a change of gains: dose, onset, fading, and the same days with and without it."""

import numpy as np
import pytest

from pasdedeux.model.exchange import Gains
from pasdedeux.model.gains import Person, gains_of_people
from pasdedeux.model.practice import ADDED, MULTIPLIED, Change, changed, live_weeks, strength

PROTEST = Change(0, "protest", -0.3, full_per_week=4.0, onset_days=10.0, fading_days=20.0)
CALMER = Change(1, "tolerance", 0.1, full_per_week=4.0, onset_days=10.0, fading_days=20.0)


def gains(couples: int = 3) -> np.ndarray:
    people = np.zeros((2, len(Person._fields), couples))
    people[0, 0] = np.linspace(0.5, 1.5, couples)
    people[1, 1] = np.linspace(1.5, 0.5, couples)
    return gains_of_people(people)


def test_twice_the_dose_is_twice_the_effect_up_to_the_full_one() -> None:
    one, two, much = (strength(PROTEST, often, 30.0) for often in (2.0, 4.0, 40.0))
    assert two == pytest.approx(2 * one)
    assert much == two


def test_an_effect_comes_slowly_and_goes_slowly() -> None:
    course = [strength(PROTEST, 4.0, day, until=42.0) for day in range(120)]
    assert course[0] == 0.0
    assert course[10] == pytest.approx(1 - np.exp(-1))
    assert all(np.diff(course[:43]) > 0)
    assert all(np.diff(course[42:]) < 0)
    assert course[62] == pytest.approx(course[42] * np.exp(-1))


def test_a_practice_that_is_not_done_changes_nothing() -> None:
    assert strength(PROTEST, 0.0, 50.0) == 0.0
    before = gains()
    assert np.array_equal(changed(before, [(PROTEST, 0.0), (CALMER, 0.0)]), before)


def test_only_the_named_gain_of_the_named_partner_moves() -> None:
    before = gains()
    after = changed(before, [(PROTEST, 1.0), (CALMER, 0.5)])
    moved = np.argwhere((after != before).any(axis=2)).tolist()
    assert moved == [
        [0, Gains._fields.index("protest")],
        [1, Gains._fields.index("tolerance")],
    ]
    place = Gains._fields.index("protest")
    assert np.allclose(after[0, place], before[0, place] * np.exp(-0.3))


def test_what_is_added_stays_within_what_the_step_can_take() -> None:
    for gain in ("soothing", "carry", "demand", "tolerance"):
        for amount in (-9.0, 9.0):
            change = PROTEST._replace(gain=gain, amount=amount)
            after = changed(gains(), [(change, 1.0)])[0, Gains._fields.index(gain)]
            assert (after >= 0.0).all()
            assert (after <= 1.0).all()


def test_every_gain_but_dread_can_be_moved_and_nothing_else() -> None:
    assert set(Gains._fields) - MULTIPLIED - ADDED == {"fear"}
    assert not MULTIPLIED & ADDED
    with pytest.raises(ValueError, match="no practice moves 'fear'"):
        changed(gains(), [(PROTEST._replace(gain="fear"), 1.0)])


def test_two_courses_differ_by_the_practice_alone() -> None:
    run = {"per_week": 4.0, "weeks": 3, "seed": 5}
    first = live_weeks(gains(), (), **run)  # type: ignore[arg-type] # three named numbers
    again = live_weeks(gains(), (), **run)  # type: ignore[arg-type] # as above
    nothing = live_weeks(gains(), (PROTEST._replace(amount=0.0),), **run)  # type: ignore[arg-type] # as above
    assert np.array_equal(first.trapped, again.trapped)
    assert np.array_equal(first.security, nothing.security)


def test_less_protest_and_less_flight_bring_two_out_of_the_loop() -> None:
    people = np.zeros((2, len(Person._fields), 64))
    people[0, 0], people[1, 1] = 1.2, 1.2
    flight = Change(1, "deactivation", -0.5, 4.0, 10.0, 20.0)
    own = gains_of_people(people)
    plain = live_weeks(own, (), per_week=0.0, weeks=6, seed=1)
    tried = live_weeks(own, (PROTEST, flight), per_week=4.0, weeks=6, seed=1)
    assert tried.trapped[-2:].mean() < 0.9 * plain.trapped[-2:].mean()
    assert tried.security[-2:].mean() > plain.security[-2:].mean()
