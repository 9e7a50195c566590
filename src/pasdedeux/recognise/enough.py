"""Do the days tell yet, and if not, how many more would be expected to?"""

import math
from collections.abc import Sequence
from statistics import NormalDist

from pasdedeux.recognise.dance import BAR, LEAST_DAYS, TIE_BAR
from pasdedeux.terms.reading import Dance, Enough, Pattern

MOST_DAYS = 180
"""Half a year: nobody is told to write longer than that."""
CLEAR = 0.55
"""Below this the leading dance may yet change: no honest number of days exists."""


def enough(found: Sequence[Pattern], days_together: int, tie: float) -> Enough:
    """Say whether the days tell, or how many more would be expected to.

    Before two weeks nothing is named, so the days to two weeks are told: as the least, no more.
    From then on evidence grows with the root of the days: the leading dance's distance from even
    odds, in deviations, is carried on to where the bar stands.

    Args:
        found: dances, the likeliest first.
        days_together: days on which both wrote.
        tie: log odds that the two records belong together.

    Source: decision 0009 (with how often the number was right for made couples).
    Limits: a rough expectation; no number is given where none of the dances leads, or where the
        two records fit at least as well apart.
    """
    lead = found[0]
    if days_together < LEAST_DAYS:
        return Enough(is_enough=False, more_days=LEAST_DAYS - days_together)
    if lead.is_named or _is_none_of_these(lead, tie):
        return Enough(is_enough=True, more_days=0)
    if lead.dance is Dance.MIXED or lead.probability < CLEAR or tie <= 0.0:
        return Enough(is_enough=False, more_days=None)
    more = days_together * (
        _stretch(lead.probability, tie) - 1.0
    )  # endless where the tie is slight
    return Enough(is_enough=False, more_days=None if more > MOST_DAYS else max(math.ceil(more), 1))


def _is_none_of_these(lead: Pattern, tie: float) -> bool:
    """Tell whether the days show, as surely as a name asks for, that no dance fits."""
    return lead.dance is Dance.MIXED and lead.probability >= BAR and tie >= TIE_BAR


def _stretch(probability: float, tie: float) -> float:
    """Give how many times as many days would bring both the lead and the tie to their bars."""
    away = NormalDist().inv_cdf  # even odds lie at zero deviations
    lead = (away(BAR) / away(probability)) ** 2 if probability < BAR else 1.0
    return max(lead, TIE_BAR / tie) if tie < TIE_BAR else lead
