"""The cast of the store's tests: Ana and Ben, a couple, and Cleo, who is neither of them."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from pasdedeux.actions.open_home import Home
from pasdedeux.store import links, people
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store, open_store
from pasdedeux.store.place import Place
from pasdedeux.store.seal import Cost
from pasdedeux.store.sessions import Sessions
from pasdedeux.terms.home import Instant

QUICK = Cost(passes=1, kibibytes=64, lanes=1)
"""Cheap on purpose: what is tested is not how long a guess takes."""

NOON = Instant(1_800_000_000.0, 500.0)
ANA = "a winter coat on the bus"
BEN = "nine green bottles again"
CLEO = "somebody else altogether"


def later(seconds: float, since: Instant = NOON) -> Instant:
    """Let time pass on both clocks."""
    return Instant(since.wall + seconds, since.ticks + seconds)


def place_in(folder: Path, url: str = "") -> Place:
    """Name a place for a store, its key apart from it."""
    return Place(folder / "data", folder / "config" / "key", url)


def open_in(folder: Path, url: str = "") -> Store:
    """Open a store in a folder, or in a database with its key in the folder."""
    return open_store(place_in(folder, url), os.urandom, QUICK)


@dataclass(frozen=True, slots=True)
class Cast:
    """A store in which three people live, two of them linked."""

    store: Store
    ana: Session
    ben: Session
    cleo: Session

    @property
    def home(self) -> Home:
        """The store as the actions take it."""
        return Home(self.store, Sessions(os.urandom))


def gather(store: Store) -> Cast:
    """Let three people move in, and link two of them."""
    ana = people.create(store, "Ana", ANA, is_adult=True).session
    ben = people.create(store, "Ben", BEN, is_adult=True).session
    cleo = people.create(store, "Cleo", CLEO, is_adult=True).session
    cast = Cast(store, ana, ben, cleo)
    relink(cast)
    return cast


def relink(cast: Cast) -> None:
    """Let Ana invite Ben."""
    token = links.invite(cast.store, cast.ana, NOON).token
    links.accept(cast.store, cast.ben, token, NOON)


def reopened(store: Store) -> Store:
    """Close a store and open it again, as a new start of the program does."""
    store.close()
    return replace(open_store(store.place, os.urandom, store.cost))
