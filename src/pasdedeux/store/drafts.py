"""Half-typed forms, and other small things that a person keeps for themselves under a name."""

import json

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from pasdedeux.store import pairs, seal
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store
from pasdedeux.store.tables import draft
from pasdedeux.terms.home import Body

_PARTS = b"\x00"
"""Between a draft's name, with which it moves to new keys, and its words; JSON holds none."""
_FIND = select(draft.c.sealed).where(
    draft.c.owner == bindparam("owner"), draft.c.label == bindparam("label")
)


def keep(store: Store, session: Session, name: str, body: Body) -> None:
    """Keep what was typed, in the place of what was kept under this name.

    Raises:
        TooLongError: more than is kept in one piece.
    """
    mark = _mark(session, name)
    words = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    plain = name.encode("utf-8", "surrogatepass") + _PARTS + words
    sealed = seal.seal(session.keys.data, seal.pad(plain), _place(session, mark), store.chance)
    here = (draft.c.owner == session.id) & (draft.c.label == mark)
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        done = connection.execute(update(draft).where(here).values(sealed=sealed))
        if done.rowcount == 0:
            row = {"owner": session.id, "label": mark, "sealed": sealed}
            connection.execute(insert(draft).values(row))


def find(store: Store, session: Session, name: str) -> Body | None:
    """Read what was kept under a name."""
    mark = _mark(session, name)
    with store.reading() as connection:
        sealed = connection.execute(_FIND, {"owner": session.id, "label": mark}).scalar()
    if sealed is None:
        return None
    plain = seal.unpad(seal.unseal(session.keys.data, sealed, _place(session, mark)))
    words = plain.rpartition(_PARTS)[2]  # one of an earlier version kept no name of its own
    body: Body = json.loads(words.decode("utf-8", "surrogatepass"))
    return body


def drop(store: Store, session: Session, name: str) -> None:
    """Let what was kept under a name go."""
    mark = _mark(session, name)
    with store.writing() as connection:
        connection.execute(delete(draft).where(draft.c.owner == session.id, draft.c.label == mark))


def move(  # noqa: PLR0913, PLR0917 - whose, from which keys to which
    connection: Connection, store: Store, old: Session, new: Session, mark: str, sealed: bytes
) -> None:
    """Put a draft under its owner's new keys; one that kept no name of its own is let go."""
    plain = seal.unpad(seal.unseal(old.keys.data, sealed, _place(old, mark)))
    name, _, body = plain.partition(_PARTS)
    if not _:
        return
    again = _mark(new, name.decode("utf-8", "surrogatepass"))
    moved = seal.seal(
        new.keys.data, seal.pad(name + _PARTS + body), _place(new, again), store.chance
    )
    connection.execute(insert(draft).values(owner=new.id, label=again, sealed=moved))


def _mark(session: Session, name: str) -> str:
    return seal.label(session.keys.label, "draft", name)


def _place(session: Session, mark: str) -> bytes:
    return seal.bind("draft", session.id, mark)
