"""An invitation makes two people a couple once; either of them leaves alone."""

import pytest
from sqlalchemy import func, select

from pasdedeux.store import fits, grants, items, links
from pasdedeux.store.open import Store
from pasdedeux.store.tables import granted, invitation, offer, seat, wrap
from pasdedeux.terms.errors import InvitationError, LinkError
from pasdedeux.terms.home import Choice, Kind
from tests.homes import NOON, Cast, later, relink

DIGEST = b"h" * 32


def _count(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (seat, invitation, granted, offer, wrap)
        }


def test_both_see_the_link_from_their_own_side(cast: Cast) -> None:
    from_ana = links.find(cast.store, cast.ana)
    from_ben = links.find(cast.store, cast.ben)
    assert from_ana is not None
    assert from_ben is not None
    assert (from_ana.other.name, from_ben.other.name) == ("Ben", "Ana")
    assert from_ana.id == from_ben.id
    assert links.find(cast.store, cast.cleo) is None


def test_an_invitation_names_who_made_it_and_works_once(cast: Cast) -> None:
    links.unlink(cast.store, cast.ana)
    made = links.invite(cast.store, cast.ana, NOON)
    assert links.open_until(cast.store, cast.ana, NOON) == made.expires
    assert links.invited_by(cast.store, made.token, NOON).name == "Ana"
    links.accept(cast.store, cast.ben, made.token, NOON)
    for later_comer in (cast.cleo, cast.ben):
        with pytest.raises((InvitationError, LinkError)):
            links.accept(cast.store, later_comer, made.token, NOON)
    with pytest.raises(InvitationError):
        links.invited_by(cast.store, made.token, NOON)
    assert links.open_until(cast.store, cast.ana, NOON) is None


def test_expired_taken_back_and_invented_invitations_say_the_same(cast: Cast) -> None:
    links.unlink(cast.store, cast.ana)
    said = set()
    expired = links.invite(cast.store, cast.ana, NOON)
    with pytest.raises(InvitationError) as refused:
        links.accept(cast.store, cast.ben, expired.token, later(links.LASTS))
    said.add(str(refused.value))
    links.invite(cast.store, cast.ana, NOON)
    links.take_back(cast.store, cast.ana)
    for token in (expired.token, "", "ÄÖÜ", "2222-2222", "0" * 5000):
        with pytest.raises(InvitationError) as refused:
            links.accept(cast.store, cast.ben, token, NOON)
        said.add(str(refused.value))
    assert len(said) == 1
    assert _count(cast.store)["seat"] == 0


def test_nobody_accepts_their_own_invitation(cast: Cast) -> None:
    token = links.invite(cast.store, cast.cleo, NOON).token
    with pytest.raises(InvitationError):
        links.accept(cast.store, cast.cleo, token, NOON)
    assert links.open_until(cast.store, cast.cleo, NOON) is not None


def test_a_linked_person_neither_invites_nor_accepts(cast: Cast) -> None:
    with pytest.raises(LinkError):
        links.invite(cast.store, cast.ana, NOON)
    token = links.invite(cast.store, cast.cleo, NOON).token
    with pytest.raises(LinkError):
        links.accept(cast.store, cast.ben, token, NOON)


def test_leaving_takes_away_what_each_had_of_the_other(cast: Cast) -> None:
    for session in (cast.ana, cast.ben):
        items.write(cast.store, session, Kind.NOTES, {"n": 1}, choice=Choice.SHARED)
        items.write(cast.store, session, Kind.SCORES, {"n": 2}, topic="t", choice=Choice.WHEN_BOTH)
        grants.share(cast.store, session, Kind.MOMENTS)
        fits.keep(cast.store, session, "us", DIGEST, b"a reading of both")
    links.unlink(cast.store, cast.ben)
    for session in (cast.ana, cast.ben):
        assert links.find(cast.store, session) is None
        assert items.shared_with_me(cast.store, session) == ()
        assert len(items.mine(cast.store, session)) == 2
        assert fits.find(cast.store, session, "us", DIGEST) is None
    assert _count(cast.store) == {"seat": 0, "invitation": 0, "granted": 0, "offer": 0, "wrap": 4}


def test_a_choice_for_a_former_partner_does_not_reach_the_next(cast: Cast) -> None:
    items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}, choice=Choice.SHARED)
    items.write(cast.store, cast.ana, Kind.SCORES, {"n": 2}, choice=Choice.PRIVATE)
    grants.share(cast.store, cast.ana, Kind.MOMENTS)
    items.write(cast.store, cast.ana, Kind.MOMENTS, {"n": 3})
    links.unlink(cast.store, cast.ana)
    token = links.invite(cast.store, cast.cleo, NOON).token
    links.accept(cast.store, cast.ana, token, NOON)
    assert grants.kinds(cast.store, cast.ana) == frozenset()
    grants.settle(cast.store, cast.ana)
    assert items.shared_with_me(cast.store, cast.cleo) == ()
    grants.share(cast.store, cast.ana, Kind.SCORES)
    assert items.shared_with_me(cast.store, cast.cleo) == ()
    grants.share(cast.store, cast.ana, Kind.NOTES)
    assert [seen.body["n"] for seen in items.shared_with_me(cast.store, cast.cleo)] == [1]


def test_a_wrap_from_before_opens_nothing_after_a_new_link(cast: Cast) -> None:
    which = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}, choice=Choice.SHARED).id
    old = (wrap.c.item == which) & (wrap.c.reader == cast.ben.id)
    with cast.store.reading() as connection:
        kept = connection.execute(select(wrap.c.sealed).where(old)).scalar_one()
    links.unlink(cast.store, cast.ana)
    relink(cast)
    with cast.store.writing() as connection:
        connection.execute(wrap.insert().values(item=which, reader=cast.ben.id, sealed=kept))
    from pasdedeux.terms.errors import DamagedError

    with pytest.raises(DamagedError):
        items.shared_with_me(cast.store, cast.ben)


def test_alone_there_is_nobody_to_leave_or_to_show_to(cast: Cast) -> None:
    with pytest.raises(LinkError):
        links.unlink(cast.store, cast.cleo)
    with pytest.raises(LinkError):
        grants.share(cast.store, cast.cleo, Kind.NOTES)
    written = items.write(cast.store, cast.cleo, Kind.NOTES, {"n": 1}, choice=Choice.SHARED)
    assert not items.one(cast.store, cast.cleo, written.id).is_shared
