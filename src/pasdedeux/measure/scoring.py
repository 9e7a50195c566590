"""Answers become scores: key, missing-item rule, mean or sum or place, always with an error."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pasdedeux.intake.answers import AnswerTable
from pasdedeux.measure import graded
from pasdedeux.measure.graded import Floats
from pasdedeux.measure.instrument import Instrument, Item, Scale
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.score import Ruler, Score, Scored, Unscored

_PRIOR_ANSWERS = 2
"""How many answers' worth of not knowing a person's spread starts from (decision 0010)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One score of many people; axis: person."""

    ruler: Ruler
    values: Floats
    errors: Floats
    answered: npt.NDArray[np.intp]
    is_scored: npt.NDArray[np.bool_]
    needed: int
    asked: int


def score_table(
    instrument: Instrument,
    table: AnswerTable,
    form: str = "full",
    target: str = "",
    progress: Callable[[int], None] | None = None,
) -> tuple[Column, ...]:
    """Score many people: on every scale the place theta where parameters exist, and mean or sum.

    Args:
        instrument: key, ranges and rules.
        table: answers as given; its items are those of the instrument.
        form: `full`, `short`, or `adaptive` (theta alone).
        target: whom the answers are about, for instruments with targets.
        progress: told how many rows of one scale are done.

    Units: theta in standard deviations of the reference group; means and sums in answer points.
    Source: decision 0010 (errors), decision 0012 (how many answers are needed).
    Limits: no missing answer is filled in; a mean of 15 of 18 answers is the mean of those 15.
    """
    columns: list[Column] = []
    for scale in instrument.scales:
        items = instrument.items_of(scale.name, form)
        values, given = _keyed(items, table)
        if all(item.id in instrument.graded for item in items) and form != "short":
            ruler = instrument.ruler(scale.name, "theta", form, target)
            columns.append(_places(instrument, ruler, items, values, given, progress))
        if form != "adaptive":
            ruler = instrument.ruler(scale.name, scale.metric, form, target)
            needed = instrument.needed(scale, form)
            columns.append(_points(scale, ruler, items, values, given, needed))
    return tuple(columns)


def score(
    instrument: Instrument,
    answers: Mapping[str, int | None],
    form: str = "full",
    target: str = "",
) -> tuple[Scored, ...]:
    """Score one person; what cannot be scored is an `Unscored` that says what is missing.

    Args:
        instrument: key, ranges and rules.
        answers: by item; an absent item or None is no answer, never a zero.
        form: `full`, `short`, or `adaptive`.
        target: whom the answers are about, for instruments with targets.

    Raises:
        UnreadableError: an item does not exist or its answer is out of range.

    Source: decision 0010, decision 0012.
    """
    _refuse_unknown(instrument, answers, target)
    table = one_row(instrument, answers)
    found = score_table(instrument, table, form, target)
    return tuple(_scored(instrument, column, table, 0) for column in found)


def one_row(instrument: Instrument, answers: Mapping[str, int | None]) -> AnswerTable:
    """Put one person's answers in a table of one row.

    Source: decision 0010.
    """
    held = [answers.get(item) for item in instrument.item_ids]
    return AnswerTable(
        instrument.item_ids,
        np.array([[0 if answer is None else answer for answer in held]], np.int16),
        np.array([[answer is not None for answer in held]]),
        np.array([1]),
    )


def why_unscored(instrument: Instrument, column: Column, table: AnswerTable, place: int) -> str:
    """Say in a sentence why a row has no score of this kind.

    Source: decision 0012.
    """
    items = instrument.items_of(column.ruler.scale, column.ruler.form)
    have = int(column.answered[place])
    if have == 0:
        return f"no answer to any of its {column.asked} items"
    at = {item: index for index, item in enumerate(table.items)}
    missing = [item.id for item in items if not table.given[place, at[item.id]]]
    return (
        f"not enough answers: {have} of {column.asked}, needs {column.needed}; "
        f"left out: {'item' if len(missing) == 1 else 'items'} {', '.join(missing)}"
    )


def categories(instrument: Instrument, scale: str, table: AnswerTable) -> npt.NDArray[np.uint8]:
    """Give keyed answers counted from 0 with `graded.NONE` for no answer; axes: person, item.

    Source: samejima1969.
    """
    items = instrument.items_of(scale)
    values, given = _keyed(items, table)
    return _categories(items, values, given)


def _refuse_unknown(instrument: Instrument, answers: Mapping[str, int | None], target: str) -> None:
    ranges = instrument.ranges
    for item, answer in answers.items():
        if item not in ranges:
            msg = f"{instrument.name} has no item {item}"
            raise UnreadableError(msg)
        low, high = ranges[item]
        if answer is not None and not low <= answer <= high:
            msg = f"item {item}: answer {answer} is outside {low} to {high}"
            raise UnreadableError(msg)
    refuse_target(instrument, target)


def refuse_target(instrument: Instrument, target: str) -> None:
    """Refuse a target that the instrument does not know.

    Raises:
        UnreadableError: the target is unknown, or missing where one is needed.

    Source: fraley2011.
    """
    if target == "" and not instrument.targets:
        return
    if target not in instrument.targets:
        known = ", ".join(instrument.targets) or "none"
        msg = f"{instrument.name}: target {target!r} is not known; targets: {known}"
        raise UnreadableError(msg)


def _scored(instrument: Instrument, column: Column, table: AnswerTable, place: int) -> Scored:
    if not column.is_scored[place]:
        return Unscored(why_unscored(instrument, column, table, place), column.ruler)
    return Score(float(column.values[place]), float(column.errors[place]), column.ruler)


def _keyed(
    items: tuple[Item, ...], table: AnswerTable
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.bool_]]:
    """Pick the items of a scale and turn the reversed ones round."""
    at = {item: index for index, item in enumerate(table.items)}
    picked = [at[item.id] for item in items]
    values = table.values[:, picked]
    for index, item in enumerate(items):
        if item.is_reversed:
            values[:, index] = item.lowest + item.highest - values[:, index]
    return values, table.given[:, picked]


def _categories(
    items: tuple[Item, ...], values: npt.NDArray[np.int16], given: npt.NDArray[np.bool_]
) -> npt.NDArray[np.uint8]:
    lowest = np.array([item.lowest for item in items], np.int16)
    return np.where(given, values - lowest, graded.NONE).astype(np.uint8)


def _places(  # noqa: PLR0913, PLR0917 - the parts of one scale
    instrument: Instrument,
    ruler: Ruler,
    items: tuple[Item, ...],
    values: npt.NDArray[np.int16],
    given: npt.NDArray[np.bool_],
    progress: Callable[[int], None] | None,
) -> Column:
    held = graded.parameters(instrument.graded, [item.id for item in items])
    places = graded.estimate(held, _categories(items, values, given), progress)
    answered = given.sum(axis=1)
    return Column(ruler, places.eap, places.error, answered, answered > 0, 1, len(items))


def _points(  # noqa: PLR0913, PLR0917 - the parts of one scale
    scale: Scale,
    ruler: Ruler,
    items: tuple[Item, ...],
    values: npt.NDArray[np.int16],
    given: npt.NDArray[np.bool_],
    needed: int,
) -> Column:
    """Mean or sum of the keyed answers, with its error."""
    answered = given.sum(axis=1)
    number = np.maximum(answered, 1)
    means = (values * given).sum(axis=1) / number
    spread = _spread(items, values, given, means)
    errors = np.sqrt(_variance_of_mean(scale, len(items), number, spread))
    size = len(items) if scale.metric == "sum" else 1
    return Column(
        ruler, means * size, errors * size, answered, answered >= needed, needed, len(items)
    )


def _spread(
    items: tuple[Item, ...],
    values: npt.NDArray[np.int16],
    given: npt.NDArray[np.bool_],
    means: Floats,
) -> Floats:
    """Variance of a person's own keyed answers, started from answers given at random."""
    options = np.array([item.highest - item.lowest + 1 for item in items])
    at_random = float(((options**2 - 1) / 12).mean())
    squares = (((values - means[:, None]) ** 2) * given).sum(axis=1)
    known = np.maximum(given.sum(axis=1) - 1, 0)
    found: Floats = (squares + _PRIOR_ANSWERS * at_random) / (known + _PRIOR_ANSWERS)
    return found


def _variance_of_mean(
    scale: Scale, asked: int, number: npt.NDArray[np.intp], spread: Floats
) -> Floats:
    """Squared error of a mean: that of the full scale, and more for what is missing."""
    if scale.spread is not None and scale.reliability is not None:
        full = scale.spread**2 * (1 - scale.reliability)
        return full + spread * (1 / number - 1 / asked)
    return spread / number
