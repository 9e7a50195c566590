"""What people write is kept whole, once, and for its owner."""

import pytest
from sqlalchemy import select, update

from pasdedeux.store import grants, items
from pasdedeux.store.tables import item, wrap
from pasdedeux.terms.errors import (
    ChangedError,
    DamagedError,
    MissingError,
    NotShareableError,
    TooLongError,
)
from pasdedeux.terms.home import Body, Choice, Kind
from tests.homes import Cast

WORDS: Body = {"said": "Ñandú שלום 🕊️ \x00 \ud800", "slider": 0.4, "skipped": None}


def test_what_was_written_is_read_back_as_it_was(cast: Cast) -> None:
    written = items.write(cast.store, cast.ana, Kind.CHECK_INS, WORDS)
    read = items.one(cast.store, cast.ana, written.id)
    assert read.body == WORDS
    assert (read.kind, read.version, read.is_shared) == (Kind.CHECK_INS, 1, False)


def test_items_come_in_the_order_of_writing_and_by_kind(cast: Cast) -> None:
    for number in range(6):
        kind = Kind.JOURNAL if number % 2 else Kind.MOMENTS
        items.write(cast.store, cast.ana, kind, {"n": number})
    assert [found.body["n"] for found in items.mine(cast.store, cast.ana)] == [0, 1, 2, 3, 4, 5]
    assert [found.body["n"] for found in items.mine(cast.store, cast.ana, Kind.JOURNAL)] == [
        1,
        3,
        5,
    ]
    assert items.mine(cast.store, cast.ben) == ()


def test_a_form_sent_twice_is_kept_once(cast: Cast) -> None:
    first = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}, once="form 1")
    again = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}, once="form 1")
    other = items.write(cast.store, cast.ben, Kind.NOTES, {"n": 1}, once="form 1")
    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)
    assert again.id == first.id
    assert len(items.mine(cast.store, cast.ana)) == 1


def test_an_edit_replaces_the_words_and_the_key(cast: Cast) -> None:
    which = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}).id
    grants.share(cast.store, cast.ana, Kind.NOTES)
    with cast.store.reading() as connection:
        before = connection.execute(select(wrap.c.sealed).where(wrap.c.item == which)).all()
    assert items.edit(cast.store, cast.ana, which, {"n": 2}, version=1) == 2
    with cast.store.reading() as connection:
        after = connection.execute(select(wrap.c.sealed).where(wrap.c.item == which)).all()
    assert items.one(cast.store, cast.ana, which).body == {"n": 2}
    (seen,) = items.shared_with_me(cast.store, cast.ben)
    assert (seen.body, seen.version) == ({"n": 2}, 2)
    assert set(before).isdisjoint(after)


def test_a_form_from_an_old_page_changes_nothing(cast: Cast) -> None:
    which = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}).id
    items.edit(cast.store, cast.ana, which, {"n": 2}, version=1)
    with pytest.raises(ChangedError):
        items.edit(cast.store, cast.ana, which, {"n": 3}, version=1)
    assert items.one(cast.store, cast.ana, which).body == {"n": 2}


def test_nobody_edits_or_erases_what_is_not_theirs(cast: Cast) -> None:
    which = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}).id
    grants.share(cast.store, cast.ana, Kind.NOTES)
    for other in (cast.ben, cast.cleo):
        with pytest.raises(MissingError):
            items.edit(cast.store, other, which, {"n": 2})
        with pytest.raises(MissingError):
            items.erase(cast.store, other, which)
        with pytest.raises(MissingError):
            grants.choose(cast.store, other, which, Choice.SHARED)
        with pytest.raises(MissingError):
            items.one(cast.store, other, which)
    assert items.one(cast.store, cast.ana, which).body == {"n": 1}


def test_an_erased_item_is_gone_for_both(cast: Cast) -> None:
    which = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}, choice=Choice.SHARED).id
    assert len(items.shared_with_me(cast.store, cast.ben)) == 1
    items.erase(cast.store, cast.ana, which)
    assert items.mine(cast.store, cast.ana) == ()
    assert items.shared_with_me(cast.store, cast.ben) == ()


@pytest.mark.parametrize("kind", [Kind.JOURNAL, Kind.SAFETY])
@pytest.mark.parametrize("choice", [Choice.SHARED, Choice.WHEN_BOTH])
def test_the_journal_and_the_safety_answers_cannot_be_shared(
    cast: Cast, kind: Kind, choice: Choice
) -> None:
    with pytest.raises(NotShareableError):
        items.write(cast.store, cast.ana, kind, {"n": 1}, choice=choice)
    which = items.write(cast.store, cast.ana, kind, {"n": 1}).id
    with pytest.raises(NotShareableError):
        grants.choose(cast.store, cast.ana, which, choice)
    with pytest.raises(NotShareableError):
        grants.share(cast.store, cast.ana, kind)
    assert items.shared_with_me(cast.store, cast.ben) == ()


def test_a_blob_moved_to_another_row_opens_nowhere(cast: Cast) -> None:
    one = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}).id
    two = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 2}).id
    for table, column in ((item, item.c.id), (wrap, wrap.c.item)):
        with cast.store.writing() as connection:
            rows = connection.execute(
                select(column, table.c.sealed).where(table.c.sealed.is_not(None))
            ).all()
            old = {which: sealed for which, sealed in rows}  # noqa: C416 - rows are no pairs
            for here, there in ((one, two), (two, one)):
                change = update(table).where(column == here).values(sealed=old[there])
                connection.execute(change)
        with pytest.raises(DamagedError):
            items.mine(cast.store, cast.ana)
        with cast.store.writing() as connection:
            for here in (one, two):
                connection.execute(update(table).where(column == here).values(sealed=old[here]))
    assert [found.body["n"] for found in items.mine(cast.store, cast.ana)] == [1, 2]


def test_an_old_blob_in_a_newer_row_does_not_open(cast: Cast) -> None:
    which = items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1}).id
    query = select(item.c.sealed).where(item.c.id == which)
    with cast.store.reading() as connection:
        old = connection.execute(query).scalar_one()
    items.edit(cast.store, cast.ana, which, {"n": 2})
    with cast.store.writing() as connection:
        connection.execute(update(item).where(item.c.id == which).values(sealed=old))
    with pytest.raises(DamagedError):
        items.one(cast.store, cast.ana, which)


def test_length_tells_nothing(cast: Cast) -> None:
    for words in ("", "no", "a long evening " * 20):
        items.write(cast.store, cast.ana, Kind.JOURNAL, {"words": words})
    with cast.store.reading() as connection:
        sizes = {len(sealed) for (sealed,) in connection.execute(select(item.c.sealed))}
        wrapped = {len(sealed) for (sealed,) in connection.execute(select(wrap.c.sealed))}
    assert sizes == {1024}
    assert wrapped == {256}


def test_more_than_fits_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    with pytest.raises(TooLongError):
        items.write(cast.store, cast.ana, Kind.JOURNAL, {"words": "x" * 5_000_000})
    assert items.mine(cast.store, cast.ana) == ()
