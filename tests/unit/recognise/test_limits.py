"""What a record cannot say, told from the record itself: who wrote any of it."""

from dataclasses import replace

import pytest

from pasdedeux.infer.fit import believe
from pasdedeux.present.cards import shown
from pasdedeux.recognise.limits import is_one_sided, limits
from pasdedeux.recognise.naming import found_tie
from pasdedeux.recognise.reading import read_dance
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Limit
from pasdedeux.terms.record import Act, CheckIn, Item, Moment, Record, Step
from pasdedeux.terms.score import Trait
from tests.couples import A, B, check_in, couple

NAMES = ("Ana", "Ben")


def _answers(*who: Partner) -> tuple[Trait, ...]:
    return tuple(
        Trait(one, name, 0.8, 0.3, "ecr") for one in who for name in ("anxiety", "avoidance")
    )


def _evening(teller: Partner) -> Moment:
    steps = (Step(B, Act.PULLS_AWAY), Step(A, Act.PRESSES), Step(B, Act.PULLS_AWAY))
    return Moment(teller, 0, 2, steps)


def _evenings(*who: Partner) -> tuple[CheckIn, ...]:
    return tuple(check_in(one, 0, close=3.0, pulled_away=6.0, reached=4.0) for one in who)


FROM_ONE = {
    "one moment that Ana told": Record("1", NAMES, moments=(_evening(A),)),
    "one moment that Ben told": Record("1", NAMES, moments=(_evening(B),)),
    "Ana's answers": Record("1", NAMES, traits=_answers(A)),
    "Ben's answers": Record("1", NAMES, traits=_answers(B)),
    "Ana's evening": Record("1", NAMES, check_ins=_evenings(A)),
    "Ana's evening and moment": Record(
        "1", NAMES, check_ins=_evenings(A), moments=(_evening(A),), traits=_answers(A)
    ),
    "Ana's three weeks, and one moment that Ben told": Record(
        "1",
        NAMES,
        check_ins=tuple(check_in(A, day, close=day % 9 + 1.0) for day in range(21)),
        moments=(_evening(B),),
    ),
    "Ana's evening, and Ben's answers": Record(
        "1", NAMES, check_ins=_evenings(A), traits=_answers(B)
    ),
}
FROM_BOTH = {
    "an evening of each": Record("1", NAMES, check_ins=_evenings(A, B)),
    "Ana's evening and Ben's moment": Record(
        "1", NAMES, check_ins=_evenings(A), moments=(_evening(B),)
    ),
    "a moment of each": Record("1", NAMES, moments=(_evening(A), _evening(B))),
    "answers of both": Record("1", NAMES, traits=_answers(A, B)),
}


@pytest.mark.parametrize("name", FROM_ONE)
def test_whatever_one_alone_wrote_lists_no_pattern_of_the_two(name: str) -> None:
    record = FROM_ONE[name]
    assert is_one_sided(record)
    assert limits(record, 0.0).count(Limit.ONE_SIDED) == 1
    reading = read_dance(record, believe(record))
    assert reading.is_shown
    assert reading.patterns
    assert shown(reading).patterns is None
    assert shown(reading).arrows


@pytest.mark.parametrize("name", FROM_BOTH)
def test_what_both_wrote_lists_what_it_could_turn_out_to_be(name: str) -> None:
    record = FROM_BOTH[name]
    assert not is_one_sided(record)
    reading = read_dance(record, believe(record))
    assert Limit.ONE_SIDED not in reading.limits
    assert reading.is_shown
    assert shown(reading).patterns is not None


def test_nothing_at_all_comes_from_neither_side() -> None:
    assert not is_one_sided(Record("1"))


def _copied(place: int) -> Record:
    """Give a record in which what one of a couple wrote stands for both."""
    own = [entry for entry in couple(place).record.check_ins if entry.partner is A]
    both = tuple(replace(entry, partner=who) for entry in own for who in Partner)
    return Record("1", NAMES, check_ins=both)


@pytest.mark.parametrize("place", [3, 9, 13])
def test_what_both_wrote_the_very_same_names_nothing_and_says_why(place: int) -> None:
    record = _copied(place)
    belief = believe(record)
    assert found_tie(record, belief) == 0.0
    reading = read_dance(record, belief)
    assert Limit.SAME in reading.limits
    assert Limit.CONSTANT not in reading.limits
    assert not any(one.is_named for one in reading.patterns)
    assert reading.enough.more_days is None
    seen = shown(reading)
    assert seen.patterns is None
    assert "Both of you wrote the very same" in seen.lead or not reading.is_shown


def test_the_very_same_is_told_of_three_days_and_of_no_near_copy() -> None:
    record = _copied(3)
    first, *rest = record.check_ins
    near = replace(first, values={**first.values, Item.CLOSE: first.values[Item.CLOSE] / 2 + 1})
    assert Limit.SAME in limits(record, 0.0)
    assert Limit.SAME not in limits(replace(record, check_ins=(near, *rest)), 0.0)
    assert Limit.SAME not in limits(replace(record, check_ins=record.check_ins[:4]), 0.0)
