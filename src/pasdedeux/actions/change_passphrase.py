"""Put somebody's keys under another passphrase."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import people
from pasdedeux.terms.home import Instant


def change_passphrase(  # noqa: PLR0913, PLR0917 - who, where, from what, to what, when
    home: Home, session: Session, token: str, old: str, new: str, now: Instant
) -> None:
    """Change it, and sign them out in every other browser.

    Raises:
        RefusedError: the old one is wrong, or the new one too weak.
    """
    people.change_passphrase(home.store, session, old, new, now)
    home.sessions.end_all(session.id, but=token)
