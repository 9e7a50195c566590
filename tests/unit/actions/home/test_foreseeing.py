"""What a what-if promises: from the viewer's own reading, for their own side, and none without."""

from dataclasses import replace
from datetime import date

import pytest

from pasdedeux.actions import foresee
from pasdedeux.actions.gather_record import gather_record
from pasdedeux.actions.see_dance import Seen
from pasdedeux.guide import library
from pasdedeux.recognise.what_if import likely_people, text_of
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.reading import Reading
from tests.couples import belief
from tests.homes import Cast
from tests.readings import ANXIOUS_AVOIDANT, POOR_FIT


def seen(cast: Cast, reading: Reading | None) -> Seen:
    gathered = gather_record(cast.home, cast.ana)
    return Seen(gathered, reading, None, failed=False, before=None, before_week=date(2026, 11, 16))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return replace(ANXIOUS_AVOIDANT, likely=text_of(likely_people(belief(3))))


def test_without_a_reading_nothing_is_foreseen(cast: Cast) -> None:
    assert foresee.foresee(cast.ana, seen(cast, None), "pause", 3) is None
    assert foresee.foresee(cast.ana, seen(cast, POOR_FIT), "pause", 3) is None
    older = replace(ANXIOUS_AVOIDANT, likely="")
    assert foresee.foresee(cast.ana, seen(cast, older), "pause", 3) is None


def test_a_practice_is_foreseen_with_its_assumptions(cast: Cast, reading: Reading) -> None:
    found = foresee.foresee(cast.ana, seen(cast, reading), "clear-request", 3)
    assert found is not None
    assert found.forecast.per_week == 3.0
    assert found.assumed
    assert found.told.rows


def test_a_practice_that_is_not_there_is_missing(cast: Cast, reading: Reading) -> None:
    with pytest.raises(MissingError):
        foresee.foresee(cast.ana, seen(cast, reading), "no such practice", 3)


@pytest.mark.parametrize("typed", ["0", "4", "-1", "often", "", "1e0", "\u0663"])
def test_how_often_is_one_of_those_that_are_offered(typed: str) -> None:
    with pytest.raises(MissingError):
        foresee.often_of(typed)
    assert foresee.often_of("3") == 3


def test_practices_come_in_the_order_of_what_they_may_change_for_their_effort(
    cast: Cast, reading: Reading
) -> None:
    practices = library.practices()
    assert foresee.in_order(cast.ana, seen(cast, None), practices) == practices
    ordered = foresee.in_order(cast.ana, seen(cast, reading), practices)
    assert set(ordered) == set(practices)
    some = foresee.in_order(cast.ana, seen(cast, reading), practices[::3])
    assert some == tuple(one for one in ordered if one in practices[::3])
    worth = {}
    for one in (ordered[0], ordered[-1]):
        found = foresee.foresee(cast.ana, seen(cast, reading), one.name, foresee.usual_often(one))
        assert found is not None
        worth[one.name] = found.forecast.worth / one.effort
    assert worth[ordered[0].name] > worth[ordered[-1].name]
