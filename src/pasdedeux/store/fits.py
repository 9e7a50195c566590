"""What was computed for a viewer from what they may read, kept sealed for them alone."""

import hmac
from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from pasdedeux.store import pairs, seal
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store
from pasdedeux.store.tables import fit

_HASH = 32


def keep(store: Store, session: Session, name: str, inputs: bytes, result: bytes) -> None:
    """Keep a result under a name, with the hash (32 bytes) of all that went into it.

    Raises:
        TooLongError: more than is kept in one piece.
    """
    if len(inputs) != _HASH:
        msg = f"inputs: a hash of {_HASH} bytes is asked for, this has {len(inputs)}"
        raise ValueError(msg)
    mark = _mark(session, name)
    padded = seal.pad(inputs + result)
    sealed = seal.seal(session.keys.data, padded, _place(session, mark), store.chance)
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        connection.execute(delete(fit).where(fit.c.viewer == session.id, fit.c.label == mark))
        connection.execute(insert(fit).values(viewer=session.id, label=mark, sealed=sealed))


def find(store: Store, session: Session, name: str, inputs: bytes) -> bytes | None:
    """Give the result under a name, if it was computed from just these inputs."""
    return find_all(store, session, {name: inputs}).get(name)


def find_all(store: Store, session: Session, wished: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the results under these names that were computed from just the inputs beside them."""
    names = {_mark(session, name): name for name in wished}
    query = select(fit.c.label, fit.c.sealed)
    query = query.where(fit.c.viewer == session.id, fit.c.label.in_(names))
    with store.reading() as connection:
        rows = connection.execute(query).all()
    found = {}
    for mark, sealed in rows:
        plain = seal.unpad(seal.unseal(session.keys.data, sealed, _place(session, mark)))
        if hmac.compare_digest(plain[:_HASH], wished[names[mark]]):
            found[names[mark]] = plain[_HASH:]
    return found


def _mark(session: Session, name: str) -> str:
    return seal.label(session.keys.label, "fit", name)


def _place(session: Session, mark: str) -> bytes:
    return seal.bind("fit", session.id, mark)
