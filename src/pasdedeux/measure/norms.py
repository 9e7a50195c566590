"""How a score stands among the people who were measured the same way, where such people exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from pasdedeux.measure.graded import Floats
from pasdedeux.terms import shipped
from pasdedeux.terms.score import Ruler, Score

NINETY = 1.645
"""Standard errors on either side of a score that hold it nine times in ten."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a norm table: how many, and the score at each percentile."""

    count: int
    mean: float
    spread: float
    at: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Norms:
    """The norms of one instrument in one metric and form; none of any other."""

    about: str
    source: str
    limits: str
    metric: str
    form: str
    percentiles: tuple[float, ...]
    groups: Mapping[tuple[str, str, str], Group]
    """By gender, age band and scale; `all` is a gender and an age band."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Share of a group that scores lower, with the 90% interval of that share."""

    percent: float
    low: float
    high: float
    sentence: str


def fetch(instrument: str) -> Norms | None:
    """Give the norms of an instrument, or None where there are none.

    Source: decision 0016.
    """
    return _load(instrument)


def standing(
    norms: Norms | None, score: Score, gender: str = "all", age: str = "all"
) -> Standing | None:
    """Say which share of the group scores lower; None where no norm fits this very score.

    Args:
        norms: of the instrument; None gives None.
        score: its ruler must be that of the norms (metric and form).
        gender: `all`, `female`, `male` or `other`.
        age: `all` or an age band of the table.

    Source: decision 0016.
    Limits: below the 5th and above the 95th percentile the table says no more than that.
    """
    group = None if norms is None else _group(norms, score.ruler, gender, age)
    if norms is None or group is None:
        return None
    ends = (score.value - NINETY * score.error, score.value + NINETY * score.error)
    at = [float(value) for value in percents(norms, group, np.array([score.value, *ends]))]
    return Standing(at[0], at[1], at[2], _sentence(norms, group, at[0]))


def percents(norms: Norms, group: Group, values: Floats) -> Floats:
    """Give the share below each value, in percent, between 5 and 95 as the table reaches.

    Source: decision 0016.
    """
    return np.interp(values, group.at, norms.percentiles)


def _group(norms: Norms, ruler: Ruler, gender: str, age: str) -> Group | None:
    if (ruler.metric, ruler.form) != (norms.metric, norms.form):
        return None
    return norms.groups.get((gender, age, ruler.scale))


def _sentence(norms: Norms, group: Group, percent: float) -> str:
    share = f"about {percent:.0f} %"
    if percent <= norms.percentiles[0]:
        share = f"fewer than {norms.percentiles[0]:.0f} %"
    if percent >= norms.percentiles[-1]:
        share = f"more than {norms.percentiles[-1]:.0f} %"
    return f"higher than {share} of {group.count:,} {norms.about}"


@cache
def _load(instrument: str) -> Norms | None:
    if "norms.toml" not in shipped.names("measure", "instruments", instrument):
        return None
    table = shipped.table("measure", "instruments", instrument, "norms.toml")
    return Norms(
        table["about"],
        table["source"],
        table["limits"],
        table["metric"],
        table["form"],
        tuple(table["percentiles"]),
        {
            (entry["gender"], entry["age"], entry["scale"]): _entry(entry)
            for entry in table["groups"]
        },
    )


def _entry(entry: Mapping[str, Any]) -> Group:
    return Group(entry["n"], entry["mean"], entry["sd"], tuple(entry["at"]))
