"""A forecast is told with both sides of its doubt, and never as a promise."""

import pytest

from pasdedeux.present.people import people
from pasdedeux.present.what_if import OFTEN, in_short, often, what_if
from tests import forecasts
from tests.readings import ANXIOUS_AVOIDANT

BOTH = people(("Ana", "Ben"))
IN_SHORT = {
    "loosens": "It may loosen what holds the two of you.",
    "locked": "It may loosen what holds the two of you.",
    "little": "It may change little between you.",
    "harder": "It may make things harder between you.",
    "mixed": "It may help in one thing and make another harder at first.",
    "unsure": "It may help a little, or change nothing.",
}


@pytest.mark.parametrize("name", forecasts.EVERY)
def test_one_sentence_says_which_way_it_points(name: str) -> None:
    assert in_short(forecasts.EVERY[name]) == IN_SHORT[name]


@pytest.mark.parametrize("name", forecasts.EVERY)
def test_each_row_says_how_often_it_is_better_and_how_often_harder(name: str) -> None:
    told = what_if(forecasts.EVERY[name], BOTH, ANXIOUS_AVOIDANT.links)
    for row in told.rows:
        better, worse = row.dots
        assert ("Better by enough" in row.sure) == (better > 0)
        assert ("arder" in row.sure) == (worse > 0)
        assert better + worse <= 10
        assert row.now
        assert row.then


def test_the_arrows_that_change_most_are_told_by_their_own_sentence() -> None:
    told = what_if(forecasts.LOOSENS, BOTH, ANXIOUS_AVOIDANT.links)
    titles = [row.title for row in told.rows]
    assert "When Ben steps back, Ana grows uneasy" in titles
    assert "When Ben steps back, Ana presses" in titles
    assert len(titles) == 5


def test_what_hardly_changes_is_no_row_of_arrows() -> None:
    told = what_if(forecasts.LITTLE, BOTH, ANXIOUS_AVOIDANT.links)
    assert len(told.rows) == 3
    assert all("Hardly any change" in row.sure for row in told.rows)


def test_the_echo_of_a_locked_couple_is_left_out_with_its_reason() -> None:
    told = what_if(forecasts.LOCKED, BOTH, ANXIOUS_AVOIDANT.links)
    assert not [row for row in told.rows if "goes on" in row.title]
    assert "hardly stands out" in told.note
    assert what_if(forecasts.LOOSENS, BOTH, ANXIOUS_AVOIDANT.links).note == ""


def test_the_picture_s_numbers_stand_in_its_table() -> None:
    table = what_if(forecasts.LOOSENS, BOTH, ()).chart.about.table
    assert len(table.rows) == 10
    assert table.rows[5] == ("6", "3 (2.5 to 3.5)", "2 (1 to 3)")


def test_how_often_is_said_in_words() -> None:
    assert [often(one) for one in OFTEN] == [
        "once a week", "twice a week", "three times a week", "five times a week", "every day",
    ]  # fmt: skip
    assert often(4.0) == "4 times a week"
