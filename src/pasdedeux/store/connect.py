"""Connections to an encrypted file or a database, and what their failures mean in words."""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from pasdedeux.terms.errors import (
    BusyError,
    DamagedError,
    FullDiskError,
    ReadOnlyError,
    StoreError,
)

_PATIENCE = 10.0
_PAGES_KIB = 1000
"""Pages of the file that one connection holds in memory; there may be 32 connections."""
_TOLD: tuple[tuple[tuple[str, ...], type[StoreError], str], ...] = (
    (
        ("disk is full", "disk i/o error", "no space left", "disk full", "could not extend file"),
        FullDiskError,
        "There is no room left on the disk. Nothing of this was kept; make room and try again.",
    ),
    (
        ("readonly", "read-only", "unable to open", "permission denied"),
        ReadOnlyError,
        "The store may not be written to. Look at the rights of its folder.",
    ),
    (
        ("locked", "busy", "deadlock"),
        BusyError,
        "Another program holds the store. Close it and try again.",
    ),
    (
        ("connection refused", "connection is bad", "connection failed", "server closed"),
        BusyError,
        "The database does not answer. Start it, or look at the address in PASDEDEUX_STORE.",
    ),
    (
        ("malformed", "not a database", "corrupt", "hmac check failed"),
        DamagedError,
        "The store is damaged. `pasdedeux restore` brings back a backup; `doctor` looks closer.",
    ),
)


class Use(StrEnum):
    """What a file is opened for."""

    LIVE = "PRAGMA journal_mode = WAL"  # readers and a writer side by side
    COPY = "PRAGMA journal_mode = DELETE"  # one file, nothing beside it
    LOOK = "PRAGMA query_only = ON"  # nothing of it changes


def open_file(file: Path, key: bytes, use: Use = Use.LIVE) -> Engine:
    """Give connections to an encrypted file, each opened with the raw key."""
    mode = "ro" if use is Use.LOOK else "rwc"
    address = f"file:{quote(os.fspath(file))}?mode={mode}"

    def connect() -> Any:  # noqa: ANN401 - sqlcipher3 ships no types
        connection = sqlcipher3.dbapi2.connect(
            address, timeout=_PATIENCE, check_same_thread=False, isolation_level=None, uri=True
        )
        try:
            for line in _opening(key, use):
                connection.execute(line)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=QueuePool,  # with a creator, SQLAlchemy would take a pool that threads crash
        pool_size=8,
        max_overflow=24,
    )
    event.listen(engine, "begin", _begin)
    engine.update_execution_options(turn=_Turn())
    return engine


class _Turn:
    """Lets the writers of this program go one after the other, in the order in which they came.

    The engine alone has them ask again and again, and who is unlucky may ask for ten seconds.
    """

    def __init__(self) -> None:
        self._waiting: deque[Event] = deque()
        self._lock = Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for one's turn, and pass it on at the end."""
        mine = Event()
        with self._lock:
            self._waiting.append(mine)
            if self._waiting[0] is mine:
                mine.set()
        mine.wait()
        try:
            yield
        finally:
            with self._lock:
                self._waiting.popleft()
                if self._waiting:
                    self._waiting[0].set()


def _opening(key: bytes, use: Use) -> tuple[str, ...]:
    return (
        "PRAGMA cipher_log_level = NONE",  # a wrong key is told by us, not on the terminal
        f"PRAGMA key = \"x'{key.hex()}'\"",
        "PRAGMA temp_store = MEMORY",  # the encryption does not cover temporary files
        use.value,
        "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        f"PRAGMA cache_size = -{_PAGES_KIB}",
    )


def open_database(url: str) -> Engine:
    """Give connections to PostgreSQL."""
    _, _, rest = url.partition(":")
    return create_engine(f"postgresql+psycopg:{rest}", pool_size=8, max_overflow=24)


def _begin(connection: Connection) -> None:
    """Begin as the caller means to go on, so that a reader never has to become a writer."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read, all from one moment."""
    with told(), engine.connect() as plain:
        is_database = engine.dialect.name == "postgresql"
        options = {"isolation_level": "REPEATABLE READ"} if is_database else {"writes": False}
        connection = plain.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Write all of it or nothing; when this returns, it is on the disk."""
    turn = engine.get_execution_options().get("turn")
    with told(), turn.taken() if turn else nullcontext(), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            yield connection


def run_outside(engine: Engine, *lines: str) -> tuple[list[tuple[object, ...]], ...]:
    """Run on a file what must stand outside any transaction, and give what each line answers."""
    with told(), closing(engine.raw_connection()) as raw:
        return tuple(raw.cursor().execute(line).fetchall() for line in lines)


@contextmanager
def told() -> Iterator[None]:
    """Turn what the driver says into one clear sentence."""
    try:
        yield
    except (DBAPIError, sqlcipher3.dbapi2.Error) as problem:
        found = meaning(str(getattr(problem, "orig", None) or problem))
        if found is None:
            raise
        raise found from problem


def meaning(said: str) -> StoreError | None:
    """Say what a driver's message means, if it is one of those that a person can mend."""
    lower = said.lower()
    for signs, error, sentence in _TOLD:
        if any(sign in lower for sign in signs):
            return error(sentence)
    return None
