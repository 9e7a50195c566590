"""Write a journal that nobody else ever reads, with questions to begin from, and find in it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pasdedeux.actions import chance
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.intake import daily
from pasdedeux.store import drafts, items
from pasdedeux.terms.errors import MissingError, RefusedError, TooLongError
from pasdedeux.terms.home import Body, ItemId, Json, Kind, Mine

LONGEST_ENTRY = 20_000
_DRAFT, _SOUGHT = "journal", "journal/sought"
_AROUND = 70
"""Letters shown on either side of what was found."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the journal."""

    id: ItemId
    day: date
    prompt: str
    """Which question it began from; empty for a blank page."""
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page in which something was found, and the words around it."""

    page: Page
    before: str
    here: str
    after: str


def write_page(  # noqa: PLR0913 - what a form says of a page
    home: Home, session: Session, text: str, prompt: str, now: datetime, *, once: str = ""
) -> ItemId:
    """Keep a page; the same form sent twice keeps one.

    Raises:
        RefusedError: nothing was written.
        TooLongError: it is more than a page holds.
    """
    body = _body(text, prompt, now.date())
    written = items.write(
        home.store, session, Kind.JOURNAL, body, once=once or chance.secret(8).hex()
    )
    drafts.drop(home.store, session, _DRAFT)
    return written.id


def change_page(home: Home, session: Session, which: str, text: str, version: int) -> None:
    """Write a page anew.

    Raises:
        RefusedError: there is none, or nothing was written.
        ChangedError: another window was faster.
        TooLongError: it is more than a page holds.
    """
    old = page(home, session, which)
    items.edit(home.store, session, old.id, _body(text, old.prompt, old.day), version)


def erase_page(home: Home, session: Session, which: str) -> None:
    """Take a page away.

    Raises:
        MissingError: there is none.
    """
    items.erase(home.store, session, page(home, session, which).id)


def pages(home: Home, session: Session) -> tuple[Page, ...]:
    """Give every page, the newest first."""
    found = (_page(one) for one in items.mine(home.store, session, Kind.JOURNAL))
    return tuple(one for one in found if one is not None)[::-1]


def page(home: Home, session: Session, which: str) -> Page:
    """Give one page.

    Raises:
        MissingError: there is none.
    """
    found = next((one for one in pages(home, session) if one.id == which), None)
    if found is None:
        msg = "There is nothing here."
        raise MissingError(msg)
    return found


def seek(home: Home, session: Session, words: str) -> None:
    """Remember what is sought, sealed: in an address, the browser's history would list it."""
    if words.strip():
        drafts.keep(home.store, session, _SOUGHT, {"words": words.strip()[:200]})
    else:
        drafts.drop(home.store, session, _SOUGHT)


def sought(home: Home, session: Session) -> str:
    """Give what is sought now; empty where nothing is."""
    body: Body = drafts.find(home.store, session, _SOUGHT) or {}
    return str(body.get("words", ""))


def find_pages(home: Home, session: Session, words: str) -> tuple[Found, ...]:
    """Give the pages that hold all the words, the newest first, with the place of the first."""
    wanted = [_plain(word) for word in words.split()]
    if not wanted:
        return ()
    held = ((one, _plain(one.text)) for one in pages(home, session))
    return tuple(
        _around(one, plain.find(wanted[0]), len(wanted[0]))
        for one, plain in held
        if all(word in plain for word in wanted)
    )


def _plain(text: str) -> str:
    """Give a text without capitals and marks, letter for letter, so that places stay."""
    return "".join(_plain_letter(letter) for letter in text)


def _plain_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter


def _around(found: Page, place: int, length: int) -> Found:
    start, end = max(0, place - _AROUND), place + length + _AROUND
    text = found.text
    return Found(
        found,
        ("\u2026" if start else "") + text[start:place],
        text[place : place + length],
        text[place + length : end] + ("\u2026" if end < len(text) else ""),
    )


def _body(text: str, prompt: str, day: date) -> Mapping[str, Json]:
    if not text.strip():
        msg = "The page is still empty."
        raise RefusedError(msg)
    if len(text) > LONGEST_ENTRY:
        msg = f"A page has room for {LONGEST_ENTRY} letters; begin another."
        raise TooLongError(msg)
    return {"day": day.isoformat(), "prompt": prompt, "text": text}


def _page(item: Mine) -> Page | None:
    day = daily.day_of(item.body)
    if day is None:
        return None
    body = item.body
    return Page(item.id, day, str(body.get("prompt", "")), str(body.get("text", "")), item.version)
