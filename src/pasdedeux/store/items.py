"""What people write: kept sealed, read by its owner and by whom the owner lets."""

import json
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from pasdedeux.consent import policy
from pasdedeux.store import pairs, seal, sharing, wraps
from pasdedeux.store.keys import Session
from pasdedeux.store.memory import MINE, THEIRS
from pasdedeux.store.open import Store
from pasdedeux.store.tables import item, wrap
from pasdedeux.store.wraps import Header, Reader
from pasdedeux.terms.errors import ChangedError, MissingError, NotShareableError
from pasdedeux.terms.home import Body, Choice, ItemId, Kind, Mine, PersonId, Shared, Written

_OFTEN = frozenset({Kind.SCORES, Kind.CHECK_INS, Kind.MOMENTS})
_VERSIONS = (
    select(item.c.id, item.c.version).where(item.c.owner == bindparam("me")).order_by(item.c.place)
)
_FEW = 300  # up to so many, a page asks for them by name instead of reading all


def write(  # noqa: PLR0913 - what a form says of what was written
    store: Store,
    session: Session,
    kind: Kind,
    body: Body,
    *,
    topic: str = "",
    choice: Choice = Choice.AS_KIND,
    once: str = "",
) -> Written:
    """Keep something new; when this returns, it is on the disk.

    Args:
        store: where.
        session: whose.
        kind: what sort of thing.
        body: plain values, as JSON would hold them.
        topic: what both answer, where the choice waits for both; 80 bytes at most.
        choice: who else sees it.
        once: the form's own mark; the same mark is kept once, however often it comes.

    Raises:
        NotShareableError: the kind is never shown and the choice would show it.
        TooLongError: more than is kept in one piece.
        StoreError: the disk is full or may not be written to; nothing was kept.
    """
    refuse_unshareable(kind, choice)
    mark = seal.label(session.keys.label, "once", once) if once else None
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        known = _written_before(connection, session, mark)
        if known is not None:
            return Written(known, is_new=False)
        pair = pairs.find(connection, session)
        header = Header(
            store.chance(seal.KEY_BYTES), kind, topic, choice, pair.link if pair else ""
        )
        new = ItemId(store.new_id())
        row = {"id": new, "owner": session.id, "version": 1, "once": mark}
        row["place"] = _next_place(connection, session)
        row["sealed"] = _close(store, header, body, new, session.id, 1)
        connection.execute(insert(item).values(row))
        wraps.keep(connection, _myself(session), new, header, store.chance)
        sharing.apply(connection, session, {new: header}, store.chance)
    return Written(new, is_new=True)


def edit(
    store: Store, session: Session, which: ItemId, body: Body, version: int | None = None
) -> int:
    """Write something of one's own anew; who reads it stays as it was.

    The key is new too, so that a key from an old backup opens no later words.

    Args:
        store: where.
        session: whose.
        which: the item.
        body: all of it, as it shall be.
        version: what was on the page that the form came from, if it is to be checked.

    Returns:
        the new version.

    Raises:
        MissingError: nothing of the viewer's has this id.
        ChangedError: it was changed since that page was opened.
    """
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        old, now = _own(connection, session, which)
        if version not in {None, now}:
            msg = "This was changed in another window. What you typed is still here."
            raise ChangedError(msg)
        header = replace(old, key=store.chance(seal.KEY_BYTES))
        sealed = _close(store, header, body, which, session.id, now + 1)
        connection.execute(
            update(item).where(item.c.id == which).values(version=now + 1, sealed=sealed)
        )
        connection.execute(delete(wrap).where(wrap.c.item == which))
        wraps.keep(connection, _myself(session), which, header, store.chance)
        sharing.apply(connection, session, {which: header}, store.chance)
    return now + 1


def erase(store: Store, session: Session, which: ItemId) -> None:
    """Take something of one's own away, from oneself and from whoever could read it.

    Raises:
        MissingError: nothing of the viewer's has this id.
    """
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        _own(connection, session, which)
        pair = pairs.find(connection, session)
        if pair is not None and which in wraps.readable(connection, session.id, pair.other):
            sharing.forget_fits(connection, pair.other)
        sharing.forget_fits(connection, session.id)
        connection.execute(delete(item).where(item.c.id == which, item.c.owner == session.id))
        if pair is not None:
            sharing.close_theirs(connection, session, pair)


def mine(store: Store, session: Session, *kinds: Kind) -> tuple[Mine, ...]:
    """Read what the viewer wrote, of these kinds or of all, in the order of writing."""
    with store.reading() as connection:
        headers = wraps.own_headers(connection, session)
        wished = {
            found: header for found, header in headers.items() if not kinds or header.kind in kinds
        }
        return _mine(connection, session, wished)


def one(store: Store, session: Session, which: ItemId) -> Mine:
    """Read one thing that the viewer wrote.

    Raises:
        MissingError: nothing of the viewer's has this id.
    """
    with store.reading() as connection:
        found = _mine(connection, session, wraps.own_headers(connection, session, [which]))
    if not found:
        raise _missing()
    return found[0]


def shared_with_me(store: Store, session: Session, *kinds: Kind) -> tuple[Shared, ...]:
    """Read what the other lets the viewer see now, in the order in which they wrote it."""
    with store.reading() as connection:
        pair = pairs.find(connection, session)
        if pair is None:
            return ()
        return tuple(
            Shared(
                which,
                pair.other,
                header.kind,
                _opened(session, header, sealed, which, pair.other, version),
                version,
                header.topic,
            )
            for which, header, version, sealed in wraps.shown(connection, session, pair)
            if (not kinds or header.kind in kinds) and policy.is_shareable(header.kind)
        )


def reseal(  # noqa: PLR0913, PLR0917 - whose, what, and both of its keys
    connection: Connection,
    store: Store,
    session: Session,
    which: ItemId,
    old: Header,
    new: Header,
) -> None:
    """Seal an item's words under another key; what they say stays, and so does their version."""
    row = connection.execute(select(item.c.version, item.c.sealed).where(item.c.id == which)).one()
    place = _place_of(which, session.id, row.version)
    plain = seal.unseal(old.key, row.sealed, place)
    sealed = seal.seal(new.key, seal.pad(seal.unpad(plain)), place, store.chance)
    connection.execute(update(item).where(item.c.id == which).values(sealed=sealed))


def refuse_unshareable(kind: Kind, choice: Choice) -> None:
    """Refuse a choice that would show what is never shown.

    Raises:
        NotShareableError: it would.
    """
    if choice not in policy.choices(kind):
        msg = "This stays with you alone, whatever is chosen."
        raise NotShareableError(msg)


def _mine(
    connection: Connection, session: Session, headers: dict[ItemId, Header]
) -> tuple[Mine, ...]:
    pair = pairs.find(connection, session)
    shared = wraps.readable(connection, session.id, pair.other) if pair else set()
    rows = connection.execute(_VERSIONS, {"me": session.id}).all()
    versions = {which: version for which, version in rows if which in headers}
    sealed = _sealed(
        connection,
        session,
        [
            which
            for which, version in versions.items()
            if not session.memory.knows(
                (MINE, which, "body"), _inputs(headers[which], session.id, version)
            )
        ],
    )
    return tuple(
        Mine(
            id=which,
            kind=headers[which].kind,
            body=_opened(
                session, headers[which], sealed.get(which, b""), which, session.id, version
            ),
            version=version,
            topic=headers[which].topic,
            choice=sharing.choice_of(headers[which], pair),
            is_shared=which in shared,
        )
        for which, version in versions.items()
    )


def _sealed(
    connection: Connection, session: Session, wished: Collection[ItemId]
) -> dict[ItemId, bytes]:
    """Read the words of these items of the viewer's, sealed as they are."""
    if not wished:
        return {}
    query = select(item.c.id, item.c.sealed).where(item.c.owner == session.id)
    if len(wished) <= _FEW:
        query = query.where(item.c.id.in_(wished))
    return {row.id: row.sealed for row in connection.execute(query)}


def _own(connection: Connection, session: Session, which: ItemId) -> tuple[Header, int]:
    headers = wraps.own_headers(connection, session, [which])
    if which not in headers:
        raise _missing()
    version: int = connection.execute(select(item.c.version).where(item.c.id == which)).scalar_one()
    return headers[which], version


def _missing() -> MissingError:
    return MissingError("There is nothing here.")


def _myself(session: Session) -> Reader:
    return Reader(session.id, session.id, session.keys.data)


def _written_before(connection: Connection, session: Session, mark: str | None) -> ItemId | None:
    if mark is None:
        return None
    query = select(item.c.id).where(item.c.owner == session.id, item.c.once == mark)
    found: ItemId | None = connection.execute(query).scalar()
    return found


def _next_place(connection: Connection, session: Session) -> int:
    query = select(func.coalesce(func.max(item.c.place), 0)).where(item.c.owner == session.id)
    last: int = connection.execute(query).scalar_one()
    return last + 1


def _place_of(which: str, owner: PersonId, version: int) -> bytes:
    return seal.bind("item", which, owner, version)


def _close(  # noqa: PLR0913, PLR0917 - what an envelope is bound to
    store: Store, header: Header, body: Body, which: str, owner: PersonId, version: int
) -> bytes:
    plain = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    return seal.seal(header.key, seal.pad(plain), _place_of(which, owner, version), store.chance)


def _opened(  # noqa: PLR0913, PLR0917 - what an envelope is bound to
    session: Session, header: Header, sealed: bytes, which: str, owner: PersonId, version: int
) -> Body:
    """Open what pages read by the hundred once a session; words are opened anew each time."""
    if header.kind not in _OFTEN:
        return _open(header, sealed, which, owner, version)
    return session.memory.recall(
        (MINE if owner == session.id else THEIRS, which, "body"),
        _inputs(header, owner, version),
        lambda: _open(header, sealed, which, owner, version),
    )


def _inputs(header: Header, owner: PersonId, version: int) -> tuple[object, ...]:
    """Name what the words hang on: each version of them has a key of its own."""
    return (header.key, owner, version)


def _open(header: Header, sealed: bytes, which: str, owner: PersonId, version: int) -> Body:
    plain = seal.unpad(seal.unseal(header.key, sealed, _place_of(which, owner, version)))
    body: Body = json.loads(plain.decode("utf-8", "surrogatepass"))
    return body
