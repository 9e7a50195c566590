"""Read the dance of one couple, or of all the couples in a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pasdedeux.actions.open_record import open_record
from pasdedeux.infer.fit import believe
from pasdedeux.intake import samples
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake, Refused
from pasdedeux.measure import catalogue
from pasdedeux.measure.traits import traits_of
from pasdedeux.recognise.reading import read_dance
from pasdedeux.terms.errors import UnknownNameError
from pasdedeux.terms.reading import Reading
from pasdedeux.terms.record import Record
from pasdedeux.terms.score import Trait


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
        readings.append(_reading(record, intake))
        if progress is not None:
            progress(done, len(records))
    return ReadFile(tuple(readings), intake.refused)


def _with_answers(record: Record, intake: Intake) -> Record:
    """Add to a couple's traits what its answer sheets tell."""
    traits = list(record.traits)
    for sheet in intake.sheets:
        if sheet.couple != record.couple:
            continue
        instrument = catalogue.fetch(sheet.instrument)
        answers = dict(
            zip(instrument.item_ids, sheet.filled(len(instrument.item_ids)), strict=True)
        )
        found = traits_of(instrument, answers, sheet.partner)
        traits += [one for one in found if isinstance(one, Trait)]
    return replace(record, traits=tuple(traits))


def _reading(record: Record, intake: Intake) -> Reading:
    whole = _with_answers(record, intake)
    return read_dance(whole, believe(whole))
