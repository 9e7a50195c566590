"""Where a store lies, and where its key lies, apart from it."""

import contextlib
import errno
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pasdedeux.store import seal
from pasdedeux.terms.errors import FullDiskError, ReadOnlyError, StoreError, WrongKeyError

SETTING = "PASDEDEUX_STORE"
"""A folder, or the address of a PostgreSQL database."""

KEY_SETTING = "PASDEDEUX_KEY"
"""The key file, where it is not the usual one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with an encrypted file, or a database; and the file that holds the key."""

    data: Path  # holds the store, or only backups where a database holds it
    key_file: Path
    url: str = field(default="", repr=False)  # of PostgreSQL, maybe with a password in it

    @property
    def file(self) -> Path:
        """The store, where it is a file."""
        return self.data / "home.db"

    @property
    def mark(self) -> Path:
        """What tells a wrong key from a damaged file, and nothing else."""
        return self.data / "home.mark"

    @property
    def backups(self) -> Path:
        """Where the program itself puts copies, before it changes much."""
        return self.data / "backups"


def usual_place(settings: Mapping[str, str]) -> Place:
    """Say where this user's store lies, by the settings or by the system's habit."""
    import platformdirs

    data = Path(platformdirs.user_data_dir("pasdedeux", appauthor=False))
    config = Path(platformdirs.user_config_dir("pasdedeux", appauthor=False))
    named = settings.get(SETTING, "")
    is_database = named.startswith(("postgresql:", "postgres:", "postgresql+psycopg:"))
    if named and not is_database:
        data = Path(named).expanduser().absolute()
    key = settings.get(KEY_SETTING) or config / _key_name(
        named if is_database else str(data), named
    )
    return Place(data, Path(key).expanduser().absolute(), named if is_database else "")


def _key_name(where: str, named: str) -> str:
    """Give each store that is not the usual one a key of its own."""
    return f"key-{hashlib.sha256(where.encode()).hexdigest()[:12]}" if named else "key"


def private_folder(folder: Path) -> None:
    """Make a folder that other users of the machine cannot look into.

    Raises:
        ReadOnlyError: it cannot be made.
        FullDiskError: there is no room for it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        if is_full(problem):
            raise unwritten(folder, problem) from problem
        msg = f"The folder {folder} cannot be made: {problem.strerror}. Name another by {SETTING}."
        raise ReadOnlyError(msg) from problem


def read_key(place: Place) -> bytes:
    """Read the key of a store that is there.

    Raises:
        WrongKeyError: the key file is missing or holds no key.
    """
    try:
        key = seal.read_code(place.key_file.read_text(encoding="ascii"))
    except FileNotFoundError as problem:
        msg = (
            f"The key of this store is missing: {place.key_file}. Put that file back, or "
            "restore a backup with the store's code."
        )
        raise WrongKeyError(msg) from problem
    except (OSError, UnicodeDecodeError) as problem:
        msg = f"The key file {place.key_file} cannot be read. Look at its owner and its rights."
        raise WrongKeyError(msg) from problem
    return _whole(key, place)


def _whole(key: bytes, place: Place) -> bytes:
    if len(key) == seal.KEY_BYTES:
        return key
    msg = f"The file {place.key_file} holds no key of a store. Put the right one back."
    raise WrongKeyError(msg)


def make_key(place: Place, key: bytes) -> bytes:
    """Keep a new key, whole or not at all; if another program was faster, take its key.

    Raises:
        ReadOnlyError: the folder cannot be written to.
    """
    private_folder(place.key_file.parent)
    beside = place.key_file.with_name(f".{place.key_file.name}.{os.getpid()}.part")
    try:
        write_through(beside, (seal.spell(key) + "\n").encode())
        with contextlib.suppress(FileExistsError):
            os.link(beside, place.key_file)  # unlike a rename, it never replaces a key
        keep_folder(place.key_file.parent)
    except OSError as problem:
        raise unwritten(place.key_file, problem) from problem
    finally:
        beside.unlink(missing_ok=True)
    return read_key(place)


def is_full(problem: OSError) -> bool:
    """Say whether there was no room, which more rights would not change."""
    return problem.errno in {errno.EFBIG, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def unwritten(to: Path, problem: OSError) -> StoreError:
    """Say why a file could not be written."""
    if is_full(problem):
        msg = f"There is no room left for {to}. Nothing was kept or changed; make room first."
        return FullDiskError(msg)
    msg = f"{to} cannot be written: {problem.strerror}. Look at the rights of its folder."
    return ReadOnlyError(msg)


def write_through(path: Path, content: bytes) -> None:
    """Write a file for this user alone, down to the disk."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file for this user alone, so that it is there whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write_through(beside, content)
        beside.replace(path)
        keep_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def keep_folder(folder: Path) -> None:
    """Bring a folder's list of names down to the disk, where the system knows how."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
