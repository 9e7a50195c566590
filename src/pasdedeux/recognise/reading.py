"""Read a couple's dance from what is believed of the two."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from pasdedeux.infer.fit import Belief, prior_belief
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.response import respond
from pasdedeux.recognise.dance import BAR, LEAST_DAYS, TIE_BAR
from pasdedeux.recognise.echo import echo_days, loop_gain
from pasdedeux.recognise.enough import enough
from pasdedeux.recognise.limits import limits
from pasdedeux.recognise.links import links
from pasdedeux.recognise.naming import dances, found_tie
from pasdedeux.recognise.source import is_asked, told_by
from pasdedeux.recognise.what_if import likely_people, text_of
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import (
    Bars,
    Basis,
    CourseDay,
    Diagnostic,
    Enough,
    Estimate,
    Limit,
    Link,
    Pattern,
    Reading,
)
from pasdedeux.terms.record import Item, Record

_Figures: TypeAlias = tuple[tuple[Link, ...], Estimate, Estimate]


def read_dance(record: Record, belief: Belief) -> Reading:
    """Say what the record shows, each figure with its doubt, or why nothing is shown.

    Source: decisions 0008 and 0009.
    """
    verdict = verdict_of(belief)
    if not verdict.may_show:
        return _reading(record, belief, (), None)
    response = respond(belief.people)
    before = respond(prior_belief(belief.prior).people)
    found = dances(record, belief, response)
    figures = (
        links(response, belief.weights, before),
        loop_gain(response, belief.weights),
        echo_days(response, belief.weights),
    )
    return _reading(record, belief, found, figures)


def _reading(
    record: Record, belief: Belief, found: tuple[Pattern, ...], figures: _Figures | None
) -> Reading:
    """Put the page's figures together with what the record itself tells."""
    written = (record.days_written(Partner.A), record.days_written(Partner.B))
    reasons = limits(record, belief.tie)
    basis = _basis(record)
    arrows = tuple(
        replace(one, told_by=told_by(one, basis, written, reasons, asked=is_asked(one, record)))
        for one in (figures[0] if figures else ())
    )
    verdict = verdict_of(belief)
    return Reading(
        couple=record.couple,
        names=record.names,
        basis=basis,
        days=record.days,
        check_ins=_by_each(one.partner for one in record.check_ins),
        days_written=written,
        moments=_by_each(one.teller for one in record.moments),
        answered=(_answered(record, Partner.A), _answered(record, Partner.B)),
        patterns=found,
        links=arrows,
        loop_gain=figures[1] if figures else None,
        echo_days=figures[2] if figures else None,
        bars=Bars(BAR, LEAST_DAYS, TIE_BAR, record.days_together, found_tie(record, belief)),
        enough=_enough(record, belief, found, reasons),
        diagnostic=Diagnostic(belief.khat, verdict.may_show, belief.method, belief.effective),
        limits=reasons if figures else (Limit.POOR_FIT, *reasons),
        course=tuple(_course(record)),
        likely=text_of(likely_people(belief)) if figures else "",
    )


def _enough(
    record: Record, belief: Belief, found: tuple[Pattern, ...], reasons: tuple[Limit, ...]
) -> Enough:
    """Say how many more days would do; of answers that never change, no number of days would."""
    if not found or not {Limit.CONSTANT, Limit.SAME}.isdisjoint(reasons):
        return Enough(is_enough=False, more_days=None)
    return enough(found, record.days_together, belief.tie)


def _basis(record: Record) -> Basis:
    if record.check_ins or record.moments:
        return Basis.DAYS
    return Basis.ANSWERS if record.traits else Basis.NOTHING


def _by_each(whose: Iterable[Partner]) -> tuple[int, int]:
    """Count entries by the partner who wrote them."""
    count = Counter(whose)
    return count[Partner.A], count[Partner.B]


def _answered(record: Record, partner: Partner) -> bool:
    return any(trait.partner is partner for trait in record.traits)


def _course(record: Record) -> Iterator[CourseDay]:
    close: dict[tuple[Partner, int], list[float]] = {}
    for entry in record.check_ins:
        if Item.CLOSE in entry.values:
            close.setdefault((entry.partner, entry.day), []).append(entry.values[Item.CLOSE])
    for partner in Partner:
        for day in range(record.days):
            told = close.get((partner, day))
            yield CourseDay(partner, day, sum(told) / len(told) if told else None)
