"""Read a file of questionnaire answers: find it, unpack it, choose its map, check every cell."""

import lzma
import struct
import tomllib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pasdedeux.intake.answer_map import AnswerMap, guess_map, is_known_layout, read_map
from pasdedeux.intake.answers import AnswerTable, read_answers, read_header
from pasdedeux.measure.instrument import Instrument
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import TooMuchError, UnreadableError

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    ValueError,
    KeyError,
    OverflowError,
    struct.error,
    lzma.LZMAError,
)
"""What the standard library raises at a ZIP file that is cut, changed or locked."""
MOST_BYTES = 1 << 30
"""A larger file is refused before it is read into memory."""


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file's answers, and how its columns were understood."""

    name: str
    table: AnswerTable
    answer_map: AnswerMap
    is_recognised: bool
    """Whether a shipped map was chosen because the header is exactly that file's."""


def read_answer_file(
    file: Path, instrument: Instrument, map_name: str | None = None, *, sets_aside: bool = False
) -> AnswerFile:
    """Read a CSV file, or the data.csv within a ZIP file.

    Args:
        file: where it is.
        instrument: whose answers it holds.
        map_name: a shipped map's name or the path of one; None recognises or guesses.
        sets_aside: list rows with an impossible cell instead of refusing the file.

    Raises:
        UnreadableError: the file or the map cannot be understood; one sentence says where.
    """
    data, name = _contents(file)
    answer_map, is_recognised = _chosen_map(data, name, instrument, map_name)
    table = read_answers(data, name, answer_map, instrument.ranges, sets_aside=sets_aside)
    return AnswerFile(name, table, answer_map, is_recognised)


def _contents(file: Path) -> tuple[bytes, str]:
    try:
        if file.suffix.lower() == ".zip":
            return _unpacked(file), file.name
        if file.stat().st_size > MOST_BYTES:
            raise TooMuchError(_too_large(file.name))
        return file.read_bytes(), file.name
    except OSError as problem:
        msg = f"{file} cannot be read: {problem.strerror or problem}"
        raise UnreadableError(msg) from problem
    except _DAMAGED as problem:
        msg = f"{file.name} is not a ZIP file that can be opened, though its name says so"
        raise UnreadableError(msg) from problem


def _unpacked(file: Path) -> bytes:
    with zipfile.ZipFile(file) as archive:
        tables = [entry for entry in archive.infolist() if entry.filename.endswith(".csv")]
        named = [entry for entry in tables if Path(entry.filename).name == "data.csv"] or tables
        if len(named) != 1:
            msg = f"{file.name} holds {len(named)} CSV files; it must hold one, or one data.csv"
            raise UnreadableError(msg)
        if named[0].file_size > MOST_BYTES:
            raise TooMuchError(_too_large(file.name))
        try:
            return archive.read(named[0])
        except _DAMAGED as problem:
            msg = f"{file.name} cannot be unpacked: it is damaged, or locked with a password"
            raise UnreadableError(msg) from problem


def _too_large(name: str) -> str:
    return f"{name} is larger than {MOST_BYTES >> 20:,} MiB; split it into smaller files"


def _chosen_map(
    data: bytes, source: str, instrument: Instrument, map_name: str | None
) -> tuple[AnswerMap, bool]:
    if map_name is not None:
        table = _map_table(map_name)
        return read_map(table, instrument.name, instrument.item_ids, map_name), False
    header = read_header(data, source)
    for name in _shipped_maps():
        table = _shipped_map(name)
        if table["instrument"] == instrument.name and is_known_layout(table, header):
            return read_map(table, instrument.name, instrument.item_ids, name), True
    return guess_map(header, instrument.name, instrument.item_ids, source), False


def _shipped_maps() -> tuple[str, ...]:
    return tuple(name.removesuffix(".toml") for name in shipped.names("measure", "mappings"))


def _shipped_map(name: str) -> dict[str, Any]:
    return shipped.table("measure", "mappings", f"{name}.toml")


def _map_table(name: str) -> dict[str, Any]:
    if name in _shipped_maps():
        return _shipped_map(name)
    path = Path(name)
    if not path.is_file():
        msg = (
            f"no map {name}: neither a file nor one of those shipped ({', '.join(_shipped_maps())})"
        )
        raise UnreadableError(msg)
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        msg = f"{name} is not UTF-8 text"
        raise UnreadableError(msg) from problem
    except tomllib.TOMLDecodeError as problem:
        msg = f"{name} is not readable as TOML: {problem}"
        raise UnreadableError(msg) from problem
