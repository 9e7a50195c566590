"""What two linked people alone can make: the key of their pair."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from pasdedeux.store import seal
from pasdedeux.store.keys import Session
from pasdedeux.store.tables import person, seat
from pasdedeux.terms.home import LinkId, PersonId


@dataclass(frozen=True, slots=True)
class Pair:
    """The viewer's link, from their side of the table."""

    link: LinkId
    other: PersonId
    key: bytes = field(repr=False)


def find(connection: Connection, session: Session) -> Pair | None:
    """Find with whom the viewer is linked, if with anybody, and make their common key."""
    mine = connection.execute(select(seat).where(seat.c.person == session.id)).one_or_none()
    if mine is None:
        return None
    query = select(person.c.id, person.c.public).join(seat, seat.c.person == person.c.id)
    across = connection.execute(
        query.where(seat.c.link == mine.link, seat.c.person != session.id)
    ).one_or_none()
    if across is None:
        return None
    secret = open_secret(session, mine.link, mine.secret)
    key = seal.pair_key(session.keys.private, across.public, secret, seal.bind(mine.link))
    return Pair(mine.link, across.id, key)


def close_secret(session: Session, link: str, secret: bytes, chance: seal.Chance) -> bytes:
    """Keep what came with an invitation, for the viewer alone."""
    return seal.seal(session.keys.data, secret, seal.bind("seat", link, session.id), chance)


def open_secret(session: Session, link: str, sealed: bytes) -> bytes:
    """Read it again."""
    return seal.unseal(session.keys.data, sealed, seal.bind("seat", link, session.id))
