"""Write files whole or not at all: beside their place first, then by one rename each."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pasdedeux.terms.errors import UnreadableError


def write_whole(files: Mapping[Path, Iterable[str]]) -> None:
    """Write the lines of every file; on any failure none of them has changed.

    Raises:
        UnreadableError: a folder does not exist or may not be written to.
    """
    written: dict[Path, Path] = {}
    try:
        for place, lines in files.items():
            written[place] = _written_beside(place, lines)
        for place, beside in written.items():
            beside.replace(place)
    except OSError as problem:
        msg = f"{problem.filename or 'the file'} cannot be written: {problem.strerror}"
        raise UnreadableError(msg) from problem
    finally:
        for beside in written.values():
            beside.unlink(missing_ok=True)


def refuse_place(place: Path) -> None:
    """Refuse a place where no file can go, before any work is done for it.

    Raises:
        UnreadableError: it is a folder, or lies in none.
    """
    if place.is_dir():
        msg = f"{place} is a folder; name a file"
        raise UnreadableError(msg)
    if not place.parent.is_dir():
        msg = f"{place} cannot be written: the folder {place.parent} does not exist"
        raise UnreadableError(msg)


def _written_beside(place: Path, lines: Iterable[str]) -> Path:
    refuse_place(place)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        beside.chmod(0o666 & ~_mask())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _mask() -> int:
    """Read the user's file mask; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
