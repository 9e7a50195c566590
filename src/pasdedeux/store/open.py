"""Open a store: find it or make it, bring it up to date, and say clearly what is wrong with it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, text

from pasdedeux.store import backup, connect, migrations, place, seal
from pasdedeux.store.place import Place
from pasdedeux.terms.errors import DamagedError, NewerStoreError, ReadOnlyError, WrongKeyError

_UPGRADING = 7_305_111  # any number that nobody else locks in the same database


@dataclass(frozen=True, slots=True)
class Store:
    """An open store; every read of it names its viewer."""

    place: Place
    engine: Engine = field(repr=False)
    key: bytes = field(repr=False)
    chance: seal.Chance = field(repr=False)
    cost: seal.Cost

    def reading(self) -> AbstractContextManager[Connection]:
        """Read, all from one moment."""
        return connect.reading(self.engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """Write all of it or nothing."""
        return connect.writing(self.engine)

    def tag(self, *parts: str) -> str:
        """Name something so that the name can be looked up and not read."""
        return seal.label(seal.derive(self.key, b"tags"), *parts)

    @property
    def name_key(self) -> bytes:
        """What names are sealed with: for whoever runs a database, not for who holds the key."""
        return seal.derive(self.key, b"names")

    def new_id(self) -> str:
        """Draw a name for a row that says nothing of when or what."""
        return self.chance(16).hex()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_store(where: Place, chance: seal.Chance, cost: seal.Cost = seal.AT_HOME) -> Store:
    """Open a store, or make one where none is.

    Args:
        where: folder or database, and the file that holds the key.
        chance: the source of secrets.
        cost: how dear a guess at a passphrase is; less only in tests.

    Raises:
        StoreError: each of its kinds says what is wrong and what to do.
    """
    _refuse_lost(where)
    place.private_folder(where.data)
    key = _key(where, chance)
    engine = engine_of(where, key)
    try:
        if not where.url:
            look_at_file(where, engine)
        _bring_up_to_date(where, engine, key)
        _keep_mark(where, key)
    except BaseException:
        engine.dispose()
        raise
    return Store(where, engine, key, chance, cost)


def engine_of(where: Place, key: bytes) -> Engine:
    """Give connections to the store at a place."""
    return connect.open_database(where.url) if where.url else connect.open_file(where.file, key)


def _key(where: Place, chance: seal.Chance) -> bytes:
    """Find the key; make one only where there is no store that it could fail to open."""
    is_new = not where.key_file.exists() and not where.file.exists() and not where.mark.exists()
    key = place.make_key(where, chance(seal.KEY_BYTES)) if is_new else place.read_key(where)
    _check_mark(where, key)
    return key


def _check_mark(where: Place, key: bytes) -> None:
    """Tell a wrong key from a damaged file, which the encryption itself cannot."""
    try:
        is_own = not where.mark.exists() or where.mark.read_bytes() == _mark(key)
    except OSError as problem:
        msg = f"The folder {where.data} may not be read. Look at its rights."
        raise ReadOnlyError(msg) from problem
    if not is_own:
        msg = (
            f"The key in {where.key_file} belongs to another store than {where.data}. "
            "Put the right key file back, or restore a backup with the store's code."
        )
        raise WrongKeyError(msg)


def _mark(key: bytes) -> bytes:
    return seal.label(seal.derive(key, b"mark"), "store").encode()


def _keep_mark(where: Place, key: bytes) -> None:
    """Note, once a store has been whole, whose key opens it."""
    if where.mark.exists():
        return
    try:
        place.write_whole(where.mark, _mark(key))
    except OSError as problem:
        raise place.unwritten(where.mark, problem) from problem


def _refuse_lost(where: Place) -> None:
    """Tell a store that is gone from one that never was: no empty one silently takes its place.

    At a first start the folder comes before the key, and the mark when the store is whole.

    Raises:
        DamagedError: it was here and is gone.
    """
    was_here = where.mark.exists() or (where.key_file.exists() and not where.data.exists())
    if where.url or where.file.exists() or not was_here:
        return
    left = where.mark if where.mark.exists() else where.key_file
    msg = (
        f"The store {where.file} is gone, though it was here once: {left} is still there. If its "
        "disk is not connected, connect it; else `pasdedeux restore` brings back a backup "
        f"({backup.told_of(where)}). To start anew with nothing, move {left} away first."
    )
    raise DamagedError(msg)


def look_at_file(where: Place, engine: Engine) -> None:
    """See that the file opens with its key.

    Raises:
        DamagedError: it does not, though the key is its own.
    """
    is_there = where.file.exists() and where.file.stat().st_size > 0
    try:
        with connect.reading(engine) as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
    except DamagedError as problem:
        msg = (
            f"The store {where.file} is damaged and does not open. `pasdedeux restore` brings "
            f"back a backup; those made by the program lie in {where.backups}."
        )
        raise DamagedError(msg) from problem
    if not is_there:
        where.file.chmod(0o600)
        place.keep_folder(where.data)


def _bring_up_to_date(where: Place, engine: Engine, key: bytes) -> None:
    with connect.reading(engine) as connection:
        found = migrations.version_of(connection)
    refuse_newer(found)
    if found == migrations.HEAD:
        return
    if found is not None:
        backup.keep_copy(engine, where, key, f"before-{migrations.HEAD}")
    with _alone(engine) as connection:
        if migrations.version_of(connection) != migrations.HEAD:  # another program was faster
            migrations.upgrade(connection)


def refuse_newer(found: str | None) -> None:
    """Refuse a version that this program does not know.

    Raises:
        NewerStoreError: a later program wrote it.
    """
    if found is not None and found not in migrations.KNOWN:
        msg = (
            "This store was written by a later version of pasdedeux. Start that version; "
            "nothing here was changed."
        )
        raise NewerStoreError(msg)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with connect.writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _UPGRADING})
        yield connection
