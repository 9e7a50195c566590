"""The walk through the made-up couple: in, to either side, put back, out; and over."""

import re
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic, sleep

import pytest

from pasdedeux.actions import clock
from pasdedeux.present.daily import day_words
from tests.living import WORDS, Browser, Living, living

MADE_UP = "This couple is made up. Nothing here is kept."
ANAS, BENS = "I counted how often I looked", "somebody who talks more"
START = frozenset({"/", "/in"})  # an empty home, or one that others live in
OVER = "That walk is over, and nothing of it was kept."


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    with living(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def house(shared: Living) -> Iterator[Living]:
    """Give the home, with nobody walking; those who live there for real are signed out."""
    yield shared
    for browser in shared.browsers:
        browser.client.close()
    shared.browsers.clear()
    shared.walks.end_all()


def press(browser: Browser, action: str) -> Browser:
    """Press a button of the bar, as a browser does that says where it comes from."""
    sent = {"Referer": str(browser.page.url)}
    return browser.post(action, browser.marks(action), sent)


def test_the_start_leads_into_a_home_with_six_weeks_in_it(house: Living) -> None:
    ana = house.browser()
    ana.go("/")
    assert 'href="/walk"' in ana.page.text
    ana = house.walker()
    assert "Hello, Ana" in ana.text
    assert MADE_UP in ana.page.text
    assert ana.go("/days").count('class="whole"') == 78
    assert "yesterday" in ana.text.lower()
    ana.go("/answers/1/result")
    assert ana.page.status_code == 200
    assert "river" in ana.go("/notes")
    assert "grandmother" in ana.go("/journal")
    assert "Ana" not in house.browser().go("/in")


def test_both_sides_are_seen_and_what_each_keeps_private_is_not(house: Living) -> None:
    walker = house.walker()
    assert ANAS in walker.go("/notes")
    assert BENS not in walker.go("/us")
    walker.go("/notes")
    press(walker, "/walk/b")
    assert walker.path == "/notes"
    assert "You see it as <bdi>Ben</bdi>" in walker.page.text
    assert BENS in walker.page.text
    for path in ("/us", "/notes", "/journal", "/sharing", "/moments"):
        assert ANAS not in walker.go(path)
    walker.go("/today")
    assert "has told a moment" in walker.text


def test_a_page_of_one_side_s_own_thing_leads_the_other_to_today(house: Living) -> None:
    walker = house.walker()
    note = re.search(r"/notes/[0-9a-f]{32}", walker.go("/notes"))
    assert note
    walker.go(note[0])
    press(walker, "/walk/b")
    assert walker.path == "/today"


def test_what_is_written_is_there_until_everything_is_put_back(house: Living) -> None:
    walker = house.walker()
    walker.send({"text": "a note of the visitor", "who": "me"}, at="/notes/new")
    assert "a note of the visitor" in walker.go("/notes")
    press(walker, "/walk/again").moved_in()
    assert "Everything is put back" in walker.text
    assert "a note of the visitor" not in walker.go("/notes")
    assert ANAS in walker.page.text
    assert len(house.walks) == 1


def test_leaving_ends_the_walk_and_leads_to_the_start(house: Living) -> None:
    walker = house.walker()
    press(walker, "/walk/out")
    assert walker.path in START
    assert OVER in walker.text
    assert MADE_UP not in walker.page.text
    assert len(house.walks) == 0
    assert walker.go("/today")
    assert walker.page.status_code == 404


def test_the_exit_ends_the_walk_too(house: Living) -> None:
    walker = house.walker()
    walker.post("/leave", {})
    assert walker.path == "/measures"
    assert MADE_UP not in walker.page.text
    assert len(house.walks) == 0
    assert not walker.client.cookies


@pytest.mark.parametrize("path", ["/", "/us", "/walk/wait", "/no/such/page"])
def test_a_walk_that_is_gone_leads_to_the_start_with_one_sentence(house: Living, path: str) -> None:
    walker = house.browser()
    walker.client.cookies.set("walk", "0" * 64, domain="localhost.local", path="/")
    walker.go(path)
    assert walker.path in START
    assert OVER in walker.text
    walker.go(walker.path)
    assert OVER not in walker.text


def test_a_form_of_a_walk_that_is_gone_goes_to_the_start(house: Living) -> None:
    walker = house.walker()
    walker.go("/notes/new")
    marks = walker.marks("/notes/new")
    walker.post("/leave", {})
    walker.post("/notes/new", {**marks, "text": "too late", "who": "me"})
    assert walker.path in START
    assert OVER in walker.text


def test_erasing_oneself_in_a_walk_leads_out_and_the_next_has_everything_back(
    house: Living,
) -> None:
    walker = house.walker()
    words = re.search(r"passphrase here is: ([^.]+)\.", walker.go("/settings/data"))
    assert words
    walker.send({"passphrase": words[1], "sure": "yes"})
    assert walker.path in START
    assert "everything of yours would be gone" in walker.text
    assert len(house.walks) == 0
    assert ANAS in house.walker().go("/notes")


def test_signing_out_in_a_walk_leaves_it(house: Living) -> None:
    walker = house.walker()
    walker.send(to="/out", at="/mine")
    assert OVER in walker.text
    assert len(house.walks) == 0


@pytest.mark.parametrize("path", ["/in", "/new", "/begin", "/locked", "/in/code", "/gone"])
def test_nobody_arrives_or_signs_in_within_a_walk(house: Living, path: str) -> None:
    walker = house.walker()
    walker.go(path)
    assert walker.path == "/walk"
    assert MADE_UP in walker.page.text


def test_who_is_signed_in_is_locked_out_of_their_own_pages_by_a_walk(house: Living) -> None:
    eve = house.person("Eve")
    eve.send({"text": "a real note"}, at="/notes/new")
    assert "a real note" in eve.go("/notes")
    eve.send(to="/walk/b", at="/walk")
    eve.moved_in()
    assert "a real note" not in eve.go("/notes")
    press(eve, "/walk/out")
    assert eve.path == "/in"
    eve.sign_in("Eve")
    assert "a real note" in eve.go("/notes")


def test_a_form_of_one_s_own_home_goes_there_and_not_into_the_walk(house: Living) -> None:
    eve = house.person("Ida")
    eve.go("/notes/new")
    marks = eve.marks("/notes/new")
    eve.send(to="/walk/a", at="/walk")
    eve.moved_in()
    eve.post("/notes/new", {**marks, "text": "half a real note"})
    assert eve.path == "/locked"
    assert len(house.walks) == 0
    eve.send({"name": "Ida", "passphrase": WORDS})
    assert eve.path == "/notes/new"
    assert "half a real note" in eve.page.text


def test_a_form_of_the_other_side_is_not_sent_as_this_one_s(house: Living) -> None:
    walker = house.walker()
    walker.go("/notes/new")
    marks = walker.marks("/notes/new")
    press(walker, "/walk/b")
    walker.post("/notes/new", {**marks, "text": "a stale thought", "who": "me"})
    assert "opened under another sign-in" in walker.text
    assert "a stale thought" not in walker.go("/notes")


def test_unlinked_they_can_be_linked_again_by_being_both(house: Living) -> None:
    walker = house.walker()
    walker.send(to="/settings/link", at="/settings/link")
    walker.send(to="/invite", at="/invite")
    word = re.search(r"/join/([A-Z0-9-]+)", walker.page.text)
    assert word
    press(walker, "/walk/b")
    walker.send({"word": word[1]}, to="/join/word", at="/join")
    walker.send(to="/join")
    assert walker.path == "/us"


def test_only_so_many_walk_at_once_and_the_one_longest_unseen_goes(house: Living) -> None:
    first, second = house.walker(), house.walker()
    first.go("/today")
    for _ in range(3):
        house.browser().send(to="/walk/a", at="/walk")
    assert len(house.walks) == 4
    assert "Hello" in first.go("/today")
    second.go("/today")
    assert OVER in second.text


def test_a_walk_leaves_no_folder_behind(house: Living) -> None:
    walker = house.walker()
    walk = house.walks.find(walker.client.cookies["walk"], clock.now())
    assert walk
    assert walk.made
    folder = walk.made.folder
    assert [path.name for path in folder.iterdir()] == ["data"]  # its key is in memory alone
    press(walker, "/walk/out")
    assert not folder.exists()


@pytest.mark.slow
def test_the_map_of_a_walk_says_what_narrowed_since_the_week_before(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with living(tmp_path_factory.mktemp("home"), draws_ahead=True) as house:
        walker = house.walker()
        until = monotonic() + 120
        while "What narrowed since the week of" not in walker.go("/us") and monotonic() < until:
            sleep(0.5)
        today = clock.today().date()
        monday = today - timedelta(days=7 + today.weekday())
        assert f"What narrowed since the week of {day_words(monday, today)}" in walker.text
        assert re.search(r"tenths? narrower|Nothing has narrowed", walker.text)
        press(walker, "/walk/b")
        until = monotonic() + 60
        while "What narrowed since the week of" not in walker.go("/us") and monotonic() < until:
            sleep(0.5)
        assert "What narrowed since the week of" in walker.text
