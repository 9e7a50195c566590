"""What is erased is gone from the tables, the file and the program's own copies."""

import os

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Table, select

from pasdedeux.store import (
    backup,
    connect,
    doctor,
    drafts,
    fits,
    forget,
    grants,
    items,
    links,
    people,
)
from pasdedeux.store.open import open_store
from pasdedeux.store.tables import OWNED, READ, item, metadata, person, wrap
from pasdedeux.terms.errors import MissingError, SignInError
from pasdedeux.terms.home import Choice, Kind, PersonId
from tests.homes import ANA, BEN, NOON, QUICK, Cast, place_in


def _fill(cast: Cast) -> None:
    for session in (cast.ana, cast.ben):
        for kind in Kind:
            items.write(cast.store, session, kind, {"n": 1})
        both = Choice.WHEN_BOTH
        items.write(cast.store, session, Kind.SCORES, {"n": 2}, topic="t", choice=both)
        grants.share(cast.store, session, Kind.NOTES)
        drafts.keep(cast.store, session, "form", {"n": 1})
        fits.keep(cast.store, session, "us", b"h" * 32, b"reading")


def _columns(table: Table) -> list[str]:
    return [
        column.name
        for column in table.columns
        if any(key.column.table is person for key in column.foreign_keys)
    ]


def test_every_table_with_a_person_in_it_is_known_to_erasing() -> None:
    known = {(table.name, column) for table, column in (*OWNED.items(), *READ.items())}
    there = {(table.name, name) for table in metadata.sorted_tables for name in _columns(table)}
    assert there == known


def test_erasing_oneself_leaves_no_row_and_the_others_things(cast: Cast) -> None:
    _fill(cast)
    mine_of_ben = [found.body for found in items.mine(cast.store, cast.ben)]
    forget.erase_person(cast.store, cast.ana)
    with cast.store.reading() as connection:
        for table in metadata.sorted_tables:
            for name in _columns(table):
                left = connection.execute(select(table).where(table.c[name] == cast.ana.id)).all()
                assert left == [], table.name
    with pytest.raises(SignInError):
        people.sign_in(cast.store, "Ana", ANA, NOON)
    ben = people.sign_in(cast.store, "Ben", BEN, NOON)
    assert [found.body for found in items.mine(cast.store, ben)] == mine_of_ben
    assert items.shared_with_me(cast.store, ben) == ()
    assert fits.find(cast.store, ben, "us", b"h" * 32) is None
    assert links.find(cast.store, ben) is None


def test_keys_that_outlive_their_person_write_nothing(cast: Cast) -> None:
    forget.erase_person(cast.store, cast.ana)
    with pytest.raises(MissingError):
        items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1})


def _rows_of(cast: Cast, who: PersonId, file: str) -> int:
    from pathlib import Path

    engine = connect.open_file(Path(file), cast.store.key, connect.Use.LOOK)
    try:
        with connect.reading(engine) as connection:
            found = connection.execute(select(person).where(person.c.id == who)).all()
    finally:
        engine.dispose()
    return len(found)


def test_the_programs_own_copies_forget_too(file_cast: Cast) -> None:
    _fill(file_cast)
    store = file_cast.store
    copy = backup.keep_copy(store.engine, store.place, store.key, "try")
    broken = store.place.backups / "0002-broken.backup"
    broken.write_bytes(b"no store" * 100)
    assert _rows_of(file_cast, file_cast.ana.id, str(copy)) == 1
    cut_off = store.place.backups / ".0003-try.backup.4711.part"
    cut_off.write_bytes(copy.read_bytes())
    forget.erase_person(store, file_cast.ana)
    assert [path.name for path in store.place.backups.iterdir()] == [copy.name]
    assert _rows_of(file_cast, file_cast.ana.id, str(copy)) == 0
    assert _rows_of(file_cast, file_cast.ben.id, str(copy)) == 1
    assert not broken.exists()


def test_no_page_of_the_file_keeps_what_was_erased(file_cast: Cast) -> None:
    """Look at the pages as the key holder sees them: nothing sealed of hers is left."""
    _fill(file_cast)
    store = file_cast.store
    with store.reading() as connection:
        sealed = [
            value
            for table, column in OWNED.items()
            for row in connection.execute(select(table).where(table.c[column] == file_cast.ana.id))
            for value in row
            if isinstance(value, bytes)
        ]
        row = connection.execute(select(person).where(person.c.id == file_cast.ana.id)).one()
    sealed += [value for value in row if isinstance(value, bytes)]
    assert len(sealed) > 10
    forget.erase_person(store, file_cast.ana)
    plain = _decrypted(file_cast)
    assert file_cast.ben.id.encode() in plain
    assert [value for value in sealed if value in plain] == []
    assert file_cast.ana.id.encode() not in plain
    assert store.place.file.with_name("home.db-wal").stat().st_size == 0


def test_no_page_keeps_an_item_that_was_erased(file_cast: Cast) -> None:
    store, ana = file_cast.store, file_cast.ana
    gone = [items.write(store, ana, Kind.JOURNAL, {"n": number}).id for number in range(40)]
    with store.reading() as connection:
        sealed = list(connection.execute(select(item.c.sealed)).scalars())
        sealed += connection.execute(select(wrap.c.sealed)).scalars()
    connect.run_outside(store.engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(value[:40] in _decrypted(file_cast) for value in sealed)
    for which in gone:
        items.erase(store, ana, which)
    connect.run_outside(store.engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    plain = _decrypted(file_cast)
    assert [value for value in sealed if value[:40] in plain] == []


def _decrypted(cast: Cast) -> bytes:
    """Take the file's own encryption off, page by page, free pages too."""
    content = cast.store.place.file.read_bytes()
    plain = b""
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        body, initial = page[16 if start == 0 else 0 : -80], page[-80:-64]
        cipher = Cipher(algorithms.AES(cast.store.key), modes.CBC(initial)).decryptor()
        plain += cipher.update(body)
    return plain


def test_a_whole_store_goes_key_first(file_cast: Cast) -> None:
    store = file_cast.store
    backup.keep_copy(store.engine, store.place, store.key, "try")
    store.close()
    forget.erase_store(store.place)
    assert [path for path in store.place.data.rglob("*") if path.is_file()] == []
    assert not store.place.key_file.exists()
    again = open_store(store.place, os.urandom, QUICK)
    assert people.is_empty(again)
    again.close()


def test_the_doctor_finds_a_healthy_store_well(cast: Cast) -> None:
    checks = doctor.look_over(cast.store.place)
    assert [check.what for check in checks if not check.is_well] == []
    assert len(checks) == 6


def test_the_doctor_says_what_to_do(file_cast: Cast) -> None:
    where = file_cast.store.place
    file_cast.store.close()
    where.key_file.chmod(0o644)
    where.data.chmod(0o755)
    content = bytearray(where.file.read_bytes())
    content[5000:5064] = os.urandom(64)
    where.file.write_bytes(content)
    ill = {check.what: check for check in doctor.look_over(where) if not check.is_well}
    assert set(ill) == {"folder", "key", "store"}
    assert "chmod 600" in ill["key"].advice
    assert "restore" in ill["store"].advice
    where.key_file.unlink()
    ill = {check.what: check for check in doctor.look_over(where) if not check.is_well}
    assert {"key", "store"} <= set(ill)
    assert where.file.read_bytes() == bytes(content)


def test_the_doctor_makes_nothing_where_nothing_is(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("empty")
    assert all(check.is_well for check in doctor.look_over(place_in(folder)))
    assert list(folder.iterdir()) == []
