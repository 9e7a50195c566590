"""Let somebody go by another name."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import people


def rename_person(home: Home, session: Session, name: str) -> Session:
    """Change the name that they sign in with and that the other sees.

    Raises:
        RefusedError: empty, too long or taken.
    """
    renamed = people.rename(home.store, session, name)
    home.sessions.take_on(renamed)
    return renamed
