"""An item's key as it is handed to one reader, with what the reader must know of the item."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, insert, select

from pasdedeux.store import seal
from pasdedeux.store.keys import Session
from pasdedeux.store.memory import MINE, THEIRS
from pasdedeux.store.pairs import Pair
from pasdedeux.store.tables import item, wrap
from pasdedeux.terms.home import Choice, ItemId, Kind, PersonId

_CODES = {
    Kind.SCORES: 1,
    Kind.CHECK_INS: 2,
    Kind.MOMENTS: 3,
    Kind.REFLECTIONS: 4,
    Kind.NOTES: 5,
    Kind.JOURNAL: 6,
    Kind.SAFETY: 7,
    Kind.PRACTICES: 8,
    Kind.TRIALS: 9,
    Kind.HANDED: 10,
}  # kept in stores: a number is never used again
_KINDS = {code: kind for kind, code in _CODES.items()}
_CHOICES = (Choice.AS_KIND, Choice.SHARED, Choice.PRIVATE, Choice.WHEN_BOTH)  # kept: append only
_LINK = 32
_SIZE = 256  # every wrap has this length
_LONGEST_TOPIC = 80
_OWN = (
    select(wrap.c.item, wrap.c.sealed)
    .join(item, item.c.id == wrap.c.item)
    .where(wrap.c.reader == bindparam("me"), item.c.owner == bindparam("me"))
    .order_by(item.c.place)
)
_SHOWN = (
    select(item.c.id, item.c.version, item.c.sealed, wrap.c.sealed.label("wrapped"))
    .join(wrap, wrap.c.item == item.c.id)
    .where(wrap.c.reader == bindparam("me"), item.c.owner == bindparam("other"))
    .order_by(item.c.place)
)
_READABLE = (
    select(wrap.c.item)
    .join(item, item.c.id == wrap.c.item)
    .where(wrap.c.reader == bindparam("reader"), item.c.owner == bindparam("owner"))
)


@dataclass(frozen=True, slots=True)
class Header:
    """What opens an item, what it is, and what its owner chose for it."""

    key: bytes = field(repr=False)
    kind: Kind
    topic: str = ""
    choice: Choice = Choice.AS_KIND
    link: str = ""  # for whom it was chosen; a choice to share does not outlive its couple

    def for_reader(self) -> "Header":
        """Leave out what is the owner's own business."""
        return Header(self.key, self.kind, self.topic)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom an owner wraps, and with which key."""

    owner: PersonId
    id: PersonId
    key: bytes = field(repr=False)


def close(header: Header, key: bytes, place: bytes, chance: seal.Chance) -> bytes:
    """Hand an item's key to whoever holds this key."""
    topic = header.topic.encode()
    if len(topic) > _LONGEST_TOPIC:
        msg = f"a topic has at most {_LONGEST_TOPIC} bytes: {header.topic!r}"
        raise ValueError(msg)
    codes = bytes((_CODES[header.kind], _CHOICES.index(header.choice)))
    plain = header.key + codes + header.link.encode().ljust(_LINK) + topic
    return seal.seal(key, seal.pad(plain, _SIZE), place, chance)


def open_wrap(sealed: bytes, key: bytes, place: bytes) -> Header:
    """Take an item's key out of its wrap.

    Raises:
        DamagedError: not for this reader, not of this item, or changed.
    """
    plain = seal.unpad(seal.unseal(key, sealed, place))
    kind, choice = plain[seal.KEY_BYTES], plain[seal.KEY_BYTES + 1]
    rest = plain[seal.KEY_BYTES + 2 :]
    return Header(
        key=plain[: seal.KEY_BYTES],
        kind=_KINDS[kind],
        topic=rest[_LINK:].decode(),
        choice=_CHOICES[choice],
        link=rest[:_LINK].decode().rstrip(),
    )


def place_of(item: str, owner: str, reader: str) -> bytes:
    """Name the only place where a wrap opens."""
    return seal.bind("wrap", item, owner, reader)


def own_headers(
    connection: Connection, session: Session, only: Collection[ItemId] | None = None
) -> dict[ItemId, Header]:
    """Open the viewer's own wraps, in the order of writing: what is there, without its words."""
    me = session.id
    query = _OWN if only is None else _OWN.where(item.c.id.in_(only))
    headers = {
        found: _remembered(session, (MINE, found), me, sealed, session.keys.data)
        for found, sealed in connection.execute(query, {"me": me}).all()
    }
    if only is None:
        session.memory.forget_but(MINE, headers)
    return headers


def shown(
    connection: Connection, session: Session, pair: Pair
) -> list[tuple[ItemId, Header, int, bytes]]:
    """Open the wraps that the other made for the viewer, in the order in which they wrote.

    Returns:
        each item, its header, its version, and its words still sealed.
    """
    other, names = pair.other, {"me": session.id, "other": pair.other}
    rows = [
        (found, _remembered(session, (THEIRS, found), other, wrapped, pair.key), version, sealed)
        for found, version, sealed, wrapped in connection.execute(_SHOWN, names).all()
    ]
    session.memory.forget_but(THEIRS, {found for found, *_ in rows})
    return rows


def _remembered(
    session: Session, name: tuple[str, ItemId], owner: str, sealed: bytes, key: bytes
) -> Header:
    place = place_of(name[1], owner, session.id)
    return session.memory.recall(
        (*name, "wrap"), (sealed, key, place), lambda: open_wrap(sealed, key, place)
    )


def keep(
    connection: Connection, to: Reader, found: ItemId, header: Header, chance: seal.Chance
) -> None:
    """Write the wrap of an item for one reader."""
    sealed = close(header, to.key, place_of(found, to.owner, to.id), chance)
    connection.execute(insert(wrap).values(item=found, reader=to.id, sealed=sealed))


def drop(connection: Connection, found: Collection[ItemId], reader: PersonId) -> None:
    """Take items away from a reader."""
    connection.execute(delete(wrap).where(wrap.c.item.in_(found), wrap.c.reader == reader))


def readable(connection: Connection, owner: PersonId, reader: PersonId) -> set[ItemId]:
    """List what of an owner's a reader has the keys of."""
    rows = connection.execute(_READABLE, {"reader": reader, "owner": owner})
    return {found for (found,) in rows}
