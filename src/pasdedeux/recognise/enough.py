"""Do the days tell yet, and if not, how many more would be expected to?"""

import math
from collections.abc import Sequence

from scipy.special import ndtri

from pasdedeux.recognise.dance import BAR, LEAST_DAYS, TIE_BAR
from pasdedeux.terms.reading import Dance, Enough, Pattern

_MOST_DAYS = 180
_CLEAR = 0.55
"""Below this the leading dance may yet change: no honest number of days exists."""


def enough(found: Sequence[Pattern], days_together: int, tie: float) -> Enough:
    """Say whether a dance is clear, or how many more days would be expected to do.

    Evidence grows with the root of the days: the leading dance's distance from even odds,
    in deviations, is carried on to where the bar stands.

    Args:
        found: dances, the likeliest first.
        days_together: days on which both wrote.
        tie: log odds that the two records belong together.

    Source: decision 0009.
    Limits: an expectation over couples like these; one couple may need half or double.
    """
    lead = found[0]
    missing = max(LEAST_DAYS - days_together, 0)
    if lead.is_named:
        return Enough(is_enough=not missing, more_days=missing)
    if days_together < 3 or lead.dance is Dance.MIXED:
        return Enough(is_enough=False, more_days=missing or None)
    if lead.probability < _CLEAR:
        return Enough(is_enough=False, more_days=missing or None)
    factor = 1.0
    if lead.probability < BAR:
        factor = (float(ndtri(BAR)) / float(ndtri(lead.probability))) ** 2
    if tie < TIE_BAR:
        factor = max(factor, TIE_BAR / max(tie, 0.25))
    more = math.ceil(days_together * (factor - 1.0))
    return Enough(is_enough=False, more_days=None if more > _MOST_DAYS else max(more, missing, 1))
