"""Read a table of questionnaire answers, one person and questionnaire a row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pasdedeux.intake import cells
from pasdedeux.intake.couples import Columns, put_together
from pasdedeux.intake.native import MOST_ITEMS, ONLY_COUPLE, answer
from pasdedeux.intake.record import columns_place, sort_out
from pasdedeux.intake.result import AnswerSheet, Intake, Refused
from pasdedeux.intake.said import Answered, Said
from pasdedeux.intake.table import Line, Table, columns_of, read_table
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Record

_ITEM = re.compile(r"q([1-9]\d{0,3})", re.ASCII)
_NEITHER = "this is neither of the two whom the record names; the letters A and B do as well"
_NAMED = ("couple", "partner", "instrument")


@dataclass(frozen=True, slots=True)
class _Layout:
    couple: int | None
    partner: int
    instrument: int
    items: tuple[int, ...]
    """Where the answers stand, in the order of the items."""
    labels: Mapping[str, Mapping[str, str]]
    """By couple of the record: what a partner may be called here, and the letter meant."""


def read_sheets(content: bytes, file: str, known: Intake | None = None) -> Intake:
    """Give the answers of a file, joined to the records they belong to.

    Args:
        content: the file as it is on the disk.
        file: what to call it in sentences.
        known: what a record file gave; its couples' names then tell who answered.

    Returns:
        All of both: a couple without a record of its own gets an empty one.

    Raises:
        UnreadableError: no line of it can be understood, for a reason that one sentence tells.

    Source: decision 0020, decision 0021.
    """
    table = read_table(content, file)
    before = known or Intake((), (), (), 0, 0, 0)
    before = _named(before, table)
    layout = _layout(table, before)
    said, refused, rows, blank = sort_out(table, lambda line: _understand(line, layout))
    columns = Columns(has_dates=False)
    read = put_together(said, refused, file=file, rows=rows, blank=blank, columns=columns)
    return _join(before, read, file)


def _layout(table: Table, known: Intake) -> _Layout:
    named = tuple(name.lower() for name in table.header)
    for name, written in zip(named, table.header, strict=True):
        if name and name not in _NAMED and _ITEM.fullmatch(name) is None:
            near = cells.closest(name, (*_NAMED, "Q1"))
            reason = f"a table of answers has no such column, the closest is {near}"
            table.refuse(written, reason)
    places = columns_of(replace(table, header=named))
    for column in ("partner", "instrument", "q1"):
        if column not in places:
            table.refuse(column, "this column is missing; answers need it")
    labels = {record.couple: _labels(record) for record in known.records}
    couple = columns_place(table, "couple")
    if couple is None and len(labels) > 1:
        reason = f"this column is missing; the record has {len(labels)} couples"
        table.refuse("couple", reason)
    items = _items(table, places)
    return _Layout(couple, places["partner"], places["instrument"], items, labels)


def _named(known: Intake, table: Table) -> Intake:
    """Let a name that only the answers tell take the place of a partner who wrote nothing."""
    free = {record.couple: _places_left(record, known) for record in known.records}
    couple, who = columns_place(table, "couple"), columns_place(table, "partner")
    if who is None or not any(free.values()):
        return known
    strangers: dict[str, set[str]] = {}
    for line in table.lines():
        if isinstance(line, Line) and line.cells and line.cells[who]:
            of = line.cells[couple] if couple is not None else ""
            if of or len(free) == 1:
                strangers.setdefault(of or next(iter(free)), set()).add(line.cells[who])
    records = [
        _welcome(record, free[record.couple], strangers.get(record.couple, set()))
        for record in known.records
    ]
    return replace(known, records=tuple(records))


def _places_left(record: Record, known: Intake) -> list[Partner]:
    wrote = {entry.partner for entry in record.check_ins}
    wrote |= {moment.teller for moment in record.moments}
    wrote |= {trait.partner for trait in record.traits}
    wrote |= {sheet.partner for sheet in known.sheets if sheet.couple == record.couple}
    return [one for one in Partner if one not in wrote and record.names[one.place] == one.value]


def _welcome(record: Record, free: list[Partner], seen: set[str]) -> Record:
    known = _labels(record)
    strangers = {cells.folded(name): name for name in sorted(seen, reverse=True)}
    new = [strangers[key] for key in sorted(strangers.keys() - known.keys())]
    if not new or len(new) > len(free):
        return record
    names = {partner: record.names[partner.place] for partner in Partner}
    names |= dict(zip(free, new, strict=False))
    return replace(record, names=(names[Partner.A], names[Partner.B]))


def _items(table: Table, places: Mapping[str, int]) -> tuple[int, ...]:
    found = {int(name[1:]): at for name, at in places.items() if _ITEM.fullmatch(name)}
    last = max(found)
    if last > MOST_ITEMS:
        table.refuse(f"Q{last}", f"more than the {MOST_ITEMS} answers allowed")
    gap = next((item for item in range(1, last + 1) if item not in found), None)
    if gap is not None:
        reason = f"this column is missing, though there is a Q{last}; leave its cells empty"
        table.refuse(f"Q{gap}", reason)
    return tuple(found[item] for item in range(1, last + 1))


def _labels(record: Record) -> dict[str, str]:
    """Give what each partner may be called, as names are compared, and the letter it means."""
    letters = {"a": "A", "b": "B"}
    first, second = map(cells.folded, record.names)
    return letters if first == second else {first: "A", second: "B"} | letters


def _understand(line: Line, layout: _Layout) -> Said:
    couple = _couple(line, layout)
    label = cells.name("partner", _needed(line, layout.partner, "partner"))
    labels = layout.labels.get(couple)
    if labels is not None:
        if cells.folded(label) not in labels:
            cells.refuse("partner", _NEITHER)
        label = labels[cells.folded(label)]
    instrument = cells.name("instrument", _needed(line, layout.instrument, "instrument"))
    answers = [answer(f"Q{item}", line.cells[at]) for item, at in enumerate(layout.items, 1)]
    while answers and answers[-1] is None:
        answers.pop()
    if not answers:
        cells.refuse("Q1", "no question is answered")
    return Said(line.row, couple, label, None, 0, None, Answered(instrument, tuple(answers)))


def _couple(line: Line, layout: _Layout) -> str:
    cell = line.cells[layout.couple] if layout.couple is not None else ""
    if cell:
        return cells.name("couple", cell)
    if len(layout.labels) > 1:
        cells.refuse("couple", "the cell is empty; it needs to say which couple")
    return next(iter(layout.labels), ONLY_COUPLE)


def _needed(line: Line, at: int, column: str) -> str:
    if not line.cells[at]:
        cells.refuse(column, "the cell is empty, and no line can do without it")
    return line.cells[at]


def _join(before: Intake, read: Intake, file: str) -> Intake:
    have = {_key(sheet): sheet for sheet in before.sheets}
    old = {record.couple for record in before.records}
    new = [sheet for sheet in read.sheets if _key(sheet) not in have]
    twice = [
        Refused(
            sheet.row,
            "instrument",
            f"row {have[_key(sheet)].row} of the record already answers this questionnaire",
            file,
        )
        for sheet in read.sheets
        if _key(sheet) in have
    ]
    return Intake(
        (*before.records, *(record for record in read.records if record.couple not in old)),
        (*before.sheets, *new),
        (*before.refused, *sorted((*read.refused, *twice), key=lambda line: line.row)),
        before.rows + read.rows,
        before.understood + read.understood - len(twice),
        before.blank + read.blank,
    )


def _key(sheet: AnswerSheet) -> tuple[str, Partner, str]:
    return sheet.couple, sheet.partner, sheet.instrument
