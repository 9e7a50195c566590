"""Write records and answers as the table that `record` reads back unchanged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from pasdedeux.intake.cells import guarded
from pasdedeux.intake.native import COLUMNS, ONLY_COUPLE
from pasdedeux.intake.result import AnswerSheet
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import CheckIn, Item, Moment, Record
from pasdedeux.terms.score import Trait

_Row = dict[str, str]
_ALWAYS = frozenset({"partner"})


def write_record(record: Record, sheets: Iterable[AnswerSheet] = ()) -> str:
    r"""Give one couple's record as CSV text.

    Raises:
        ValueError: a name could not be read back as it is.

    Source: decision 0020.
    Limits: a record that began before its first entry is read back as beginning with it.

    >>> write_record(Record("1", check_ins=(CheckIn(Partner.A, 0, 3, {Item.CLOSE: 7.0}),)))
    'partner,kind,day,exchange,close\nA,check-in,1,4,7\n'
    """
    return write_records([record], sheets)


def write_records(records: Sequence[Record], sheets: Iterable[AnswerSheet] = ()) -> str:
    """Give many couples' records as one CSV text.

    Raises:
        ValueError: a name could not be read back as it is, a sheet belongs to no couple, or only
            some of the couples have dates.

    Source: decision 0020.
    """
    by_couple: dict[str, list[AnswerSheet]] = {record.couple: [] for record in records}
    if len(by_couple) < len(records):
        msg = "records: two of them are of one couple"
        raise ValueError(msg)
    for sheet in sheets:
        if sheet.couple not in by_couple:
            msg = "sheets: one belongs to none of the couples"
            raise ValueError(msg)
        by_couple[sheet.couple].append(sheet)
    rows = [row for record in records for row in _rows(record, by_couple[record.couple])]
    if any("day" in row for row in rows) and any("date" in row for row in rows):
        msg = "records: some have dates and some have none; write them to two files"
        raise ValueError(msg)
    lone = [record.couple for record in records] == [ONLY_COUPLE]
    used = {name for row in rows for name, cell in row.items() if cell} | _ALWAYS
    columns = [name for name in COLUMNS if name in used and not (lone and name == "couple")]
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    return "".join(f"{','.join(map(_quoted, line))}\n" for line in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if {",", '"', ";"} & {*cell} else cell


def _rows(record: Record, sheets: Iterable[AnswerSheet]) -> Iterator[_Row]:
    couple = {"couple": guarded(record.couple)}
    yield from (couple | row for row in _people(record))
    yield from (couple | _trait(trait) for trait in record.traits)
    yield from (couple | _sheet(sheet) for sheet in sheets)
    entries: list[CheckIn | Moment] = [*record.check_ins, *record.moments]
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.exchange)):
        told = _check_in(entry) if isinstance(entry, CheckIn) else _moment(entry)
        yield couple | _when(entry, record.began) | told


def _people(record: Record) -> Iterator[_Row]:
    """Tell the names, where they are not the letters or nothing else would tell of the couple."""
    if record.names != ("A", "B") or not (record.check_ins or record.moments):
        for partner, name in zip(Partner, record.names, strict=True):
            yield {"partner": partner.value, "kind": "person", "name": guarded(name)}


def _when(entry: CheckIn | Moment, began: date | None) -> _Row:
    exchange = {"exchange": str(entry.exchange + 1)}
    if began is None:
        return {"day": str(entry.day + 1)} | exchange
    return {"date": (began + timedelta(days=entry.day)).isoformat()} | exchange


def _check_in(entry: CheckIn) -> _Row:
    sliders = {item.value: _number(value) for item, value in entry.values.items()}
    who = {"partner": entry.partner.value, "kind": "check-in"}
    return who | sliders | {"resolution": _resolution(entry.step)}


def _resolution(step: Mapping[Item, float]) -> str:
    return " ".join(f"{item.value}:{_number(width)}" for item, width in step.items())


def _moment(entry: Moment) -> _Row:
    steps = " ".join(
        f"{'me' if step.partner is entry.teller else 'you'}:{step.act.value}"
        for step in entry.steps
    )
    ended = entry.ended.value if entry.ended else ""
    return {"partner": entry.teller.value, "kind": "moment", "steps": steps, "ended": ended}


def _trait(trait: Trait) -> _Row:
    return {
        "partner": trait.partner.value,
        "kind": "trait",
        "dimension": trait.dimension,
        "value": _number(trait.value),
        "error": _number(trait.error),
        "source": guarded(trait.source),
    }


def _sheet(sheet: AnswerSheet) -> _Row:
    answers = " ".join("-" if answer is None else str(answer) for answer in sheet.answers)
    return {
        "partner": sheet.partner.value,
        "kind": "answers",
        "instrument": guarded(sheet.instrument),
        "answers": answers,
    }


def _number(value: float) -> str:
    """Give every digit, and none that says nothing."""
    plain = float(value)
    return str(int(plain)) if plain.is_integer() else repr(plain)
