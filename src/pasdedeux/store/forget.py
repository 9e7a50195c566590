"""Everything gone: one person's, here and in the program's own backups; or a whole store."""

from pathlib import Path

from sqlalchemy import Connection, Engine, delete, inspect, select, text

from pasdedeux.store import backup, connect, links, pairs, place
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store
from pasdedeux.store.place import Place
from pasdedeux.store.tables import OWNED, READ, person, seat
from pasdedeux.terms.errors import DamagedError, LeftoverError
from pasdedeux.terms.home import PersonId

_TRIES = 2
"""Tries at emptying the log while another program reads."""


def erase_person(store: Store, session: Session) -> None:
    """Erase a person and all that they wrote; their keys go first of all.

    What others wrote stays theirs. Copies that somebody made elsewhere are out of reach.

    Raises:
        StoreError: the disk did not take it; nothing was erased then.
        LeftoverError: they are erased, and another program kept old pages of the file in use.
    """
    for left in store.place.backups.glob(".*.part*"):  # of a program that was cut off
        left.unlink(missing_ok=True)
    for copy in backup.own_backups(store.place):  # first: who is still here can ask again
        _erase_in_copy(copy, store.key, session.id)
    with store.writing() as connection:
        pairs.take_turn(connection, session)
        _erase_rows(connection, session.id)
    _scrub(store.engine)


def erase_store(where: Place) -> None:
    """Erase a whole store that is closed: its key first, so that what is left opens no more."""
    if where.url:
        msg = "a database is dropped where it was made"
        raise ValueError(msg)
    where.key_file.unlink(missing_ok=True)
    backup.drop(where.file)
    for path in (where.mark, *where.backups.glob("*")):
        path.unlink(missing_ok=True)


def _erase_rows(connection: Connection, who: PersonId) -> None:
    there = set(inspect(connection).get_table_names())
    for table, column in (*READ.items(), *OWNED.items()):
        if table is not seat and table.name in there:
            connection.execute(delete(table).where(table.c[column] == who))
    across = _across(connection, who)
    if across is not None:
        links.part(connection, who, across)
    connection.execute(delete(person).where(person.c.id == who))


def _across(connection: Connection, who: PersonId) -> PersonId | None:
    mine = select(seat.c.link).where(seat.c.person == who).scalar_subquery()
    query = select(seat.c.person).where(seat.c.link == mine, seat.c.person != who)
    found: PersonId | None = connection.execute(query).scalar()
    return found


def _scrub(engine: Engine) -> None:
    """Write the file anew without what was deleted, and empty the log beside it."""
    if engine.dialect.name == "postgresql":
        with connect.told(), engine.connect() as plain:
            plain.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM FULL"))
        return
    connect.run_outside(engine, "VACUUM")
    for _ in range(_TRIES):  # each waits as long as the file's own patience
        (answer,) = connect.run_outside(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
        if not answer or not answer[0][0]:  # its first word: whether somebody was still reading
            return
    msg = (
        "You are erased, and nobody here opens what you wrote. Another program was reading the"
        " file meanwhile, so its old pages go when this program is closed."
    )
    raise LeftoverError(msg)


def _erase_in_copy(copy: Path, key: bytes, who: PersonId) -> None:
    """Erase a person from a backup too, whole or not at all; one that does not open goes."""
    beside = copy.with_name(f".{copy.name}.part")
    backup.drop(beside)
    place.write_through(beside, copy.read_bytes())
    engine = connect.open_file(beside, key, connect.Use.COPY)
    try:
        with connect.writing(engine) as connection:
            _erase_rows(connection, who)
        _scrub(engine)
        engine.dispose()
        backup.put_in_place(beside, copy)
    except DamagedError:
        copy.unlink(missing_ok=True)
    finally:
        engine.dispose()
        backup.drop(beside)
