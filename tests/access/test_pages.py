"""Every page by every role, made from the table of pages: who sees what, and what is not there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pasdedeux.actions import clock
from pasdedeux.actions.check_in import part_of_day
from pasdedeux.terms.home import Kind
from pasdedeux.web.forms import Form
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.site import home_table
from tests.living import Browser, Living, link, living

TABLE = home_table(lambda: Shelf((), lambda _: (_ for _ in ()).throw(KeyError)))
ROLES = ("nobody", "owner", "partner", "former", "stranger")
HERS = "private words of one alone"
SIGNED_IN = frozenset(ROLES) - {"nobody"}
COUPLED = frozenset({"owner", "partner", "stranger"})
GOES_ON = frozenset({"/in", "/new", "/locked", "/in/code", "/"})
"""Pages for whoever is not signed in; others are sent on to Today."""


@dataclass
class Cast:
    """The same home, seen by each of them."""

    house: Living
    browsers: dict[str, Browser]
    note: str  # an item of the owner's, shared with nobody
    moment: str
    page: str  # of the journal
    done: str  # a practice that the owner did

    def address(self, page: Page) -> str:
        """Give an address of a page: of something of the owner's, where it is about a thing."""
        samples = {"id": self.note, "kind": Kind.NOTES.value, "number": "1", "word": "AAAA-BBBB"}
        here = part_of_day(clock.today())
        samples |= {"prompt": "1", "day": here.day.isoformat(), "slot": str(here.slot)}
        samples["id"] = {"moments": self.moment, "journal": self.page, "try": self.done}.get(
            page.path.split("/")[1], self.note
        )
        samples["name"] = "listening"
        samples["code"] = "de"
        samples["often"] = "3"
        return re.sub(r"{(\w+)}", lambda found: samples[found[1]], page.path)


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    with living(tmp_path_factory.mktemp("home")) as house:
        ana, former = house.couple("Ana", "Former")
        ana.send({"text": "once shared", "who": "both"}, at="/notes/new")
        ana.send(at="/settings/link")
        ben = house.person("Ben")
        link(ana, ben)
        ana.send({"text": HERS, "who": "me"}, at="/notes/new")
        found = re.findall(r"/notes/([0-9a-f]{32})", ana.page.text)
        ana.send({"day": clock.today().date().isoformat(), "slot": "0"}, at="/moments/when")
        ana.send({"step": "me:stays", "place": "0"})
        ana.send({"ended": "open"}, to="/moments/end")
        ana.send({"words": HERS, "choice": "PRIVATE"})
        moment = ana.path.rpartition("/")[2]
        ana.send({"text": HERS}, at="/journal/new/0")
        pages = re.findall(r"/journal/page/([0-9a-f]{32})", ana.page.text)
        ana.send({"how": "whole", "note": HERS}, at="/try/listening/go")
        done = re.findall(r"/try/done/([0-9a-f]{32})", ana.page.text)
        eve, _ = house.couple("Eve", "Adam")
        browsers = {
            "nobody": house.browser(),
            "owner": ana,
            "partner": ben,
            "former": former,
            "stranger": eve,
        }
        yield Cast(house, browsers, found[0], moment, pages[0], done[0])


def may_open(page: Page, role: str) -> bool:
    """Say who should find a page there, by its audience alone."""
    if page.show is None:
        return False
    if "{id}" in page.path and role != "owner":
        return False
    match page.audience:
        case Audience.ANYONE:
            return True
        case Audience.SIGNED_IN:
            return role in SIGNED_IN
        case Audience.COUPLE:
            return role in COUPLED


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", TABLE, ids=lambda page: page.path)
def test_a_page_is_there_for_its_audience_and_for_nobody_else(
    cast: Cast, page: Page, role: str
) -> None:
    asked = cast.browsers[role].client.get(cast.address(page), follow_redirects=False)
    if not may_open(page, role):
        assert asked.status_code == 404
        assert "Nothing here" in asked.text
    elif asked.status_code == 303:
        assert page.path in GOES_ON or page.path in {"/join/{word}", "/walk/wait"}
    else:
        assert asked.status_code == 200


@pytest.mark.parametrize("role", [role for role in ROLES if role != "owner"])
@pytest.mark.parametrize("page", TABLE, ids=lambda page: page.path)
def test_private_words_are_on_no_page_that_another_gets(cast: Cast, page: Page, role: str) -> None:
    text = cast.browsers[role].client.get(cast.address(page)).text
    assert HERS not in text
    assert "once shared" not in text


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "page", [page for page in TABLE if page.take is not None], ids=lambda page: page.path
)
def test_a_form_without_a_token_changes_nothing_for_anybody(
    cast: Cast, page: Page, role: str
) -> None:
    if page.is_safe_unasked:
        return  # leaving is for everybody, at any time
    browser = cast.browsers[role]
    form = page.form if isinstance(page.form, Form) else Form((), "")
    sent = {one.name: "x" for one in form.fields}
    before = cast.browsers["owner"].go("/notes").count(HERS)
    answer = browser.client.post(
        cast.address(page), data=sent, headers={"Origin": browser.address}, follow_redirects=False
    )
    assert answer.status_code in {303, 404, 409}
    assert HERS not in answer.text
    assert cast.browsers["owner"].go("/notes").count(HERS) == before
    assert before > 0
    assert "Ben" in cast.browsers["owner"].go("/us")


@pytest.mark.parametrize("role", ["partner", "former", "stranger"])
def test_another_s_thing_and_a_thing_that_never_was_are_the_same(cast: Cast, role: str) -> None:
    browser = cast.browsers[role]
    theirs = browser.client.get(f"/notes/{cast.note}")
    never = browser.client.get(f"/notes/{'0' * 32}")
    nowhere = browser.client.get("/no/such/page")
    assert (theirs.status_code, theirs.text) == (never.status_code, never.text)
    assert theirs.text == nowhere.text


def test_every_page_says_who_may_see_it_and_every_form_is_declared() -> None:
    for page in TABLE:
        assert isinstance(page.audience, Audience)
        assert page.show or page.take
        if page.take is not None and not page.is_safe_unasked:
            assert page.form is not None, page.path
        if page.show is None and not page.is_safe_unasked:
            assert page.back, page.path


def test_no_two_pages_have_one_address() -> None:
    paths = [page.path for page in TABLE]
    assert len(paths) == len(set(paths))
