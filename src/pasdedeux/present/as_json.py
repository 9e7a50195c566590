"""Give a reading as plain data for other programs, in the shape of reading.schema.json."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from pasdedeux.present import headings, unknown
from pasdedeux.present.people import people
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms import shipped
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Bars, Estimate, Link, Pattern, Reading

SCHEMA_VERSION = 1
"""Goes up when a key changes its meaning or goes; a new key leaves it as it is."""
_DECIMALS = 4
"""Readings rest on some hundred draws: a fifth decimal would be noise of the computation."""


def as_json(reading: Reading, words: Words = ENGLISH) -> dict[str, Any]:
    """Give one reading; figures that failed their own check are kept back, as on the page."""
    kept = headings.kept_back(reading)
    both = people(reading.names)
    return {
        "schema_version": SCHEMA_VERSION,
        "couple": reading.couple,
        "names": {"A": reading.names[0], "B": reading.names[1]},
        "heading": headings.heading(reading, words),
        "basis": reading.basis.name.lower(),
        "days": reading.days,
        "check_ins": _of_each(reading.check_ins),
        "days_written": _of_each(reading.days_written),
        "moments": sum(reading.moments),
        "moments_told": _of_each(reading.moments),
        "answered": _of_each(reading.answered),
        "patterns": [_pattern(one) for one in kept.patterns],
        "links": [_link(one) for one in kept.links],
        "loop_gain": _estimate(kept.loop_gain),
        "echo_days": _estimate(kept.echo_days),
        "naming": _naming(reading.bars),
        "enough": {
            "is_enough": reading.enough.is_enough,
            "more_days": reading.enough.more_days,
        },
        "diagnostic": {
            "khat": _number(reading.diagnostic.khat),
            "converged": reading.diagnostic.converged,
            "method": reading.diagnostic.method,
            "effective_draws": round(reading.diagnostic.effective_draws),
        },
        "limits": [one.both for one in unknown.unknowns(reading, both, words)],
    }


def _of_each(values: Sequence[int]) -> dict[str, int]:
    return {who.value: value for who, value in zip(Partner, values, strict=True)}


def _naming(bars: Bars) -> dict[str, Any]:
    return {
        "bar": bars.probability,
        "tie": _number(bars.tie_found),
        "tie_bar": bars.tie,
        "days_together": bars.days_together,
        "least_days": bars.least_days,
    }


def schema() -> dict[str, Any]:
    """Give the JSON Schema that every reading keeps to."""
    return shipped.record("present", "reading.schema.json")


def _pattern(pattern: Pattern) -> dict[str, Any]:
    return {
        "name": pattern.dance.value,
        "who": pattern.leader.value if pattern.leader else None,
        "probability": _number(pattern.probability),
        "named": pattern.is_named,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "from": {"partner": link.source.value, "move": link.cause.value},
        "to": {"partner": link.target.value, "move": link.effect.value},
        **(_estimate(link.strength) or {}),
        "among_people": [_number(end) for end in link.among_people],
        "narrowed": _number(link.narrowed),
        "told_by": link.told_by.name.lower(),
        "dots": [_number(dot) for dot in link.dots],
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    return {
        "estimate": _number(estimate.value),
        "interval90": [_number(estimate.low), _number(estimate.high)],
    }


def _number(value: float | None) -> float | None:
    """Round to what a reading can bear, and give None for what has no end, as JSON must."""
    return round(value, _DECIMALS) + 0.0 if value is not None and isfinite(value) else None
