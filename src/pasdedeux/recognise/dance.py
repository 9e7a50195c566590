"""Which dance do these two show, if the days can tell?"""

import numpy as np

from pasdedeux.model.gains import Person
from pasdedeux.model.response import Response
from pasdedeux.model.trial import try_out
from pasdedeux.recognise.borders import (
    ALONE,
    BORDERS,
    BOTH_OFTEN,
    CALM_SECURITY,
    OFTEN,
    ONE_SIDED,
    QUICK_ECHO,
    RARE,
    TURNS_A_WEEK,
    courses_of_days,
)
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance, Pattern
from pasdedeux.terms.record import EXCHANGES_A_DAY

BAR = 0.90
"""A dance is named at this probability."""
TIE_BAR = 2.0
"""... and when the two records speak of each other by this many log odds."""
LEAST_DAYS = 14
"""... and after two weeks on which both wrote: fewer daily ratings are too few (H09)."""

ANXIETY, AVOIDANCE = (Person._fields.index(name) for name in ("anxiety", "avoidance"))

_OUTCOMES: tuple[tuple[Dance, Partner | None], ...] = (
    (Dance.PURSUE_WITHDRAW, Partner.A),
    (Dance.PURSUE_WITHDRAW, Partner.B),
    (Dance.ESCALATION, None),
    (Dance.MUTUAL_WITHDRAWAL, None),
    (Dance.PUSH_PULL, Partner.A),
    (Dance.PUSH_PULL, Partner.B),
    (Dance.REPAIR, None),
    (Dance.MIXED, None),
)


def outcomes(
    people: np.ndarray, response: Response, courses: np.ndarray | None = None
) -> np.ndarray:
    """Give the dance that each pair of people would show; places in the list of outcomes.

    Args:
        people: axes couple, partner, field of `Person`.
        response: the same couples' figures.
        courses: those of every reading when not given. A judge takes others
            (`courses_of_days` of another seed), so that no course judges itself.

    Source: decision 0009.
    Limits: a dance of the trial's days, with a shared hard moment every third.
    """
    lived = courses_of_days() if courses is None else courses
    shares = try_out(people, lived, BORDERS)
    a_presses, b_presses, both_press, both_away, a_turns, b_turns, security = shares.T
    week = 7.0 * EXCHANGES_A_DAY
    swing = np.maximum(a_turns, b_turns) * week >= TURNS_A_WEEK
    trap = np.maximum(a_presses, b_presses)
    calm = (
        (security >= CALM_SECURITY)
        & (trap < RARE)
        & (both_press < BOTH_OFTEN)
        & (response.echo <= QUICK_ECHO)
    )
    found = np.full(people.shape[0], 7)
    found[calm] = 6
    found[both_away >= ALONE] = 3
    found[both_press >= BOTH_OFTEN] = 2
    chased = (trap >= OFTEN) & (np.minimum(a_presses, b_presses) < ONE_SIDED * trap)
    found[chased] = np.where(a_presses >= b_presses, 0, 1)[chased]
    found[swing] = np.where(_a_swings(people, a_turns, b_turns), 4, 5)[swing]
    return found


def _a_swings(people: np.ndarray, a_turns: np.ndarray, b_turns: np.ndarray) -> np.ndarray:
    """Tell whose swing it is; where both turn as often, that of the one with more of both fears."""
    fears = people[:, :, [ANXIETY, AVOIDANCE]].sum(axis=2)
    return np.where(a_turns == b_turns, fears[:, 0] > fears[:, 1], a_turns > b_turns)


def patterns(  # noqa: PLR0913, PLR0917 - a belief's parts, and on which days it is tried
    people: np.ndarray,
    weights: np.ndarray,
    response: Response,
    tie: float,
    days_together: int,
    courses: np.ndarray | None = None,
) -> tuple[Pattern, ...]:
    """Give every dance with its probability, the likeliest first.

    Args:
        people: draws; axes draw, partner, field of `Person`.
        weights: of the draws.
        response: figures of the draws.
        tie: log odds that the two records belong together.
        days_together: days on which both wrote; below `LEAST_DAYS` nothing is named.
        courses: as in `outcomes`.

    Source: decision 0009.
    """
    found = outcomes(people, response, courses)
    chance = [float(weights[found == k].sum()) for k in range(len(_OUTCOMES))]
    may_name = tie >= TIE_BAR and days_together >= LEAST_DAYS
    listed = [
        Pattern(
            dance,
            leader,
            probability,
            is_named=may_name and probability >= BAR and dance is not Dance.MIXED,
        )
        for (dance, leader), probability in zip(_OUTCOMES, chance, strict=True)
    ]
    return tuple(sorted(listed, key=lambda pattern: -pattern.probability))
