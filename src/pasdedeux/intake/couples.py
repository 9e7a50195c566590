"""Put the lines of each couple together into one clean record."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from pasdedeux.intake.days import LONGEST_GAP_DAYS, believable
from pasdedeux.intake.native import MOST_DAYS
from pasdedeux.intake.people import Crowd, Pair, pair_up
from pasdedeux.intake.result import AnswerSheet, Intake, Refused
from pasdedeux.intake.said import Answered, Called, Said, Sliders, Standing, Told
from pasdedeux.intake.times import spread
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import EXCHANGES_A_DAY, CheckIn, Moment, Record, Step
from pasdedeux.terms.score import Trait

_Why: TypeAlias = tuple[str, str]
"""A column, and why a line is refused for it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of this file are called, for sentences about several lines at once."""

    partner: str = "partner"
    day: str = "date"
    exchange: str = "exchange"
    has_dates: bool = True


class _Couple(NamedTuple):
    """The lines of one couple that can stand together."""

    pair: Pair
    began: int
    kept: list[Said]


def put_together(  # noqa: PLR0913 - each is a fact of the file that only its reader knows
    said: Sequence[Said],
    refused: Sequence[Refused],
    *,
    file: str,
    rows: int,
    blank: int,
    columns: Columns,
) -> Intake:
    """Make one record of each couple's lines; what cannot stand beside other lines is refused.

    Raises:
        UnreadableError: the file's only couple has a third partner.

    Source: decision 0021, decision 0022.
    """
    by_couple: dict[str, list[Said]] = {}
    for line in said:
        by_couple.setdefault(line.couple, []).append(line)
    no: dict[int, Refused] = {line.row: line for line in refused}
    records, sheets, used, silent = [], [], set[int](), set[int]()
    for couple in sorted(by_couple, key=natural):
        found = _couple(by_couple[couple], no, file, columns, alone=len(by_couple) == 1)
        if found is None:
            continue
        records.append(_record(couple, found, columns))
        sheets += _sheets(couple, found)
        for line in found.kept:
            (silent if _is_silent(line) else used).add(line.row)
    return Intake(
        tuple(records),
        tuple(sheets),
        tuple(sorted(no.values(), key=lambda line: line.row)),
        rows,
        len(used - {0}),
        blank + len(silent),
    )


def natural(couple: str) -> tuple[int, int, str]:
    """Give the place of a couple in a list, so that 2 stands before 10.

    Source: decision 0020.
    """
    is_number = couple.isascii() and couple.isdecimal()
    return (0, int(couple), couple) if is_number else (1, 0, couple)


def _is_silent(line: Said) -> bool:
    return isinstance(line.what, Sliders) and not line.what.values


def _is_entry(line: Said) -> bool:
    what = line.what
    return bool(what.values) if isinstance(what, Sliders) else isinstance(what, Told)


def _couple(
    lines: list[Said], no: dict[int, Refused], file: str, columns: Columns, *, alone: bool
) -> _Couple | None:
    pair = pair_up(lines)
    if isinstance(pair, Crowd):
        if alone:
            msg = f"{file}, row {pair.row}, column {columns.partner}: {_third(pair)}."
            raise UnreadableError(msg)
        no |= {
            line.row: Refused(line.row, columns.partner, _spoilt(pair, line.row), file)
            for line in lines
            if line.row
        }
        return None
    against = _far_off(lines, columns)
    standing = [line for line in lines if line.row not in against and not _is_silent(line)]
    parted, covered = spread(standing, pair.partners)
    against |= {row: (columns.exchange, _covered(by)) for row, by in covered.items()}
    against |= _repeats(parted, pair, columns)
    no |= {row: Refused(row, column, why, file) for row, (column, why) in against.items()}
    kept = [line for line in (*parted, *filter(_is_silent, lines)) if line.row not in against]
    began = min((line.day for line in kept if _is_entry(line) and line.day is not None), default=0)
    return _Couple(pair, began if columns.has_dates else 0, kept) if kept else None


def _far_off(lines: Iterable[Said], columns: Columns) -> dict[int, _Why]:
    """Find entries on days that cannot belong to the record."""
    dated = [(line.row, line.day) for line in lines if _is_entry(line) and line.day is not None]
    days = believable(day for _, day in dated)
    return {row: (columns.day, _far(day, days)) for row, day in dated if day not in days}


def _covered(by: int) -> str:
    return (
        f"a day has room for {EXCHANGES_A_DAY} reports of one partner; row {by}, later in the "
        f"same quarter of the day, stands for this one"
    )


def _third(crowd: Crowd) -> str:
    first, second = crowd.others
    if crowd.like is not None:
        return (
            f"a third partner, spelt much like the one in row {crowd.like}; if it is a slip, "
            f"write the name as it stands there"
        )
    return (
        f"a third partner; the couple's two are named in rows {first} and {second}, so write one "
        f"of those names here, or give another couple a number of its own in a column couple"
    )


def _spoilt(crowd: Crowd, row: int) -> str:
    if row == crowd.row:
        return _third(crowd)
    return f"the couple of this line names three partners (see row {crowd.row})"


def _far(day: int, days: range) -> str:
    if day - days.start >= MOST_DAYS:
        return (
            f"more than {MOST_DAYS} days after the couple's first, which is more than a record "
            f"may run; check the year, or start a new record"
        )
    return (
        f"a gap of more than {LONGEST_GAP_DAYS} days parts this line from most of the couple's; "
        f"check the year, or start a new record"
    )


def _repeats(lines: Iterable[Said], pair: Pair, columns: Columns) -> dict[int, _Why]:
    """Find lines that say again, or otherwise, what another line says."""
    groups: dict[Hashable, list[Said]] = {}
    for line in lines:
        groups.setdefault(_place(line, pair.partners), []).append(line)
    again: dict[int, _Why] = {}
    for alike in groups.values():
        if len(alike) > 1:
            again |= _again(sorted(alike, key=lambda line: line.row), columns)
    return again


def _place(line: Said, partners: Mapping[str, Partner]) -> Hashable:
    partner, what = partners[line.label], line.what
    match what:
        case Sliders() | Told():
            return type(what), partner, line.day, line.exchange
        case Answered():
            return type(what), partner, what.instrument
        case Standing():
            return type(what), partner, what.dimension, what.source
        case Called():
            return type(what), partner


def _again(lines: list[Said], columns: Columns) -> dict[int, _Why]:
    """Keep the first of lines that agree; keep none of lines that do not (decision 0021)."""
    what, column, advice = _COLLISIONS[type(lines[0].what)]
    name = columns.exchange if column == "exchange" else column
    if all(line.what == lines[0].what for line in lines):
        reason = f"this line only repeats row {lines[0].row}"
        return {line.row: (name, reason) for line in lines[1:]}
    listed = [str(line.row) for line in lines[:6]] + (["..."] if len(lines) > 6 else [])
    rows = f"{', '.join(listed[:-1])} and {listed[-1]}"
    reason = f"rows {rows} are {what} that differ, so none of them is used; {advice}"
    return {line.row: (name, reason) for line in lines}


_COLLISIONS: dict[type, tuple[str, str, str]] = {
    Sliders: (
        "check-ins of one partner for the same part of a day",
        "exchange",
        "give each its own time, or its exchange, 1 to 4",
    ),
    Told: (
        "moments of one teller in the same part of a day",
        "exchange",
        "give each its own time, or its exchange, 1 to 4",
    ),
    Answered: ("answers of one partner to one questionnaire", "instrument", "keep the right one"),
    Standing: ("standings of one partner on one dimension", "dimension", "keep the right one"),
    Called: ("names for one partner", "name", "keep the right one"),
}


def _record(couple: str, found: _Couple, columns: Columns) -> Record:
    dated = any(map(_is_entry, found.kept))
    return Record(
        couple,
        found.pair.names,
        tuple(sorted(_check_ins(found), key=_when)),
        tuple(sorted(_moments(found), key=_when)),
        tuple(sorted(_traits(found), key=lambda it: (it.partner, it.dimension, it.source))),
        date.fromordinal(found.began) if columns.has_dates and dated else None,
    )


def _when(entry: CheckIn | Moment) -> tuple[int, int, int]:
    who = entry.partner if isinstance(entry, CheckIn) else entry.teller
    return entry.day, entry.exchange, who.place


def _check_ins(found: _Couple) -> Iterable[CheckIn]:
    for line in found.kept:
        if isinstance(line.what, Sliders) and line.what.values and line.day is not None:
            partner = found.pair.partners[line.label]
            day = line.day - found.began
            yield CheckIn(partner, day, line.exchange, line.what.values, line.what.step)


def _moments(found: _Couple) -> Iterable[Moment]:
    for line in found.kept:
        if isinstance(line.what, Told) and line.day is not None:
            teller = found.pair.partners[line.label]
            steps = tuple(
                Step(teller if is_me else teller.other, act) for is_me, act in line.what.steps
            )
            yield Moment(teller, line.day - found.began, line.exchange, steps, line.what.ended)


def _traits(found: _Couple) -> Iterable[Trait]:
    for line in found.kept:
        if isinstance(line.what, Standing):
            yield Trait(found.pair.partners[line.label], *line.what)


def _sheets(couple: str, found: _Couple) -> list[AnswerSheet]:
    sheets = [
        AnswerSheet(couple, found.pair.partners[line.label], *line.what, line.row)
        for line in found.kept
        if isinstance(line.what, Answered)
    ]
    return sorted(sheets, key=lambda sheet: (sheet.partner, sheet.instrument))
