"""Write a note, change it, take it away."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import items
from pasdedeux.terms.home import Choice, ItemId, Kind, Mine, Written


def write_note(  # noqa: PLR0913 - what a form says of a note
    home: Home, session: Session, text: str, day: str, *, choice: Choice, once: str
) -> Written:
    """Keep a note.

    Args:
        home: where.
        session: whose.
        text: what was written.
        day: the day it is about, as 2026-03-01.
        choice: who else sees it.
        once: the form's own mark.

    Raises:
        RefusedError: too long.
        StoreError: nothing was kept, and why.
    """
    body = {"text": text, "day": day}
    return items.write(home.store, session, Kind.NOTES, body, choice=choice, once=once)


def change_note(home: Home, session: Session, note: Mine, text: str, version: int) -> None:
    """Write a note anew.

    Raises:
        RefusedError: changed in another window since.
    """
    items.edit(home.store, session, note.id, {**note.body, "text": text}, version)


def my_notes(home: Home, session: Session) -> tuple[Mine, ...]:
    """Give one's own notes, newest first."""
    return items.mine(home.store, session, Kind.NOTES)[::-1]


def my_note(home: Home, session: Session, which: str) -> Mine:
    """Give one of them.

    Raises:
        RefusedError: there is none of this id.
    """
    return items.one(home.store, session, ItemId(which))


def erase_note(home: Home, session: Session, which: str) -> None:
    """Take a note away, from oneself and from the other.

    Raises:
        RefusedError: there is none of this id.
    """
    items.erase(home.store, session, ItemId(which))
