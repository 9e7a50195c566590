"""Which dance do these two show, if the days can tell?"""

import numpy as np

from pasdedeux.model.diary import correlated
from pasdedeux.model.noise import normals
from pasdedeux.model.response import TRIAL_BURN_IN, TRIAL_DAYS, Response, try_out
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance, Pattern
from pasdedeux.terms.record import EXCHANGES_A_DAY

BAR = 0.90
"""A dance is named at this probability."""
TIE_BAR = 2.0
"""... and when the two records speak of each other by this many log odds."""
LEAST_DAYS = 14
"""... and after two weeks on which both wrote: fewer daily ratings are too few (H09)."""

OFTEN = 0.25
"""A pattern holds where it fills a quarter of the trial's exchanges."""
ALONE = 0.60
"""Mutual withdrawal: of the moments hard for both, three in five end with neither turning to
the other."""
TURNS_A_WEEK = 1.0
"""Gate G21: a push-pull turns round at least once a week."""
CALM_SECURITY = 0.40
RARE = 0.05
QUICK_ECHO = 6.0
"""Exchanges: half of a shared bad moment is gone within a day and a half."""

_SEED, _STREAM = 4_021, 11
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


def _days() -> np.ndarray:
    count = TRIAL_BURN_IN + TRIAL_DAYS * EXCHANGES_A_DAY
    return correlated(normals(_SEED, range(1), range(count), _STREAM)[:, 0])


def _mirrored(days: np.ndarray) -> np.ndarray:
    return days[:, [1, 0, 3, 2]]


def _shares(people: np.ndarray) -> np.ndarray:
    """Live the trial days as they are and with the two partners' chances exchanged.

    One made-up course of days would treat A and B unlike; with both, swapping the partners
    swaps the result.
    """
    days = _days()
    return np.asarray(0.5 * (try_out(people, days) + try_out(people, _mirrored(days))))


def outcomes(people: np.ndarray, response: Response) -> np.ndarray:
    """Give the dance that each pair of people would show; places in the list of outcomes.

    Args:
        people: axes couple, partner, field of `Person`.
        response: the same couples' figures.

    Source: decision 0009.
    Limits: a dance of the trial's days, with a shared hard moment every third.
    """
    shares = _shares(people)
    a_presses, b_presses, both_press, both_away, a_turns, b_turns, security = shares.T
    week = 7.0 * EXCHANGES_A_DAY
    swing = np.maximum(a_turns, b_turns) * week >= TURNS_A_WEEK
    trap = np.maximum(a_presses, b_presses)
    calm = (
        (security >= CALM_SECURITY)
        & (trap < RARE)
        & (both_press < OFTEN)
        & (response.echo <= QUICK_ECHO)
    )
    found = np.full(people.shape[0], 7)
    found[calm] = 6
    found[both_away >= ALONE] = 3
    found[both_press >= OFTEN] = 2
    chased = trap >= OFTEN
    found[chased] = np.where(a_presses >= b_presses, 0, 1)[chased]
    found[swing] = np.where(a_turns >= b_turns, 4, 5)[swing]
    return found


def patterns(
    people: np.ndarray,
    weights: np.ndarray,
    response: Response,
    tie: float,
    days_together: int,
) -> tuple[Pattern, ...]:
    """Give every dance with its probability, the likeliest first.

    Args:
        people: draws; axes draw, partner, field of `Person`.
        weights: of the draws.
        response: figures of the draws.
        tie: log odds that the two records belong together.
        days_together: days on which both wrote; below `LEAST_DAYS` nothing is named.

    Source: decision 0009.
    """
    found = outcomes(people, response)
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
