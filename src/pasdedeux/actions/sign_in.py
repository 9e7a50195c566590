"""Let somebody in by their passphrase, and out again."""

from pasdedeux.actions.open_home import Ended, Home, Session
from pasdedeux.store import grants, people
from pasdedeux.terms.home import Instant, PersonId


def sign_in(home: Home, name: str, passphrase: str, now: Instant) -> tuple[str, Session]:
    """Open somebody's keys and begin a sign-in.

    Returns:
        the token for their browser, and their session.

    Raises:
        RefusedError: name and passphrase open nothing, or it is too soon to try again.
    """
    session = people.sign_in(home.store, name, passphrase, now)
    grants.settle(home.store, session)
    return home.sessions.begin(session, now), session


def look(home: Home, token: str, now: Instant) -> Session | Ended:
    """Find whose token it is, or why it is nobody's."""
    return home.sessions.look(token, now)


def sign_out(home: Home, token: str) -> None:
    """Let the keys go."""
    home.sessions.end(token)


def let_go(home: Home, now: Instant) -> frozenset[PersonId]:
    """Let go of the keys of whoever's time is over, though nobody asks for a page.

    Returns:
        who is signed in nowhere any more.
    """
    return home.sessions.sweep(now)
