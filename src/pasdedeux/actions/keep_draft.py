"""Keep what somebody typed, sealed, until it is sent."""

from collections.abc import Mapping

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import drafts, seal


def keep_draft(home: Home, session: Session, name: str, values: Mapping[str, str]) -> None:
    """Keep it under a name, in the place of what was kept before.

    Raises:
        StoreError: nothing was kept, and why.
    """
    drafts.keep(home.store, session, name, dict(values))


def find_draft(home: Home, session: Session, name: str) -> dict[str, str]:
    """Give what was kept under a name, if anything."""
    found = drafts.find(home.store, session, name) or {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def drop_draft(home: Home, session: Session, name: str) -> None:
    """Let it go; the disk is written to only where there is something."""
    if drafts.find(home.store, session, name) is not None:
        drafts.drop(home.store, session, name)


def person_mark(session: Session) -> str:
    """Give a mark by which a form knows whose it is; it tells nobody who that is."""
    return seal.label(session.keys.label, "form")
