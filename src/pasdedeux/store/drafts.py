"""Half-typed forms, and other small things that a person keeps for themselves under a name."""

import json

from sqlalchemy import bindparam, delete, insert, select, update

from pasdedeux.store import pairs, seal
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store
from pasdedeux.store.tables import draft
from pasdedeux.terms.home import Body

_FIND = select(draft.c.sealed).where(
    draft.c.owner == bindparam("owner"), draft.c.label == bindparam("label")
)


def keep(store: Store, session: Session, name: str, body: Body) -> None:
    """Keep what was typed, in the place of what was kept under this name.

    Raises:
        TooLongError: more than is kept in one piece.
    """
    mark = _mark(session, name)
    plain = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
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
    body: Body = json.loads(plain.decode("utf-8", "surrogatepass"))
    return body


def drop(store: Store, session: Session, name: str) -> None:
    """Let what was kept under a name go."""
    mark = _mark(session, name)
    with store.writing() as connection:
        connection.execute(delete(draft).where(draft.c.owner == session.id, draft.c.label == mark))


def _mark(session: Session, name: str) -> str:
    return seal.label(session.keys.label, "draft", name)


def _place(session: Session, mark: str) -> bytes:
    return seal.bind("draft", session.id, mark)
