"""Everything comes out in one file and goes back after a look at it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pasdedeux.store import backup, items, migrations, people
from pasdedeux.store.open import Store, open_store
from pasdedeux.terms.errors import (
    BusyError,
    DamagedError,
    UnreadableError,
    WrongKeyError,
)
from pasdedeux.terms.home import Kind
from tests.homes import ANA, NOON, QUICK, Cast, open_in, place_in


def _said(store: Store, cast: Cast) -> list[object]:
    return [found.body["n"] for found in items.mine(store, cast.ana)]


def test_what_was_backed_up_comes_back(cast: Cast, tmp_path: Path) -> None:
    items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1})
    file = backup.write_backup(cast.store.engine, cast.store.key, tmp_path / "copy.backup")
    items.write(cast.store, cast.ana, Kind.NOTES, {"n": 2})
    cast.store.close()
    before = backup.restore(cast.store.place, file)
    store = open_store(cast.store.place, os.urandom, QUICK)
    assert _said(store, cast) == [1]
    assert before is not None
    store.close()
    backup.restore(cast.store.place, before)
    store = open_store(cast.store.place, os.urandom, QUICK)
    assert _said(store, cast) == [1, 2]
    store.close()


def test_a_backup_of_one_engine_is_restored_into_the_other(cast: Cast, tmp_path: Path) -> None:
    items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1})
    file = backup.write_backup(cast.store.engine, cast.store.key, tmp_path / "copy.backup")
    elsewhere = place_in(tmp_path / "elsewhere")
    assert backup.restore(elsewhere, file, backup.spell_code(cast.store.key)) is None
    store = open_store(elsewhere, os.urandom, QUICK)
    session = people.sign_in(store, "Ana", ANA, NOON)
    assert items.mine(store, session)[0].body == {"n": 1}
    store.close()


def test_a_backup_is_one_file_for_its_user_alone(file_cast: Cast, tmp_path: Path) -> None:
    store = file_cast.store
    file = backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    assert file.stat().st_mode & 0o777 == 0o600
    assert backup.check_backup(file, store.key) == migrations.HEAD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config", "copy.backup", "data"]


def test_another_machine_needs_the_code(file_cast: Cast, tmp_path: Path) -> None:
    store = file_cast.store
    file = backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    elsewhere = place_in(tmp_path / "elsewhere")
    with pytest.raises(WrongKeyError):
        backup.restore(elsewhere, file)
    with pytest.raises(WrongKeyError, match="52"):
        backup.restore(elsewhere, file, "1234-5678")
    with pytest.raises(DamagedError, match="another store"):
        backup.restore(elsewhere, file, backup.spell_code(os.urandom(32)))
    assert not elsewhere.file.exists()


def test_restoring_anothers_store_keeps_the_key_that_was_there(
    file_cast: Cast, tmp_path: Path
) -> None:
    store = file_cast.store
    file = backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    other = open_in(tmp_path / "other")
    other.close()
    backup.restore(other.place, file, backup.spell_code(store.key))
    again = open_store(other.place, os.urandom, QUICK)
    assert again.key == store.key
    again.close()
    kept = other.place.key_file.with_name("key.before-restore")
    assert kept.read_text(encoding="ascii").strip() == backup.spell_code(other.key)


@pytest.mark.parametrize("where", [0, 5000, -100])
def test_a_damaged_backup_changes_nothing(file_cast: Cast, tmp_path: Path, where: int) -> None:
    store = file_cast.store
    items.write(store, file_cast.ana, Kind.NOTES, {"n": 1})
    file = backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    content = bytearray(file.read_bytes())
    start = where % len(content)
    content[start : start + 32] = os.urandom(32)
    file.write_bytes(content)
    store.close()
    before = store.place.file.read_bytes()
    with pytest.raises(DamagedError):
        backup.restore(store.place, file)
    assert store.place.file.read_bytes() == before


def test_a_backup_never_takes_the_place_of_a_file(file_cast: Cast, tmp_path: Path) -> None:
    store = file_cast.store
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    for to in (taken, tmp_path / "no" / "folder.backup"):
        with pytest.raises(UnreadableError):
            backup.write_backup(store.engine, store.key, to)
    with pytest.raises(UnreadableError):
        backup.restore(store.place, tmp_path / "not there")
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_store_that_is_open_elsewhere_is_not_replaced(file_cast: Cast, tmp_path: Path) -> None:
    store = file_cast.store
    file = backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    items.write(store, file_cast.ana, Kind.NOTES, {"n": 1})
    with pytest.raises(BusyError, match="Close it"):
        backup.restore(store.place, file)
    assert _said(store, file_cast) == [1]


def test_a_store_that_does_not_open_can_be_replaced_and_is_kept(
    file_cast: Cast, tmp_path: Path
) -> None:
    store = file_cast.store
    file = backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    store.close()
    store.place.file.write_bytes(b"broken" * 1000)
    aside = backup.restore(store.place, file)
    assert aside is not None
    assert aside.read_bytes() == b"broken" * 1000
    open_store(store.place, os.urandom, QUICK).close()


def test_the_programs_own_copies_do_not_pile_up(file_cast: Cast) -> None:
    store = file_cast.store
    for number in range(8):
        backup.keep_copy(store.engine, store.place, store.key, f"try-{number}")
    kept = [path.name for path in backup.own_backups(store.place)]
    assert kept == [f"{number + 1:04d}-try-{number}.backup" for number in range(3, 8)]


def test_a_backup_holds_what_was_committed_while_others_write(
    file_cast: Cast, tmp_path: Path
) -> None:
    store = replace(file_cast.store)
    items.write(store, file_cast.ana, Kind.NOTES, {"n": 1})
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM draft")
        file = backup.write_backup(store.engine, store.key, tmp_path / "copy.backup")
    assert backup.check_backup(file, store.key) == migrations.HEAD
