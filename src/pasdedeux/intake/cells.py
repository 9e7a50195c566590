"""Understand one cell: a number, a name, a date, a time, or why it is none."""

import re
from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import NoReturn

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"(\d{1,9})(\.0{0,20})?", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_OTHER_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(:\d{2})?", re.ASCII)
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = "=+-@"
_LONGEST_NAME = 100
_LONGEST_SHOWN = 24
_MOST_WORDS = 2
"""A slip is a word or two; more are a sentence, and a sentence may be private."""
_LONGEST_NUMBER = 40

_LATER_FROM_HOURS = (11, 15, 19)
"""Hours at which the second, third and fourth quarter of the waking day begin."""


class CellError(Exception):
    """A cell that cannot be understood; met within this room only, where it becomes a `Refused`."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column = column
        self.reason = reason


def refuse(column: str, reason: str) -> NoReturn:
    """Say that a cell cannot be understood, and why.

    Raises:
        CellError: always.

    Source: decision 0021.
    """
    raise CellError(column, reason)


def shown(cell: str) -> str:
    """Give a cell as a message may quote it: short, and with nothing a terminal obeys.

    Source: decision 0021 (a long text may be private, and is never repeated).
    """
    if len(cell) > _LONGEST_SHOWN or len(cell.split()) > _MOST_WORDS:
        return f"a text of {len(cell)} characters"
    return f'"{_UNSHOWABLE.sub("?", cell)}"'


def column_name(name: str) -> str:
    """Give a column's name as a message may quote it.

    Source: decision 0021.
    """
    plain = _UNSHOWABLE.sub("?", name)
    return plain if len(plain) <= 2 * _LONGEST_SHOWN else f"{plain[: 2 * _LONGEST_SHOWN]}..."


def closest(name: str, known: Collection[str]) -> str:
    """Give the known name most like this one.

    Source: decision 0020.
    """
    near = get_close_matches(name[:_LONGEST_NAME].lower(), [*known], n=1, cutoff=0.0)
    return near[0] if near else ""


def near(name: str, known: Collection[str]) -> str:
    """Give the known name that this one may be a slip of; nothing where none is.

    Source: decision 0020.
    """
    found = get_close_matches(name[:_LONGEST_NAME].lower(), [*known], n=1)
    return found[0] if found else ""


def number(column: str, cell: str, low: float, high: float, *, comma: bool) -> float:
    """Give the number in a cell.

    Args:
        column: what to call the column in a refusal.
        cell: its text.
        low: the least it may be.
        high: the most it may be.
        comma: whether a comma may stand for the decimal point.

    Raises:
        CellError: it is no finite number between the two.

    Source: decision 0020.
    """
    value = _decimal(cell.replace(",", ".") if comma else cell)
    if value is None:
        is_comma = _decimal(cell.replace(",", ".")) is not None
        way_out = "; write it with a point, or part the cells by semicolons" if is_comma else ""
        refuse(column, f"{shown(cell)} is not a number{way_out}")
    if not low <= value <= high:
        refuse(column, f"{shown(cell)} is outside {low:g} to {high:g}")
    return value


@lru_cache(maxsize=1024)  # a record holds few different numbers, each very often
def _decimal(written: str) -> float | None:
    if len(written) > _LONGEST_NUMBER or _NUMBER.fullmatch(written) is None:
        return None
    return float(written)


def whole(column: str, cell: str, low: int, high: int) -> int:
    """Give the whole number in a cell; `3.0`, as some programs write it, is 3.

    Raises:
        CellError: it is no whole number between the two.

    Source: decision 0020.
    """
    value = _whole(cell)
    if value is None:
        refuse(column, f"{shown(cell)} is not a whole number")
    if not low <= value <= high:
        refuse(column, f"{shown(cell)} is outside {low} to {high}")
    return value


@lru_cache(maxsize=1024)
def _whole(written: str) -> int | None:
    match = _WHOLE.fullmatch(written)
    return None if match is None else int(match[1])


def name(column: str, cell: str) -> str:
    """Give a name as it was written, without the mark that keeps a spreadsheet from computing it.

    Raises:
        CellError: it is too long, or holds characters that cannot be shown.

    Source: decision 0023.
    """
    if cell.isascii() and cell.isalnum() and len(cell) <= _LONGEST_NAME:
        return cell  # nearly every one, and a file has two in each row
    if len(cell) > _LONGEST_NAME:
        refuse(column, f"a name has at most {_LONGEST_NAME} characters, not {len(cell)}")
    if _UNSHOWABLE.search(cell):
        refuse(column, "the name holds characters that cannot be shown")
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {*_FORMULA, "'"} else cell


def folded(label: str) -> str:
    """Give a name as names are compared: whatever its capitals and its blanks.

    Source: decision 0020.
    """
    return " ".join(label.split()).casefold()


def guarded(text: str) -> str:
    """Give a name so that no spreadsheet takes it for a formula; `name` gives it back.

    Raises:
        ValueError: the name could not be read back as it is.

    Source: decision 0023.
    """
    if not text or text != text.strip() or len(text) >= _LONGEST_NAME or _UNSHOWABLE.search(text):
        msg = f"name: {shown(text)} cannot be written to a record and read back"
        raise ValueError(msg)
    return f"'{text}" if text[0] in f"{_FORMULA}'" else text


def plain_date(column: str, cell: str) -> date:
    """Give the date in a cell.

    Raises:
        CellError: it is not written YYYY-MM-DD or DD.MM.YYYY, or there is no such day.

    Source: decision 0022 (only forms in which day and month cannot be exchanged).
    """
    parts = _date_parts(cell)
    if parts is None:
        way_out = "; or give a mapping that says how dates are written (--map, date.format)"
        other = way_out if _OTHER_DATE.fullmatch(cell) else ""
        refuse(column, f"{shown(cell)} is not a date written as YYYY-MM-DD or DD.MM.YYYY{other}")
    return day_of(column, cell, *parts)


@lru_cache(maxsize=1024)  # all couples of a study share their days
def is_date(cell: str) -> bool:
    """Tell whether a cell is written as a date.

    Source: decision 0020.
    """
    return _date_parts(cell) is not None


def _date_parts(written: str) -> tuple[int, int, int] | None:
    if _ISO_DATE.fullmatch(written) is not None:
        return int(written[:4]), int(written[5:7]), int(written[8:])
    dotted = _DOTTED_DATE.fullmatch(written)
    return None if dotted is None else (int(dotted[3]), int(dotted[2]), int(dotted[1]))


def day_of(column: str, cell: str, year: int, month: int, day: int) -> date:
    """Give the date of a year, a month and a day.

    Raises:
        CellError: there is no such day.

    Source: decision 0022.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError(column, f"there is no day {shown(cell)}") from None


def minute_of_day(column: str, cell: str) -> int:
    """Give the minutes after midnight of a time.

    Raises:
        CellError: it is no time between 00:00 and 23:59.

    Source: decision 0022.
    """
    match = _TIME.fullmatch(cell)
    if match is None:
        refuse(column, f"{shown(cell)} is not a time written as HH:MM")
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        refuse(column, f"there is no time {shown(cell)}")
    return 60 * hour + minute


def exchange_at(minute: int) -> int:
    """Give the exchange of the day, 0 to 3, in which a time falls.

    Source: decision 0022 (quarters of a waking day from 07:00 to 23:00).
    Limits: a time in the night counts to the nearest quarter of the same date.
    """
    return sum(minute >= 60 * hour for hour in _LATER_FROM_HOURS)
