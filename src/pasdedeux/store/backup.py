"""Everything out, into one encrypted file; and back, after a look at it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, insert, select, text

from pasdedeux.store import connect, migrations, place, seal
from pasdedeux.store.place import Place
from pasdedeux.store.tables import metadata
from pasdedeux.terms.errors import (
    BusyError,
    DamagedError,
    NewerStoreError,
    StoreError,
    UnreadableError,
    WrongKeyError,
)

_KEPT = 5
_AT_A_TIME = 500


def write_backup(engine: Engine, key: bytes, to: Path) -> Path:
    """Copy a whole store, as it is at one moment, into a file encrypted with the store's key.

    The file appears whole or not at all; a program that writes meanwhile is not held up.

    Raises:
        UnreadableError: there is a file already, or no folder.
        StoreError: the disk is full or may not be written to.
    """
    _refuse_target(to)
    beside = to.with_name(f".{to.name}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    try:
        if engine.dialect.name == "postgresql":
            _copy_rows(engine, beside, key)
        else:
            _copy_file(engine, beside)
        beside.chmod(0o600)
        put_in_place(beside, to)
    except OSError as problem:
        raise place.unwritten(to, problem) from problem
    finally:
        drop(beside)
    return to


def put_in_place(beside: Path, to: Path) -> None:
    """Let a file that was made beside its place take it, once it is on the disk."""
    with beside.open("rb") as opened:
        os.fsync(opened.fileno())
    beside.replace(to)
    place.keep_folder(to.parent)


def drop(file: Path) -> None:
    """Remove a file of the engine's, and what the engine put beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{file}{end}").unlink(missing_ok=True)


def keep_copy(engine: Engine, where: Place, key: bytes, why: str) -> Path:
    """Put a copy among the program's own backups, and let the oldest go."""
    place.private_folder(where.backups)
    number = 1 + max((_number(path) for path in own_backups(where)), default=0)
    made = write_backup(engine, key, where.backups / f"{number:04d}-{why}.backup")
    for old in own_backups(where)[:-_KEPT]:
        old.unlink(missing_ok=True)
    return made


def own_backups(where: Place) -> list[Path]:
    """List the copies that the program made, oldest first."""
    return sorted(where.backups.glob("[0-9][0-9][0-9][0-9]-*.backup"))


def told_of(where: Place) -> str:
    """Say where the newest of them lies."""
    found = own_backups(where)
    return f"the newest made by the program is {found[-1]}" if found else "the program made none"


def spell_code(key: bytes) -> str:
    """Write the store's code, which opens its backups on another machine."""
    return seal.spell(key)


def check_backup(file: Path, key: bytes) -> str:
    """See that a backup opens, is whole, and is of a version that this program reads.

    Returns:
        its version.

    Raises:
        UnreadableError: there is no such file.
        StoreError: it does not open, is damaged or is newer.
    """
    if not file.is_file():
        msg = f"{file} is not there, or is no file."
        raise UnreadableError(msg)
    with _opened(file, key) as connection:
        faults = list_faults(connection)
        version = migrations.version_of(connection)
    if faults or version is None:
        msg = f"{file} is damaged and was not restored."
        raise DamagedError(msg)
    if version not in migrations.KNOWN:
        msg = f"{file} was written by a later version of pasdedeux; that version can restore it."
        raise NewerStoreError(msg)
    return version


def list_faults(connection: Connection) -> list[str]:
    """List what the engine itself finds wrong with a file: pages, order, and rows without owner."""
    pages = [row[0] for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
    order = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)"))]
    orphans = [f"a row of {row[0]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return [*pages, *(line for line in order if line != "ok"), *orphans]


def restore(where: Place, file: Path, code: str = "") -> Path | None:
    """Put a backup in the place of a store, after checking it; the store must be closed.

    Args:
        where: the store to replace; it may be missing.
        file: the backup.
        code: the store's code, needed where the key file is not that of the backup.

    Returns:
        the copy of what was there before, if anything that opens was there.

    Raises:
        StoreError: the backup does not open or is damaged; nothing was changed.
        UnreadableError: no such file.
    """
    key = _key_for(where, code)
    version = check_backup(file, key)
    place.private_folder(where.data)
    if where.url:
        return _restore_rows(where, file, key, version)
    return _restore_file(where, file, key)


def _key_for(where: Place, code: str) -> bytes:
    if not code:
        return place.read_key(where)
    key = seal.read_code(code)
    if len(key) == seal.KEY_BYTES:
        return key
    msg = "That is not the code of a store: it has 52 letters and digits, in groups of four."
    raise WrongKeyError(msg)


def _restore_file(where: Place, file: Path, key: bytes) -> Path | None:
    new = where.data / ".restored.part"
    try:
        place.write_through(new, file.read_bytes())
        before = _set_aside(where)
        for end in ("-wal", "-shm"):
            Path(f"{where.file}{end}").unlink(missing_ok=True)
        _put_key(where, key)
        new.replace(where.file)
        place.keep_folder(where.data)
    except OSError as problem:
        raise place.unwritten(where.file, problem) from problem
    finally:
        new.unlink(missing_ok=True)
    return before


def _put_key(where: Place, key: bytes) -> None:
    """Let the key go with the store; the mark is written anew at the next opening."""
    place.private_folder(where.key_file.parent)
    if not where.key_file.exists() or _differs(where, key):
        _keep_old_key(where)
        where.mark.unlink(missing_ok=True)
        place.write_whole(where.key_file, (seal.spell(key) + "\n").encode())


def _keep_old_key(where: Place) -> None:
    """A key is the one thing that nobody can make again."""
    if where.key_file.exists():
        old = where.key_file.with_name(f"{where.key_file.name}.before-restore")
        place.write_whole(old, where.key_file.read_bytes())


def _differs(where: Place, key: bytes) -> bool:
    try:
        return place.read_key(where) != key
    except WrongKeyError:
        return True


def _set_aside(where: Place) -> Path | None:
    """Keep a copy of what is there, and see that no other program holds it open."""
    if not where.file.exists():
        return None
    place.private_folder(where.backups)
    try:
        engine = connect.open_file(where.file, place.read_key(where))
    except WrongKeyError:
        return _move_aside(where)
    try:
        _hold_alone(engine)
        return keep_copy(engine, where, place.read_key(where), "before-restore")
    except DamagedError:
        return _move_aside(where)
    finally:
        engine.dispose()


def _hold_alone(engine: Engine) -> None:
    """Leave the write-ahead log, which works only while nobody else has the file open."""
    try:
        connect.run_outside(engine, "PRAGMA busy_timeout = 500", "PRAGMA journal_mode = DELETE")
    except BusyError as problem:
        msg = "The store is open in another window or program. Close it, then restore."
        raise BusyError(msg) from problem


def _move_aside(where: Place) -> Path:
    """Keep what does not open as it is: somebody may yet be able to mend it."""
    aside = where.backups / "does-not-open.db"
    where.file.replace(aside)
    return aside


def _restore_rows(where: Place, file: Path, key: bytes, version: str) -> Path | None:
    engine = connect.open_database(where.url)
    try:
        with connect.reading(engine) as connection:
            is_there = migrations.version_of(connection) is not None
        before = keep_copy(engine, where, key, "before-restore") if is_there else None
        with connect.writing(engine) as target, _opened(file, key) as source:
            old = MetaData()
            old.reflect(target)
            old.drop_all(target)
            migrations.upgrade(target, version)
            _pour(source, target)
        _put_key(where, key)
    finally:
        engine.dispose()
    return before


@contextmanager
def _opened(file: Path, key: bytes) -> Iterator[Connection]:
    engine = connect.open_file(file, key, connect.Use.LOOK)
    try:
        with connect.reading(engine) as connection:
            yield connection
    except StoreError as problem:
        if isinstance(problem, DamagedError):
            msg = (
                f"{file} does not open: it is damaged, or of another store. A backup of another "
                "machine needs that store's code."
            )
            raise DamagedError(msg) from problem
        raise
    finally:
        engine.dispose()


def _copy_file(engine: Engine, to: Path) -> None:
    place_of_copy = os.fspath(to).replace("'", "''")
    connect.run_outside(engine, f"VACUUM INTO '{place_of_copy}'")


def _copy_rows(engine: Engine, to: Path, key: bytes) -> None:
    """Copy a database into a file, so that a backup is one file whatever held the store."""
    target = connect.open_file(to, key, connect.Use.COPY)
    try:
        with connect.reading(engine) as source, connect.writing(target) as connection:
            version = migrations.version_of(source)
            migrations.upgrade(connection, version or migrations.HEAD)
            _pour(source, connection)
    finally:
        target.dispose()


def _pour(source: Connection, target: Connection) -> None:
    """Copy every row of every table, those that others point at first."""
    found = MetaData()
    found.reflect(source)
    tables = [table for table in found.sorted_tables if not _is_version(table)]
    for table in tables:
        known = metadata.tables.get(table.name, table)
        rows = source.execution_options(yield_per=_AT_A_TIME).execute(select(table))
        for part in rows.mappings().partitions():
            target.execute(insert(known), [dict(row) for row in part])


def _is_version(table: Table) -> bool:
    return table.name == "alembic_version"


def _number(path: Path) -> int:
    return int(path.name[:4])


def _refuse_target(to: Path) -> None:
    if to.exists():
        msg = f"{to} is there already; name a new file."
        raise UnreadableError(msg)
    if not to.parent.is_dir():
        msg = f"{to} cannot be written: the folder {to.parent} does not exist."
        raise UnreadableError(msg)
