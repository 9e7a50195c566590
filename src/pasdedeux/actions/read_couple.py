"""Read the dance of one couple, or of all the couples in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pasdedeux.actions.open_record import open_record
from pasdedeux.intake import samples
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake, Refused
from pasdedeux.terms.errors import UnknownNameError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import (
    Basis,
    CourseDay,
    Diagnostic,
    Enough,
    Limit,
    Reading,
)
from pasdedeux.terms.record import Item, Record


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The readings of a file, and the lines that were not understood."""

    readings: tuple[Reading, ...]
    refused: tuple[Refused, ...]


def read_file(
    path: Path | None,
    *,
    answers: Path | None = None,
    mapping: str | None = None,
    couple: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ReadFile:
    """Read every couple of a file, or the one asked for.

    Raises:
        UnreadableError: a file cannot be understood, and why.
        UnknownNameError: no couple of the file is called that.
    """
    return _read(open_record(path, answers=answers, mapping=mapping), couple, progress)


def read_sample(name: str) -> ReadFile:
    """Read a made-up couple that ships with the program.

    Raises:
        UnknownNameError: none is called that.
    """
    return _read(read_record(samples.text(name).encode(), f"{name}.csv"), None, None)


def sample_names() -> tuple[str, ...]:
    """List the made-up couples."""
    return samples.names()


def _read(
    intake: Intake, couple: str | None, progress: Callable[[int, int], None] | None
) -> ReadFile:
    records = [one for one in intake.records if couple in {None, one.couple}]
    if not records and couple is not None:
        there = ", ".join(one.couple for one in intake.records[:12])
        msg = f"There is no couple called {couple!r} in this file; there are {there}."
        raise UnknownNameError(msg)
    readings = []
    for done, record in enumerate(records, start=1):
        readings.append(_reading(record))
        if progress is not None:
            progress(done, len(records))
    return ReadFile(tuple(readings), intake.refused)


def _reading(record: Record) -> Reading:
    """Show the days and hold every figure back, as for a fit that may not be shown."""
    return Reading(
        couple=record.couple,
        names=record.names,
        basis=Basis.DAYS if record.days else Basis.NOTHING,
        days=record.days,
        check_ins=(_check_ins(record, Partner.A), _check_ins(record, Partner.B)),
        days_written=(record.days_written(Partner.A), record.days_written(Partner.B)),
        moments=len(record.moments),
        patterns=(),
        links=(),
        loop_gain=None,
        echo_days=None,
        enough=Enough(is_enough=False, more_days=None),
        diagnostic=Diagnostic(None, converged=False, method="none"),
        limits=(Limit.POOR_FIT, Limit.NOT_CAUSE, Limit.ONE_SOURCE),
        course=tuple(
            CourseDay(who, day, _closeness(record, who, day))
            for who in Partner
            for day in range(record.days)
        ),
    )


def _check_ins(record: Record, partner: Partner) -> int:
    return sum(one.partner is partner for one in record.check_ins)


def _closeness(record: Record, partner: Partner, day: int) -> float | None:
    written = [
        one.values[Item.CLOSE]
        for one in record.check_ins
        if one.partner is partner and one.day == day and Item.CLOSE in one.values
    ]
    return sum(written) / len(written) if written else None
