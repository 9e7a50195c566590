"""Erase oneself, with all that one wrote."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import forget, people
from pasdedeux.terms.home import Instant


def erase_person(home: Home, session: Session, passphrase: str, now: Instant) -> None:
    """Prove that it is the same person, then erase them here and in the program's backups.

    Raises:
        RefusedError: the passphrase is wrong.
        StoreError: the disk did not take it; nothing was erased then.
    """
    people.prove(home.store, session, passphrase, now)
    forget.erase_person(home.store, session)
    home.sessions.end_all(session.id)
