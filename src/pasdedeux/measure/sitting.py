"""One person's way through a questionnaire: the next question, how far it is, and what it gave."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pasdedeux.measure.adaptive import Answered, StopRule, next_item, standings
from pasdedeux.measure.instrument import Instrument
from pasdedeux.measure.scoring import score
from pasdedeux.terms.score import Scored, Unscored

USUAL_QUESTIONS = 18
"""Questions that the adaptive form takes half of all people (decision 0013)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which questionnaire, in which form, about whom."""

    sheet: str
    instrument: Instrument
    form: str
    """`full` or `adaptive`."""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One question met: its answer, or None where it was passed over."""

    item: str
    value: int | None


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far somebody is: this question's number, and how many there will be."""

    number: int
    least: int
    most: int


def seed_of(person: str, sheet: str, begun: str) -> int:
    """Give the seed of somebody's order: the same for them on another day, another for the other.

    Source: decision 0013.
    """
    whole = hashlib.sha256(f"{person}/{sheet}/{begun}".encode()).digest()
    return int.from_bytes(whole[:8], "big") >> 1


def order(asked: Asked, seed: int) -> tuple[str, ...]:
    """Give the items in this person's order; as printed where the instrument asks for that.

    Source: decision 0013.
    """
    items = asked.instrument.item_ids
    if not asked.instrument.is_random_order:
        return items
    return tuple(sorted(items, key=lambda item: hashlib.sha256(f"{seed}/{item}".encode()).digest()))


def next_question(asked: Asked, given: tuple[Given, ...], seed: int) -> str | None:
    """Give the item to ask next, or None when enough was asked.

    Source: decision 0013.
    Limits: in the adaptive form a question passed over counts as met, so that nobody meets more
        of them than the form's longest.
    """
    met = {one.item for one in given}
    if asked.form == "adaptive":
        return _next_adaptive(asked, given, seed)
    return next((item for item in order(asked, seed) if item not in met), None)


def how_far(asked: Asked, given: tuple[Given, ...], *, is_done: bool = False) -> HowFar:
    """Say which question this is, and of how many.

    Source: decision 0013.
    """
    number = len(given) if is_done else len(given) + 1
    if is_done:
        return HowFar(number, number, number)
    if asked.form != "adaptive":
        count = len(asked.instrument.items)
        return HowFar(number, count, count)
    rule = StopRule()
    scales = len(asked.instrument.scales)
    return HowFar(number, max(number, rule.least * scales), max(number, rule.most * scales))


def scored(asked: Asked, given: tuple[Given, ...]) -> tuple[Scored, ...]:
    """Give what the answers say on every scale, or why they say nothing.

    Source: decision 0010, decision 0013.
    """
    held = _answered(given)
    if asked.form != "adaptive":
        answers: Mapping[str, int | None] = {one.item: one.value for one in held}
        return score(asked.instrument, answers, asked.form, asked.target)
    return tuple(
        one.score if one.asked else Unscored("none of its questions was answered", one.score.ruler)
        for one in standings(asked.instrument, held).values()
    )


def _answered(given: tuple[Given, ...]) -> tuple[Answered, ...]:
    return tuple(Answered(one.item, one.value) for one in given if one.value is not None)


def _next_adaptive(asked: Asked, given: tuple[Given, ...], seed: int) -> str | None:
    """Ask the usual way; what was passed over is never asked again, nor made up for."""
    met = {one.item for one in given}
    passed = {one.item for one in given if one.value is None}
    rule = StopRule()
    whole = asked.instrument
    items = tuple(item for item in whole.items if item.id not in passed)
    scales = tuple(
        scale
        for scale in whole.scales
        if sum(item.id in met for item in whole.items_of(scale.name)) < rule.most
        and any(scale.name in item.scales for item in items)
    )
    left = replace(whole, items=items, scales=scales)
    found = next_item(left, _answered(given), seed, rule)
    return None if found in met else found
