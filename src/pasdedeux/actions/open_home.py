"""Open the private home and hand it to the doors, which never look inside."""

import os
from dataclasses import dataclass, field

from pasdedeux.actions import chance
from pasdedeux.store import people
from pasdedeux.store.keys import Session as Session  # noqa: PLC0414 - the doors' word for it
from pasdedeux.store.open import Store, open_store
from pasdedeux.store.place import Place, usual_place
from pasdedeux.store.seal import AT_HOME, Cost
from pasdedeux.store.sessions import IDLE, Sessions
from pasdedeux.store.sessions import Ended as Ended  # noqa: PLC0414 - the doors' word for it


@dataclass(frozen=True, slots=True)
class Home:
    """An open store, and who is signed in."""

    store: Store = field(repr=False)
    sessions: Sessions = field(repr=False)
    idle_seconds: float = IDLE

    def close(self) -> None:
        """Give the store back."""
        self.store.close()


def open_home(place: Place | None = None, *, cost: Cost = AT_HOME, idle: float = IDLE) -> Home:
    """Open the home of this user, or make it.

    Args:
        place: where, if not the usual place.
        cost: how dear a guess at a passphrase is; less only in tests.
        idle: seconds without a page after which it locks.

    Raises:
        StoreError: it cannot be opened, and what to do.
    """
    where = place or usual_place(os.environ)
    return Home(open_store(where, chance.secret, cost), Sessions(chance.secret, idle), idle)


def is_empty(home: Home) -> bool:
    """Say whether nobody lives here yet."""
    return people.is_empty(home.store)
