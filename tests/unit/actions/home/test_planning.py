"""A week's plan follows what was done, whoever looks, and forgets what is no plan."""

from datetime import date, datetime, timedelta

import pytest

from pasdedeux.actions import plan_week
from pasdedeux.actions.do_practice import keep_practice
from pasdedeux.actions.gather_record import gather_record
from pasdedeux.actions.see_dance import Seen
from pasdedeux.guide.programme import Why
from pasdedeux.store import drafts
from pasdedeux.terms.errors import MissingError
from tests.homes import Cast

MONDAY = datetime(2026, 11, 16, 20).astimezone()


def seen(cast: Cast) -> Seen:
    gathered = gather_record(cast.home, cast.ana)
    return Seen(gathered, None, None, failed=False, before=None, before_week=date(2026, 11, 9))


def planned(cast: Cast, days: int = 0) -> plan_week.Planned:
    found = plan_week.this_week(cast.home, cast.ana, seen(cast), MONDAY + timedelta(days=days))
    assert found is not None
    return found


def test_a_plan_stays_for_its_week(cast: Cast) -> None:
    first = planned(cast)
    assert first.why is Why.FIRST
    assert planned(cast, 6).main == first.main
    assert planned(cast, 6).times == first.times


def test_a_week_done_as_planned_brings_one_more(cast: Cast) -> None:
    first = planned(cast)
    for day in range(first.times):
        now = MONDAY + timedelta(days=day)
        keep_practice(cast.home, cast.ana, first.main.name, now, effort=2)
    assert planned(cast, 5).done == first.times
    after = planned(cast, 7)
    assert (after.main, after.why, after.why_often) == (first.main, Why.GO_ON, Why.MORE)
    assert after.times == first.times + 1
    assert after.done == 0


def test_weeks_without_room_bring_less_and_then_something_easy(cast: Cast) -> None:
    first = planned(cast)
    second = planned(cast, 7)
    assert second.times == max(1, first.times - 1)
    assert second.why_often is Why.LESS
    third = planned(cast, 14)
    assert third.main.effort == 1


def test_a_choice_holds_for_its_week_and_goes_on_as_the_plan(cast: Cast) -> None:
    planned(cast)
    plan_week.choose_for_week(cast.home, cast.ana, seen(cast), "journal", MONDAY)
    assert planned(cast, 3).main.name == "journal"
    assert planned(cast, 3).why is Why.CHOSEN
    assert planned(cast, 7).main.name == "journal"
    with pytest.raises(MissingError):
        plan_week.choose_for_week(cast.home, cast.ana, seen(cast), "none such", MONDAY)


def test_a_plan_that_names_a_practice_no_longer_there_is_made_anew(cast: Cast) -> None:
    planned(cast)
    kept = drafts.find(cast.home.store, cast.ana, "week")
    assert kept is not None
    drafts.keep(cast.home.store, cast.ana, "week", {**kept, "main": "gone", "weeks": "odd"})
    assert planned(cast).main.name != "gone"
