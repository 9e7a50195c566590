"""How two people become a couple here, and how either of them leaves."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from pasdedeux.store import pairs, people, rotate, seal, sharing, wraps
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store
from pasdedeux.store.tables import granted, invitation, item, offer, person, seat, wrap
from pasdedeux.terms.errors import InvitationError, LinkError
from pasdedeux.terms.home import Instant, Link, LinkId, Person, PersonId

LASTS = 48 * 3600.0
"""Seconds for which an invitation works."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A word that works once; it is kept nowhere, so it is shown once."""

    token: str = field(repr=False)
    expires: float  # by the wall's clock


def find(store: Store, session: Session) -> Link | None:
    """Say with whom the viewer is linked."""
    with store.reading() as connection:
        pair = pairs.find(connection, session)
        other = people.named(connection, store, pair.other) if pair else None
    return Link(pair.link, other) if pair and other else None


def invite(store: Store, session: Session, now: Instant) -> Invitation:
    """Make an invitation; one made before works no more.

    Raises:
        LinkError: the viewer is linked already.
    """
    word = seal.new_code(store.chance)
    link = LinkId(store.new_id())
    row = {
        "inviter": session.id,
        "tag": _tag(store, word),
        "link": link,
        "secret": pairs.close_secret(session, link, _secret(word), store.chance),
        "expires": now.wall + LASTS,
    }
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        _refuse_linked(connection, session.id)
        connection.execute(delete(invitation).where(invitation.c.inviter == session.id))
        connection.execute(insert(invitation).values(row))
    return Invitation(seal.spell(word), now.wall + LASTS)


def take_back(store: Store, session: Session) -> None:
    """Let the viewer's open invitation work no more."""
    with store.writing() as connection:
        connection.execute(delete(invitation).where(invitation.c.inviter == session.id))


def open_until(store: Store, session: Session, now: Instant) -> float | None:
    """Say until when the viewer's invitation works, if there is one."""
    query = select(invitation.c.expires).where(invitation.c.inviter == session.id)
    with store.reading() as connection:
        expires: float | None = connection.execute(query).scalar()
    return expires if expires is not None and expires > now.wall else None


def invited_by(store: Store, token: str, now: Instant) -> Person:
    """Say whose invitation this is, to whoever holds it.

    Raises:
        InvitationError: expired, used, or never made.
    """
    with store.reading() as connection:
        inviter = _open(connection, store, token, now)[0]
    found = people.by_id(store, inviter)
    if found is None:
        raise _no_invitation()
    return found


def accept(store: Store, session: Session, token: str, now: Instant) -> Link:
    """Become a couple with whoever made the invitation; it works this once.

    Raises:
        InvitationError: expired, used, never made, or one's own.
        LinkError: the viewer is linked already.
    """
    try:
        with store.writing() as connection:
            pairs.take_turn(connection, session)
            _refuse_linked(connection, session.id)
            inviter, link, sealed = _open(connection, store, token, now)
            if inviter == session.id:
                msg = "This is your own invitation; it is for the other person."
                raise InvitationError(msg)
            own = pairs.close_secret(session, link, _secret(seal.read_code(token)), store.chance)
            used = connection.execute(
                delete(invitation).where(invitation.c.inviter == inviter, invitation.c.link == link)
            )
            if used.rowcount != 1:
                raise _no_invitation()
            connection.execute(delete(invitation).where(invitation.c.inviter == session.id))
            for whose, secret in ((inviter, sealed), (session.id, own)):
                connection.execute(insert(seat).values(person=whose, link=link, secret=secret))
    except IntegrityError as problem:  # two accepted at the same moment
        raise _no_invitation() from problem
    other = people.by_id(store, inviter)
    if other is None:
        raise _no_invitation()
    return Link(link, other)


def unlink(store: Store, session: Session) -> None:
    """Leave: at once, alone, without a reason. What each let the other see goes with it.

    Raises:
        LinkError: linked with nobody.
    """
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        pair = pairs.find(connection, session)
        if pair is None:
            msg = "You are linked with nobody."
            raise LinkError(msg)
        had = wraps.readable(connection, session.id, pair.other)
        shown = wraps.own_headers(connection, session, had) if had else {}
        part(connection, session.id, pair.other)
        rotate.renew_items(connection, store, session, shown)


def part(connection: Connection, one: PersonId, other: PersonId) -> None:
    """Take from two people all that either had of the other's."""
    for owner, reader in ((one, other), (other, one)):
        theirs = select(item.c.id).where(item.c.owner == owner)
        connection.execute(delete(wrap).where(wrap.c.reader == reader, wrap.c.item.in_(theirs)))
        connection.execute(delete(offer).where(offer.c.owner == owner))
        connection.execute(delete(granted).where(granted.c.owner == owner))
        connection.execute(delete(seat).where(seat.c.person == owner))
        sharing.forget_fits(connection, owner)


def _open(
    connection: Connection, store: Store, token: str, now: Instant
) -> tuple[PersonId, LinkId, bytes]:
    query = select(invitation).join(person, person.c.id == invitation.c.inviter)
    row = connection.execute(
        query.where(invitation.c.tag == _tag(store, seal.read_code(token)))
    ).one_or_none()
    if row is None or row.expires <= now.wall:
        raise _no_invitation()
    return row.inviter, row.link, row.secret


def _no_invitation() -> InvitationError:
    return InvitationError("This invitation works no more. Ask for a new one.")


def _refuse_linked(connection: Connection, who: PersonId) -> None:
    if connection.execute(select(seat.c.person).where(seat.c.person == who)).first():
        msg = "You are linked already. Unlink first."
        raise LinkError(msg)


def _tag(store: Store, word: bytes) -> str:
    return store.tag("invitation", word.hex())


def _secret(word: bytes) -> bytes:
    return seal.derive(word, b"link")
