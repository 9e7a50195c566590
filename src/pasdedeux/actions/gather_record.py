"""Gather the record of what one viewer may read: their own, and what the other shows them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.actions.remember import remember
from pasdedeux.intake.daily import Entry, record_at_home
from pasdedeux.measure import kept
from pasdedeux.measure.kept import KeptResult
from pasdedeux.store import items, links
from pasdedeux.terms.home import Body, Kind, Link, Mine, PersonId, Shared
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Record

_KINDS = (Kind.SCORES, Kind.CHECK_INS, Kind.MOMENTS)
_UNNAMED = "Partner"
"""What the other is called where nobody is linked."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A record, and who of its two looks at it."""

    record: Record
    viewer: Partner
    is_alone: bool
    """Whether nobody is linked."""
    is_one_sided: bool
    """Whether nothing of the other's can be read."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read from."""
        return not (self.record.check_ins or self.record.moments or self.record.traits)


def gather_record(home: Home, session: Session) -> Gathered:
    """Read all that the viewer may read now, and put it into one record."""
    link = links.find(home.store, session)
    mine = items.mine(home.store, session, *_KINDS)
    shared = items.shared_with_me(home.store, session, *_KINDS)
    own = [(one.kind, one.body) for one in mine]
    others = [(one.kind, one.body) for one in shared]
    return remember(
        session,
        "record",
        (session.name, link, own, others),
        lambda: assemble(session.id, session.name, link, mine, shared),
    )


def side_of(viewer: PersonId, link: Link | None) -> Partner:
    """Say which of the two somebody is, in every picture and on every page of both."""
    return Partner.A if link is None or viewer < link.other.id else Partner.B


def assemble(
    viewer: PersonId, name: str, link: Link | None, mine: Sequence[Mine], shared: Sequence[Shared]
) -> Gathered:
    """Put what a viewer may read into a record; nothing else can change it.

    Who is A goes by the order of the two ids, so that both partners see the same two places, and
    two who show each other everything get the same record.
    """
    me = side_of(viewer, link)
    names = (name, link.other.name if link else _UNNAMED)
    own = [(one.kind, one.body) for one in mine]
    other = [(one.kind, one.body) for one in shared]
    written = {me: own, me.other: other}
    record = record_at_home(
        names if me is Partner.A else (names[1], names[0]),
        [Entry(who, *one) for who in Partner for one in written[who]],
        tuple(
            trait for who in Partner for trait in kept.latest_traits(who, _results(written[who]))
        ),
    )
    return Gathered(record, me, link is None, not other)


def fingerprint(gathered: Gathered, version: str) -> bytes:
    """Give a hash of all that goes into a reading: the record, and the program that reads it."""
    return hashlib.sha256(f"{version}\n{gathered.record!r}".encode()).digest()


def _results(written: Iterable[tuple[Kind, Body]]) -> list[KeptResult]:
    found = (kept.from_body(body) for kind, body in written if kind is Kind.SCORES)
    return [one for one in found if one is not None]
