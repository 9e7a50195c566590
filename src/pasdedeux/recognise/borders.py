"""Say where each pattern begins and on which days it is tried; decision 0009 gives the reasons."""

from functools import cache
from statistics import NormalDist

import numpy as np

from pasdedeux.model.diary import correlated
from pasdedeux.model.noise import normals
from pasdedeux.model.simulate import TRAP_PURSUIT, TRAP_WITHDRAWAL
from pasdedeux.model.trial import Borders
from pasdedeux.terms.record import EXCHANGES_A_DAY

BORDERS = Borders(
    presses=TRAP_PURSUIT,
    away=TRAP_WITHDRAWAL,
    hard=0.15,
    withdrawn=0.25,
    silent=0.36,
    clearly=0.1,
    event_load=0.3,
    event_every=12,
    event_lasts=2,
    burn_in=40,
)
"""From where on a moment counts as what; each number with its reason in decision 0009."""

COURSES, DAYS = 6, 84
"""Courses that a couple is tried on, each with its mirror, and the days of one: with these, other
courses change the dance of fewer than two couples in a hundred."""

OFTEN = 0.25
"""The trap holds where it fills a quarter of the trial's exchanges."""
ONE_SIDED = 0.5
"""... and the other way round less than half as often; else nobody leads."""
BOTH_OFTEN = 0.125
"""Escalation: both press at once in an eighth of them, every second day."""
ALONE = 0.60
"""Mutual withdrawal: of the moments hard for both, three in five end with neither turning to
the other."""
TURNS_A_WEEK = 1.0
"""Gate G21: a push-pull turns round at least once a week."""
CALM_SECURITY = 0.40
"""Secure repair: mean felt security of both, -1 to 1, from here on ..."""
RARE = 0.05
"""... the trap in fewer than one exchange in twenty ..."""
QUICK_ECHO = 6.0
"""... and half of a shared bad moment gone within a day and a half, in exchanges."""

_SEED, _STREAM = 4_021, 11


@cache
def courses_of_days(seed: int = _SEED) -> np.ndarray:
    """Give the courses of made-up days on which couples are tried; axes course, exchange, word.

    In each course loads and leanings are spread as they are over a lifetime, and only their
    order is chance: so that no couple meets an unusually hard or easy course. Each is there
    once more with the two partners' chances exchanged, so that neither partner comes first.

    Args:
        seed: another seed gives other courses of the same kind.

    Source: decision 0009.
    """
    count = BORDERS.burn_in + DAYS * EXCHANGES_A_DAY
    drawn = normals(seed, range(COURSES), range(count), _STREAM).astype(np.float64)
    drawn[BORDERS.burn_in :] = _evened(drawn[BORDERS.burn_in :])
    lived = np.moveaxis(correlated(drawn), 1, 0)
    both = np.concatenate([lived, lived[:, :, [1, 0, 3, 2]]])
    both.setflags(write=False)
    return both


def _evened(drawn: np.ndarray) -> np.ndarray:
    """Replace normals by the quantile of their rank; the first axis is ranked along."""
    count = drawn.shape[0]
    quantiles = np.array([NormalDist().inv_cdf((rank + 0.5) / count) for rank in range(count)])
    return np.asarray(quantiles[drawn.argsort(axis=0).argsort(axis=0)])
