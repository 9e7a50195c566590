"""A walk and the home beside it: neither shows, changes or lists anything of the other."""

import hashlib
import re
import time
from dataclasses import dataclass

import pytest

from pasdedeux.store.tables import item, person
from pasdedeux.web.page import InWalk, Page
from tests.access.test_pages import TABLE, Cast, cast
from tests.living import Browser, Living

__all__ = ["cast"]
MADE_UP = "This couple is made up."
REAL = re.compile(r"private words of one alone|once shared|\b(Former|Eve|Adam)\b")
"""Words and names of those who live in the home for real."""
THEIRS = ("somebody who talks more", "I counted how often", "walk by the river", MADE_UP)
"""Words of the made-up couple, whose names the real ones happen to have too."""
OPENED = [page for page in TABLE if page.show is not None]
SENT = [page for page in TABLE if page.take is not None and not page.is_safe_unasked]


@dataclass
class Beside:
    cast: Cast
    walker: Browser

    @property
    def house(self) -> Living:
        return self.cast.house


@pytest.fixture(scope="module")
def beside(cast: Cast) -> Beside:
    return Beside(cast, cast.house.walker())


def rows(house: Living) -> str:
    """Everything that is kept in the real home, as one mark; names of it apart from sign-ins.

    A reading that a page began is kept once it is there, whoever looks: it is waited for.
    """
    until = time.monotonic() + 180
    while len(house.readings) and time.monotonic() < until:
        time.sleep(0.02)
    assert not len(house.readings), "a reading is still worked out"
    found = hashlib.sha256()
    with house.home.store.reading() as connection:
        for table in item.metadata.sorted_tables:
            if table.name != "attempt":
                lines = sorted(repr(row) for row in connection.execute(table.select()))
                found.update("\n".join([table.name, *lines]).encode())
    return found.hexdigest()


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.path)
def test_a_walk_shows_nothing_of_the_home_beside_it(beside: Beside, page: Page) -> None:
    before = rows(beside.house)
    answer = beside.walker.client.get(beside.cast.address(page))
    assert answer.status_code in {200, 404}
    assert not REAL.search(answer.text)
    is_html = answer.headers["content-type"].startswith("text/html")
    if is_html and page.in_walk is not InWalk.APART:
        assert MADE_UP in answer.text
    assert rows(beside.house) == before


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.path)
def test_the_home_shows_nothing_of_a_walk_beside_it(beside: Beside, page: Page) -> None:
    for role in ("owner", "nobody"):
        answer = beside.cast.browsers[role].client.get(beside.cast.address(page))
        assert not [word for word in THEIRS if word in answer.text]


@pytest.mark.parametrize("page", SENT, ids=lambda page: page.path)
def test_a_form_of_a_walk_changes_nothing_in_the_home(beside: Beside, page: Page) -> None:
    """Send every form of the table, with the token of the walk, to where the walk is."""
    if page.in_walk is InWalk.DOOR:
        return  # they lead in and out, and have tests of their own
    walker, before = beside.walker, rows(beside.house)
    token = walker.marks("/walk/out") if MADE_UP in walker.go("/today") else {}
    assert token
    sent = {name: value for name, value in token.items() if name == "form"}
    answer = walker.client.post(
        beside.cast.address(page), data=sent, headers={"Origin": walker.address}
    )
    assert answer.status_code in {200, 400, 404, 409}
    assert not REAL.search(answer.text)
    assert rows(beside.house) == before
    if walker.go("/today") and walker.page.status_code == 404:  # it was left by this form
        beside.walker = beside.house.walker()


def test_the_made_up_two_are_not_among_those_who_live_in_the_home(beside: Beside) -> None:
    home = beside.house.home
    with home.store.reading() as connection:
        count = len(connection.execute(person.select()).all())
    assert count == 5


def test_a_walk_s_mark_opens_nothing_in_the_home_and_a_sign_in_nothing_in_a_walk(
    beside: Beside,
) -> None:
    walk, own = beside.walker.client.cookies["walk"], beside.cast.browsers["owner"].client.cookies
    thief = beside.house.browser()
    thief.client.cookies.set("visit", walk, domain="localhost.local", path="/")
    assert thief.go("/notes")
    assert thief.page.status_code == 404
    thief.client.cookies.clear()
    thief.client.cookies.set("walk", own["visit"], domain="localhost.local", path="/")
    thief.go("/notes")
    assert "That walk is over" in thief.text
