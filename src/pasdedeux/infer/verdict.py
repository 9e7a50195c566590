"""May this fit be shown, and if not, what would help?"""

from dataclasses import dataclass
from enum import StrEnum

from pasdedeux.infer.fit import Belief

MOST_KHAT = 0.7
LEAST_EFFECTIVE = 60.0
"""Equal draws below which the ends of a 90% interval are guesses."""
AMPLE_EFFECTIVE = 300.0
"""... and below which a climb must have ended at a top: draws worth as many have found the mass,
though a border of the filter hid the top itself."""


class Advice(StrEnum):
    """What to try with a fit that may not be shown."""

    NOTHING = "nothing: it may be shown"
    MORE_DAYS = "more days, or a sampler that takes its time"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a belief's figures are to be trusted."""

    may_show: bool
    advice: Advice


def verdict_of(belief: Belief) -> Verdict:
    """Judge a fit by its own diagnostics, never by its result.

    Source: decision 0007; vehtari2024 (k-hat above 0.7 is not to be trusted).
    """
    sound = belief.khat is None or (
        belief.khat <= MOST_KHAT
        and belief.effective >= (LEAST_EFFECTIVE if belief.converged else AMPLE_EFFECTIVE)
    )
    return Verdict(sound, Advice.NOTHING if sound else Advice.MORE_DAYS)
