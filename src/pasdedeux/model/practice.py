"""Let a practice change how the two answer each other, and live on with and without it.

A practice is a change of named gains of the one step: so much at full effect, reached slowly,
gone slowly once it is left. Nothing else of the model knows of it.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pasdedeux.model.exchange import AT_EASE, Gains, State
from pasdedeux.model.simulate import simulate
from pasdedeux.terms.record import EXCHANGES_A_DAY

MULTIPLIED = frozenset({
    "vigilance", "amplification", "protest", "deactivation", "escape", "reach",
})  # fmt: skip
"""Gains that a practice moves by a factor."""
ADDED = frozenset({"soothing", "tolerance", "carry", "openness", "demand"})
"""Gains that a practice moves by an amount; the dread of closeness (`fear`) it leaves alone."""
_WITHIN = {
    "soothing": (0.0, 0.95),
    "tolerance": (0.02, 1.0),
    "carry": (0.4, 0.95),
    "demand": (0.0, 1.0),
}
_WEEK = 7
_SECURITY = State._fields.index("security")
_DISTRESS = State._fields.index("distress")


class Change(NamedTuple):
    """One gain of one partner, and how a practice moves it."""

    partner: int
    """0 for A, 1 for B."""
    gain: str
    """A field of `Gains`."""
    amount: float
    """At full effect: the log of the factor for `MULTIPLIED`, else what is added."""
    full_per_week: float
    """How often a week the practice is done for its full effect; below, in proportion."""
    onset_days: float
    """After so many days about two thirds of the effect are there."""
    fading_days: float
    """So many days after the last time a third of it is left."""


class Weeks(NamedTuple):
    """What couples live through, week by week."""

    trapped: np.ndarray
    """Share of the exchanges in which one presses while the other is away; axes week, couple."""
    security: np.ndarray
    """Mean felt security, -1 to 1; axes week, partner, couple."""
    distress: np.ndarray
    """Mean distress, 0 to 1; axes week, partner, couple."""


def strength(change: Change, per_week: float, day: float, until: float = math.inf) -> float:
    """Give how much of the full effect is there on a day, 0 to 1.

    Args:
        change: whose dose, onset and fading.
        per_week: how often a week it is done.
        day: days since it began.
        until: the day on which it was left.

    Source: decision 0062 (in proportion to the dose; onset and fading exponential: assumptions).

    >>> one = Change(0, "protest", -0.2, full_per_week=4, onset_days=10, fading_days=20)
    >>> round(strength(one, per_week=2, day=10), 3)
    0.316
    >>> strength(one, per_week=0, day=10)
    0.0
    """
    share = min(max(per_week, 0.0) / change.full_per_week, 1.0)
    risen = share * -math.expm1(-min(max(day, 0.0), until) / change.onset_days)
    return risen * math.exp(-max(day - until, 0.0) / change.fading_days)


def changed(
    gains: np.ndarray, moves: Sequence[tuple[Change, float]], sizes: np.ndarray | None = None
) -> np.ndarray:
    """Give the gains of couples under a practice.

    Args:
        gains: axes partner, field of `Gains`, couple.
        moves: changes, each with how much of its effect is there (`strength`).
        sizes: how large the effect is for each couple, 1 as assumed; axis couple.

    Raises:
        ValueError: a gain that a practice cannot move.

    Source: decision 0062.
    """
    out = gains.copy()
    factor = np.ones(gains.shape[2]) if sizes is None else sizes
    for change, share in moves:
        if change.gain not in MULTIPLIED | ADDED:
            msg = f"gain: no practice moves {change.gain!r}"
            raise ValueError(msg)
        row = out[change.partner, Gains._fields.index(change.gain)]
        by = change.amount * share * factor
        row[:] = row * np.exp(by) if change.gain in MULTIPLIED else row + by
        if change.gain in _WITHIN:
            row[:] = row.clip(*_WITHIN[change.gain])
    return out


def live_weeks(  # noqa: PLR0913 - each is a choice of the run, and named
    gains: np.ndarray,
    changes: Sequence[Change],
    *,
    per_week: float,
    weeks: int,
    until_week: float = math.inf,
    sizes: np.ndarray | None = None,
    seed: int,
    burn_in_weeks: int = 1,
) -> Weeks:
    """Let couples live some weeks while a practice comes and, where it is left, goes.

    The same seed gives the same days whatever the practice, so that two courses differ by the
    practice alone.

    Args:
        gains: axes partner, field of `Gains`, couple; without any practice.
        changes: what the practice changes; none for doing nothing.
        per_week: how often a week it is done.
        weeks: how many are lived and given.
        until_week: when it is left.
        sizes: how large the effect is for each couple; axis couple.
        seed: of the days.
        burn_in_weeks: lived before, without the practice.

    Source: decision 0062 (the one step, through `simulate`).
    """
    couples = gains.shape[2]
    state = np.empty((2, len(State._fields), couples), np.float32)
    state[:] = np.array(AT_EASE, np.float32)[None, :, None]
    found = Weeks(
        np.zeros((weeks, couples)), np.zeros((weeks, 2, couples)), np.zeros((weeks, 2, couples))
    )
    for day in range(-_WEEK * burn_in_weeks, _WEEK * weeks):
        moves = [(one, strength(one, per_week, day + 0.5, _WEEK * until_week)) for one in changes]
        lived = simulate(
            changed(gains, moves, sizes) if changes and day >= 0 else gains,
            seed=seed,
            exchanges=EXCHANGES_A_DAY,
            first_exchange=(day + _WEEK * burn_in_weeks) * EXCHANGES_A_DAY,
            state=state,
        )
        state = lived.state
        if day >= 0:
            week = day // _WEEK
            found.trapped[week] += lived.trapped.sum(axis=0) / _WEEK
            found.security[week] += lived.mean[:, _SECURITY] / _WEEK
            found.distress[week] += lived.mean[:, _DISTRESS] / _WEEK
    return found
