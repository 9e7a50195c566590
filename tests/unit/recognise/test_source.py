from dataclasses import replace

import pytest

from pasdedeux.recognise.source import is_asked, told_by
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Basis, Limit, Move, ToldBy
from pasdedeux.terms.record import Act, Moment, Record, Step
from tests import readings
from tests.couples import A, B, check_in

ARROW = readings.ANXIOUS_AVOIDANT.links[0]
STRONG = replace(ARROW, narrowed=0.94, among_people=(0.85, 0.99))


def test_an_arrow_that_the_days_narrowed_is_told_by_the_days() -> None:
    assert told_by(ARROW, Basis.DAYS, (40, 40), ()) is ToldBy.DAYS


def test_a_strong_arrow_that_the_answers_had_placed_is_still_their_own() -> None:
    assert told_by(STRONG, Basis.DAYS, (40, 40), ()) is ToldBy.ANSWERS


def test_an_arrow_as_wide_as_couples_in_general_is_not_their_own() -> None:
    wide = replace(STRONG, among_people=(0.06, 0.94))
    assert told_by(wide, Basis.DAYS, (40, 40), ()) is ToldBy.GENERAL


@pytest.mark.parametrize(
    ("basis", "days", "reasons"),
    [
        (Basis.ANSWERS, (0, 0), ()),
        (Basis.DAYS, (40, 0), ()),
        (Basis.DAYS, (40, 40), (Limit.NO_ANSWERS,)),
    ],
)
def test_without_answers_or_without_days_of_both_no_arrow_rests_on_answers(
    basis: Basis, days: tuple[int, int], reasons: tuple[Limit, ...]
) -> None:
    assert told_by(STRONG, basis, days, reasons) is ToldBy.GENERAL


def test_an_arrow_without_a_slider_for_one_of_its_ends_rests_on_the_others() -> None:
    assert told_by(ARROW, Basis.DAYS, (40, 40), (), asked=False) is ToldBy.OTHER_SLIDERS
    assert told_by(STRONG, Basis.DAYS, (40, 40), (), asked=False) is ToldBy.ANSWERS


def test_an_arrow_is_asked_about_where_both_ends_have_a_slider_or_a_told_step() -> None:
    close = Record("1", check_ins=tuple(check_in(who, 0, close=5.0) for who in Partner))
    assert not is_asked(ARROW, close)
    asked = Record("1", check_ins=(check_in(B, 0, pulled_away=5.0), check_in(A, 0, uneasy=5.0)))
    assert (ARROW.source, ARROW.cause, ARROW.effect) == (B, Move.PULLING_AWAY, Move.ALARM)
    assert is_asked(ARROW, asked)
    pressed = replace(ARROW, effect=Move.PRESSING)
    told = replace(close, moments=(Moment(A, 0, 0, (Step(B, Act.PULLS_AWAY),)),))
    assert not is_asked(pressed, told)
    answered = Moment(A, 0, 0, (Step(B, Act.PULLS_AWAY), Step(A, Act.PRESSES)))
    told = replace(close, moments=(answered,))
    assert not is_asked(ARROW, told)
    assert is_asked(pressed, told)


@pytest.mark.parametrize("limit", [Limit.NO_COUPLING_SEEN, Limit.FEW_DAYS])
def test_of_few_days_or_of_records_that_fit_as_well_apart_no_arrow_is_their_own(
    limit: Limit,
) -> None:
    apart = (limit,)
    assert told_by(ARROW, Basis.DAYS, (40, 40), apart) is ToldBy.NOT_YET
    assert told_by(STRONG, Basis.DAYS, (40, 40), apart) is ToldBy.NOT_YET
    assert told_by(ARROW, Basis.DAYS, (40, 40), apart, asked=False) is ToldBy.OTHER_SLIDERS
    wide = replace(STRONG, among_people=(0.06, 0.94))
    assert told_by(wide, Basis.DAYS, (40, 40), apart) is ToldBy.GENERAL
