"""What each page offers, by what somebody said alone: quietly, and refusing nothing."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from pasdedeux.actions import clock, read_apart
from pasdedeux.actions.ask_privately import Step, questions
from pasdedeux.actions.see_dance import Readings
from pasdedeux.present import daily
from pasdedeux.present.daily import IDEAS, PROMPTS
from pasdedeux.store.tables import fit
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.site import home_table
from tests import readings
from tests.living import Browser, Living, link, living
from tests.unit.web.test_daily import go_on, keep_reading, tell

OPEN = {question.name: "no" for question in questions(Step.FIRST)}
MARKS = re.compile(
    r'name="(?:form|once|mark)" value="[^"]*"|[0-9a-f]{32}|moment/[^"<]*/[0-9a-f]{8}'
)
OFFER = re.compile(r'<p><a class="plain-link" href="/private">[^<]*</a></p>\n')


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Living]:
    with living(tmp_path) as made:
        yield made


def careful(browser: Browser) -> Browser:
    """Say yes to a question."""
    return browser.send({**OPEN, "afraid": "yes", "step": "first"}, at="/private/on")


def put_off(browser: Browser) -> Browser:
    return browser.send(to="/private/later", at="/private")


def half_way(browser: Browser) -> Browser:
    return browser.send({"step": "first"}, at="/private/on")


def unasked(browser: Browser) -> Browser:
    return browser


CAREFUL = (careful, put_off, half_way, unasked)


@pytest.mark.parametrize("answer", CAREFUL)
def test_own_days_stand_in_the_place_of_the_map(
    house: Living, answer: Callable[[Browser], Browser]
) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"close": "7"}, at="/check-in")
    ben.send({"text": "I miss our walks", "who": "both"}, at="/notes/new")
    keep_reading(house, "Ana")
    answer(ana).go("/us")
    assert (ana.page.status_code, ana.path) == (200, "/us")
    assert "You and Ben How your days went" in ana.text
    assert "How close and safe it felt: 7 so far" in ana.text
    assert "I miss our walks" in ana.text
    assert 'href="/sharing"' not in ana.page.text.partition("<main")[2]
    for word in ("arrow", "lock", "careful", "afraid", "instead", "not available", "private"):
        assert word not in ana.text.lower()
    ana.say_no().go("/us")
    assert "Drawn from your side alone" in ana.text


def test_own_days_are_a_page_of_everybodys(house: Living) -> None:
    ana = house.person("Ana").say_no()
    ana.go("/days/over-time")
    assert "The first check-in begins it" in ana.text
    ana.send({"close": "7", "stress": "2"}, at="/check-in")
    for path in ("/mine", "/days"):
        assert 'href="/days/over-time"' in ana.go(path)
    ana.go("/days/over-time")
    assert "You wrote on one day" in ana.text
    its_own = ana.page.text.partition("</h1>")[2]
    ana.say_no().go("/today")
    careful(ana).go("/us")
    assert ana.page.text.partition("</h1>")[2] == its_own


def test_what_the_other_asks_for_waits_among_the_moments(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    tell(ben, "me:presses", "you:pulls_away")
    ben.send({"choice": "WHEN_BOTH"})
    careful(ana).go("/today")
    assert "Ben has told a moment" not in ana.text
    assert "An idea for your journal" in ana.text
    ana.go("/moments")
    assert "Ben has told a moment" in ana.text
    topic = re.search(r'name="topic" value="([^"]+)"', ana.page.text)
    assert topic
    ana.send({"topic": unescape(topic[1])}, to="/moments/asked")
    go_on(ana, "you:presses", "me:pulls_away")
    ana.send({"choice": "WHEN_BOTH"})
    ben.go("/today")
    ana.go(ana.path)
    assert "You both tell 2 steps alike" in ana.text
    ana.say_no().go("/moments")


def test_a_look_at_today_opens_what_both_have_told_whichever_way_somebody_goes(
    house: Living,
) -> None:
    """Only Ana's key can open her telling; were that left out, the other would wait longer."""
    ana, ben = house.couple("Ana", "Ben")
    careful(ana)
    tell(ana, "me:presses")
    ana.send({"choice": "WHEN_BOTH"})
    topic = re.search(r'name="topic" value="([^"]+)"', ben.go("/moments"))
    assert topic
    ben.send({"topic": unescape(topic[1])}, to="/moments/asked")
    go_on(ben, "you:presses")
    ben.send({"choice": "WHEN_BOTH"})
    assert "You both tell" not in ben.text
    ana.go("/today")
    ben.go(ben.path)
    assert "You both tell one step alike" in ben.text


def test_who_sees_a_moment_that_the_other_asked_for_is_chosen_ahead_for_nobody(
    house: Living,
) -> None:
    """A choice made ahead by the path would show in what opens to the other."""
    ana, ben = house.couple("Ana", "Ben")
    pages = []
    for _ in range(2):
        tell(ben, "me:presses")
        ben.send({"choice": "WHEN_BOTH"})
        topic = re.search(r'name="topic" value="([^"]+)"', ana.go("/moments"))
        assert topic
        ana.send({"topic": unescape(topic[1])}, to="/moments/asked")
        go_on(ana, "you:presses")
        pages.append(MARKS.sub("", ana.page.text))
        assert not re.search(r'name="choice"[^>]* checked', ana.page.text)
        ana.send({"words": "kept so far"})
        assert ana.path == "/moments/keep"
        assert "Please choose who sees the steps." in ana.text
        assert "kept so far" in ana.page.text
        ana.send({"choice": "PRIVATE", "words": ""})
        ana.say_no()
    assert pages[0] == pages[1]


@pytest.mark.parametrize("answer", CAREFUL)
def test_a_moment_nobody_asked_for_is_kept_for_oneself_first(
    house: Living, answer: Callable[[Browser], Browser]
) -> None:
    ana, _ = house.couple("Ana", "Ben")
    found = []
    for say in (answer, Browser.say_no):
        say(ana)
        tell(ana, "me:presses")
        found.append(MARKS.sub("", ana.page.text))
        assert re.findall(r'name="choice" value="(\w+)" checked', ana.page.text) == ["PRIVATE"]
        ana.send({"choice": "PRIVATE"})
    assert found[0] == found[1]


def test_inviting_is_suggested_to_some_and_stays_where_it_is_for_all(house: Living) -> None:
    ana = house.person("Ana").say_no()
    assert "Alone or as two" in ana.go("/today")
    assert 'href="/invite"' in ana.go("/us").partition("<main")[2]
    careful(ana)
    for path in ("/today", "/us"):
        assert "nvite" not in ana.go(path)
    assert 'href="/invite"' in ana.go("/mine")
    assert "Make an invitation" in ana.go("/invite")


def test_the_next_step_of_a_beginning_never_promises_what_does_not_come(house: Living) -> None:
    ana = careful(house.person("Ana"))
    ana.go("/today")
    assert "A few questions first" in ana.text
    assert "picture" not in ana.text
    ana.go("/answers/2")
    while ana.path == "/answers/2":
        item = re.search(r'name="item" value="([^"]+)"', ana.page.text)
        assert item
        ana.send({"item": item[1], "value": "5"}, to="/answers/2")
    ana.go("/today")
    assert "Now your first check-in" in ana.text
    ana.send({"close": "5"}, at="/check-in")
    assert "first check-in" not in ana.text


def test_the_idea_of_a_day_is_everybodys() -> None:
    days = [clock.today().date().fromordinal(one) for one in range(1_000, 1_010)]
    assert {daily.idea_of(day) for day in days} == set(IDEAS)
    assert set(IDEAS) < set(PROMPTS)


def test_today_shows_the_same_idea_to_whoever_looks(house: Living) -> None:
    found = set()
    for number, answer in enumerate((*CAREFUL, Browser.say_no)):
        browser = house.person(f"Person {number}")
        answer(browser).go("/today")
        section = re.search(r'<section class="next">.*?</section>', browser.page.text, re.DOTALL)
        assert section
        found.add(section[0])
    assert len(found) == 1


def _no_samples() -> Shelf:
    """Stand in for the made-up couples, which no address of the table asks for."""
    raise AssertionError


Pages = dict[str, tuple[int, str, list[str]]]


def _every_page(browser: Browser, *names: str) -> Pages:
    """Give all that somebody gets, without names and marks, which differ from person to person."""
    found = {}
    for page in home_table(_no_samples):
        if not page.show or "{" in page.path or page.path == "/private/on":
            continue
        answer = browser.client.get(page.path, follow_redirects=False)
        text, without = answer.text, {"date"}
        if answer.headers.get("content-type") == "application/zip":  # packed, so that marks show
            with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
                text = "".join(archive.read(name).decode() for name in sorted(archive.namelist()))
            without.add("content-length")
        for name in names:
            text = text.replace(name, "Somebody")
        if page.path == "/today":  # where the questions are offered, by time alone
            text = OFFER.sub("", text)
            without.add("content-length")
        headers = [f"{key}: {value}" for key, value in answer.headers.items() if key not in without]
        found[page.path] = (answer.status_code, MARKS.sub("", text), sorted(headers))
    assert len(found) > 20
    return found


def test_whoever_was_never_asked_and_whoever_is_afraid_meet_the_same_pages(house: Living) -> None:
    """A yes cannot be told from a "not now" over a shoulder; when the questions come is time's."""
    seen: list[Pages] = []
    for number, answer in enumerate(CAREFUL):
        ana, ben = house.couple(f"Ana{number}", f"Ben{number}")
        answer(ana).send({"close": "7", "note": "a line"}, at="/check-in")
        tell(ben, "me:presses")
        ben.send({"choice": "WHEN_BOTH"})
        keep_reading(house, f"Ana{number}")
        seen.append(_every_page(ana, f"Ana{number}", f"Ben{number}"))
    for pages in seen[1:]:
        assert pages == seen[0]


class Patient(Executor):
    """A worker that counts what it was asked, and is done when it is told to be."""

    def __init__(self) -> None:
        self.asked = 0
        self.waiting: list[tuple[Any, Future[Any]]] = []

    def submit(self, work: Any, /, *_: Any, **__: Any) -> Future[Any]:  # noqa: ANN401 - as in Executor
        self.asked += 1
        self.waiting.append((work, Future()))
        return self.waiting[-1][1]

    def go_on(self) -> None:
        work, done = self.waiting.pop(0)
        done.set_result(None if work is read_apart.fit else readings.SECURE)


@pytest.mark.parametrize("answer", [careful, Browser.say_no])
def test_the_same_work_is_done_and_kept_whichever_way_somebody_goes(
    tmp_path: Path, answer: Callable[[Browser], Browser]
) -> None:
    """Or the other could tell by how long their own picture takes, or count rows in the file."""
    worker = Patient()
    with living(tmp_path, readings=Readings(lambda: worker)) as house:
        ana, ben = house.person("Ana"), house.person("Ben")
        link(ana, ben)
        answer(ana).send({"close": "7"}, at="/check-in")
        ana.go("/us")
        assert worker.asked == 1
        worker.go_on()
        worker.go_on()
        assert worker.asked == 2
        ana.go("/mine")
        assert len(house.readings) == 0
        with house.home.store.reading() as connection:
            assert connection.execute(select(func.count()).select_from(fit)).scalar() == 2
        ana.go("/us")
        assert worker.asked == 2
