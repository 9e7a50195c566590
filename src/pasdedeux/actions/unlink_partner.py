"""Leave the link, at once and alone."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import links


def unlink_partner(home: Home, session: Session) -> None:
    """Unlink; neither sees anything of the other's any more.

    Raises:
        RefusedError: linked with nobody.
    """
    links.unlink(home.store, session)
