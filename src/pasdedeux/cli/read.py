"""Read a couple's dance on the terminal, as JSON or as a page."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pasdedeux.cli.out import keep_what_is_there, replace_option
from pasdedeux.cli.warm_up import make_ready
from pasdedeux.present.as_json import as_json
from pasdedeux.present.cards import shown
from pasdedeux.present.people import people
from pasdedeux.present.places import sample_note
from pasdedeux.present.plain import Terminal, filled, reading_lines, summary_lines
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.reading import Reading

if TYPE_CHECKING:
    from pasdedeux.actions.read_couple import ReadFile

_FILE = click.Path(path_type=Path)
_REFINING = (
    "One couple's figures could not be trusted; a slower method is at it. It takes ten minutes or"
    " more, with one core for each of four chains; Ctrl-C ends it."
)
_UNREADABLE, _SOME_REFUSED = 2, 3


@click.command()
@click.argument("record", required=False, type=_FILE)
@click.option("--answers", type=_FILE, help="A file of questionnaire answers.")
@click.option("--map", "mapping", metavar="NAME|FILE", help="How to read another study's columns.")
@click.option("--couple", metavar="ID", help="Read this couple alone.")
@click.option("--sample", metavar="NAME", help="Read a made-up couple that ships with the program.")
@click.option("--json", "is_json", is_flag=True, help="One line of JSON for each couple.")
@click.option(
    "--refine", is_flag=True, help="Spend minutes on a couple whose figures could not be trusted."
)
@click.option("--html", type=_FILE, help="Write one couple's page to this file.")
@replace_option
def read(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
    record: Path | None,
    answers: Path | None,
    mapping: str | None,
    couple: str | None,
    sample: str | None,
    is_json: bool,  # noqa: FBT001 - a flag of the command
    refine: bool,  # noqa: FBT001 - a flag of the command
    html: Path | None,
    replace: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """Read a couple's dance from its RECORD.

    Ends with 0, with 2 where nothing could be read, and with 3 where some
    lines were not understood; those are listed on the error stream.
    """
    if (record is None and answers is None) == (sample is None):
        msg = "Name a RECORD, or a made-up couple with --sample NAME."
        raise click.UsageError(msg)
    try:
        keep_what_is_there(html, replace=replace)
        make_ready()
        found = _found(
            record, answers, mapping, couple, sample, refine=refine, one_alone=html is not None
        )
        _write_html(found.readings, html, note=sample_note() if sample else "")
    except PasDeDeuxError as refused:
        click.echo(f"pasdedeux: {refused}", err=True)
        raise SystemExit(_UNREADABLE) from refused
    if is_json:
        _write_json(found.readings)
    elif html is None:
        _write_text(found.readings, sample)
    _list_refused(found)


def _found(  # noqa: PLR0913 - the options of the command
    record: Path | None,
    answers: Path | None,
    mapping: str | None,
    couple: str | None,
    sample: str | None,
    *,
    refine: bool,
    one_alone: bool,
) -> "ReadFile":
    from pasdedeux.actions.read_couple import read_file, read_sample

    if sample is not None:
        return read_sample(sample, refine=_refining() if refine else None)
    return read_file(
        record,
        answers=answers,
        mapping=mapping,
        couple=couple,
        refine=_refining() if refine else None,
        one_alone=one_alone,
        progress=_progress(),
    )


def _write_html(readings: tuple[Reading, ...], place: Path | None, *, note: str) -> None:
    if place is None:
        return
    from pasdedeux.actions.make_page import write_page

    write_page(readings[0], place, note=note)
    click.echo(f"Written to {place}", err=True)


def _write_json(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        click.echo(json.dumps(as_json(reading), allow_nan=False))


def _write_text(readings: tuple[Reading, ...], sample: str | None) -> None:
    terminal = _terminal()
    if len(readings) == 1:
        (reading,) = readings
        name = sample_note() if sample else f"Couple {people((reading.couple, '')).names[0]}"
        click.echo(reading_lines(shown(reading), terminal, name=name))
        end = "For a page with pictures add --html FILE; for other programs, --json."
    else:
        head = ("Couple", "Days written", "Reading")
        click.echo(summary_lines((head, *map(_row, readings)), terminal))
        end = "To read one of them, add --couple and its name; for all of them, --json."
    click.echo("\n".join(filled(end, terminal)))


def _row(reading: Reading) -> tuple[str, str, str]:
    first, second = reading.days_written
    couple = people((reading.couple, "")).names[0]
    return couple, f"{first} and {second}", shown(reading).heading


def _terminal() -> Terminal:
    """Find out what the reader's terminal can show; what it cannot, is written plainly."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    is_live = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return Terminal(
        width=shutil.get_terminal_size((80, 24)).columns,
        is_bold=is_live and not os.environ.get("NO_COLOR"),
        has_dots=_can_write("\u25cf\u25cb"),
    )


def _can_write(letters: str) -> bool:
    try:
        letters.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _progress() -> Callable[[int, int], None]:
    """Count couples on the error stream: in one line on a terminal, in tenths elsewhere."""
    is_live = sys.stderr.isatty()

    def show(done: int, whole: int) -> None:
        if whole == 1:
            return
        if is_live:
            end = "\n" if done == whole else ""
            click.echo(f"\rread {done} of {whole} couples{end}", nl=False, err=True)
        elif done * 10 // whole > (done - 1) * 10 // whole:
            click.echo(f"read {done} of {whole} couples", err=True)

    return show


def _refining() -> Callable[[float], None]:
    """Say that it takes minutes, and on a terminal how many it has taken."""
    is_live = sys.stderr.isatty()
    told = [-1]

    def show(seconds: float) -> None:
        if told[0] < 0 or seconds < told[0]:
            click.echo(_REFINING, err=True)
        elif is_live:
            click.echo(f"\r{seconds // 60:.0f} min {seconds % 60:02.0f} s", nl=False, err=True)
        told[0] = int(seconds)

    return show


def _list_refused(found: "ReadFile") -> None:
    if not found.refused:
        return
    for one in found.refused:
        click.echo(one.sentence, err=True)
    lines = "line was" if len(found.refused) == 1 else "lines were"
    click.echo(f"{len(found.refused)} {lines} not understood and left out.", err=True)
    raise SystemExit(_SOME_REFUSED)
