"""Let keys follow the rules: give the other the items that the policy names, and no others."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from pasdedeux.consent import policy
from pasdedeux.consent.policy import Asked
from pasdedeux.store import pairs, seal, wraps
from pasdedeux.store.keys import Session
from pasdedeux.store.pairs import Pair
from pasdedeux.store.tables import fit, granted, offer
from pasdedeux.store.wraps import Header, Reader
from pasdedeux.terms.home import Choice, ItemId, Kind, PersonId, Viewer


def apply(
    connection: Connection,
    session: Session,
    found: Mapping[ItemId, Header],
    chance: seal.Chance,
) -> bool:
    """Bring the other's keys in step with the viewer's wishes, for these items of theirs.

    Returns:
        whether anything changed for the other.
    """
    pair = pairs.find(connection, session)
    if pair is None:
        return False
    _keep_offers(connection, session, pair, found, chance)
    wanted = _wanted(connection, session, pair, found)
    has = wraps.readable(connection, session.id, pair.other)
    to = Reader(session.id, pair.other, pair.key)
    for item in wanted - has:
        wraps.keep(connection, to, item, found[item].for_reader(), chance)
    lost = (found.keys() - wanted) & has
    if lost:
        wraps.drop(connection, lost, pair.other)
        forget_fits(connection, pair.other)
    close_theirs(connection, session, pair)
    return wanted - has != set() or lost != set()


def close_theirs(connection: Connection, session: Session, pair: Pair) -> None:
    """Give back what the other opened for an answer that the viewer has taken back since.

    An offer stands for each item that waits for both; its wrap, if it has one, goes without the
    owner's keys. Nobody reads on, until the other next looks in, what their own answer opened.
    """
    both = answered_by_both(connection, session, pair)
    theirs = _offered(connection, pair.other, session.id, pair)
    unanswered = {item for item, topic in theirs.items() if topic not in both}
    lost = unanswered & wraps.readable(connection, pair.other, session.id)
    if lost:
        wraps.drop(connection, lost, session.id)
        forget_fits(connection, session.id)


def _wanted(
    connection: Connection, session: Session, pair: Pair, found: Mapping[ItemId, Header]
) -> set[ItemId]:
    """Ask the policy about every item."""
    kinds = granted_kinds(connection, session, pair)
    both = answered_by_both(connection, session, pair)
    other = Viewer(pair.other)
    return {
        item
        for item, header in found.items()
        if policy.may_see(
            other,
            Asked(
                owner=session.id,
                partner=pair.other,
                kind=header.kind,
                choice=choice_of(header, pair),
                granted=kinds,
                have_both_answered=header.topic in both,
            ),
        )
    }


def choice_of(header: Header, pair: Pair | None) -> Choice:
    """Say what was chosen for an item; what was chosen for a former partner counts no more."""
    is_for_now = pair is not None and header.link == pair.link
    return header.choice if is_for_now or header.choice is Choice.PRIVATE else Choice.AS_KIND


def granted_kinds(connection: Connection, session: Session, pair: Pair | None) -> frozenset[Kind]:
    """Read which kinds the viewer shows to the other, in their own sealed words."""
    if pair is None:
        return frozenset()
    query = select(granted.c.sealed).where(granted.c.owner == session.id)
    sealed = connection.execute(query.where(granted.c.link == pair.link)).scalar()
    if sealed is None:
        return frozenset()
    plain = seal.unpad(seal.unseal(session.keys.data, sealed, _grant_place(session, pair)))
    return frozenset(Kind(name) for name in json.loads(plain))


def keep_granted(
    connection: Connection,
    session: Session,
    pair: Pair,
    kinds: frozenset[Kind],
    chance: seal.Chance,
) -> None:
    """Write which kinds the viewer shows to the other."""
    plain = seal.pad(json.dumps(sorted(kinds)).encode())
    sealed = seal.seal(session.keys.data, plain, _grant_place(session, pair), chance)
    connection.execute(delete(granted).where(granted.c.owner == session.id))
    connection.execute(insert(granted).values(owner=session.id, link=pair.link, sealed=sealed))


def _grant_place(session: Session, pair: Pair) -> bytes:
    return seal.bind("granted", session.id, pair.link)


def answered_by_both(connection: Connection, session: Session, pair: Pair) -> set[str]:
    """List the topics on which both have offered an answer to each other."""
    mine = set(_offered(connection, session.id, pair.other, pair).values())
    return mine & offered_to(connection, session, pair)


def offered_to(connection: Connection, session: Session, pair: Pair) -> set[str]:
    """List the topics on which the other waits for an answer of the viewer's."""
    return set(_offered(connection, pair.other, session.id, pair).values())


def _offered(
    connection: Connection, owner: PersonId, reader: PersonId, pair: Pair
) -> dict[ItemId, str]:
    query = select(offer.c.item, offer.c.sealed)
    rows = connection.execute(query.where(offer.c.owner == owner, offer.c.reader == reader))
    opened = {
        item: seal.unseal(pair.key, sealed, seal.bind("offer", item, owner, reader))
        for item, sealed in rows
    }
    return {item: seal.unpad(plain).decode() for item, plain in opened.items()}


def _keep_offers(
    connection: Connection,
    session: Session,
    pair: Pair,
    found: Mapping[ItemId, Header],
    chance: seal.Chance,
) -> None:
    """Tell the other what was answered for both to see, and nothing of what was answered."""
    rows = connection.execute(select(offer.c.item).where(offer.c.owner == session.id))
    stale = [item for (item,) in rows if item in found]
    connection.execute(delete(offer).where(offer.c.item.in_(stale)))
    for item, header in found.items():
        if choice_of(header, pair) is Choice.WHEN_BOTH and policy.is_shareable(header.kind):
            place = seal.bind("offer", item, session.id, pair.other)
            sealed = seal.seal(pair.key, seal.pad(header.topic.encode(), 256), place, chance)
            row = {"item": item, "owner": session.id, "reader": pair.other, "sealed": sealed}
            connection.execute(insert(offer).values(row))


def forget_fits(connection: Connection, viewer: PersonId) -> None:
    """Drop what was computed for somebody from what they may no longer read."""
    connection.execute(delete(fit).where(fit.c.viewer == viewer))
