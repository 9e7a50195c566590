"""Put everything of a person's under new keys, so that whoever knew the old ones is out."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, delete, select, update

from pasdedeux.store import drafts, items, pairs, seal, sharing, wraps
from pasdedeux.store.keys import Keys, Session
from pasdedeux.store.open import Store
from pasdedeux.store.pairs import Pair
from pasdedeux.store.tables import draft, fit, granted, invitation, item, offer, person, seat, wrap
from pasdedeux.store.wraps import Header, Reader
from pasdedeux.terms.home import ItemId


def renew_items(
    connection: Connection, store: Store, session: Session, headers: dict[ItemId, Header]
) -> dict[ItemId, Header]:
    """Seal items of one's own under keys of their own that nobody had; only their owner has them.

    A key that the other once had, or an old wrap put back into the file, opens nothing any more,
    and writes nothing that its owner would take for their own words.

    Returns:
        the headers, with the new keys.
    """
    renewed = {
        which: replace(one, key=store.chance(seal.KEY_BYTES)) for which, one in headers.items()
    }
    for which, new in renewed.items():
        items.reseal(connection, store, session, which, headers[which], new)
    _drop_wraps(connection, renewed)
    myself = Reader(session.id, session.id, session.keys.data)
    for which, new in renewed.items():
        wraps.keep(connection, myself, which, new, store.chance)
    return renewed


def rotate(connection: Connection, store: Store, session: Session, secret: bytes) -> Session:
    """Give somebody new keys, and put all that theirs closed under them.

    Both halves change: the key of what they wrote, and their half of the pair. What the other
    shares with them, and they with the other, is handed over again under the pair's new key.

    Returns:
        the session under the new keys; the old one opens nothing any more.
    """
    new = Session(session.viewer, session.name, Keys.parse(secret))
    pair = pairs.find(connection, session)
    headers = wraps.own_headers(connection, session)
    kinds = sharing.granted_kinds(connection, session, pair)
    theirs = _handed_over(connection, pair, session) if pair else {}
    offered = _offers(connection, pair, session) if pair else []
    _move_drafts(connection, store, session, new)
    connection.execute(delete(fit).where(fit.c.viewer == session.id))
    connection.execute(delete(invitation).where(invitation.c.inviter == session.id))
    connection.execute(update(item).where(item.c.owner == session.id).values(once=None))
    public = seal.public_of(new.keys.private)
    connection.execute(update(person).where(person.c.id == session.id).values(public=public))
    if pair is not None:
        _move_seat(connection, store, session, new, pair)
    mine = renew_items(connection, store, new, headers)
    connection.execute(delete(granted).where(granted.c.owner == session.id))
    now = pairs.find(connection, new)
    if now is not None:
        sharing.keep_granted(connection, new, now, kinds, store.chance)
        _hand_over(connection, store, new, now, theirs)
        _offer_again(connection, store, now, offered)
        sharing.apply(connection, new, mine, store.chance)
        sharing.forget_fits(connection, now.other)
    return new


def _drop_wraps(connection: Connection, found: Collection[ItemId]) -> None:
    connection.execute(delete(wrap).where(wrap.c.item.in_(list(found))))


def _move_drafts(connection: Connection, store: Store, old: Session, new: Session) -> None:
    """Keep what was typed, under marks and keys that the old ones do not give."""
    rows = connection.execute(
        select(draft.c.label, draft.c.sealed).where(draft.c.owner == old.id)
    ).all()
    connection.execute(delete(draft).where(draft.c.owner == old.id))
    for label, sealed in rows:
        drafts.move(connection, store, old, new, label, sealed)


def _move_seat(
    connection: Connection, store: Store, old: Session, new: Session, pair: Pair
) -> None:
    """Keep what came with the invitation, under the new key."""
    here = seat.c.person == old.id
    sealed = connection.execute(select(seat.c.secret).where(here)).scalar_one()
    secret = pairs.open_secret(old, pair.link, sealed)
    again = pairs.close_secret(new, pair.link, secret, store.chance)
    connection.execute(update(seat).where(here).values(secret=again))


def _handed_over(connection: Connection, pair: Pair, session: Session) -> dict[ItemId, Header]:
    """Open what the other lets this person read, under the pair's key as it was."""
    return {which: header for which, header, *_ in wraps.shown(connection, session, pair)}


def _hand_over(
    connection: Connection, store: Store, new: Session, pair: Pair, theirs: dict[ItemId, Header]
) -> None:
    """Hand what the other shares over again, under the pair's key as it is."""
    wraps.drop(connection, theirs, new.id)
    to = Reader(pair.other, new.id, pair.key)
    for which, header in theirs.items():
        wraps.keep(connection, to, which, header, store.chance)


def _offers(
    connection: Connection, pair: Pair, session: Session
) -> list[tuple[str, str, str, bytes]]:
    """Open what either answered for both to see, under the pair's key as it was."""
    rows = connection.execute(
        select(offer.c.item, offer.c.owner, offer.c.reader, offer.c.sealed).where(
            ((offer.c.owner == session.id) & (offer.c.reader == pair.other))
            | ((offer.c.owner == pair.other) & (offer.c.reader == session.id))
        )
    ).all()
    return [
        (one, owner, reader, seal.unseal(pair.key, sealed, seal.bind("offer", one, owner, reader)))
        for one, owner, reader, sealed in rows
    ]


def _offer_again(
    connection: Connection, store: Store, pair: Pair, offered: list[tuple[str, str, str, bytes]]
) -> None:
    for one, owner, reader, plain in offered:
        sealed = seal.seal(pair.key, plain, seal.bind("offer", one, owner, reader), store.chance)
        here = (offer.c.item == one) & (offer.c.reader == reader)
        connection.execute(update(offer).where(here).values(sealed=sealed))
