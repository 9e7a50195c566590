"""Keys follow what an owner says, at once and both ways."""

from itertools import pairwise

import pytest
from sqlalchemy import select, text, update

from pasdedeux.store import drafts, fits, grants, items, links, pairs, seal, wraps
from pasdedeux.store.tables import granted, item, wrap
from pasdedeux.terms.errors import DamagedError
from pasdedeux.terms.home import Choice, ItemId, Kind
from tests.homes import Cast

DIGEST = b"h" * 32


def _seen(cast: Cast) -> list[object]:
    return [seen.body["n"] for seen in items.shared_with_me(cast.store, cast.ben)]


def test_nothing_is_shared_until_its_owner_says_so(cast: Cast) -> None:
    for number, kind in enumerate(Kind):
        items.write(cast.store, cast.ana, kind, {"n": number})
    assert _seen(cast) == []
    assert grants.kinds(cast.store, cast.ana) == frozenset()


def test_a_kind_is_shared_with_what_comes_and_withdrawn_with_all(cast: Cast) -> None:
    items.write(cast.store, cast.ana, Kind.CHECK_INS, {"n": 1})
    grants.share(cast.store, cast.ana, Kind.CHECK_INS)
    items.write(cast.store, cast.ana, Kind.CHECK_INS, {"n": 2})
    items.write(cast.store, cast.ana, Kind.MOMENTS, {"n": 3})
    assert _seen(cast) == [1, 2]
    assert items.shared_with_me(cast.store, cast.cleo) == ()
    grants.withdraw(cast.store, cast.ana, Kind.CHECK_INS)
    assert _seen(cast) == []
    assert grants.kinds(cast.store, cast.ana) == frozenset()


def test_one_item_may_differ_from_its_kind(cast: Cast) -> None:
    grants.share(cast.store, cast.ana, Kind.NOTES)
    hidden = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}, choice=Choice.PRIVATE).id
    shown = items.write(cast.store, cast.ana, Kind.MOMENTS, {"n": 2}).id
    grants.choose(cast.store, cast.ana, shown, Choice.SHARED)
    assert _seen(cast) == [2]
    grants.choose(cast.store, cast.ana, hidden, Choice.AS_KIND)
    assert _seen(cast) == [1, 2]
    assert [found.is_shared for found in items.mine(cast.store, cast.ana)] == [True, True]


def test_answers_open_to_each_other_when_both_are_there(cast: Cast) -> None:
    both = Choice.WHEN_BOTH
    items.write(cast.store, cast.ana, Kind.SCORES, {"n": 1}, topic="trust", choice=both)
    assert _seen(cast) == []
    assert grants.waiting_for_me(cast.store, cast.ben) == {"trust"}
    assert not grants.settle(cast.store, cast.ana)
    items.write(cast.store, cast.ben, Kind.SCORES, {"n": 2}, topic="trust", choice=both)
    assert [seen.body["n"] for seen in items.shared_with_me(cast.store, cast.ana)] == [2]
    assert grants.settle(cast.store, cast.ana)
    assert _seen(cast) == [1]
    assert grants.waiting_for_me(cast.store, cast.ben) == frozenset()
    assert not grants.settle(cast.store, cast.ana)
    assert not grants.settle(cast.store, cast.ben)


def test_an_answer_that_is_kept_private_opens_nothing(cast: Cast) -> None:
    both = Choice.WHEN_BOTH
    items.write(cast.store, cast.ana, Kind.SCORES, {"n": 1}, topic="trust", choice=both)
    items.write(cast.store, cast.ben, Kind.SCORES, {"n": 2}, topic="trust")
    items.write(cast.store, cast.ben, Kind.SCORES, {"n": 3}, topic="other", choice=both)
    grants.settle(cast.store, cast.ana)
    assert _seen(cast) == []
    assert items.shared_with_me(cast.store, cast.ana) == ()


def test_who_takes_an_answer_back_closes_both(cast: Cast) -> None:
    both = Choice.WHEN_BOTH
    items.write(cast.store, cast.ana, Kind.SCORES, {"n": 1}, topic="trust", choice=both)
    ben = items.write(cast.store, cast.ben, Kind.SCORES, {"n": 2}, topic="trust", choice=both).id
    grants.settle(cast.store, cast.ana)
    assert _seen(cast) == [1]
    grants.choose(cast.store, cast.ben, ben, Choice.PRIVATE)
    assert items.shared_with_me(cast.store, cast.ana) == ()
    assert _seen(cast) == []  # at once, not when Ana next looks in


def test_who_erases_an_answer_closes_both(cast: Cast) -> None:
    both = Choice.WHEN_BOTH
    items.write(cast.store, cast.ana, Kind.SCORES, {"n": 1}, topic="trust", choice=both)
    items.write(cast.store, cast.ana, Kind.SCORES, {"n": 3}, choice=Choice.SHARED)
    ben = items.write(cast.store, cast.ben, Kind.SCORES, {"n": 2}, topic="trust", choice=both).id
    grants.settle(cast.store, cast.ana)
    items.erase(cast.store, cast.ben, ben)
    assert _seen(cast) == [3]  # what waits for nobody stays
    grants.settle(cast.store, cast.ana)
    assert _seen(cast) == [3]


def test_a_grant_made_up_in_the_file_is_not_believed(cast: Cast) -> None:
    grants.share(cast.store, cast.ana, Kind.NOTES)
    grants.share(cast.store, cast.ben, Kind.MOMENTS)
    with cast.store.writing() as connection:
        of_ben = select(granted.c.sealed).where(granted.c.owner == cast.ben.id)
        planted = connection.execute(of_ben).scalar_one()
        of_ana = update(granted).where(granted.c.owner == cast.ana.id)
        connection.execute(of_ana.values(sealed=planted))
    with pytest.raises(DamagedError):
        items.write(cast.store, cast.ana, Kind.MOMENTS, {"n": 1})
    assert _seen(cast) == []


def test_a_fit_is_read_back_for_the_same_inputs_alone(cast: Cast) -> None:
    fits.keep(cast.store, cast.ana, "us", DIGEST, b"old")
    fits.keep(cast.store, cast.ana, "us", DIGEST, b"reading" * 1000)
    assert fits.find(cast.store, cast.ana, "us", DIGEST) == b"reading" * 1000
    assert fits.find(cast.store, cast.ana, "us", b"i" * 32) is None
    assert fits.find(cast.store, cast.ana, "me", DIGEST) is None
    assert fits.find(cast.store, cast.ben, "us", DIGEST) is None
    with pytest.raises(ValueError, match="32 bytes"):
        fits.keep(cast.store, cast.ana, "us", b"short", b"")


def test_what_was_computed_from_withdrawn_things_goes_with_them(cast: Cast) -> None:
    grants.share(cast.store, cast.ana, Kind.CHECK_INS)
    items.write(cast.store, cast.ana, Kind.CHECK_INS, {"n": 1})
    fits.keep(cast.store, cast.ben, "us", DIGEST, b"of both")
    private = items.write(cast.store, cast.ana, Kind.JOURNAL, {"n": 2}).id
    items.edit(cast.store, cast.ana, private, {"n": 3})
    items.erase(cast.store, cast.ana, private)
    assert fits.find(cast.store, cast.ben, "us", DIGEST) == b"of both"
    grants.withdraw(cast.store, cast.ana, Kind.CHECK_INS)
    assert fits.find(cast.store, cast.ben, "us", DIGEST) is None


def test_a_draft_is_its_owners_and_the_newest(cast: Cast) -> None:
    drafts.keep(cast.store, cast.ana, "journal", {"typed": "half a sen"})
    drafts.keep(cast.store, cast.ana, "journal", {"typed": "half a sentence"})
    assert drafts.find(cast.store, cast.ana, "journal") == {"typed": "half a sentence"}
    assert drafts.find(cast.store, cast.ben, "journal") is None
    drafts.drop(cast.store, cast.ana, "journal")
    assert drafts.find(cast.store, cast.ana, "journal") is None


def test_an_old_wrap_put_back_does_not_open_what_was_made_private_since(cast: Cast) -> None:
    """The other copies the owner's own row, waits, and puts it back (decision 0032)."""
    note = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}).id
    here = (wrap.c.item == note) & (wrap.c.reader == cast.ana.id)
    with cast.store.reading() as connection:
        before = connection.execute(select(wrap.c.sealed).where(here)).scalar_one()
    grants.choose(cast.store, cast.ana, note, Choice.PRIVATE)
    with cast.store.writing() as connection:
        connection.execute(update(wrap).where(here).values(sealed=before))
    grants.share(cast.store, cast.ana, Kind.NOTES)
    with pytest.raises(DamagedError):
        items.shared_with_me(cast.store, cast.ben)


@pytest.mark.parametrize("how", ["withdrawn", "made private", "unlinked"])
def test_a_key_that_the_other_had_writes_nothing_that_its_owner_takes_for_theirs(
    cast: Cast, how: str
) -> None:
    grants.share(cast.store, cast.ana, Kind.NOTES)
    note = items.write(cast.store, cast.ana, Kind.NOTES, {"n": "you frightened me"}).id
    header = _header_of(cast, note)
    if how == "withdrawn":
        grants.withdraw(cast.store, cast.ana, Kind.NOTES)
    elif how == "made private":
        grants.choose(cast.store, cast.ana, note, Choice.PRIVATE)
    else:
        links.unlink(cast.store, cast.ana)
    place = seal.bind("item", note, cast.ana.id, 1)
    forged = seal.seal(header, seal.pad(b'{"n": "all my fault"}'), place, cast.store.chance)
    with cast.store.writing() as connection:
        connection.execute(update(item).where(item.c.id == note).values(sealed=forged))
    with pytest.raises(DamagedError):
        items.one(cast.store, cast.ana, note)


def _header_of(cast: Cast, which: ItemId) -> bytes:
    """Give the key that the other has of an item now."""
    with cast.store.reading() as connection:
        pair = pairs.find(connection, cast.ben)
        assert pair is not None
        found = {one: header for one, header, *_ in wraps.shown(connection, cast.ben, pair)}
    return found[which].key


def test_the_numbers_of_rows_tell_no_order_and_no_gap(cast: Cast) -> None:
    if cast.store.engine.dialect.name != "sqlite":
        pytest.skip("only a file has such numbers")
    for number in range(8):
        items.write(cast.store, cast.ana, Kind.NOTES, {"n": number})
    drafts.keep(cast.store, cast.ana, "journal", {"typed": "half a sen"})
    for table in ("item", "wrap", "draft", "person"):
        with cast.store.reading() as connection:
            query = text(f"SELECT rowid FROM {table}")  # noqa: S608 - our own names
            numbers = sorted(found for (found,) in connection.execute(query))
        assert numbers, table
        assert numbers[-1] > 10**12, table
        assert all(after - before > 10**6 for before, after in pairwise(numbers)), table
