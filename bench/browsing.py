"""Browsers without scripts, as light as can be: what is measured is the server, not its visitor."""

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from time import perf_counter
from urllib.parse import urlencode

from bench.household import WORDS
from pasdedeux.actions import clock
from pasdedeux.actions.check_in import part_of_day
from pasdedeux.terms.home import Kind
from pasdedeux.terms.reading import Reading
from pasdedeux.web.page import InWalk, Page
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.site import home_table

_FORM = re.compile(r'<form [^>]*?method="post" action="([^"]+)".*?</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_PART = re.compile(r"{(\w+)}")
_ID = "[0-9a-f]{32}"
_RESTS = 3.0  # seconds; the server waits five
_OUTSIDE = re.compile(
    r'(?:src|srcset|poster|data)="([^"]+)"|<link[^>]*href="([^"]+)"|url\(([^)]+)\)'
)
NOT_WALKED = frozenset(
    {"/in", "/new", "/locked", "/in/code", "/", "/join/{word}", "/code", "/gone"}
)
"""Pages that send whoever is signed in elsewhere, or that nobody opens in a day's use."""

FILES = frozenset({"/copy/copy.zip", "/reminder/calendar.ics"})
"""Files to take along: told apart, since they are no pages."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last one read."""

    status: int
    text: str
    headers: Mapping[str, str]
    seconds: float
    size: int


@dataclass
class Browser:
    """One person's browser: a line that is kept open, and one cookie."""

    address: tuple[str, int]
    name: str
    cookie: str = ""
    _line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None)
    _used: float = 0.0

    async def go(self, path: str) -> Answer:
        """Ask for a page."""
        return await self._ask("GET", path, b"")

    async def send(self, values: Mapping[str, str], *, at: str, to: str = "") -> Answer:
        """Open a page, fill the form on it in and send it."""
        page = await self.go(at)
        action = to or at
        forms = {found[1]: found[0] for found in _FORM.finditer(page.text)}
        if action not in forms:
            msg = f"no form for {action} on {at}: {page.status}"
            raise RuntimeError(msg)
        marks = {name: unescape(value) for name, value in _HIDDEN.findall(forms[action])}
        return await self._ask("POST", action, urlencode({**marks, **values}).encode())

    async def sign_in(self) -> None:
        """Come in by one's passphrase."""
        answer = await self.send({"name": self.name, "passphrase": WORDS}, at="/in")
        if answer.headers.get("location") == "/in":
            msg = f"{self.name} could not sign in"
            raise RuntimeError(msg)

    async def close(self) -> None:
        """Let the line go."""
        if self._line is not None:
            self._line[1].close()
            with suppress(OSError):  # it may have been broken already
                await self._line[1].wait_closed()
        self._line = None

    async def _open(self, now: float) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Take the line that is open, or open one: the server lets go of one that rests."""
        if self._line is None or now - self._used > _RESTS:
            await self.close()
            self._line = await asyncio.open_connection(*self.address)
        return self._line

    async def _ask(self, method: str, path: str, body: bytes) -> Answer:
        host = f"localhost:{self.address[1]}"
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if method == "POST":
            lines += [
                f"Origin: http://{host}",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        sent = "\r\n".join([*lines, "", ""]).encode() + body
        start = perf_counter()  # a line that must be opened first counts too
        reader, writer = await self._open(start)
        writer.write(sent)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *rest = head.split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)
        }
        content = await reader.readexactly(int(headers.get("content-length", "0")))
        self._used = perf_counter()
        seconds = self._used - start
        if "set-cookie" in headers:
            kept = headers["set-cookie"].partition(";")[0]
            self.cookie = "" if "Max-Age=0" in headers["set-cookie"] else kept
        text = content.decode("utf-8", "replace")
        return Answer(int(first.split()[1]), text, headers, seconds, len(content))


def walked() -> tuple[Page, ...]:
    """List the pages of the table that somebody who is signed in can open."""
    table = home_table(lambda: Shelf((), _none))
    own = (page for page in table if page.in_walk is not InWalk.DOOR)  # no door to another home
    return tuple(page for page in own if page.show and page.path not in NOT_WALKED)


async def addresses(browser: Browser) -> dict[str, str]:
    """Give the address of each page, for things of this person's own."""
    own = {
        "notes": await _first(browser, "/notes", "/notes/"),
        "moments": await _first(browser, "/moments", "/moments/one/"),
        "journal": await _first(browser, "/journal", "/journal/page/"),
    }
    here = part_of_day(clock.today())
    parts = {"kind": Kind.NOTES.value, "number": "1", "prompt": "1", "code": "de"}
    parts |= {"day": here.day.isoformat(), "slot": str(here.slot)}
    parts |= {"name": "slow-breathing", "often": "3"}
    found = {}
    for page in walked():
        values = parts | {"id": own.get(page.path.split("/")[1], "")}
        if page.path == "/answers/{number}/result":
            values["number"] = "2"
        found[page.path] = _PART.sub(partial(_put, values), page.path)
    return found


def outside(answer: Answer) -> list[str]:
    """List what a page would fetch from anywhere else."""
    found = ("".join(one) for one in _OUTSIDE.findall(answer.text))
    return [one for one in found if not one.startswith(("/", "#", "data:")) or one.startswith("//")]


def _put(values: Mapping[str, str], part: re.Match[str]) -> str:
    return values[part[1]]


async def _first(browser: Browser, path: str, before: str) -> str:
    found = re.search(f"{before}({_ID})", (await browser.go(path)).text)
    if found is None:
        msg = f"nothing of {browser.name}'s on {path}"
        raise RuntimeError(msg)
    return found[1]


def _none(_: str) -> Reading:
    raise KeyError
