"""Give somebody a place in the home."""

from pasdedeux.actions.open_home import Home
from pasdedeux.store import people
from pasdedeux.store.people import Arrived as Arrived  # noqa: PLC0414 - what the doors are given
from pasdedeux.store.people import refuse_weak as refuse_weak  # noqa: PLC0414 - told while typing
from pasdedeux.terms.home import Instant


def create_person(
    home: Home, name: str, passphrase: str, now: Instant, *, is_adult: bool
) -> tuple[str, Arrived]:
    """Make keys that only their passphrase or their code opens, and sign them in.

    Returns:
        the token for their browser, and the code that is shown this once.

    Raises:
        RefusedError: says what to choose otherwise.
        StoreError: nothing was kept, and why.
    """
    arrived = people.create(home.store, name, passphrase, is_adult=is_adult)
    return home.sessions.begin(arrived.session, now), arrived
