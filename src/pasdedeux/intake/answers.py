"""Questionnaire answers: a file's bytes become a table of answers, each one given or not."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pasdedeux.intake.answer_map import AnswerMap, shortened
from pasdedeux.terms.errors import TooMuchError, UnreadableError

MOST_ROWS = 2_000_000
"""Above this a file is refused: its table alone would not fit in the memory of a laptop."""
_NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "."})
_SEPARATORS = ",\t;"
_MISSING = -30_000
_IMPOSSIBLE = -30_001
_LONG = 40
_FIRST_ROW = 2  # the header is row 1, as in a spreadsheet


class Refused(NamedTuple):
    """A row set aside while reading, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Answers as given, before any key; axes: person, item."""

    items: tuple[str, ...]
    values: npt.NDArray[np.int16]
    """Meaningless where `given` is false."""
    given: npt.NDArray[np.bool_]
    rows: npt.NDArray[np.int64]
    """Row of the file, the header being row 1, as in a spreadsheet."""
    ids: tuple[str, ...] | None = None
    others: Mapping[str, tuple[str, ...]] | None = None
    """Further columns that the map names, as text."""
    refused: tuple[Refused, ...] = ()


def read_header(data: bytes, source: str) -> tuple[str, ...]:
    """Give the column names of a file.

    Raises:
        UnreadableError: the file is empty or not UTF-8 text.

    Source: decision 0014.
    """
    return tuple(_cells(_decode(data, source).split("\n", 1)[:1], source)[0])


def read_answers(  # noqa: PLR0913 - what a file is and how strictly it is read
    data: bytes,
    source: str,
    answer_map: AnswerMap,
    ranges: Mapping[str, tuple[int, int]],
    *,
    sets_aside: bool = False,
    most_rows: int = MOST_ROWS,
) -> AnswerTable:
    """Read a table of answers; separators are a comma, a tab or a semicolon.

    Args:
        data: the file.
        source: its name, for the sentence of a refusal.
        answer_map: which column is which item.
        ranges: lowest and highest answer, by item.
        sets_aside: list a row with an impossible cell as refused instead of refusing the file.
        most_rows: the number of rows above which the file is refused.

    Raises:
        UnreadableError: names file, row and column.
        TooMuchError: more rows than `most_rows`.

    Source: decision 0014.
    """
    lines = _lines(_decode(data, source), source, most_rows)
    header, *body = _cells(lines, source)
    places = _places(header, answer_map, source)
    body, rows, refused = _even(body, len(header), source, sets_aside=sets_aside)
    columns = list(zip(*body, strict=True)) if body else [() for _ in header]
    items = tuple(ranges)
    values = np.zeros((len(body), len(items)), np.int16)
    given = np.zeros(values.shape, np.bool_)
    bad: list[tuple[int, str]] = []
    for index, item in enumerate(items):
        name = answer_map.columns[item]
        answers = _answers(columns[places[name]], answer_map.missing, ranges[item])
        given[:, index] = answers > _MISSING
        values[:, index] = np.where(given[:, index], answers, 0)
        bad += _impossible(answers, columns[places[name]], name, item, ranges[item])
    if bad and not sets_aside:
        _refuse(source, rows, bad)
    table = AnswerTable(
        items, values, given, rows, *_extras(columns, places, answer_map), tuple(refused)
    )
    return _without(table, bad) if bad else table


def _decode(data: bytes, source: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        row = data[: problem.start].count(b"\n") + 1
        msg = f"{source}, row {row}: this is not UTF-8 text; save the file as UTF-8 and try again"
        raise UnreadableError(msg) from problem
    if not text.strip():
        msg = f"{source} is empty"
        raise UnreadableError(msg)
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        msg = f"{source}, row {row}: holds a zero byte, so it is not a text file"
        raise UnreadableError(msg)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str, source: str, most_rows: int) -> list[str]:
    lines = text.rstrip("\n").split("\n")
    if len(lines) - 1 > most_rows:
        msg = f"{source} has {len(lines) - 1:,} rows; at most {most_rows:,} are read at once"
        raise TooMuchError(msg)
    if len(lines) < _FIRST_ROW:
        msg = f"{source} has a header (row 1) but no row of answers"
        raise UnreadableError(msg)
    return lines


def _cells(lines: Sequence[str], source: str) -> list[list[str]]:
    separator = max(_SEPARATORS, key=lines[0].count)
    reader = csv.reader(lines, delimiter=separator)
    try:
        return list(reader)
    except csv.Error as problem:
        msg = f"{source}, row {reader.line_num}: the line cannot be split into cells ({problem})"
        raise UnreadableError(msg) from problem


def _places(header: Sequence[str], answer_map: AnswerMap, source: str) -> dict[str, int]:
    """Find every column that the map names."""
    names = [name.strip() for name in header]
    places = {}
    named = [(column, f"item {item}") for item, column in answer_map.columns.items()]
    named += [(entry.column, "the calibration rule") for entry in answer_map.within]
    if answer_map.id_column is not None:
        named.append((answer_map.id_column, "the id"))
    for column, use in named:
        if names.count(column) != 1:
            how = "has no" if column not in names else "has more than one"
            msg = f"{source}, row 1: {how} column {column} (for {use}); it has: {shortened(names)}"
            raise UnreadableError(msg)
        places[column] = names.index(column)
    return places


def _even(
    body: Sequence[list[str]], width: int, source: str, *, sets_aside: bool
) -> tuple[list[list[str]], npt.NDArray[np.int64], list[Refused]]:
    """Keep rows with as many cells as the header; an empty line is a row without answers."""
    kept, rows, refused = [], [], []
    for row, cells in enumerate(body, start=_FIRST_ROW):
        if cells and len(cells) != width:
            reason = f"has {len(cells)} cells where the header has {width}"
            if not sets_aside:
                msg = f"{source}, row {row}: {reason}"
                raise UnreadableError(msg)
            refused.append(Refused(row, reason))
            continue
        kept.append(cells or [""] * width)
        rows.append(row)
    return kept, np.array(rows, np.int64), refused


def _answers(
    column: Sequence[str], missing: frozenset[str], limits: tuple[int, int]
) -> npt.NDArray[np.int32]:
    """Turn cells into numbers; below every answer stand the codes of none and of impossible."""
    codes = {cell: _code(cell, missing, *limits) for cell in set(column)}
    return np.fromiter(map(codes.__getitem__, column), np.int32, len(column))


def _impossible(
    answers: npt.NDArray[np.int32],
    column: Sequence[str],
    name: str,
    item: str,
    limits: tuple[int, int],
) -> list[tuple[int, str]]:
    """List the places of impossible cells, with the reason."""
    low, high = limits
    return [
        (place, f"column {name}: {_told(column[place])} is not {low} to {high} (item {item})")
        for place in np.flatnonzero(answers == _IMPOSSIBLE).tolist()
    ]


def _told(cell: str) -> str:
    """Show a cell in a sentence, cut where it is long."""
    text = cell.strip()
    return repr(text if len(text) <= _LONG else f"{text[:_LONG]}...")


def _code(cell: str, missing: frozenset[str], low: int, high: int) -> int:
    text = cell.strip().lower()
    if text in _NOTHING or text in missing:
        return _MISSING
    try:
        number = float(text)
    except ValueError:
        return _IMPOSSIBLE
    return int(number) if low <= number <= high and number == int(number) else _IMPOSSIBLE


def _refuse(source: str, rows: npt.NDArray[np.int64], bad: Sequence[tuple[int, str]]) -> None:
    place, reason = min(bad, key=lambda entry: entry[0])
    more = f"; {len(bad) - 1:,} more such cells" if len(bad) > 1 else ""
    msg = f"{source}, row {rows[place]}, {reason}{more}"
    raise UnreadableError(msg)


def _extras(
    columns: Sequence[Sequence[str]], places: Mapping[str, int], answer_map: AnswerMap
) -> tuple[tuple[str, ...] | None, dict[str, tuple[str, ...]]]:
    named = answer_map.id_column
    ids = None if named is None else tuple(columns[places[named]])
    others = {entry.column: tuple(columns[places[entry.column]]) for entry in answer_map.within}
    return ids, others


def _without(table: AnswerTable, bad: Iterable[tuple[int, str]]) -> AnswerTable:
    """Set aside the rows with an impossible cell; the first reason of each is kept."""
    reasons: dict[int, str] = {}
    for place, reason in bad:
        reasons.setdefault(place, reason)
    keep = np.ones(len(table.rows), np.bool_)
    keep[list(reasons)] = False
    gone = [Refused(int(table.rows[place]), reason) for place, reason in reasons.items()]
    return AnswerTable(
        table.items,
        table.values[keep],
        table.given[keep],
        table.rows[keep],
        None if table.ids is None else _kept(table.ids, keep),
        {name: _kept(cells, keep) for name, cells in (table.others or {}).items()},
        tuple(sorted((*table.refused, *gone))),
    )


def _kept(cells: Sequence[str], keep: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(cell for cell, stays in zip(cells, keep, strict=True) if stays)
