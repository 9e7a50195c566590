"""Checks that anyone can run: is the doubt the right size, and is a bond seen where none is?"""

import json
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pasdedeux.terms.errors import PasDeDeuxError, UnreadableError

if TYPE_CHECKING:
    from pasdedeux.study.calibration import Band, Calibration, Row
    from pasdedeux.study.foresight import Foresight
    from pasdedeux.study.pseudo_couples import Shuffle, Side
    from pasdedeux.terms.record import Record

_FILE = click.Path(path_type=Path)
_UNREADABLE, _SOME_REFUSED = 2, 3
_couples = click.option(
    "--couples",
    type=click.IntRange(2, 100_000),
    default=100,
    show_default=True,
    help="How many to make up.",
)
_processes = click.option(
    "--processes",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="How many processes share the work; the numbers stay the same.",
)
_seed = click.option(
    "--seed",
    type=click.IntRange(0, 2**63),
    default=1,
    show_default=True,
    help="The same seed, the same numbers.",
)
_json = click.option("--json", "is_json", is_flag=True, help="One line of JSON.")


check = click.Group("check", help="Check that the readings are honest.")


@check.command()
@_couples
@_processes
@_seed
@click.option("--more-days", is_flag=True, help="Also let couples go on for the days foretold.")
@_json
def calibration(
    couples: int,
    processes: int,
    seed: int,
    more_days: bool,  # noqa: FBT001 - a flag of the command
    is_json: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """Make couples up, read each, and compare with what is true of them.

    A 90% interval must hold the truth nine times in ten, and the truth must be
    equally likely at every rank of the posterior. Each figure has its own error.
    """
    from pasdedeux.study.calibration import calibrate
    from pasdedeux.study.foresight import foresee

    found, trials = calibrate(couples, seed, processes=processes, progress=_progress("couples"))
    ahead = None
    if more_days:
        ahead = foresee(trials, seed, processes=processes, progress=_progress("couples gone on"))
    if is_json:
        _write({**asdict(found), "more_days": asdict(ahead) if ahead else None})
    else:
        click.echo("\n".join([*_calibration_lines(found), *(_ahead_lines(ahead) if ahead else ())]))


@check.command("pseudo-couples")
@click.argument("record", required=False, type=_FILE)
@click.option("--answers", type=_FILE, help="A file of questionnaire answers.")
@click.option("--map", "mapping", metavar="NAME|FILE", help="How to read another study's columns.")
@click.option(
    "--made",
    type=click.IntRange(2, 100_000),
    metavar="N",
    help="Take N made-up couples in place of a RECORD.",
)
@_processes
@_seed
@_json
def pseudo_couples(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
    record: Path | None,
    answers: Path | None,
    mapping: str | None,
    made: int | None,
    processes: int,
    seed: int,
    is_json: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """Shuffle the partners of a RECORD of many couples; count what is named then.

    Ends with 0, with 2 where nothing could be read, and with 3 where some
    lines were not understood; those are listed on the error stream.
    """
    if (record is None) == (made is None):
        msg = "Name a RECORD, or a number of made-up couples with --made N."
        raise click.UsageError(msg)
    refused: list[str] = []
    if record is not None:
        records, refused = _opened(record, answers, mapping)
    else:
        records = _made(made or 0, seed)
    shuffle = _shuffled(records, seed, processes)
    if is_json:
        _write(asdict(shuffle))
    else:
        click.echo("\n".join(_shuffle_lines(shuffle)))
    for sentence in refused:
        click.echo(sentence, err=True)
    if refused:
        raise SystemExit(_SOME_REFUSED)


@check.command()
@click.option(
    "--couples",
    type=click.IntRange(1, 10_000),
    default=8,
    show_default=True,
    help="How many to make up in the trap, and as many out of it.",
)
@_processes
@_seed
@_json
def information(
    couples: int,
    processes: int,
    seed: int,
    is_json: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """Measure how much each slider, day, check-in, moment and questionnaire tells.

    Every couple is read once as usual (42 days, two check-ins a day, a fifth of
    them skipped, questionnaires) and again with one thing changed. A figure is the
    width of a 90% interval as a share of its width before any day or answer.
    """
    from pasdedeux.study.information import Group, measure, table

    cells = measure(couples, seed, processes=processes, progress=_progress("fits"))
    if is_json:
        _write({"couples": couples, "seed": seed, "cells": [asdict(cell) for cell in cells]})
        return
    for group in Group:
        click.echo(f"Couples {group}\n\n{table(cells, group)}\n")


def _shuffled(records: "Sequence[Record]", seed: int, processes: int) -> "Shuffle":
    from pasdedeux.study.pseudo_couples import of_records

    return of_records(records, seed, processes=processes, progress=_progress("records"))


def _opened(
    record: Path, answers: Path | None, mapping: str | None
) -> "tuple[list[Record], list[str]]":
    """Give the couples of a file that wrote something, and what was not understood of it."""
    from pasdedeux.actions.open_record import open_record
    from pasdedeux.study.pseudo_couples import LEAST_COUPLES

    try:
        intake = open_record(record, answers=answers, mapping=mapping)
        with_days = [one for one in intake.records if one.days]
        if len(with_days) < LEAST_COUPLES:
            msg = (
                f"{record.name}: partners can be shuffled only where at least two couples have "
                f"check-ins or moments, and this file has {len(with_days)}."
            )
            raise UnreadableError(msg)
    except PasDeDeuxError as refused:
        click.echo(f"pasdedeux: {refused}", err=True)
        raise SystemExit(_UNREADABLE) from refused
    return with_days, [one.sentence for one in intake.refused]


def _made(couples: int, seed: int) -> "list[Record]":
    from pasdedeux.study.made_couples import many

    return [one.record for one in many(seed, range(couples))]


def _write(found: dict[str, Any]) -> None:
    click.echo(json.dumps(_plain(found), allow_nan=False))


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON holds values of any kind
    """Turn what JSON has no word for into null."""
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(held) for held in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _progress(what: str) -> Callable[[int, int], None]:
    """Count on the error stream: in one line on a terminal, in tenths elsewhere."""
    is_live = sys.stderr.isatty()
    told = [-1]

    def show(done: int, whole: int) -> None:
        if is_live:
            end = "\n" if done == whole else ""
            click.echo(f"\rread {done} of {whole} {what}{end}", nl=False, err=True)
        elif done * 10 // whole > told[0]:
            told[0] = done * 10 // whole
            click.echo(f"read {done} of {whole} {what}", err=True)

    return show


def _calibration_lines(found: "Calibration") -> Iterable[str]:
    shown = found.couples - found.refused
    yield f"{found.couples} made-up couples, seed {found.seed}: {shown} fits may be shown,"
    yield f"{found.refused} may not (their own diagnostic refused them)."
    yield ""
    yield "Coverage of 90% intervals, its standard error, mean rank of the truth (.50 is even), and"
    yield "the probability of ranks as uneven as these. In brackets: coverage over all fits."
    yield ""
    whole = {(row.figure, row.partner): row for row in found.whole}
    for title, is_shown in (("What is shown", True), ("Parameters behind it", False)):
        yield f"{title:<32}  coverage  error   rank   even   (all)"
        for row in found.shown:
            if row.is_shown is is_shown:
                yield _row_line(row, whole[row.figure, row.partner])
        yield ""
    yield from _band_lines(found.bands)
    yield f"Named: {found.named} couples, falsely {found.named_falsely}."
    yield ""
    yield f"Equal draws a fit (5%, 50%, 95%): {_three(found.effective, 0)}"
    yield f"k-hat: {_three(found.khat, 2)}"
    yield f"Seconds a fit: {_three(found.seconds, 2)}"


def _row_line(row: "Row", whole: "Row") -> str:
    name = row.figure.replace("_", " ")
    label = f"  {name} of {row.partner}" if row.partner else name
    return (
        f"{label:<32}  {row.coverage:8.3f}  {row.error:5.3f}  {row.mean_rank:5.2f}  "
        f"{row.uniform:5.3f}   ({whole.coverage:.3f})"
    )


def _band_lines(bands: Iterable["Band"]) -> Iterable[str]:
    yield "When the leading dance had a probability of ..., it was the true one in ... of couples"
    for band in bands:
        if band.couples:
            yield (
                f"  {band.low:.0%} to {band.high:.0%} (mean {band.said:.1%}): "
                f"{band.right:.1%} +- {band.error:.1%} of {band.couples}"
            )


def _ahead_lines(ahead: "Foresight") -> Iterable[str]:
    yield ""
    if not ahead.couples:
        yield "No couple was told a number of further days."
        return
    low, high = ahead.interval
    yield f"{ahead.couples} couples were told how many more days would be expected to do"
    yield f"(half of them {ahead.days_told[1]:.0f} days or fewer). After these days a dance was"
    interval = f"95% interval {low:.0%} to {high:.0%}"
    yield f"named in {ahead.named} of them: {ahead.share:.0%} ({interval}),"
    yield "where an expectation promises about half."


def _shuffle_lines(found: "Shuffle") -> Iterable[str]:
    yield f"A pattern is named (shuffle {found.seed}; 95% intervals):"
    yield f"  couples as they are     {_side_line(found.real)}"
    yield f"  partners shuffled       {_side_line(found.pseudo)}"
    yield ""
    yield "Log odds that the two records belong together (5%, 50%, 95% of couples have less):"
    yield f"  couples as they are     {_tie_line(found.real)}"
    yield f"  partners shuffled       {_tie_line(found.pseudo)}"


def _side_line(side: "Side") -> str:
    low, high = side.interval
    return (
        f"{side.named} of {side.couples} = {side.share:.1%} ({low:.1%} to {high:.1%}); "
        f"{side.shown} fits may be shown; {side.without_tie} by the dance alone"
    )


def _tie_line(side: "Side") -> str:
    return f"{_three(side.ties, 1)}; the tie's own bar holds in {side.tie_holds:.0%}"


def _three(values: tuple[float, float, float], digits: int) -> str:
    return ", ".join(f"{value:.{digits}f}" for value in values)
