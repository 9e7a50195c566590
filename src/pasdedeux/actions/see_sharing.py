"""Show what the other can see now, and what the other lets one see."""

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.store import grants, items
from pasdedeux.terms.home import Kind, Mine, Shared


def granted_kinds(home: Home, session: Session) -> frozenset[Kind]:
    """Say which kinds the other may see."""
    return grants.kinds(home.store, session)


def seen_by_other(home: Home, session: Session) -> tuple[Mine, ...]:
    """Give every item of one's own that the other can read now."""
    return tuple(item for item in items.mine(home.store, session) if item.is_shared)


def shown_to_me(home: Home, session: Session, *kinds: Kind) -> tuple[Shared, ...]:
    """Give what the other lets one read now."""
    grants.settle(home.store, session)
    return items.shared_with_me(home.store, session, *kinds)
