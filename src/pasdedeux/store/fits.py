"""What was computed for a viewer from what they may read, kept sealed for them alone."""

import hmac

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
    mark = _mark(session, name)
    query = select(fit.c.sealed).where(fit.c.viewer == session.id, fit.c.label == mark)
    with store.reading() as connection:
        sealed = connection.execute(query).scalar()
    if sealed is None:
        return None
    plain = seal.unpad(seal.unseal(session.keys.data, sealed, _place(session, mark)))
    return plain[_HASH:] if hmac.compare_digest(plain[:_HASH], inputs) else None


def _mark(session: Session, name: str) -> str:
    return seal.label(session.keys.label, "fit", name)


def _place(session: Session, mark: str) -> bytes:
    return seal.bind("fit", session.id, mark)
