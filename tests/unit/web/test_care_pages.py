"""The private questions, numbers, reminder and copy, as a browser without scripts meets them."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pasdedeux.actions import ask_privately
from pasdedeux.actions.ask_privately import Feature, Step
from pasdedeux.guide import resources
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.site import home_table
from tests.living import WORDS, Browser, Living, living

FIRST = {question.name: "no" for question in ask_privately.questions(Step.FIRST)}
MORE = {question.name: "no" for question in ask_privately.questions(Step.MORE)}
PLAIN = re.compile(r'name="(?:form|once|mark)" value="[^"]*"|/[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}')


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Living]:
    with living(tmp_path) as made:
        yield made


def _sees_the_map(house: Living, name: str) -> bool:
    from pasdedeux.store import people
    from tests.homes import NOON

    who = people.sign_in(house.home.store, name, WORDS, NOON)
    return ask_privately.my_offer(house.home, who, Feature.DANCE_MAP) is Feature.DANCE_MAP


def _no_samples() -> Shelf:
    """Stand in for the made-up couples, which no address of the table asks for."""
    raise AssertionError


def _ask(browser: Browser, first: dict[str, str], more: dict[str, str] | None = None) -> Browser:
    browser.send({**first, "step": "first"}, at="/private/on")
    if more is not None:
        browser.send({**more, "step": "more"})
    return browser


def test_who_begins_is_asked_first_and_can_put_it_off(house: Living) -> None:
    ana = house.person("Ana")
    assert ana.path == "/private"
    assert "Is this a good moment?" in ana.text
    ana.send(to="/private/later")
    assert ana.path == "/today"
    assert "A few questions for you alone" not in ana.text
    assert not _sees_the_map(house, "Ana")


def test_five_noes_end_it_and_change_nothing(house: Living) -> None:
    ana = _ask(house.person("Ana"), FIRST)
    assert ana.path == "/private/on"
    assert "Everything stays as it is" in ana.text
    assert _sees_the_map(house, "Ana")


def test_a_yes_leads_to_help_and_quietly_to_other_offers(house: Living) -> None:
    ana = _ask(house.person("Ana"), {**FIRST, "afraid": "yes"})
    assert ana.path == "/private/on"
    assert "Somebody to talk to" in ana.text
    assert 'href="/numbers"' in ana.page.text
    ana.send({**MORE, "step": "more"})
    assert "quietly" in ana.text
    assert not _sees_the_map(house, "Ana")


def test_nothing_can_be_found_again_of_what_was_said(house: Living) -> None:
    ana = _ask(house.person("Ana"), {**FIRST, "afraid": "yes"}, MORE)
    told = ana.text
    fresh = house.person("Cleo")
    ana.go("/private/on")
    assert ana.text != told
    fresh.go("/private/on")
    assert PLAIN.sub("", ana.page.text) == PLAIN.sub("", fresh.page.text)
    for page in ("/private", "/today", "/mine", "/settings", "/us", "/try"):
        ana.go(page)
        assert "afraid" not in ana.page.text


def test_every_question_can_be_left_out(house: Living) -> None:
    ana = _ask(house.person("Ana"), {})
    assert "Somebody to talk to" in ana.text
    ana.send({"step": "more"})
    assert ana.path == "/private/on"
    assert not _sees_the_map(house, "Ana")


def test_what_ana_answers_changes_no_page_of_ben(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    pages = [
        page.path
        for page in home_table(_no_samples)
        if page.show and "{" not in page.path and not page.path.startswith("/sample")
    ]
    assert len(pages) > 20

    def seen() -> dict[str, tuple[int, str, int]]:
        found = {}
        for path in pages:
            if path in {"/invite", "/code"}:
                continue
            page = ben.client.get(path)
            headers = sorted(name for name in page.headers if name != "date")
            found[path] = (page.status_code, PLAIN.sub("", page.text), len(headers))
        return found

    _ask(ana, FIRST)
    before = seen()
    for first, more in (
        ({**FIRST, "hurt": "yes"}, MORE | {"marks": "yes"}),
        ({}, {}),
        ({**FIRST, "my_acts": "unsure"}, None),
    ):
        _ask(ana, first, more)
        assert seen() == before


def test_numbers_are_there_for_everybody_signed_in_or_not(house: Living) -> None:
    nobody = house.browser()
    nobody.go("/numbers")
    assert nobody.page.status_code == 200
    for country in resources.countries():
        nobody.go(f"/numbers/{country.code}")
        numbers = [one.number for one in country.emergency]
        for number in (*numbers, *(line.number for line in country.lines)):
            assert number in nobody.text
        assert "Nobody has dialled" in nobody.text
        assert "Read on 2026" in nobody.text
    assert nobody.client.get("/numbers/xx").status_code == 404


def test_every_page_leads_to_the_numbers_by_the_same_words(house: Living) -> None:
    ana = house.person("Ana")
    for path in ("/today", "/us", "/try", "/learn", "/mine", "/private", "/copy", "/limits"):
        ana.go(path)
        foot = ana.page.text.partition("<footer")[2]
        assert '<a href="/numbers">Numbers to call</a>' in foot, path


def test_a_reminder_is_a_file_without_a_word_of_ours(house: Living) -> None:
    ana = house.person("Ana")
    ana.send({"title": "Tea", "at": "21:15", "days": "03", "weeks": "2"}, at="/reminder")
    assert ana.page.headers["content-type"].startswith("text/calendar")
    assert "attachment" in ana.page.headers["content-disposition"]
    body = ana.page.text
    assert "SUMMARY:Tea" in body
    assert "COUNT=4" in body
    assert "T211500" in body
    assert "Ana" not in body
    assert ana.client.get("/reminder/calendar.ics").text == body
    usual = house.person("Cleo").client.get("/reminder/calendar.ics").text
    assert "COUNT=42" in usual
    assert "T203000" in usual


def test_a_time_that_is_none_is_refused_by_name(house: Living) -> None:
    ana = house.person("Ana")
    ana.send({"title": "Tea", "at": "late", "days": "56", "weeks": "2"}, at="/reminder")
    assert ana.path == "/reminder"
    assert "Write it as 20:30." in ana.text


def test_the_copy_is_ones_own_and_nobody_elses(house: Living) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"text": "words of Ana", "who": "both"}, at="/notes/new")
    ben.send({"text": "words of Ben", "who": "me"}, at="/notes/new")
    page = ben.client.get("/copy/copy.zip")
    assert page.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(page.content)) as archive:
        told = json.loads(archive.read("everything.json"))
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert [one["what"]["text"] for one in told["written"]] == ["words of Ben"]
    assert b"Ana" not in everything
    assert house.browser().client.get("/copy/copy.zip").status_code == 404


def test_erasing_oneself_takes_the_private_way_along(house: Living) -> None:
    from sqlalchemy import select

    from pasdedeux.store.tables import draft

    ana = _ask(house.person("Ana"), FIRST)
    ana.send({"passphrase": WORDS, "sure": "yes"}, at="/settings/data")
    assert ana.path in {"/gone", "/measures"}
    with house.home.store.reading() as connection:
        assert connection.execute(select(draft)).all() == []
