"""From two dimensions and a person's own factors to the gains of the step."""

import math
from typing import NamedTuple

import numpy as np

from pasdedeux.model.exchange import Gains
from pasdedeux.model.kernel import blocked, inlined


class Person(NamedTuple):
    """One partner as the model knows them; all but the traits vary around 0 by chance."""

    anxiety: float
    """Worry about being left, in standard deviations of the reference group."""
    avoidance: float
    """Unease with closeness, in the same unit."""
    vigilance: float
    """Log factor on the gain of the same name, as the next five are."""
    amplification: float
    protest: float
    deactivation: float
    escape: float
    openness: float
    outlook: float
    """How the reporter's own working model tints what is close and who was there."""
    loudness: float
    """Points by which this reporter's sliders of unease, stress and moves stand higher."""
    stretch: float
    """Log of how much of the scale this reporter uses."""
    noise: float
    """Log factor on the noise of this reporter's answers."""


FACTORS = 6
"""Personal factors of the gains: fields 2 to 7 of `Person`."""

FIELDS = len(Person._fields)
GAINS = len(Gains._fields)


@inlined
def gains_of(anx: float, avo: float, person: Person) -> Gains:
    """Give a person's gains.

    Source: mikulincer2016 (the signs); decision 0003 (the sizes, which are assumptions).
    """
    demand = 1.0 / (1.0 + math.exp(1.2 - 0.9 * anx))
    fear = min(4.1 * _above(anx) * _above(avo), 4.0)
    return Gains(
        vigilance=math.exp(0.40 * anx - 0.25 * avo + person.vigilance),
        amplification=math.exp(0.35 * anx - 0.45 * avo + person.amplification),
        protest=0.80 * math.exp(0.50 * anx - 0.35 * avo + person.protest),
        deactivation=2.1 * math.exp(0.45 * avo - 0.10 * anx + person.deactivation),
        escape=0.35 * math.exp(0.45 * avo - 0.10 * anx + person.escape),
        soothing=min(0.60 * math.exp(-0.20 * anx - 0.10 * avo), 0.95),
        tolerance=0.02 + _soft(0.26 - 0.12 * avo),
        reach=0.25 * math.exp(-0.35 * avo + 0.10 * anx),
        carry=min(max(0.70 + 0.05 * anx, 0.4), 0.95),
        openness=2.0 - 0.55 * avo - 0.10 * anx + 2.0 * person.openness,
        fear=fear,
        demand=demand,
    )


@inlined
def _above(x: float) -> float:
    """Give the part of a trait above the mean, without a kink at 0."""
    up = max(x, 0.0)
    return up * up / (up + 0.4)


@inlined
def _soft(x: float) -> float:
    """Give the part above 0, rounded at the corner."""
    return 0.5 * (x + math.sqrt(x * x + 0.0025))


@blocked
def _fill(people: np.ndarray, out: np.ndarray) -> None:
    for partner in range(people.shape[0]):
        for k in range(people.shape[2]):
            p = people[partner, :, k]
            person = Person(
                p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11]
            )
            gains = gains_of(p[0], p[1], person)
            out[partner, 0, k] = gains.vigilance
            out[partner, 1, k] = gains.amplification
            out[partner, 2, k] = gains.protest
            out[partner, 3, k] = gains.deactivation
            out[partner, 4, k] = gains.escape
            out[partner, 5, k] = gains.soothing
            out[partner, 6, k] = gains.tolerance
            out[partner, 7, k] = gains.reach
            out[partner, 8, k] = gains.carry
            out[partner, 9, k] = gains.openness
            out[partner, 10, k] = gains.fear
            out[partner, 11, k] = gains.demand


def gains_of_people(people: np.ndarray) -> np.ndarray:
    """Give the gains of many couples.

    Args:
        people: axes partner, field of `Person`, couple.

    Returns:
        Axes partner, field of `Gains`, couple.

    Source: decision 0003.
    """
    out = np.empty((2, GAINS, people.shape[2]))
    _fill(np.ascontiguousarray(people, dtype=np.float64), out)
    return out
