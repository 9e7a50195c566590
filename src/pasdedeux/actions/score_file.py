"""Score a file of questionnaire answers, and list every row that has no score, with the reason."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pasdedeux.actions.fetch_instrument import fetch_instrument
from pasdedeux.actions.read_answer_file import AnswerFile, read_answer_file
from pasdedeux.actions.write_whole import refuse_place, write_whole
from pasdedeux.measure import norms
from pasdedeux.measure.instrument import Instrument
from pasdedeux.measure.scoring import Column, refuse_target, score_table, why_unscored
from pasdedeux.measure.style import Flags, flag
from pasdedeux.terms.errors import UnreadableError

Progress = Callable[[str, int, int], None]
"""Told the stage, how many rows of it are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One score that one row does not have."""

    row: int
    id: str
    scale: str
    score: str
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One score over all rows."""

    scale: str
    title: str
    metric: str
    people: int
    mean: float
    spread: float
    typical_error: float


@dataclass(frozen=True, slots=True)
class ScoredFile:
    """What became of a file: counts, one summary for each score, and every gap."""

    instrument: str
    source: str
    map_name: str
    is_recognised: bool
    rows: int
    in_full: int
    in_part: int
    not_at_all: int
    reasons: tuple[tuple[str, int], ...]
    """How many rows lack a score, by kind of reason; commonest first."""
    gaps: tuple[Gap, ...]
    summaries: tuple[Summary, ...]
    straight_lined: int
    contradictory: int
    written: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    file: AnswerFile
    columns: tuple[Column, ...]
    flags: Flags
    gaps: tuple[Gap, ...]


def score_file(  # noqa: PLR0913 - the options of one command
    file: Path,
    instrument_name: str,
    *,
    map_name: str | None = None,
    out: Path | None = None,
    form: str = "full",
    target: str = "",
    sets_aside: bool = False,
    progress: Progress | None = None,
) -> ScoredFile:
    """Score every row of a file; with `out`, write the scores there and the gaps beside.

    Args:
        file: CSV, or ZIP with one data.csv.
        instrument_name: folder name of the instrument, such as `ecr`.
        map_name: which column is which; None recognises or guesses.
        out: where the scores go; None writes nothing.
        form: `full` or `short`.
        target: whom the answers are about, for instruments with targets.
        sets_aside: list rows with an impossible cell instead of refusing the file.
        progress: told how far each stage is.

    Raises:
        UnreadableError: one sentence that names file, row and column; nothing is written then.
    """
    tell = progress or _silent
    instrument = fetch_instrument(instrument_name)
    _refuse_form(instrument, form)
    refuse_target(instrument, target)
    if out is not None:
        _refuse_out(file, out)
    tell("reading", 0, 1)
    answers = read_answer_file(file, instrument, map_name, sets_aside=sets_aside)
    tell("reading", 1, 1)
    scored = _score(instrument, answers, form, target, tell)
    written = _write(instrument, scored, out, tell)
    return _summed_up(instrument, scored, written)


def not_scored_beside(out: Path) -> Path:
    """Give the place of the list of gaps for a file of scores."""
    return out.with_name(f"{out.stem}.not-scored.csv")


def _silent(stage: str, done: int, whole: int) -> None:
    """Tell nobody."""
    del stage, done, whole


def _refuse_form(instrument: Instrument, form: str) -> None:
    if form not in instrument.forms:
        msg = f"{instrument.name} has no form {form!r}; forms: {', '.join(instrument.forms)}"
        raise UnreadableError(msg)


def _refuse_out(file: Path, out: Path) -> None:
    refuse_place(out)
    for place in (out, not_scored_beside(out)):
        if place.exists() and file.exists() and place.samefile(file):
            msg = f"{place} is the file of answers itself; name another file for the scores"
            raise UnreadableError(msg)


def _score(
    instrument: Instrument, answers: AnswerFile, form: str, target: str, tell: Progress
) -> _Scored:
    people = len(answers.table.rows)
    graded = sum(
        all(i.id in instrument.graded for i in instrument.items_of(s.name))
        for s in instrument.scales
    )
    done = 0

    def count(rows: int) -> None:
        nonlocal done
        done += rows
        tell("scoring", done, max(people * graded, 1))

    columns = score_table(instrument, answers.table, form, target, count)
    tell("scoring", 1, 1)
    return _Scored(
        answers, columns, flag(instrument, answers.table), _gaps(instrument, answers, columns)
    )


def _gaps(
    instrument: Instrument, answers: AnswerFile, columns: Sequence[Column]
) -> tuple[Gap, ...]:
    table = answers.table
    found = [Gap(refused.row, "", "all", "all", refused.reason) for refused in table.refused]
    for column in columns:
        for place in np.flatnonzero(~column.is_scored):
            name = "" if table.ids is None else table.ids[place]
            reason = why_unscored(instrument, column, table, int(place))
            ruler = column.ruler
            found.append(Gap(int(table.rows[place]), name, ruler.scale, ruler.metric, reason))
    return tuple(sorted(found, key=lambda gap: gap.row))


def _write(
    instrument: Instrument, scored: _Scored, out: Path | None, tell: Progress
) -> tuple[Path, ...]:
    if out is None:
        return ()
    beside = not_scored_beside(out)
    tell("writing", 0, 1)
    write_whole({out: _score_lines(instrument, scored), beside: _gap_lines(scored.gaps)})
    tell("writing", 1, 1)
    return out, beside


class _Line:
    """Take what csv writes and give it back as the text of one line."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Line(), lineterminator="\n")
    for row in rows:
        yield writer.writerow(row)  # csv hands back what `write` returned


def _score_lines(instrument: Instrument, scored: _Scored) -> Iterator[str]:
    table = scored.file.table
    cells: dict[str, Sequence[object]] = {"row": table.rows.tolist()}
    if table.ids is not None:
        cells["id"] = table.ids
    for column in scored.columns:
        cells |= _cells_of(instrument, column)
    cells["looks_hurried"] = _hurried(scored.flags)
    ruler = scored.columns[0].ruler
    about = [ruler.instrument, ruler.version, ruler.language, ruler.form]
    cells["measured_with"] = [" | ".join([*about, *filter(None, [ruler.target])])] * len(table.rows)
    yield from _csv_lines([list(cells)])
    yield from _csv_lines(zip(*cells.values(), strict=True))


def _cells_of(instrument: Instrument, column: Column) -> dict[str, Sequence[object]]:
    """One score as columns: value, error, answers, and its percentile with its 90% interval."""
    name = f"{column.ruler.scale}_{column.ruler.metric}"
    cells: dict[str, Sequence[object]] = {
        name: _numbers(column.values, column.is_scored, 3),
        f"{name}_se": _numbers(column.errors, column.is_scored, 3),
    }
    held = norms.fetch(instrument.name)
    if held is not None and (held.metric, held.form) == (column.ruler.metric, column.ruler.form):
        group = held.groups["all", "all", column.ruler.scale]
        wide = norms.NINETY * column.errors
        for end, values in (("", 0.0), ("_low", -wide), ("_high", wide)):
            percents = norms.percents(held, group, column.values + values)
            cells[f"{name}_percent_lower{end}"] = _numbers(percents, column.is_scored, 0)
    cells[f"{column.ruler.scale}_answered"] = column.answered.tolist()
    return cells


def _numbers(values: np.ndarray, shown: np.ndarray, digits: int) -> list[str]:
    pairs = zip(values.tolist(), shown.tolist(), strict=True)
    return [f"{value:.{digits}f}" if is_shown else "" for value, is_shown in pairs]


def _hurried(flags: Flags) -> list[str]:
    straight, contradictory = flags.straight_lined.tolist(), flags.contradictory.tolist()
    words = {
        (False, False): "",
        (True, False): "one answer throughout",
        (False, True): "contradicts itself",
        (True, True): "one answer throughout; contradicts itself",
    }
    return [words[pair] for pair in zip(straight, contradictory, strict=True)]


def _gap_lines(gaps: Sequence[Gap]) -> Iterator[str]:
    yield from _csv_lines([["row", "id", "scale", "score", "reason"]])
    yield from _csv_lines((gap.row, gap.id, gap.scale, gap.score, gap.reason) for gap in gaps)


def _summed_up(instrument: Instrument, scored: _Scored, written: tuple[Path, ...]) -> ScoredFile:
    table = scored.file.table
    have = np.stack([column.is_scored for column in scored.columns])
    refused = len(table.refused)
    in_full = int(have.all(axis=0).sum())
    in_part = int(have.any(axis=0).sum()) - in_full
    return ScoredFile(
        instrument.title,
        scored.file.name,
        scored.file.answer_map.name,
        scored.file.is_recognised,
        len(table.rows) + refused,
        in_full,
        in_part,
        len(table.rows) - in_full - in_part + refused,
        _reasons(scored.gaps),
        scored.gaps,
        tuple(_summary(instrument, column) for column in scored.columns),
        int(scored.flags.straight_lined.sum()),
        int(scored.flags.contradictory.sum()),
        written,
    )


def _reasons(gaps: Sequence[Gap]) -> tuple[tuple[str, int], ...]:
    """Count rows by the kind of reason, the part of the sentence before any number."""
    kinds = {(gap.row, _kind(gap.reason)) for gap in gaps}
    return tuple(Counter(kind for _, kind in kinds).most_common())


def _kind(reason: str) -> str:
    if reason.startswith("no answer"):
        return "no answer at all on a scale"
    if reason.startswith("not enough"):
        return "not enough answers for a scale's mean or sum"
    return "a cell that cannot be"


def _summary(instrument: Instrument, column: Column) -> Summary:
    values = column.values[column.is_scored]
    errors = column.errors[column.is_scored]
    title = instrument.scale(column.ruler.scale).title
    if len(values) == 0:
        return Summary(column.ruler.scale, title, column.ruler.metric, 0, np.nan, np.nan, np.nan)
    spread = float(values.std(ddof=1)) if len(values) > 1 else np.nan
    return Summary(
        column.ruler.scale,
        title,
        column.ruler.metric,
        len(values),
        float(values.mean()),
        spread,
        float(np.median(errors)),
    )
