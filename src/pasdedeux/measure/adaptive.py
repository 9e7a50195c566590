"""The next best item: ask what tells most, and stop at a stated precision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pasdedeux.measure import graded
from pasdedeux.measure.instrument import Instrument, Item
from pasdedeux.measure.scoring import categories, one_row
from pasdedeux.terms.score import Ruler, Score

_NEARLY = 0.98
_WORD = 0xFFFFFFFFFFFFFFFF


@dataclass(frozen=True, slots=True)
class StopRule:
    """When a scale has been asked enough."""

    error: float = 0.30
    least: int = 4
    most: int = 12


class Answered(NamedTuple):
    """One answer of an adaptive form, in the order in which it was given."""

    item: str
    value: int


class Standing(NamedTuple):
    """What the answers so far say on one scale."""

    score: Score
    asked: int
    is_done: bool


def next_item(
    instrument: Instrument,
    answered: tuple[Answered, ...],
    seed: int,
    stop: StopRule | None = None,
) -> str | None:
    """Give the item to ask next, or None when every scale has been asked enough.

    The same answers and seed always give the same item, so a form left half-way goes on
    where it stopped.

    Args:
        instrument: one with graded parameters.
        answered: what was given so far, in order.
        seed: stored with the form; settles which of nearly equal items comes first.
        stop: precision and numbers of items; the default is decision 0013's.

    Raises:
        ValueError: the instrument has no graded parameters.

    Source: vanderlinden1998; decision 0013.
    Limits: order effects are unknown; an adaptive score is not a full-form score.
    """
    rule = stop or StopRule()
    open_scales = [
        scale.name
        for scale in instrument.scales
        if not _standing(instrument, scale.name, answered, rule).is_done
    ]
    if not open_scales:
        return None
    scale = min(open_scales, key=lambda name: (_count(instrument, name, answered), name))
    return _best(instrument, scale, answered, seed, rule)


def standings(
    instrument: Instrument, answered: tuple[Answered, ...], stop: StopRule | None = None
) -> dict[str, Standing]:
    """Give the score of every scale from an adaptive form, and whether it is done.

    Units: standard deviations of the reference group.
    Source: decision 0013.
    """
    rule = stop or StopRule()
    return {
        scale.name: _standing(instrument, scale.name, answered, rule) for scale in instrument.scales
    }


def _count(instrument: Instrument, scale: str, answered: tuple[Answered, ...]) -> int:
    held = {item.id for item in instrument.items_of(scale)}
    return sum(answer.item in held for answer in answered)


def _standing(
    instrument: Instrument, scale: str, answered: tuple[Answered, ...], rule: StopRule
) -> Standing:
    parameters = _parameters(instrument, scale)
    places = graded.estimate(parameters, _row(instrument, scale, answered))
    asked = _count(instrument, scale, answered)
    ruler: Ruler = instrument.ruler(scale, "theta", "adaptive")
    score = Score(float(places.eap[0]), float(places.error[0]), ruler)
    left = _left(instrument, scale, answered)
    precise = asked >= rule.least and score.error <= rule.error
    return Standing(score, asked, precise or asked >= rule.most or not left)


def _best(
    instrument: Instrument,
    scale: str,
    answered: tuple[Answered, ...],
    seed: int,
    rule: StopRule,
) -> str:
    parameters = _parameters(instrument, scale)
    weights = graded.posterior(parameters, _row(instrument, scale, answered))[0]
    told = graded.information(parameters, graded.GRID) @ weights
    places = {item.id: place for place, item in enumerate(instrument.items_of(scale))}
    allowed = [item.id for item in _candidates(instrument, scale, answered, rule)]
    top = max(told[places[item]] for item in allowed)
    near = [item for item in allowed if told[places[item]] >= _NEARLY * top]
    return near[_mixed(seed, len(answered)) % len(near)]


def _candidates(
    instrument: Instrument, scale: str, answered: tuple[Answered, ...], rule: StopRule
) -> list[Item]:
    """Items left; only reversed ones when the least number nears and none was asked."""
    left = _left(instrument, scale, answered)
    given = {answer.item for answer in answered}
    items = instrument.items_of(scale)
    has_reversed = any(item.is_reversed for item in items if item.id in given)
    # a scale with a single reversed item would give it to everybody: it keeps its choice
    is_mixed = sum(item.is_reversed for item in items) > 1
    if is_mixed and not has_reversed and _count(instrument, scale, answered) >= rule.least - 1:
        return [item for item in left if item.is_reversed] or left
    return left


def _left(instrument: Instrument, scale: str, answered: tuple[Answered, ...]) -> list[Item]:
    """Items not asked whose dependent partner was not asked either."""
    given = {answer.item for answer in answered}
    barred = given.union(*(pair for pair in instrument.dependent_pairs if given & set(pair)))
    return [item for item in instrument.items_of(scale) if item.id not in barred]


def _parameters(instrument: Instrument, scale: str) -> graded.Parameters:
    items = [item.id for item in instrument.items_of(scale)]
    if not set(items) <= set(instrument.graded):
        msg = f"{instrument.name} has no graded parameters, so no adaptive form"
        raise ValueError(msg)
    return graded.parameters(instrument.graded, items)


def _row(
    instrument: Instrument, scale: str, answered: tuple[Answered, ...]
) -> npt.NDArray[np.uint8]:
    given: Mapping[str, int | None] = {answer.item: answer.value for answer in answered}
    return categories(instrument, scale, one_row(instrument, given))


def _mixed(seed: int, step: int) -> int:
    """Mix two numbers into one (the SplitMix64 finaliser): chance without a source of chance."""
    word = (seed * 0x9E3779B97F4A7C15 + step * 0xBF58476D1CE4E5B9) & _WORD
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _WORD
    return word ^ (word >> 31)
