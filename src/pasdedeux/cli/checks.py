"""Checks that anyone can run: is the doubt the right size, and is a bond seen where none is?"""

import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pasdedeux.cli import checks_told as told
from pasdedeux.cli.warm_up import make_ready
from pasdedeux.terms.errors import PasDeDeuxError, UnreadableError

if TYPE_CHECKING:
    from pasdedeux.study.pseudo_couples import Shuffle
    from pasdedeux.terms.record import Record

_FILE = click.Path(path_type=Path)
_UNREADABLE, _SOME_REFUSED, _BROKEN_OFF = 2, 3, 130
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
    Ctrl-C ends the work and prints what was done so far.
    """
    from pasdedeux.study.calibration import calibrate
    from pasdedeux.study.foresight import foresee

    make_ready()
    found, trials = calibrate(couples, seed, processes=processes, progress=_progress("couples"))
    ahead, is_whole = None, found.couples == found.asked
    if more_days and is_whole:
        ahead = foresee(trials, seed, processes=processes, progress=_progress("couples gone on"))
        is_whole = ahead.couples == ahead.asked
    if is_json:
        _write({**asdict(found), "more_days": asdict(ahead) if ahead else None})
    else:
        lines = [*told.calibration_lines(found), *(told.ahead_lines(ahead) if ahead else ())]
        click.echo("\n".join(lines))
    _end(is_whole=is_whole)


@check.command("pseudo-couples")
@click.argument("record", required=False, type=_FILE)
@click.option("--answers", type=_FILE, help="A file of questionnaire answers.")
@click.option("--map", "mapping", metavar="NAME|FILE", help="How to read another study's columns.")
@_couples
@click.option(
    "--shared",
    type=click.FloatRange(0.0, 1.0),
    multiple=True,
    default=(0.0, 0.3, 0.6),
    show_default=True,
    help="Correlation of the load of two who live apart; give it once for each.",
)
@_processes
@_seed
@_json
def pseudo_couples(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
    record: Path | None,
    answers: Path | None,
    mapping: str | None,
    couples: int,
    shared: tuple[float, ...],
    processes: int,
    seed: int,
    is_json: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """Pair people who never answered each other; count what is named then.

    With a RECORD of many couples, its partners are shuffled. Without one,
    couples are made up; these are shuffled too, and the same two also live
    apart, each with somebody else, under loads that correlate.

    Ends with 0, with 2 where nothing could be read, and with 3 where some
    lines were not understood; those are listed on the error stream.
    Ctrl-C ends the work and prints what was done so far.
    """
    from pasdedeux.study.pseudo_couples import of_made, of_records

    refused: list[str] = []
    if record is None and (answers or mapping):
        msg = "--answers and --map go with a RECORD, and none is named."
        raise click.UsageError(msg)
    make_ready()
    if record is None:
        found = of_made(couples, seed, shared, processes=processes, progress=_progress("pairs"))
    else:
        records, refused = _opened(record, answers, mapping)
        found = of_records(records, seed, processes=processes, progress=_progress("pairs"))
    _tell(found, is_json=is_json)
    for sentence in refused:
        click.echo(sentence, err=True)
    _end(is_whole=found.done == found.asked)
    if refused:
        raise SystemExit(_SOME_REFUSED)


def _tell(found: "Shuffle", *, is_json: bool) -> None:
    if is_json:
        _write(asdict(found))
    else:
        click.echo("\n".join(told.shuffle_lines(found)))


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
    width of a 90% interval. Ctrl-C ends the work and prints what was done so far.
    """
    from pasdedeux.study.information import measure

    make_ready()
    found = measure(couples, seed, processes=processes, progress=_progress("fits"))
    if is_json:
        _write({"couples": couples, **asdict(found)})
    else:
        click.echo("\n".join(told.information_lines(found)))
    _end(is_whole=found.done == found.asked)


def _opened(
    record: Path, answers: Path | None, mapping: str | None
) -> "tuple[Sequence[Record], list[str]]":
    """Give the couples of a file that wrote something, and what was not understood of it."""
    from pasdedeux.actions.open_record import open_record
    from pasdedeux.actions.read_couple import with_answers
    from pasdedeux.study.pseudo_couples import LEAST_COUPLES

    try:
        intake = open_record(record, answers=answers, mapping=mapping)
        with_days = [with_answers(one, intake) for one in intake.records if one.days]
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


def _end(*, is_whole: bool) -> None:
    """Say so where the work was broken off, in words and by the exit code."""
    if not is_whole:
        click.echo("Broken off: what was done so far is above.", err=True)
        raise SystemExit(_BROKEN_OFF)


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
