"""Read the dance of one couple, or of all the couples in a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pasdedeux.actions.be_ready import be_ready
from pasdedeux.actions.open_record import open_record
from pasdedeux.infer.fit import believe
from pasdedeux.intake import samples
from pasdedeux.intake.cells import folded, shown
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake, Refused
from pasdedeux.measure import catalogue
from pasdedeux.measure.traits import traits_of
from pasdedeux.recognise.reading import read_dance
from pasdedeux.terms.errors import PasDeDeuxError, UnknownNameError
from pasdedeux.terms.reading import Reading
from pasdedeux.terms.record import Record
from pasdedeux.terms.score import Trait

Refining = Callable[[float], None]
"""Told every second how many seconds a couple has taken."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The readings of a file, and the lines that were not understood."""

    readings: tuple[Reading, ...]
    refused: tuple[Refused, ...]


def read_file(  # noqa: PLR0913 - what a reading can be asked, by name
    path: Path | None,
    *,
    answers: Path | None = None,
    mapping: str | None = None,
    couple: str | None = None,
    refine: Refining | None = None,
    one_alone: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ReadFile:
    """Read every couple of a file, or the one asked for.

    Args:
        path: a file of one or many couples.
        answers: a table of questionnaire answers.
        mapping: the name of a shipped mapping, or the path of one.
        couple: read this couple alone.
        refine: spend minutes on a couple whose fit may not be shown, and tell this how many
            seconds it has taken; without it no such couple is refined.
        one_alone: refuse a file of many couples where none is asked for, before any is read.
        progress: told how many of how many couples are read.

    Raises:
        UnreadableError: a file cannot be understood, and why.
        UnknownNameError: no couple of the file is called that.
        PasDeDeuxError: there are many, and one was wanted.
    """
    intake = open_record(path, answers=answers, mapping=mapping)
    if one_alone and couple is None and len(intake.records) != 1:
        msg = f"A page shows one couple, and here are {len(intake.records)}: add --couple ID."
        raise PasDeDeuxError(msg)
    return _read(intake, couple, progress, refine)


def read_sample(name: str, *, refine: Refining | None = None) -> ReadFile:
    """Read a made-up couple that ships with the program.

    Raises:
        UnknownNameError: none is called that.
    """
    intake = read_record(samples.text(name).encode(), f"{name}.csv")
    return _read(intake, None, None, refine)


def sample_names() -> tuple[str, ...]:
    """List the made-up couples."""
    return samples.names()


def _read(
    intake: Intake,
    couple: str | None,
    progress: Callable[[int, int], None] | None,
    refine: Refining | None,
) -> ReadFile:
    be_ready()
    records = [*intake.records] if couple is None else _called(couple, intake)
    readings = []
    for done, record in enumerate(records, start=1):
        readings.append(_reading(record, intake, refine))
        if progress is not None:
            progress(done, len(records))
    return ReadFile(tuple(readings), intake.refused)


def _called(couple: str, intake: Intake) -> list[Record]:
    """Give the couple of that name, whatever its capitals and blanks.

    Raises:
        UnknownNameError: there is none; who else is in the file is told to no one unasked.
    """
    exact = [one for one in intake.records if one.couple == couple]
    found = exact or [one for one in intake.records if folded(one.couple) == folded(couple)]
    if len(found) == 1:
        return found
    count = len(intake.records)
    there = "one couple" if count == 1 else f"{count} couples"
    told = "none is" if not found else f"{len(found)} are"
    msg = (
        f"The file has {there}, and {told} called {shown(couple)}; leave --couple out to see "
        f"their names."
    )
    raise UnknownNameError(msg)


def with_answers(record: Record, intake: Intake) -> Record:
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


def _reading(record: Record, intake: Intake, refine: Refining | None) -> Reading:
    whole = with_answers(record, intake)
    belief = believe(whole)
    if refine is not None:
        from pasdedeux.actions.refine_couple import refined

        belief = refined(whole, belief, refine)
    return read_dance(whole, belief)
