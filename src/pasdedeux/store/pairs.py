"""What two linked people alone can make: the key of their pair."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select

from pasdedeux.store import seal
from pasdedeux.store.keys import Session
from pasdedeux.store.memory import PAIR, THEIRS
from pasdedeux.store.tables import person, seat
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.home import LinkId, PersonId

_mine, _theirs = seat.alias("mine"), seat.alias("theirs")
_ACROSS = (
    select(_mine.c.link, _mine.c.secret, person.c.id, person.c.public)
    .join(_theirs, (_theirs.c.link == _mine.c.link) & (_theirs.c.person != _mine.c.person))
    .join(person, person.c.id == _theirs.c.person)
    .where(_mine.c.person == bindparam("me"))
)
"""Made once: every page asks it, and making a query takes longer than running it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The viewer's link, from their side of the table."""

    link: LinkId
    other: PersonId
    key: bytes = field(repr=False)


def find(connection: Connection, session: Session) -> Pair | None:
    """Find with whom the viewer is linked, if with anybody, and make their common key."""
    found = connection.execute(_ACROSS, {"me": session.id}).one_or_none()
    if found is None:
        for whose in (THEIRS, PAIR):
            session.memory.forget_but(whose, ())
        return None
    return session.memory.recall((PAIR, "key"), tuple(found), lambda: _pair(session, *found))


def _pair(session: Session, link: LinkId, sealed: bytes, other: PersonId, public: bytes) -> Pair:
    secret = open_secret(session, link, sealed)
    return Pair(link, other, seal.pair_key(session.keys.private, public, secret, seal.bind(link)))


def take_turn(connection: Connection, session: Session) -> None:
    """Let one writer of a couple go at a time, so that nobody shares by wishes of a moment ago.

    A file has one writer at a time anyway.

    Raises:
        MissingError: the person was erased meanwhile.
    """
    link = select(seat.c.link).where(seat.c.person == session.id).scalar_subquery()
    both = select(seat.c.person).where(seat.c.link == link)
    query = select(person.c.id).where((person.c.id == session.id) | person.c.id.in_(both))
    rows = connection.execute(query.order_by(person.c.id).with_for_update()).all()
    if session.id not in {who for (who,) in rows}:
        msg = "There is nothing here."
        raise MissingError(msg)


def close_secret(session: Session, link: str, secret: bytes, chance: seal.Chance) -> bytes:
    """Keep what came with an invitation, for the viewer alone."""
    return seal.seal(session.keys.data, secret, seal.bind("seat", link, session.id), chance)


def open_secret(session: Session, link: str, sealed: bytes) -> bytes:
    """Read it again."""
    return seal.unseal(session.keys.data, sealed, seal.bind("seat", link, session.id))
