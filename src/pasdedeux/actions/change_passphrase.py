"""Put somebody's pages under new keys, and these under another passphrase."""

from pasdedeux.actions.create_person import Arrived
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import people
from pasdedeux.terms.home import Instant


def change_passphrase(  # noqa: PLR0913, PLR0917 - who, where, from what, to what, when
    home: Home, session: Session, token: str, old: str, new: str, now: Instant
) -> Arrived:
    """Change it, draw another recovery code, and sign them out in every other browser.

    Raises:
        RefusedError: the old one is wrong, or the new one too weak.
    """
    arrived = people.change_passphrase(home.store, session, old, new, now)
    home.sessions.end_all(session.id, but=token)
    home.sessions.take_on(arrived.session)
    return arrived
