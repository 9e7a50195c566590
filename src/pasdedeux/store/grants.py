"""What the viewer lets the other see: by kind, by item, or when both have answered."""

from dataclasses import replace

from sqlalchemy import Connection, select

from pasdedeux.consent import policy
from pasdedeux.store import items, pairs, rotate, sharing, wraps
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store
from pasdedeux.store.pairs import Pair
from pasdedeux.store.tables import offer
from pasdedeux.terms.errors import LinkError, MissingError, NotShareableError
from pasdedeux.terms.home import Choice, ItemId, Kind


def kinds(store: Store, session: Session) -> frozenset[Kind]:
    """Say which kinds the viewer lets the other see now."""
    with store.reading() as connection:
        return sharing.granted_kinds(connection, session, pairs.find(connection, session))


def share(store: Store, session: Session, kind: Kind) -> None:
    """Let the other see all of a kind, what is there and what will be, but single refusals.

    Raises:
        NotShareableError: the kind is never shown to anybody.
        LinkError: there is no other.
    """
    if not policy.is_shareable(kind):
        msg = "This stays with you alone, whatever is chosen."
        raise NotShareableError(msg)
    _change(store, session, add=frozenset({kind}))


def withdraw(store: Store, session: Session, kind: Kind) -> None:
    """Let the other see a kind no more; what they have read, they have read.

    Raises:
        LinkError: there is no other.
    """
    _change(store, session, drop=frozenset({kind}))


def choose(
    store: Store, session: Session, which: ItemId, choice: Choice, *, topic: str = ""
) -> None:
    """Say for one item who sees it.

    Args:
        store: where.
        session: whose.
        which: the item.
        choice: who else sees it.
        topic: what both answer from now on; its own stays where none is named.

    Raises:
        MissingError: nothing of the viewer's has this id.
        NotShareableError: its kind is never shown to anybody.
    """
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        found = wraps.own_headers(connection, session, [which])
        if which not in found:
            msg = "There is nothing here."
            raise MissingError(msg)
        items.refuse_unshareable(found[which].kind, choice)
        pair = pairs.find(connection, session)
        header = replace(
            found[which],
            choice=choice,
            link=pair.link if pair else "",
            topic=topic or found[which].topic,
        )
        had = _readable(connection, session, pair)
        renewed = rotate.renew_items(connection, store, session, {which: header})
        sharing.apply(connection, session, renewed, store.chance)
        _forget_lost(connection, session, pair, had)


def settle(store: Store, session: Session) -> bool:
    """Open to each other what both have answered since; only the owner's own keys can.

    Ask it whenever somebody signs in or opens a page on which such an answer shows.

    Returns:
        whether anything changed for the other.
    """
    with store.reading() as connection:
        waiting = _offered_items(connection, session)
        pair = pairs.find(connection, session)
        if not waiting or pair is None or _is_settled(connection, session, pair, waiting):
            return False
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        headers = wraps.own_headers(connection, session, waiting)
        return sharing.apply(connection, session, headers, store.chance)


def waiting_for_me(store: Store, session: Session) -> frozenset[str]:
    """List the topics that the other has answered for both to see, and the viewer has not."""
    with store.reading() as connection:
        pair = pairs.find(connection, session)
        if pair is None:
            return frozenset()
        theirs = sharing.offered_to(connection, session, pair)
        return frozenset(theirs - sharing.answered_by_both(connection, session, pair))


def _offered_items(connection: Connection, session: Session) -> list[ItemId]:
    rows = connection.execute(select(offer.c.item).where(offer.c.owner == session.id))
    return [found for (found,) in rows]


def _is_settled(
    connection: Connection, session: Session, pair: Pair, waiting: list[ItemId]
) -> bool:
    both = sharing.answered_by_both(connection, session, pair)
    headers = wraps.own_headers(connection, session, waiting)
    open_now = {item for item, header in headers.items() if header.topic in both}
    return open_now == wraps.readable(connection, session.id, pair.other) & headers.keys()


def _change(
    store: Store,
    session: Session,
    add: frozenset[Kind] = frozenset(),
    drop: frozenset[Kind] = frozenset(),
) -> None:
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        pair = pairs.find(connection, session)
        if pair is None:
            msg = "You are linked with nobody, so there is nobody to see it."
            raise LinkError(msg)
        wished = (sharing.granted_kinds(connection, session, pair) | add) - drop
        sharing.keep_granted(connection, session, pair, wished, store.chance)
        headers = wraps.own_headers(connection, session)
        had = _readable(connection, session, pair)
        gone = {which: one for which, one in headers.items() if one.kind in drop and which in had}
        # Under new keys, so that one that the other had, or an old row put back, opens nothing.
        headers |= rotate.renew_items(connection, store, session, gone)
        sharing.apply(connection, session, headers, store.chance)
        _forget_lost(connection, session, pair, had)


def _readable(connection: Connection, session: Session, pair: Pair | None) -> set[ItemId]:
    return wraps.readable(connection, session.id, pair.other) if pair else set()


def _forget_lost(
    connection: Connection, session: Session, pair: Pair | None, had: set[ItemId]
) -> None:
    """Drop what was computed for the other from what they read until now and read no more."""
    if pair is not None and had - _readable(connection, session, pair):
        sharing.forget_fits(connection, pair.other)
