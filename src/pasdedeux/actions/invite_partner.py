"""Invite the other person, by a word that works once."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import links
from pasdedeux.store.links import Invitation as Invitation  # noqa: PLC0414 - what is given
from pasdedeux.terms.home import Instant


def invite_partner(home: Home, session: Session, now: Instant) -> Invitation:
    """Make an invitation; one made before works no more.

    Raises:
        RefusedError: linked already.
    """
    return links.invite(home.store, session, now)


def take_back_invitation(home: Home, session: Session) -> None:
    """Let the open invitation work no more."""
    links.take_back(home.store, session)


def invitation_until(home: Home, session: Session, now: Instant) -> float | None:
    """Say until when the open invitation works, by the wall's clock, if there is one."""
    return links.open_until(home.store, session, now)
