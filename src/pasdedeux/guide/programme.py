"""Plan a week: one practice that is worth the effort now, and a small one for tired days.

The plan follows what was done and how hard it felt. A week without anything done makes the next
one lighter; nothing is counted against anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

KEEP_WEEKS = 3
"""So many weeks one practice stays before another takes its place."""
FELT_HARD = 4.0
"""Mean effort, of 1 to 5, from which a week counts as hard."""
SMALL_MINUTES = 5
_LEAST = 1


class Why(StrEnum):
    """Why a practice is in the week, or why it is there so often."""

    FIRST = "first in the order of the forecast"
    GO_ON = "it takes some weeks to tell"
    MORE = "last week it went as planned"
    LESS = "last week left little room for it"
    LIGHTER = "last week it felt hard"
    NEXT = "another one after some weeks"
    CHOSEN = "you chose it"
    SMALL = "a small one for tired days"


@dataclass(frozen=True, slots=True)
class Offer:
    """A practice that can be planned; the order of a list is the order of the forecast."""

    name: str
    per_week: int
    """How often it is meant to be done."""
    minutes: int
    effort: int
    """1 to 3."""
    is_alone: bool


@dataclass(frozen=True, slots=True)
class PastWeek:
    """What was planned for a week, and what became of it."""

    main: str
    planned: int
    done: int
    felt: float | None
    """Mean effort, 1 to 5; none where nobody said."""


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """One practice for the week and how often; perhaps a small one besides."""

    main: str
    times: int
    why: Why
    why_often: Why | None
    small: str | None


def plan_week(
    offers: Sequence[Offer], past: Sequence[PastWeek], chosen: str = ""
) -> WeekPlan | None:
    """Plan a week; none where nothing is on offer.

    Args:
        offers: what may be planned, the best of the forecast first.
        past: the weeks before, the newest last.
        chosen: what somebody put in the place of the plan's own.

    Source: decision 0063.
    Limits: conventions, none of them tried against another.
    """
    if not offers:
        return None
    known = {one.name: one for one in offers}
    main, why = _main(offers, past, chosen if chosen in known else "")
    times, why_often = _times(known[main], past)
    return WeekPlan(main, times, why, why_often, _small(offers, known[main]))


def _main(offers: Sequence[Offer], past: Sequence[PastWeek], chosen: str) -> tuple[str, Why]:
    if chosen:
        return chosen, Why.CHOSEN
    names = [one.name for one in offers]
    if not past or past[-1].main not in names:
        return names[0], Why.FIRST
    last = past[-1].main
    if _is_left_twice(past):
        easiest = min(offers, key=lambda one: (one.effort, one.minutes, names.index(one.name)))
        return easiest.name, Why.GO_ON if easiest.name == last else Why.LESS
    if _weeks_in_a_row(past) < KEEP_WEEKS:
        return last, Why.GO_ON
    recent = {one.main for one in past[-2 * KEEP_WEEKS :]}
    fresh = next((name for name in names if name not in recent), None)
    return (fresh, Why.NEXT) if fresh else (last, Why.GO_ON)


def _times(offer: Offer, past: Sequence[PastWeek]) -> tuple[int, Why | None]:
    """Begin with half of what is meant; from then on a step at a time."""
    start = max(_LEAST, -(-offer.per_week // 2))
    if not past or past[-1].main != offer.name:
        return start, None
    last = past[-1]
    if last.felt is not None and last.felt >= FELT_HARD:
        return max(_LEAST, last.planned - 1), Why.LIGHTER
    if 2 * last.done < last.planned:
        return max(_LEAST, last.planned - 1), Why.LESS
    if last.done >= last.planned and last.planned < offer.per_week:
        return last.planned + 1, Why.MORE
    return min(max(_LEAST, last.planned), offer.per_week), None


def _small(offers: Sequence[Offer], main: Offer) -> str | None:
    if main.effort == 1 and main.minutes <= SMALL_MINUTES:
        return None
    return next(
        (
            one.name
            for one in offers
            if one.name != main.name
            and one.is_alone
            and one.effort == 1
            and one.minutes <= SMALL_MINUTES
        ),
        None,
    )


def _is_left_twice(past: Sequence[PastWeek]) -> bool:
    """Tell whether two weeks in a row left no room for the same practice."""
    last = past[-2:]
    return (
        len(last) == 2
        and all(2 * one.done < one.planned for one in last)
        and (last[0].main == last[1].main)
    )


def _weeks_in_a_row(past: Sequence[PastWeek]) -> int:
    count = 0
    for one in reversed(past):
        if one.main != past[-1].main:
            break
        count += 1
    return count
