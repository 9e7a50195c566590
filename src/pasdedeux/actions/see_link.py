"""Say with whom somebody is linked."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import links
from pasdedeux.terms.home import Link


def see_link(home: Home, session: Session) -> Link | None:
    """Give the link, or nothing for somebody alone."""
    return links.find(home.store, session)
