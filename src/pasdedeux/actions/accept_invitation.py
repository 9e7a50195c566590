"""Accept an invitation, and so become a couple here."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import links
from pasdedeux.terms.home import Instant, Link, Person


def accept_invitation(home: Home, session: Session, word: str, now: Instant) -> Link:
    """Link two people; nothing is shared by it.

    Raises:
        RefusedError: it works no more, is one's own, or one is linked already.
    """
    return links.accept(home.store, session, word, now)


def look_at_invitation(home: Home, word: str, now: Instant) -> Person:
    """Say who invites, to whoever holds the word.

    Raises:
        RefusedError: it works no more.
    """
    return links.invited_by(home.store, word, now)
