"""The other person has the file, the store's key and their own passphrase. What do they get?"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import select, text

from pasdedeux.store import backup, drafts, fits, grants, items, pairs, people, seal, wraps
from pasdedeux.store.keys import Session
from pasdedeux.store.tables import (
    draft,
    fit,
    granted,
    invitation,
    item,
    metadata,
    person,
    seat,
    wrap,
)
from pasdedeux.terms.errors import DamagedError
from pasdedeux.terms.home import Choice, Kind
from tests.homes import BEN, NOON, Cast, gather, open_in

WORDS = "the private words of Ana"
SHOWN = "the words that Ana shows"
NAME = "Wilhelmina van Dijk"


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    """Let Ana write of every kind, show a few things, and leave a draft and a reading."""
    store = open_in(tmp_path)
    made = gather(store)
    for kind in Kind:
        items.write(store, made.ana, kind, {"words": WORDS})
    grants.share(store, made.ana, Kind.NOTES)
    grants.choose(store, made.ana, items.mine(store, made.ana, Kind.NOTES)[0].id, Choice.PRIVATE)
    items.write(store, made.ana, Kind.NOTES, {"words": SHOWN})
    both = Choice.WHEN_BOTH
    items.write(store, made.ana, Kind.SCORES, {"words": WORDS}, topic="trust", choice=both)
    drafts.keep(store, made.ana, "journal", {"typed": WORDS})
    fits.keep(store, made.ana, "us", b"h" * 32, WORDS.encode())
    yield made
    store.close()


def _every_sealed_value(cast: Cast) -> list[bytes]:
    """Read every byte string of every table, as the holder of the store's key can."""
    found = []
    with cast.store.reading() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                found += [value for value in row if isinstance(value, bytes)]
    return found


def _all_keys_of(cast: Cast, session: Session) -> list[bytes]:
    """List every key that somebody gets from the file, the store's key and their passphrase."""
    keys = [cast.store.key, cast.store.name_key, session.keys.data, session.keys.private]
    with cast.store.reading() as connection:
        pair = pairs.find(connection, session)
        assert pair is not None
        keys.append(pair.key)
        mine = wraps.own_headers(connection, session)
        rows = connection.execute(
            select(wrap.c.item, wrap.c.sealed, item.c.owner)
            .join(item, item.c.id == wrap.c.item)
            .where(wrap.c.reader == session.id, item.c.owner == pair.other)
        ).all()
    keys += [header.key for header in mine.values()]
    for which, sealed, owner in rows:
        keys.append(wraps.open_wrap(sealed, pair.key, wraps.place_of(which, owner, session.id)).key)
    return keys


def _places(cast: Cast) -> list[bytes]:
    """List every place that an envelope may be bound to."""
    ids = [cast.ana.id, cast.ben.id]
    found = [seal.bind("person", who, what) for who in ids for what in ("passphrase", "recovery")]
    with cast.store.reading() as connection:
        for row in connection.execute(select(item.c.id, item.c.owner, item.c.version)):
            found.append(seal.bind("item", row.id, row.owner, row.version))
            for reader in ids:
                found.append(wraps.place_of(row.id, row.owner, reader))
                found.append(seal.bind("offer", row.id, row.owner, reader))
        for table, name in ((draft, "draft"), (fit, "fit")):
            whose = next(iter(table.primary_key.columns))
            rows = connection.execute(select(whose, table.c.label))
            found += [seal.bind(name, who, label) for who, label in rows]
        for table, name in ((seat, "seat"), (granted, "granted"), (invitation, "seat")):
            whose = next(iter(table.primary_key.columns))
            for who, link in connection.execute(select(whose, table.c.link)):
                found += [seal.bind(name, who, link), seal.bind(name, link, who)]
    return found


def _opened(cast: Cast, session: Session) -> list[bytes]:
    """Try every key on every envelope in every place."""
    found = []
    sealed = _every_sealed_value(cast)
    for key, value, place in product(_all_keys_of(cast, session), sealed, _places(cast)):
        try:
            found.append(seal.unseal(key, value, place))
        except DamagedError:
            continue
    return found


def test_with_file_key_and_own_passphrase_the_other_opens_only_what_is_shared(cast: Cast) -> None:
    ben = people.sign_in(cast.store, "Ben", BEN, NOON)
    opened = b"".join(_opened(cast, ben))
    assert SHOWN.encode() in opened
    assert WORDS.encode() not in opened
    assert cast.ana.keys.data not in opened
    assert cast.ana.keys.private not in opened


def test_the_same_search_finds_everything_with_anas_keys(cast: Cast) -> None:
    """Or the search above would prove nothing."""
    opened = b"".join(_opened(cast, cast.ana))
    assert opened.count(WORDS.encode()) == len(Kind) + 3
    assert SHOWN.encode() in opened


def test_no_row_tells_which_kind_or_topic_a_private_thing_is_of(cast: Cast) -> None:
    with cast.store.reading() as connection:
        rows = [
            row for table in metadata.sorted_tables for row in connection.execute(select(table))
        ]
    words = {str(value) for row in rows for value in row if not isinstance(value, bytes)}
    telling = {
        *(kind.value for kind in Kind),
        *(kind.name for kind in Kind),
        "trust",
        "us",
        "journal",
    }
    assert words.isdisjoint(telling)
    with cast.store.reading() as connection:
        sizes = [len(sealed) for (sealed,) in connection.execute(select(item.c.sealed))]
    assert set(sizes) == {1024}


def test_nobody_signs_in_with_a_secret_moved_to_their_row(cast: Cast) -> None:
    """Who writes to the file puts their own lock on the other's name, and finds it empty."""
    with cast.store.writing() as connection:
        ben = connection.execute(select(person).where(person.c.id == cast.ben.id)).one()
        moved = {name: getattr(ben, name) for name in ("salt", "cost", "by_passphrase")}
        connection.execute(person.update().where(person.c.id == cast.ana.id).values(moved))
    from pasdedeux.terms.errors import SignInError

    with pytest.raises(SignInError):
        people.sign_in(cast.store, "Ana", BEN, NOON)


def test_a_public_half_changed_in_the_file_lets_no_third_person_in(cast: Cast) -> None:
    (waiting,) = [found for found in items.mine(cast.store, cast.ana) if found.topic]
    items.erase(cast.store, cast.ana, waiting.id)
    with cast.store.writing() as connection:
        theirs = seal.public_of(cast.cleo.keys.private)
        connection.execute(person.update().where(person.c.id == cast.ben.id).values(public=theirs))
    items.write(cast.store, cast.ana, Kind.NOTES, {"words": SHOWN})
    with cast.store.reading() as connection:
        link = connection.execute(select(seat.c.link)).scalars().first()
        ana = connection.execute(select(person).where(person.c.id == cast.ana.id)).one()
        rows = connection.execute(select(wrap).where(wrap.c.reader == cast.ben.id)).all()
    guessed = seal.pair_key(cast.cleo.keys.private, ana.public, b"", seal.bind(link))
    for row in rows:
        with pytest.raises(DamagedError):
            wraps.open_wrap(row.sealed, guessed, wraps.place_of(row.item, ana.id, cast.ben.id))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_file_holds_a_plain_word(cast: Cast, tmp_path: Path) -> None:
    store = cast.store
    people.create(store, NAME, "a passphrase of hers", is_adult=True)
    backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    backup.keep_copy(store.engine, store.place, store.key, "try")
    with store.writing() as connection:
        connection.execute(text("UPDATE attempt SET failures = 1"))
        files = _files(tmp_path)
    assert {"home.db", "home.db-wal", "copy.backup", "0001-try.backup"} <= set(files)
    for name, content in files.items():
        for word in (WORDS, SHOWN, NAME, "SQLite format", "CREATE TABLE", cast.ana.id):
            assert word.encode() not in content, (name, word)
        for secret in (cast.ana.keys.data, cast.ana.keys.private, store.key):
            assert secret not in content, name


def test_every_read_asks_for_its_viewer(cast: Cast) -> None:
    """A session made up without keys reads nothing, whoever it says it is."""
    made_up = replace(cast.ana, keys=cast.ben.keys)
    with pytest.raises(DamagedError):
        items.mine(cast.store, made_up)
    assert drafts.find(cast.store, made_up, "journal") is None
    assert fits.find(cast.store, made_up, "us", b"h" * 32) is None
