"""The daily pages as a browser without scripts meets them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from pasdedeux.actions import clock, kept_reading
from pasdedeux.actions.gather_record import fingerprint, gather_record
from pasdedeux.actions.see_dance import program
from pasdedeux.store import fits, people
from pasdedeux.terms.home import Instant
from tests import readings
from tests.living import WORDS, Browser, Living, living


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Living]:
    with living(tmp_path) as made:
        yield made


def choose(browser: Browser, action: str, **values: str) -> Browser:
    return browser.send(values, to=action)


def answer_one(browser: Browser, number: int, value: str) -> None:
    item = re.search(r'name="item" value="([^"]+)"', browser.page.text)
    assert item, browser.text
    browser.send({"item": item[1], "value": value}, to=f"/answers/{number}")


def tell(browser: Browser, *steps: str, ended: str = "apart") -> None:
    now = clock.today().date().isoformat()
    browser.send({"day": now, "slot": "3"}, at="/moments/when")
    go_on(browser, *steps, ended=ended)


def go_on(browser: Browser, *steps: str, ended: str = "apart") -> None:
    for place, step in enumerate(steps):
        assert browser.path == "/moments/tell", browser.text
        browser.send({"step": step, "place": str(place)})
    browser.send({"ended": ended}, to="/moments/end")
    assert browser.path == "/moments/keep", browser.text


def keep_reading(house: Living, name: str) -> None:
    """Put a reading where the worker would have put it, so that no test waits for a fit."""
    now = clock.now()
    session = people.sign_in(house.home.store, name, WORDS, Instant(now.wall, now.ticks))
    inputs = fingerprint(gather_record(house.home, session), program())
    result = kept_reading.to_bytes(readings.SECURE)
    fits.keep(house.home.store, session, "reading", inputs, result)


def test_today_names_the_one_next_step_of_a_beginning(house: Living) -> None:
    ana = house.person("Ana").say_no()
    ana.go("/today")
    assert "The first picture takes about ten minutes" in ana.text
    ana.go("/answers/2")
    for _ in range(9):
        answer_one(ana, 2, "5")
    assert ana.path == "/answers/2/result"
    ana.go("/today")
    assert "Tell one evening" in ana.text


def test_a_questionnaire_one_question_a_page_to_its_result(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/answers/2")
    assert "Question 1 of 9" in ana.text
    answer_one(ana, 2, "6")
    assert "Question 2 of 9" in ana.text
    ana.send(to="/answers/2/back")
    assert "Question 1 of 9" in ana.text
    assert 'aria-current="true"' in ana.page.text
    answer_one(ana, 2, "7")
    answer_one(ana, 2, "pass")
    assert "Question 3 of 9" in ana.text
    for _ in range(7):
        answer_one(ana, 2, "4")
    assert ana.path == "/answers/2/result"
    assert "From 8 answers to 9 questions" in ana.text
    assert "diagnosis" in ana.text


def test_the_adaptive_one_gives_a_region_with_a_table_of_the_same(house: Living) -> None:
    ana = house.person("Ana")
    ana.go("/answers/1")
    for _ in range(24):
        if ana.path != "/answers/1":
            break
        answer_one(ana, 1, "3")
    assert ana.path == "/answers/1/result"
    assert 'class="region"' in ana.page.text
    assert "in 10 people who took this test" in ana.text
    assert re.search(r"How likely that is: (about|over|at least) [1-9] in 10\.", ana.text)
    assert "Only you see this." in ana.text


def test_a_check_in_is_kept_changed_and_erased(house: Living) -> None:
    ana = house.person("Ana")
    ana.send({"close": "7", "stress": "2", "note": "a long day"}, at="/check-in")
    assert ana.path == "/today"
    assert "you can change it" in ana.text
    ana.go("/check-in")
    assert 'name="close" value="7" checked' in ana.page.text
    assert "a long day" in ana.page.text
    ana.send({"close": "3", "stress": "none", "note": ""})
    ana.go("/days")
    assert "1 row" in ana.text
    address = re.search(r'href="(/check-in/[^"]+)"', ana.page.text)
    assert address
    ana.go(address[1])
    ana.send(to=f"{address[1]}/erase")
    assert "Your first check\u2011in goes here" in ana.text


def test_a_check_in_of_a_closed_part_of_the_past_is_not_there(house: Living) -> None:
    ana = house.person("Ana")
    for path in ("/check-in/2020-01-01/1", "/check-in/x/1", "/check-in/2020-01-01/9"):
        ana.go(path)
        assert ana.page.status_code == 404


def test_a_moment_is_told_step_by_step_and_can_be_left_half_way(house: Living) -> None:
    ana = house.person("Ana")
    day = (clock.today().date() - timedelta(days=3)).isoformat()
    ana.send({"day": day, "slot": "3"}, at="/moments/when")
    assert "What happened first?" in ana.text
    ana.send({"step": "me:presses", "place": "0"})
    ana.go("/moments")
    assert "Go on telling" in ana.text
    ana.go("/moments/tell")
    ana.send({"step": "you:pulls_away", "place": "1"})
    ana.send({"ended": "apart"}, to="/moments/end")
    ana.send({"words": "about the bins"}, to="/moments/keep")
    assert ana.path.startswith("/moments/one/")
    assert "about the bins" in ana.text
    assert "We were apart" in ana.text


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-13-01", "such as 2026-03-01"), ("2999-01-01", "not ahead of time")],
)
def test_a_day_that_cannot_be_is_said_so_and_what_was_typed_stays(
    house: Living, day: str, said: str
) -> None:
    ana = house.person("Ana")
    ana.send({"day": day, "slot": "3"}, at="/moments/when")
    assert ana.path == "/moments/when"
    assert said in ana.text
    assert f'value="{day}"' in ana.page.text


def test_one_moment_from_both_sides_opens_to_both_once_both_have_told(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ben.say_no()
    tell(ana, "me:presses", "you:pulls_away")
    ana.send({"words": "mine alone", "choice": "WHEN_BOTH"})
    assert "both tellings open here" in ana.text
    mine = ana.path
    ben.go("/today")
    assert "Ana has told a moment" in ben.text
    assert "presses" not in ben.text
    topic = re.search(r'name="topic" value="([^"]+)"', ben.page.text)
    assert topic
    ben.send({"topic": unescape(topic[1])}, to="/moments/asked")
    go_on(ben, "you:presses", "me:stays", "me:pulls_away", ended="open")
    ben.send({"choice": "WHEN_BOTH"})
    assert "You have both told it" in ben.text
    theirs = ben.path
    ana.go(mine)
    assert "2 steps alike" in ana.text
    ben.go(theirs)
    assert "2 steps alike" in ben.text
    assert "mine alone" not in ben.page.text


def test_the_journal_searches_without_a_word_in_an_address(house: Living) -> None:
    ana = house.person("Ana")
    ana.send({"text": "The kitchen was quiet."}, at="/journal/new/2")
    ana.send({"text": "A walk by the river."}, at="/journal/new/0")
    ana.send({"words": "KITCHEN"}, to="/journal/find", at="/journal")
    assert ana.path == "/journal"
    assert "kitchen" not in str(ana.page.url)
    assert "<mark>kitchen</mark>" in ana.page.text
    assert "river" not in ana.text


def test_us_says_what_comes_next_before_anything_is_written(house: Living) -> None:
    ana = house.person("Ana").say_no()
    ana.go("/us")
    assert "My side" in ana.text
    assert "Begin with the questions" in ana.text
    assert "What one side cannot show" in ana.text


def test_us_shows_the_picture_and_claims_nothing_of_what_the_other_wrote(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.say_no()
    ben.send({"close": "1", "note": "ben alone"}, at="/check-in")
    ana.send({"close": "7"}, at="/check-in")
    keep_reading(house, "Ana")
    ana.go("/us")
    assert "nothing that Ben wrote is in it" in ana.text
    assert "was written by" not in ana.text
    assert "ben alone" not in ana.page.text


def test_while_a_picture_is_drawn_the_page_says_so_and_comes_back(house: Living) -> None:
    ana = house.person("Ana").say_no()
    ana.send({"close": "7"}, at="/check-in")
    ana.go("/us")
    assert ana.page.status_code == 200
    assert "being drawn" in ana.text
    assert ana.page.headers["refresh"] == "3; url=/us"


def test_whoever_goes_leaves_no_picture_waiting_in_memory(house: Living) -> None:
    ana = house.person("Ana")
    ana.send({"close": "7"}, at="/check-in")
    ana.go("/us")
    assert len(house.readings) == 1
    ana.send(to="/out", at="/mine")
    assert len(house.readings) == 0


def test_a_line_begins_with_a_capital_and_months_keep_theirs(house: Living) -> None:
    ana = house.person("Ana")
    day = clock.today().date() - timedelta(days=10)
    ana.send({"day": day.isoformat(), "slot": "3"}, at="/moments/when")
    go_on(ana, "me:presses", "you:pulls_away")
    ana.send({"words": ""}, at="/moments/keep")
    ana.go("/moments")
    assert f"{day:%A}, {day.day} {day:%B}, evening" in ana.text
