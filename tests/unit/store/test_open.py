"""A store opens, or one clear sentence says what is wrong and what to do."""

import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from pasdedeux.store import backup, doctor, items, migrations, people, place
from pasdedeux.store.connect import meaning
from pasdedeux.store.open import Store
from pasdedeux.store.tables import metadata
from pasdedeux.terms.errors import (
    BusyError,
    DamagedError,
    FullDiskError,
    NewerStoreError,
    ReadOnlyError,
    StoreError,
    WrongKeyError,
)
from pasdedeux.terms.home import Kind
from tests.homes import Cast, open_in, place_in, reopened


def _refusal(folder: Path) -> StoreError:
    with pytest.raises(StoreError) as refused:
        open_in(folder)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "Error" not in sentence
    return refused.value


def test_a_store_is_made_where_none_is_and_found_again(store: Store) -> None:
    first = store.key
    again = reopened(store)
    assert again.key == first
    with again.reading() as connection:
        assert migrations.version_of(connection) == migrations.HEAD
    again.close()


def test_only_its_user_may_look_into_it(file_cast: Cast) -> None:
    where = file_cast.store.place
    assert [path.stat().st_mode & 0o777 for path in (where.file, where.key_file)] == [0o600] * 2
    assert where.data.stat().st_mode & 0o777 == 0o700


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_the_known_versions_are_those_of_the_migrations() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    versions = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(versions)) == migrations.KNOWN
    assert scripts.get_current_head() == migrations.HEAD


def test_the_key_of_another_store_is_told_from_damage(file_cast: Cast, tmp_path: Path) -> None:
    file_cast.store.close()
    key_file = file_cast.store.place.key_file
    other = open_in(tmp_path / "other")
    other.close()
    own = key_file.read_bytes()
    key_file.write_bytes(other.place.key_file.read_bytes())
    assert isinstance(_refusal(tmp_path), WrongKeyError)
    for content in (b"", b"rubbish", b"\xff\xfe", own[:20]):
        key_file.write_bytes(content)
        assert isinstance(_refusal(tmp_path), WrongKeyError)
    key_file.unlink()
    assert "missing" in str(_refusal(tmp_path))
    assert not key_file.exists(), "a new key would open nothing"


def _read_everything(folder: Path) -> None:
    store = open_in(folder)
    with store.reading() as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.select()).all()


def _write_much(cast: Cast) -> None:
    for _ in range(10):
        items.write(cast.store, cast.ana, Kind.JOURNAL, {"n": "x" * 100_000})


@pytest.mark.parametrize("where", [0, 20, -3000])  # at its head, or in what was written last
def test_a_damaged_file_says_so(file_cast: Cast, tmp_path: Path, where: int) -> None:
    file_cast.store.close()
    file = file_cast.store.place.file
    content = bytearray(file.read_bytes())
    at = where % len(content)
    content[at : at + 64] = os.urandom(64)
    file.write_bytes(content)
    if where >= 0:
        assert isinstance(_refusal(tmp_path), DamagedError)
    else:
        with pytest.raises(DamagedError):
            _read_everything(tmp_path)
    assert file.read_bytes() == bytes(content), "nothing was written over what may be mended"


def test_a_store_of_a_later_version_is_left_alone(file_cast: Cast, tmp_path: Path) -> None:
    with file_cast.store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    file_cast.store.close()
    refusal = _refusal(tmp_path)
    assert isinstance(refusal, NewerStoreError)
    assert "later version" in str(refusal)


@contextmanager
def _without_rights() -> Iterator[None]:
    """Be a user without rights for a while, since root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_folder_that_may_not_be_written_to_says_so() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        folder = Path(name)
        folder.chmod(0o755)
        store = open_in(folder)
        where = store.place
        store.close()
        for part in (where.data, where.key_file.parent):
            part.chmod(0o555)
        for file in (where.file, where.mark, where.key_file):
            file.chmod(0o444)
        with _without_rights():
            assert isinstance(_refusal(folder), ReadOnlyError)
        where.file.unlink()
        where.mark.unlink()
        with _without_rights():
            assert isinstance(_refusal(folder), ReadOnlyError)
            assert isinstance(_refusal(folder / "new"), ReadOnlyError)
        for part in (where.data, where.key_file.parent):
            part.chmod(0o755)


def test_a_full_disk_keeps_what_was_and_says_so(file_cast: Cast) -> None:
    store, ana = file_cast.store, file_cast.ana
    kept = items.write(store, ana, Kind.JOURNAL, {"n": 1}).id
    usage = resource.getrlimit(resource.RLIMIT_FSIZE)
    limit = store.place.file.with_name("home.db-wal").stat().st_size + 4096
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, usage[1]))
    try:
        with pytest.raises(FullDiskError):
            _write_much(file_cast)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usage)
    assert items.one(store, ana, kept).body == {"n": 1}
    items.write(store, ana, Kind.JOURNAL, {"n": 2})
    again = reopened(store)
    assert items.mine(again, ana)[-1].body == {"n": 2}
    again.close()


def test_a_database_without_room_says_so(file_cast: Cast) -> None:
    raw = file_cast.store.engine.raw_connection()
    raw.cursor().execute("PRAGMA max_page_count = 60")
    raw.close()
    with pytest.raises(FullDiskError):
        _write_much(file_cast)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("database is locked", BusyError),
        ("attempt to write a readonly database", ReadOnlyError),
        ('could not extend file "base/1/2": No space left on device', FullDiskError),
        ("database disk image is malformed", DamagedError),
        ("connection failed: connection to server refused", BusyError),
    ],
)
def test_what_a_driver_says_becomes_a_sentence(said: str, error: type[StoreError]) -> None:
    assert isinstance(meaning(said), error)
    assert meaning("no such column: x") is None


def test_a_database_that_does_not_answer_says_so(tmp_path: Path) -> None:
    with pytest.raises(BusyError, match="does not answer"):
        open_in(tmp_path, "postgresql://nobody@/none?host=/nowhere-at-all")


def test_settings_name_the_place_and_each_place_has_a_key_of_its_own(tmp_path: Path) -> None:
    usual = place.usual_place({})
    named = place.usual_place({place.SETTING: str(tmp_path)})
    database = place.usual_place({place.SETTING: "postgresql://home@/home"})
    told = place.usual_place({place.SETTING: str(tmp_path), place.KEY_SETTING: str(tmp_path / "k")})
    assert named.data == tmp_path
    assert (database.url, database.data) == ("postgresql://home@/home", usual.data)
    assert len({usual.key_file, named.key_file, database.key_file, told.key_file}) == 4
    assert usual.data not in usual.key_file.parents
    assert told.key_file == tmp_path / "k"


def test_two_programs_may_have_it_open(file_cast: Cast, tmp_path: Path) -> None:
    other = open_in(tmp_path)
    items.write(file_cast.store, file_cast.ana, Kind.NOTES, {"n": 1})
    items.write(other, file_cast.ana, Kind.NOTES, {"n": 2})
    assert [found.body["n"] for found in items.mine(file_cast.store, file_cast.ana)] == [1, 2]
    other.close()


def test_a_first_start_that_was_cut_off_is_finished_by_the_next(tmp_path: Path) -> None:
    where = place_in(tmp_path)
    place.private_folder(where.data)
    place.make_key(where, os.urandom(32))
    open_in(tmp_path).close()
    where.mark.unlink()
    where.mark.with_name(".home.mark.1.part").write_bytes(b"")
    open_in(tmp_path).close()
    assert where.mark.exists()


def test_a_store_that_is_gone_is_not_replaced_by_an_empty_one(
    file_cast: Cast, tmp_path: Path
) -> None:
    where = file_cast.store.place
    copy = backup.keep_copy(file_cast.store.engine, where, file_cast.store.key, "try")
    file_cast.store.close()
    where.file.unlink()
    refusal = _refusal(tmp_path)
    assert isinstance(refusal, DamagedError)
    for words in (str(where.file), "is gone", "restore", str(copy), "start anew", str(where.mark)):
        assert words in str(refusal)
    assert not where.file.exists()
    assert [check.is_well for check in doctor.look_over(where) if check.what == "store"] == [False]
    backup.restore(where, copy)
    again = open_in(tmp_path)
    assert not people.is_empty(again)
    again.close()
    where.file.unlink()
    where.mark.unlink()
    again = open_in(tmp_path)
    assert people.is_empty(again), "who moves the mark away starts anew"
    again.close()


def test_a_folder_that_is_gone_is_not_made_anew_while_its_key_stays(
    file_cast: Cast, tmp_path: Path
) -> None:
    where = file_cast.store.place
    file_cast.store.close()
    where.data.rename(tmp_path / "elsewhere")
    refusal = _refusal(tmp_path)
    assert "If its disk is not connected" in str(refusal)
    assert str(where.key_file) in str(refusal)
    assert not where.data.exists()
    where.key_file.unlink()
    open_in(tmp_path).close()


@pytest.mark.parametrize("room", [0, 40, 80, 4096])
def test_a_disk_that_is_full_at_the_very_first_start_is_told_as_full(
    tmp_path: Path, room: int
) -> None:
    usage = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, usage[1]))
    try:
        refusal = _refusal(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usage)
    assert isinstance(refusal, FullDiskError)
    assert "room" in str(refusal)
    open_in(tmp_path).close()
