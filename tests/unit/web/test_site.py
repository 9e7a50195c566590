"""The pages, asked for over a real connection."""

import re
import threading
from collections.abc import Iterator

import pytest

from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.reading import Reading
from pasdedeux.web.page import Audience
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.site import site, table
from tests import readings
from tests.serving import Served, served

SHELF = {"anxious-avoidant": readings.ANXIOUS_AVOIDANT, "secure": readings.SECURE}


@pytest.fixture(scope="module")
def pages() -> Iterator[Served]:
    with served(site(tuple(SHELF), SHELF.__getitem__)) as found:
        yield found


def test_the_first_page_is_a_reading_with_the_way_to_the_others(pages: Served) -> None:
    answer = pages.ask("/")
    assert answer.status == 200
    assert "When one of you steps back, the other steps closer" in answer.body
    assert 'href="/sample/2">Both come back</a>' in answer.body
    assert "A made-up couple." in answer.body


def test_each_sample_has_its_page(pages: Served) -> None:
    assert "After a hard evening" in pages.ask("/sample/2").body


@pytest.mark.parametrize(
    "path", ["/", "/sample/2", "/sample/9", "/favicon.svg", "/no", "/measures"]
)
def test_every_answer_goes_out_under_strict_headers(pages: Served, path: str) -> None:
    headers = pages.ask(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "server" not in headers


@pytest.mark.parametrize(
    "path", ["/sample/secure", "/sample/0", "/no", "/sample/..%2f..%2fetc", "/sample/"]
)
def test_what_is_not_there_is_not_found_and_leads_back(pages: Served, path: str) -> None:
    answer = pages.ask(path)
    assert answer.status == 404
    assert 'href="/sample/2"' in answer.body


@pytest.mark.parametrize(
    "host", ["example.org", "localhost.example.org", "127.0.0.1.nip.io:80", ""]
)
def test_a_request_under_another_name_is_refused(pages: Served, host: str) -> None:
    answer = pages.ask("/", host=host or "[::1]:80")
    assert answer.status == 400
    assert "steps back" not in answer.body


def test_no_address_and_no_tab_names_a_kind_of_person(pages: Served) -> None:
    links = re.findall(r'<a href="(/[^"]*)"[^>]*>([^<]*)</a>', pages.ask("/").body)
    assert links
    assert not [one for one in links if re.search("anxious|avoidant|secure", " ".join(one).lower())]


def test_the_exit_leads_to_a_page_that_says_nothing_of_this_one(pages: Served) -> None:
    assert 'class="leave" href="/measures"' in pages.ask("/").body
    away = pages.ask("/measures").body
    assert "<title>Kitchen measures</title>" in away
    assert "<a " not in away
    assert not re.search("pas ?de ?deux|couple|partner|afraid", away.partition("<body>")[2])


def test_nothing_can_be_sent(pages: Served) -> None:
    assert pages.ask("/", method="POST").status == 405


def test_the_icon_is_there_under_both_addresses(pages: Served) -> None:
    for path in ("/favicon.svg", "/favicon.ico"):
        assert pages.ask(path).headers["content-type"] == "image/svg+xml"


def test_while_a_reading_is_on_its_way_the_page_says_so_and_comes_by_itself() -> None:
    gate = threading.Event()

    def slow(_: str) -> Reading:
        gate.wait(20)
        return readings.SECURE

    with served(site(("secure",), slow)) as pages:
        waiting = pages.ask("/")
        assert waiting.status == 200
        assert "Getting ready" in waiting.body
        assert 'http-equiv="refresh"' in waiting.body
        gate.set()
        assert "After a hard evening" in pages.ask("/").body


def test_a_couple_that_cannot_be_read_gets_its_sentence() -> None:
    def unreadable(_: str) -> Reading:
        msg = "secure.csv, row 3: there is no day 31 in April."
        raise UnreadableError(msg)

    with served(site(("secure",), unreadable)) as pages:
        answer = pages.ask("/")
    assert answer.status == 500
    assert "there is no day 31 in April" in answer.body


def test_another_couple_is_still_shown_when_one_cannot_be_read() -> None:
    def read(name: str) -> Reading:
        if name == "secure":
            msg = "secure.csv is empty."
            raise UnreadableError(msg)
        return SHELF[name]

    with served(site(("secure", "anxious-avoidant"), read)) as pages:
        assert pages.ask("/").status == 200
        assert pages.ask("/sample/2").status == 500


def test_a_bug_becomes_a_plain_page_under_the_same_headers() -> None:
    def broken(_: str) -> Reading:
        raise ZeroDivisionError

    with served(site(("secure",), broken)) as pages:
        answer = pages.ask("/")
    assert answer.status == 500
    assert "Something went wrong here" in answer.body
    assert "ZeroDivision" not in answer.body
    assert answer.headers["cache-control"] == "no-store"


def test_a_site_without_samples_says_so() -> None:
    with served(site((), SHELF.__getitem__)) as pages:
        assert "There is no made-up couple to show" in pages.ask("/").body


def test_every_page_says_who_may_see_it() -> None:
    shelf = Shelf((), SHELF.__getitem__)
    assert all(page.audience is Audience.ANYONE for page in table(shelf))
    shelf.close()
