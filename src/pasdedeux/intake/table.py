"""Turn the bytes of a table into lines of cells, losing none."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from pasdedeux.intake.cells import column_name
from pasdedeux.intake.result import Refused
from pasdedeux.terms.errors import TooMuchError, UnreadableError

MOST_BYTES = 200_000_000
MOST_ROWS = 1_000_000
_MOST_JOINED = 20
"""Lines that one quoted cell may run over; past it the quotation mark is taken for a slip."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """One row: as many cells as the header has, without outer spaces; none if the row is blank."""

    row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the lines below it."""

    file: str
    header: tuple[str, ...]
    header_row: int
    delimiter: str
    _below: tuple[str, ...]

    @property
    def comma(self) -> bool:
        """Whether a comma can stand for the decimal point, since it parts no cells."""
        return self.delimiter != ","

    def lines(self) -> Iterator[Line | Refused]:
        """Give the rows one by one, in order.

        Source: decision 0020.
        """
        at, row = 0, self.header_row
        while at < len(self._below):
            row += 1
            cells, used = _cells(self._below, at, self.delimiter, len(self.header))
            yield self._line(row, cells)
            at += used

    def refuse(self, column: str, reason: str) -> NoReturn:
        """Raise the error that names the header's row and a column of it.

        Source: decision 0021.
        """
        where = f"{self.file}, row {self.header_row}, column {column_name(column)}"
        msg = f"{where}: {reason}."
        raise UnreadableError(msg)

    def _line(self, row: int, cells: list[str] | None) -> Line | Refused:
        if cells is None:
            return Refused(row, "", "its quotation marks do not match", self.file)
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            return Line(row, [])
        width = len(self.header)
        if len(stripped) < width or any(stripped[width:]):
            reason = f"{len(stripped)} cells where the header has {width}{self._hint(stripped)}"
            return Refused(row, "", reason, self.file)
        return Line(row, stripped[:width])

    def _hint(self, cells: list[str]) -> str:
        if self.delimiter == "," and len(cells) > len(self.header):
            return "; if a number has a decimal comma, part the cells by semicolons"
        return ""


def read_table(content: bytes, file: str) -> Table:
    """Find the header and the lines of a comma, semicolon or tab separated file.

    Raises:
        TooMuchError: more bytes or rows than decision 0023 allows.
        UnreadableError: it is empty, not UTF-8 text, or has no row below its header.

    Source: decision 0020, decision 0023.
    """
    text = decode(content, file).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.removesuffix("\n").split("\n")
    if len(lines) - 1 > MOST_ROWS:
        msg = (
            f"{file}: {len(lines) - 1:,} rows are more than the {MOST_ROWS:,} that one file may "
            f"have; split it by couple."
        )
        raise TooMuchError(msg)
    start = next((at for at, line in enumerate(lines) if line.strip()), None)
    if start is None:
        msg = f"{file}: the file is empty; it needs a header row and at least one row below it."
        raise UnreadableError(msg)
    return _table(file, lines, start)


def decode(content: bytes, file: str) -> str:
    """Give the text of a UTF-8 file, with or without its byte order mark.

    Raises:
        TooMuchError: it is larger than decision 0023 allows.
        UnreadableError: it is not UTF-8 text.

    Source: decision 0023.
    """
    if len(content) > MOST_BYTES:
        msg = (
            f"{file}: more than {MOST_BYTES // 1_000_000} MB are too many for one file; "
            f"split it by couple."
        )
        raise TooMuchError(msg)
    if content.startswith(_UTF16):
        msg = f"{file}, row 1: the file is UTF-16, not UTF-8; save it again as CSV UTF-8."
        raise UnreadableError(msg)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        msg = (
            f"{file}, row {row}: the byte 0x{content[error.start]:02x} is not UTF-8 text; "
            f"save the file again as CSV UTF-8."
        )
        raise UnreadableError(msg) from None
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        msg = f"{file}, row {row}: the file holds a zero byte, so it is not a text table."
        raise UnreadableError(msg)
    return text


def columns_of(table: Table, used: frozenset[str] | None = None) -> dict[str, int]:
    """Give the place of each named column.

    Args:
        table: the file.
        used: the columns that matter; every one where it is None.

    Raises:
        UnreadableError: two of those columns have one name.

    Source: decision 0020.
    """
    counts = Counter(table.header)
    for name, times in counts.items():
        if name and times > 1 and (used is None or name in used):
            table.refuse(name, f"the header names it {times} times; keep one")
    return {name: at for at, name in enumerate(table.header) if name}


def _table(file: str, lines: list[str], start: int) -> Table:
    delimiter = _sniff(lines[start])
    header, used = _cells(tuple(lines[start : start + _MOST_JOINED]), 0, delimiter, None)
    if header is None:
        msg = f"{file}, row {start + 1}: the quotation marks of the header do not match."
        raise UnreadableError(msg)
    below = tuple(lines[start + used :])
    if not any(line.strip() for line in below):
        msg = f"{file}, row {start + 1}: there is no row below the header."
        raise UnreadableError(msg)
    return Table(file, tuple(cell.strip() for cell in header), start + 1, delimiter, below)


def _sniff(header: str) -> str:
    outside = "".join(header.split('"')[::2])
    return max((",", ";", "\t"), key=outside.count)


def _cells(
    lines: tuple[str, ...], at: int, delimiter: str, width: int | None
) -> tuple[list[str] | None, int]:
    """Give the cells of the row that starts here, and over how many lines it runs."""
    line = lines[at]
    if '"' not in line:
        return line.split(delimiter), 1
    cells = _parsed(line, delimiter)
    if cells is not None:
        return cells, 1
    quotes = line.count('"')
    for end in range(at + 1, min(at + _MOST_JOINED, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            cells = _parsed("\n".join(lines[at : end + 1]), delimiter)
            if cells is not None and (width is None or len(cells) == width):
                return cells, end + 1 - at
            break
    return None, 1


def _parsed(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
