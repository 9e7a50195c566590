"""Let the other see a kind of what one writes, or no longer."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import grants
from pasdedeux.terms.home import Choice, ItemId, Kind


def share_kind(home: Home, session: Session, kind: Kind) -> None:
    """Show all of a kind, what is there and what will be.

    Raises:
        RefusedError: never shown to anybody, or there is no other.
    """
    grants.share(home.store, session, kind)


def withdraw_kind(home: Home, session: Session, kind: Kind) -> None:
    """Show it no longer.

    Raises:
        RefusedError: there is no other.
    """
    grants.withdraw(home.store, session, kind)


def choose_for_item(home: Home, session: Session, which: ItemId, choice: Choice) -> None:
    """Say for one item who sees it.

    Raises:
        RefusedError: not theirs, or never shown to anybody.
    """
    grants.choose(home.store, session, which, choice)
