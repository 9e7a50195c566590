"""Questionnaires on the terminal: score a file of answers, calibrate an instrument, show one."""

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pasdedeux.cli.out import keep_what_is_there, replace_option
from pasdedeux.terms.errors import PasDeDeuxError

if TYPE_CHECKING:
    from pasdedeux.actions.calibrate_instrument import Calibrated
    from pasdedeux.actions.score_file import ScoredFile

_SHOWN_GAPS = 5
_METRICS = {
    "theta": "theta counts in standard deviations of the reference group; 0 is its average.",
    "mean": "mean is the average answer, reversed items turned round.",
    "sum": "sum adds the answers up.",
}
_FILE = click.Path(path_type=Path)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn anything that the world did to us into one sentence and exit code 2."""
    try:
        yield
    except PasDeDeuxError as refused:
        click.echo(f"pasdedeux: {refused}", err=True)
        raise SystemExit(2) from refused


class _Progress:
    """One line on the error stream that is written over as the work goes on."""

    def __init__(self) -> None:
        self._shown = ""
        self._is_live = sys.stderr.isatty()

    def stage(self, name: str, done: int, whole: int) -> None:
        """Show how far a stage is; without a terminal, say only that it began."""
        share = f" {100 * done / whole:3.0f} %" if done > 0 else ""
        self._say(f"{name}{share}" if self._is_live else name)

    def round(self, scale: str, number: int, change: float) -> None:
        """Show the round of a fit and what it still changed."""
        words = f"fitting {scale}: round {number}, largest change {change:.5f}"
        self._say(words if self._is_live else f"fitting {scale}")

    def _say(self, words: str) -> None:
        if words == self._shown:
            return
        if self._is_live:
            click.echo(f"\r{words:<{len(self._shown)}}", nl=False, err=True)
        else:
            click.echo(f"{words} ...", err=True)
        self._shown = words

    def end(self) -> None:
        """Clear the line."""
        if self._is_live and self._shown:
            click.echo(f"\r{' ' * len(self._shown)}\r", nl=False, err=True)


@click.command(short_help="Score a file of questionnaire answers.")
@click.argument("file", type=_FILE)
@click.option("--instrument", required=True, help="Which questionnaire: ecr, ecr_r, csi_16, ...")
@click.option("--map", "map_name", help="Which column is which: a TOML file, or a shipped map.")
@click.option("--out", type=_FILE, help="Write the scores here, rows without a score beside it.")
@replace_option
@click.option("--form", default="full", show_default=True, help="full, or short where one exists.")
@click.option("--target", default="", help="Whom the answers are about (ecr_rs: partner, mother).")
@click.option(
    "--set-aside",
    is_flag=True,
    help="List rows with an impossible cell instead of refusing the whole file.",
)
def score(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: Path,
    instrument: str,
    map_name: str | None,
    out: Path | None,
    form: str,
    target: str,
    set_aside: bool,  # noqa: FBT001 - click passes by name
    replace: bool,  # noqa: FBT001 - click passes by name
) -> None:
    """Score the questionnaire answers in FILE (.csv, or .zip with a data.csv).

    Every score has a standard error. Nothing is filled in for a missing answer: each row
    that cannot be scored is listed with its reason. Rows are counted as a spreadsheet does,
    the header being row 1. Where norms exist, a column ..._percent_lower gives the percent of
    their people who score lower, and ..._low and ..._high the ends of its 90% interval.
    """
    from pasdedeux.actions.score_file import not_scored_beside, score_file

    progress = _Progress()
    with _refusals():
        if out is not None and not out.is_dir():
            keep_what_is_there(out, not_scored_beside(out), replace=replace)
        try:
            scored = score_file(
                file,
                instrument,
                map_name=map_name,
                out=out,
                form=form,
                target=target,
                sets_aside=set_aside,
                progress=progress.stage,
            )
        finally:
            progress.end()
    _show_scored(scored)


@click.command(short_help="Re-estimate an instrument's parameters.")
@click.argument("file", type=_FILE)
@click.option("--instrument", required=True, help="Which questionnaire, such as ecr.")
@click.option("--map", "map_name", help="Which column is which, and who enters.")
@click.option("--out", type=_FILE, help="Write the parameters here, as TOML.")
@replace_option
def calibrate(
    file: Path,
    instrument: str,
    map_name: str | None,
    out: Path | None,
    *,
    replace: bool,
) -> None:
    """Estimate graded-response parameters from the raw answers in FILE.

    One model for each scale, by marginal maximum likelihood, with standard errors. Where
    the map says who may enter (age, answers missing), the others are counted and left out.
    """
    from pasdedeux.actions.calibrate_instrument import calibrate_instrument

    progress = _Progress()
    with _refusals():
        keep_what_is_there(out, replace=replace)
        try:
            made = calibrate_instrument(
                file, instrument, map_name=map_name, out=out, progress=progress.round
            )
        finally:
            progress.end()
    _show_calibrated(made)


@click.command(short_help="List the questionnaires, or show the sheet of one.")
@click.argument("name", required=False)
@click.option("--target", default="", help="Whom it is about (ecr_rs: partner, mother, ...).")
@click.option("--words", type=_FILE, help="Your own text file, where the words do not ship.")
def instruments(name: str | None, target: str, words: Path | None) -> None:
    """List the questionnaires with their rights, or show the sheet of NAME."""
    from pasdedeux.actions import fetch_instrument as held

    with _refusals():
        if name is None:
            for instrument in held.list_instruments():
                click.echo(f"{instrument.name:8} {instrument.call:10} {instrument.title}")
                click.echo(f"{'':19} {instrument.about}")
            return
        _show_sheet(name, target, words)


def _show_sheet(name: str, target: str, words: Path | None) -> None:
    from pasdedeux.actions import fetch_instrument as held

    instrument = held.fetch_instrument(name)
    sheet = held.fetch_words(instrument, target, words)
    click.echo(f"{instrument.title}\n\n{sheet.instruction} {sheet.note}".rstrip() + "\n")
    for question in sheet.questions:
        if question.before:
            click.echo(f"\n{question.before}\n")
        click.echo(f"{question.item:>3}. {question.words}")
        named = [choice for choice in question.choices if choice.words]
        click.echo("     " + ", ".join(f"{choice.value} {choice.words}" for choice in named))
    click.echo(f"\n{sheet.notice}")


def _show_scored(scored: "ScoredFile") -> None:
    how = " (recognised by its header)" if scored.is_recognised else ""
    click.echo(f"{scored.instrument}: {scored.rows:,} rows of {scored.source}")
    click.echo(f"Columns read with: {scored.map_name}{how}\n")
    for count, words in (
        (scored.in_full, "rows scored in full"),
        (scored.in_part, "rows scored in part"),
        (scored.not_at_all, "rows not scored"),
    ):
        click.echo(f"{count:>9,}  {words}")
    _show_summaries(scored)
    _show_gaps(scored)
    _show_hurried(scored)
    if scored.written:
        click.echo(f"\nScores: {scored.written[0]}")
        click.echo(f"Missing scores, each with its reason: {scored.written[1]}")
    else:
        click.echo("\nNothing was written. Add --out FILE to keep the scores.")


def _show_summaries(scored: "ScoredFile") -> None:
    width = max(len(summary.title) for summary in scored.summaries)
    click.echo(
        f"\n{'':{width}}  {'score':<6} {'people':>8} {'mean':>7} {'spread':>7} {'± error':>8}"
    )
    for line in scored.summaries:
        if line.people == 0:
            click.echo(f"{line.title:{width}}  {line.metric:<6} {0:>8}")
            continue
        click.echo(
            f"{line.title:{width}}  {line.metric:<6} {line.people:>8,} {line.mean:>7.2f} "
            f"{_spread(line.spread):>7} {line.typical_error:>8.2f}"
        )
    for metric in dict.fromkeys(line.metric for line in scored.summaries):
        click.echo(_METRICS[metric])
    click.echo(
        "± error is the standard error of one person's score (median), from how far that person's\n"
        "answers to the scale's items differ, or for theta from the items' information."
    )


def _spread(value: float) -> str:
    """Write a spread; of one person there is none."""
    return "-" if math.isnan(value) else f"{value:.2f}"


def _show_gaps(scored: "ScoredFile") -> None:
    if not scored.gaps:
        return
    click.echo("\nRows that lack a score:")
    for kind, count in scored.reasons:
        click.echo(f"{count:>9,}  {kind}")
    if scored.written:
        return
    titles = {summary.scale: summary.title for summary in scored.summaries}
    for gap in scored.gaps[:_SHOWN_GAPS]:
        title = titles.get(gap.scale, gap.scale)
        click.echo(f"  row {gap.row}, {title} {gap.score}: {gap.reason}")
    if len(scored.gaps) > _SHOWN_GAPS:
        click.echo(f"  ... and {len(scored.gaps) - _SHOWN_GAPS:,} more; --out FILE lists them all")


def _show_hurried(scored: "ScoredFile") -> None:
    if scored.straight_lined or scored.contradictory:
        click.echo("\nPerhaps answered in a hurry (marked, scored like the others):")
    if scored.straight_lined:
        click.echo(f"{scored.straight_lined:>9,}  one answer throughout")
    if scored.contradictory:
        click.echo(f"{scored.contradictory:>9,}  two opposite items answered alike")


def _show_calibrated(made: "Calibrated") -> None:
    click.echo(f"{made.instrument}: {made.rows:,} rows of {made.source}")
    for words, count in made.left_out:
        click.echo(f"{count:>9,}  left out: {words}")
    click.echo(f"{made.people:>9,}  people in the fit")
    for scale in made.scales:
        settled = "settled" if scale.fit.is_settled else "NOT settled: do not use"
        click.echo(
            f"\n{scale.title}: {settled} after {scale.fit.rounds} rounds, "
            f"reliability {scale.fit.reliability:.3f}"
        )
        click.echo("  item   slope ± error   thresholds ± error")
        for item, graded in zip(scale.items, scale.graded, strict=True):
            pairs = zip(graded.thresholds, graded.threshold_errors, strict=True)
            places = "  ".join(f"{place:5.2f} ±{error:.2f}" for place, error in pairs)
            click.echo(f"  {item:>4}   {graded.slope:5.2f} ±{graded.slope_error:.2f}    {places}")
        if scale.apart is not None:
            click.echo(f"  Largest difference from the shipped parameters: {scale.apart:.3f}")
    click.echo(
        f"\nParameters: {made.written}"
        if made.written
        else "\nNothing was written. Add --out FILE to keep the parameters."
    )
