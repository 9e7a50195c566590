"""Re-estimate an instrument's graded-response parameters from a file of raw answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pasdedeux.actions.fetch_instrument import fetch_instrument
from pasdedeux.actions.read_answer_file import AnswerFile, read_answer_file
from pasdedeux.actions.write_whole import refuse_place, write_whole
from pasdedeux.intake.answer_map import AnswerMap, Within
from pasdedeux.intake.answers import AnswerTable
from pasdedeux.measure.calibration import Calibration, calibrate
from pasdedeux.measure.instrument import Graded, Instrument, Scale
from pasdedeux.measure.scoring import categories
from pasdedeux.terms.errors import UnreadableError

FEWEST = 200
"""Below this many people a graded model of five options is not worth its name."""

Progress = Callable[[str, int, float], None]
"""Told the scale, the round, and the largest change in it."""


@dataclass(frozen=True, slots=True)
class CalibratedScale:
    """The parameters of one scale, and what is known of the fit."""

    name: str
    title: str
    items: tuple[str, ...]
    graded: tuple[Graded, ...]
    fit: Calibration
    apart: float | None
    """Largest difference from the shipped parameters; None where none are shipped."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a calibration gives."""

    instrument: str
    source: str
    map_name: str
    rows: int
    left_out: tuple[tuple[str, int], ...]
    """Rows that did not enter, by reason, each row counted once."""
    people: int
    scales: tuple[CalibratedScale, ...]
    written: Path | None


def calibrate_instrument(
    file: Path,
    instrument_name: str,
    *,
    map_name: str | None = None,
    out: Path | None = None,
    progress: Progress | None = None,
) -> Calibrated:
    """Fit one graded response model a scale; with `out`, write the parameters as TOML.

    Args:
        file: CSV, or ZIP with one data.csv.
        instrument_name: folder name of the instrument, such as `ecr`.
        map_name: which column is which, and who enters; None recognises or guesses.
        out: where the parameters go.
        progress: told the scale, the round and the largest change in it.

    Raises:
        UnreadableError: the file cannot be understood, or too few people are left.
    """
    instrument = fetch_instrument(instrument_name)
    if out is not None:
        refuse_place(out)
    answers = read_answer_file(file, instrument, map_name)
    keep, left_out = _who_enters(answers)
    if keep.sum() < FEWEST:
        msg = f"{answers.name}: {keep.sum()} rows may enter; a calibration needs {FEWEST}"
        raise UnreadableError(msg)
    table = _kept(answers.table, keep)
    scales = tuple(
        _calibrated(instrument, scale, table, answers.name, progress) for scale in instrument.scales
    )
    made = Calibrated(
        instrument.title,
        answers.name,
        answers.answer_map.name,
        len(answers.table.rows),
        left_out,
        int(keep.sum()),
        scales,
        out,
    )
    if out is not None:
        write_whole({out: _toml_lines(instrument, made)})
    return made


def _who_enters(answers: AnswerFile) -> tuple[npt.NDArray[np.bool_], tuple[tuple[str, int], ...]]:
    table, rules = answers.table, answers.answer_map
    keep = np.ones(len(table.rows), np.bool_)
    left_out = []
    for words, holds in _rules(table, rules):
        left_out.append((words, int((keep & ~holds).sum())))
        keep &= holds
    return keep, tuple(left_out)


def _rules(table: AnswerTable, rules: AnswerMap) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
    for rule in rules.within:
        cells = (table.others or {})[rule.column]
        words = f"{rule.column} not known to be {rule.low:g} to {rule.high:g}"
        yield words, np.array([_is_within(cell, rule) for cell in cells])
    if rules.most_missing is not None:
        missing = (~table.given).sum(axis=1)
        yield f"more than {rules.most_missing} answers missing", missing <= rules.most_missing
    if rules.drops_straight_lined:
        high = np.where(table.given, table.values, -1).max(axis=1)
        low = np.where(table.given, table.values, np.iinfo(np.int16).max).min(axis=1)
        yield "one answer throughout", high > low


def _is_within(cell: str, rule: Within) -> bool:
    try:
        return rule.low <= float(cell) <= rule.high
    except ValueError:
        return False


def _kept(table: AnswerTable, keep: npt.NDArray[np.bool_]) -> AnswerTable:
    return AnswerTable(table.items, table.values[keep], table.given[keep], table.rows[keep])


def _calibrated(
    instrument: Instrument,
    scale: Scale,
    table: AnswerTable,
    source: str,
    progress: Progress | None,
) -> CalibratedScale:
    items = instrument.items_of(scale.name)
    counts = {item.highest - item.lowest + 1 for item in items}
    if len(counts) > 1:
        msg = f"{instrument.name} {scale.name}: items differ in their number of answers"
        raise UnreadableError(msg)
    try:
        fit = calibrate(
            categories(instrument, scale.name, table),
            counts.pop(),
            None if progress is None else partial(progress, scale.title),
        )
    except ValueError as problem:
        msg = f"{source}, {scale.name}: {problem}; such a model cannot be fitted"
        raise UnreadableError(msg) from problem
    graded = tuple(
        Graded(float(a), tuple(map(float, b)), float(a_error), tuple(map(float, b_errors)))
        for a, b, a_error, b_errors in zip(
            *fit.items, fit.slope_errors, fit.threshold_errors, strict=True
        )
    )
    names = tuple(item.id for item in items)
    apart = _apart(instrument, names, graded)
    return CalibratedScale(scale.name, scale.title, names, graded, fit, apart)


def _apart(instrument: Instrument, items: Sequence[str], graded: Sequence[Graded]) -> float | None:
    if not set(items) <= set(instrument.graded):
        return None
    return max(
        abs(one - other)
        for item, new in zip(items, graded, strict=True)
        for one, other in zip(
            (new.slope, *new.thresholds),
            (instrument.graded[item].slope, *instrument.graded[item].thresholds),
            strict=True,
        )
    )


def _toml_lines(instrument: Instrument, made: Calibrated) -> Iterator[str]:
    yield f"# Graded-response parameters of {instrument.name}, on keyed answers,\n"
    yield "# by `pasdedeux calibrate`: P(X >= k) = logistic(slope (theta - threshold_k)),\n"
    yield "# theta being standard normal among these people.\n"
    yield f'instrument = "{instrument.name}"\nversion = "{instrument.version}"\n'
    yield f'map = "{made.map_name}"\npeople = {made.people}\n'
    for scale in made.scales:
        yield f"\n[scales.{scale.name}]\n"
        yield f"reliability = {scale.fit.reliability:.4f}\nloglik = {scale.fit.loglik:.1f}\n"
    for scale in made.scales:
        for item, graded in zip(scale.items, scale.graded, strict=True):
            yield f'\n[[items]]\nitem = "{item}"\nscale = "{scale.name}"\n'
            yield f"slope = {graded.slope:.4f}\nthresholds = {_list(graded.thresholds)}\n"
            yield f"slope_error = {graded.slope_error:.4f}\n"
            yield f"threshold_errors = {_list(graded.threshold_errors)}\n"


def _list(values: Sequence[float]) -> str:
    return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"
