"""Erase oneself, with all that one wrote."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import forget, people
from pasdedeux.terms.errors import LeftoverError
from pasdedeux.terms.home import Instant


def erase_person(home: Home, session: Session, passphrase: str, now: Instant) -> None:
    """Prove that it is the same person, then erase them here and in the program's backups.

    Raises:
        RefusedError: the passphrase is wrong.
        StoreError: the disk did not take it; nothing was erased then.
        LeftoverError: they are erased, and another program kept old pages of the file in use.
    """
    people.prove(home.store, session, passphrase, now)
    try:
        forget.erase_person(home.store, session)
    except LeftoverError:
        home.sessions.end_all(session.id)
        raise
    home.sessions.end_all(session.id)
