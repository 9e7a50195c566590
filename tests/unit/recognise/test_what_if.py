"""A what-if answers from the couple's own draws, with the doubt of the practice in it."""

import numpy as np
import pytest

from pasdedeux.infer.fit import Belief, prior_belief
from pasdedeux.infer.prior import prior_of
from pasdedeux.model.gains import Person
from pasdedeux.model.practice import Change
from pasdedeux.recognise.what_if import (
    AFTER,
    DRAWS,
    PRACTISED,
    Foresight,
    likely_people,
    people_in,
    text_of,
)
from pasdedeux.terms.forecast import LOCKED
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Move
from tests.couples import belief, exchanged

A, B = Partner.A, Partner.B
GENTLE = (
    Change(0, "protest", -0.3, 4.0, 10.0, 20.0),
    Change(1, "deactivation", -0.3, 4.0, 10.0, 20.0),
)


@pytest.fixture(scope="module")
def trapped() -> Foresight:
    people = np.zeros((DRAWS, 2, len(Person._fields)))
    people[:, 0, 0], people[:, 1, 1] = 1.2, 1.2
    return Foresight(people)


def test_even_draws_come_as_often_as_their_weights_say() -> None:
    found = prior_belief(prior_of())
    heavy = Belief(
        found.prior,
        found.whites[:3],
        np.array([0.5, 0.0, 0.5]),
        0.1,
        converged=True,
        tie=0.0,
    )
    people = likely_people(heavy)
    assert people.shape == (DRAWS, 2, len(Person._fields))
    counts = [int((people == one).all(axis=(1, 2)).sum()) for one in heavy.people]
    assert counts == [DRAWS // 2, 0, DRAWS // 2]


def test_doing_nothing_changes_nothing(trapped: Foresight) -> None:
    found = trapped.ask((), 4.0, A)
    for one in (found.echo, found.trapped, found.close):
        assert (one.change.low, one.change.value, one.change.high) == (0.0, 0.0, 0.0)
        assert (one.better, one.worse) == (0.0, 0.0)
    assert found.worth == 0.0


def test_a_gentler_way_helps_a_locked_couple_and_says_how_unsure_that_is(
    trapped: Foresight,
) -> None:
    found = trapped.ask(GENTLE, 4.0, A)
    assert found.trapped.change.value < 0.0
    assert found.close.change.value > 0.0
    assert found.close.change.low < found.close.change.value < found.close.change.high
    assert found.trapped.better > found.trapped.worse
    assert found.worth > 0.0


def test_a_practice_that_heats_the_loop_is_told_as_worse() -> None:
    people = np.zeros((DRAWS, 2, len(Person._fields)))
    people[:, 0, 0], people[:, 1, 1] = 0.9, 0.9
    hotter = tuple(one._replace(amount=-one.amount) for one in GENTLE)
    found = Foresight(people).ask(hotter, 4.0, A)
    assert found.trapped.change.high > 0.0
    assert found.trapped.worse > found.trapped.better
    assert found.worth < 0.0


def test_the_arrow_that_a_practice_is_aimed_at_becomes_weaker(trapped: Foresight) -> None:
    found = trapped.ask(GENTLE, 4.0, A)
    aimed = [
        one.strength.change.value
        for one in found.arrows
        if (one.source, one.cause, one.effect)
        in {(B, Move.PULLING_AWAY, Move.PRESSING), (A, Move.PRESSING, Move.PULLING_AWAY)}
    ]
    assert len(aimed) == 2
    assert max(aimed) < 0.0


def test_more_often_does_more(trapped: Foresight) -> None:
    once, often = (trapped.ask(GENTLE, many, A) for many in (1.0, 4.0))
    assert often.close.change.value > once.close.change.value > 0.0


def test_the_effect_fades_once_it_is_left(trapped: Foresight) -> None:
    found = trapped.ask(GENTLE, 4.0, A)
    assert len(found.weeks) == PRACTISED + AFTER
    gained = [one.without.value - one.with_it.value for one in found.weeks]
    assert gained[PRACTISED - 1] > gained[0]


def test_a_locked_couple_is_not_ranked_by_its_echo(trapped: Foresight) -> None:
    found = trapped.ask(GENTLE, 4.0, A)
    assert found.trapped.without.value >= LOCKED
    assert found.is_locked
    arrows = sum(one.strength.change.value for one in found.arrows)
    three = (-found.trapped.change.value / 0.02, found.close.change.value / 0.25, -arrows / 0.25)
    expected = sum(three) / 3
    assert found.worth == pytest.approx(expected)


def test_who_looks_is_told_of_their_own_slider() -> None:
    people = likely_people(belief(3))
    turned = Foresight(exchanged(people))
    own = Foresight(people).ask((), 1.0, A).close.without.value
    as_other = turned.ask((), 1.0, B).close.without.value
    assert as_other == pytest.approx(own, abs=0.3)  # the days' chances fall to the other one
    assert Foresight(people).ask((), 1.0, B).close.without.value != own


def test_the_draws_survive_being_kept_as_text() -> None:
    people = likely_people(belief(3))
    back = people_in(text_of(people))
    assert back is not None
    assert np.allclose(back, people, atol=1e-6)


@pytest.mark.parametrize("text", ["", "AAAA", "no base64!", "\u00e9"])
def test_what_holds_no_draws_gives_none(text: str) -> None:
    assert people_in(text) is None
