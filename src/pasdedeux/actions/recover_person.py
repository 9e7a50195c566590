"""Let somebody in by their recovery code, under a new passphrase."""

from pasdedeux.actions.create_person import Arrived
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import people
from pasdedeux.terms.home import Instant


def recover_person(home: Home, name: str, code: str, new: str, now: Instant) -> tuple[str, Arrived]:
    """Open the keys by the code, put all under new ones, and sign them out everywhere else.

    Raises:
        RefusedError: name and code open nothing, or the new passphrase is too weak.
    """
    arrived = people.recover(home.store, name, code, new, now)
    home.sessions.end_all(arrived.session.id)
    return home.sessions.begin(arrived.session, now), arrived


def renew_code(home: Home, session: Session, token: str, passphrase: str, now: Instant) -> Arrived:
    """Draw another recovery code under new keys; other browsers are signed out.

    Raises:
        RefusedError: the passphrase is wrong.
    """
    arrived = people.new_recovery_code(home.store, session, passphrase, now)
    home.sessions.end_all(session.id, but=token)
    home.sessions.take_on(arrived.session)
    return arrived
