"""Every address and every form of the home, with anything in it: refused or taken, never broken."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pasdedeux.web.forms import Form
from pasdedeux.web.page import InWalk, Page
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.site import home_table
from tests.living import Browser, living

TABLE = home_table(lambda: Shelf((), lambda _: (_ for _ in ()).throw(KeyError)))
TAKING = tuple(page for page in TABLE if page.take is not None)
LEAVES = frozenset(
    {"/invite/hand", "/leave", "/out", "/settings/data", "/settings/link", "/settings/passphrase"}
    | {page.path for page in TABLE if page.in_walk is InWalk.DOOR}
)
"""Forms that end what the other examples stand on; with wrong marks they are tried all the same."""

EASY = settings(
    deadline=None,
    max_examples=int(os.environ.get("FUZZ", "5")),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
CONTENT = (
    "application/x-www-form-urlencoded",
    "application/json",
    "text/plain",
    "",
    "x/y; charset=utf-16",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
)
NASTY = (
    "",
    "\0",
    "\ud800",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202egnal-ot-thgir\u202c \u05e9\u05dc\u05d5\u05dd",
    "9" * 400,
    "-1",
    "1e309",
    "nan",
    "\u0661\u0662\u00b2",
    "0000-00-00",
    "9999-12-31",
    "../../etc/passwd",
    "<script>alert(1)</script>{{7*7}}{% raw %}",
    "' OR 1=1 --",
    "%00%ff",
    "a" * 5_000,
)


@dataclass
class House:
    """A couple's home, and who asks."""

    here: Browser
    marks: dict[str, dict[str, str]]
    own: dict[str, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with living(tmp_path_factory.mktemp("home")) as made:
        ana, ben = made.couple("Ana", "Ben")
        ben.send({"text": "seen", "who": "both"}, at="/notes/new")
        ana.send({"text": "words", "who": "me"}, at="/notes/new")
        note = re.search(r"/notes/([0-9a-f]{32})", ana.page.text)
        ana.send({"text": "a page"}, at="/journal/new/0")
        page = re.search(r"/journal/page/([0-9a-f]{32})", ana.page.text)
        assert note
        assert page
        ana.go("/notes/new")
        yield House(ana, {"form": ana.marks("/notes/new")}, {"notes": note[1], "journal": page[1]})


def is_well(answer: httpx.Response) -> None:
    """Nothing of ours fell over, whatever was sent."""
    assert answer.status_code < 500, f"{answer.request.url}: {answer.status_code}"
    assert "Traceback" not in answer.text


def address(page: Page, own: dict[str, str], part: str | None = None) -> str:
    parts = {"kind": "notes", "number": "2", "prompt": "1", "code": "de", "word": "AAAA-BBBB"}
    parts |= {"day": "2026-01-01", "slot": "0", "name": "pause", "often": "3"}
    parts |= {"id": own.get(page.path.split("/")[1], "0" * 32)}
    if part is not None:
        parts = dict.fromkeys(parts, part)
    return re.sub(
        r"{(\w+)}", lambda found: quote(parts[found[1]], safe="", errors="replace"), page.path
    )


def fields(page: Page) -> list[str]:
    form = page.form if isinstance(page.form, Form) else None
    return [field.name for field in form.fields] if form else ["item", "value", "name", "text"]


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    return urlencode(pairs, errors="surrogatepass", encoding="utf-8").encode("ascii")


def post(browser: Browser, to: str, body: bytes, **headers: str) -> httpx.Response:
    sent = {
        "Origin": browser.address,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.client.post(to, content=body, headers=sent, follow_redirects=False)


def texts() -> st.SearchStrategy[str]:
    return st.sampled_from(NASTY) | st.text(
        st.characters(exclude_categories=()),
        max_size=40,  # lone surrogates too
    )


@pytest.mark.parametrize("page", TAKING, ids=lambda page: page.path)
def test_a_form_filled_with_anything_is_taken_or_refused(house: House, page: Page) -> None:
    if page.path in LEAVES:
        return

    @given(st.fixed_dictionaries({name: texts() for name in fields(page)}))
    @EASY
    def sent(values: dict[str, str]) -> None:
        pairs = [*dict(house.marks["form"], once="").items(), *values.items()]
        is_well(post(house.here, address(page, house.own), encoded(pairs)))

    sent()


@pytest.mark.parametrize("page", TAKING, ids=lambda page: page.path)
def test_what_follows_a_refused_form_can_be_shown(house: House, page: Page) -> None:
    if page.path in LEAVES or "{id}" in page.path:
        return
    for nasty in NASTY:
        values = dict.fromkeys(fields(page), nasty)
        pairs = [*dict(house.marks["form"], once="").items(), *values.items()]
        to = post(house.here, address(page, house.own), encoded(pairs)).headers.get("location")
        if to:
            is_well(house.here.client.get(to))


@pytest.mark.parametrize("page", TAKING, ids=lambda page: page.path)
def test_any_bytes_in_the_place_of_a_form_are_refused(house: House, page: Page) -> None:
    if page.is_safe_unasked:
        return

    @given(
        st.binary(max_size=300)
        | st.binary(max_size=60).map(lambda it: quote_from_bytes(it).encode()),
        st.sampled_from(CONTENT),
    )
    @EASY
    def sent(body: bytes, kind: str) -> None:
        answer = post(house.here, address(page, house.own), body, Content_Type=kind)
        is_well(answer)
        assert answer.status_code in {303, 400, 404, 409}

    sent()


@pytest.mark.parametrize("page", TAKING, ids=lambda page: page.path)
def test_wrong_marks_foreign_pages_and_too_much_change_nothing(house: House, page: Page) -> None:
    to, marks = address(page, house.own), house.marks["form"]
    before = house.here.go("/mine")
    body = encoded([*dict(marks, form="0" * 32).items(), *((name, "x") for name in fields(page))])
    tries = [post(house.here, to, body)] if not page.is_safe_unasked else []
    tries += (
        [
            post(house.here, to, body, Origin="https://elsewhere.example"),
            post(house.here, to, body, Origin="null"),
            post(house.here, to, body, Sec_Fetch_Site="cross-site"),
            post(house.here, to, b"form=" + b"a" * (page.most_bytes + 1)),
            post(house.here, to, encoded([("form", "a"), ("form", "b")])),
            post(house.here, to, encoded([(f"n{number}", "x") for number in range(300)])),
            post(house.here, to, b"%ZZ=%GG&&==&"),
        ]
        if not page.is_safe_unasked
        else [
            post(house.here, to, body, Origin="https://elsewhere.example"),
            post(house.here, to, body, Sec_Fetch_Site="cross-site"),
        ]
    )
    for answer in tries:
        is_well(answer)
        assert answer.status_code in {303, 400, 403, 404, 409, 413}
    house.here.go("/mine")  # where a refusal may be told, once
    assert unmarked(house.here.go("/mine")) == unmarked(before)


def unmarked(page: str) -> str:
    """Leave out what is drawn anew for each look at a page."""
    return re.sub(r'name="(once|form)" value="\w*"', "", page)


@pytest.mark.parametrize("page", [one for one in TABLE if one.show], ids=lambda page: page.path)
def test_an_address_with_anything_in_it_is_a_page_or_nothing_here(house: House, page: Page) -> None:
    @given(texts(), st.binary(max_size=30), st.sampled_from(["GET", "HEAD", "PUT", "DELETE", "X"]))
    @EASY
    def asked(part: str, query: bytes, method: str) -> None:
        to = f"{address(page, house.own, part)}?{quote_from_bytes(query)}"
        cookie = {"Cookie": f"visit={quote_from_bytes(query)}"} if len(query) % 3 == 1 else {}
        answer = house.here.client.request(method, to, headers=cookie, follow_redirects=False)
        is_well(answer)
        assert answer.status_code in {200, 303, 400, 404, 405}

    asked()
