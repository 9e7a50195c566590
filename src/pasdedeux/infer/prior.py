"""What is believed of two people before any day is read: the population, and their answers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pasdedeux.model.gains import FIELDS, Person
from pasdedeux.model.observe import OUTLOOK, OUTLOOK_MEAN
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.score import Trait

TRAIT_SD = 0.9
"""Spread of each dimension among people in couples, in deviations of the reference group."""
PARTNERS_ALIKE = 0.15
"""Correlation of the two partners on one dimension (evidence row N4: between 0 and .3)."""
FACTOR_SD = 0.35
OUTLOOK_SD = 0.3
LOUDNESS_SD = 0.7
STRETCH_SD = 0.15
NOISE_SD = 0.25

WIDTH = 2 * FIELDS
_TRAITS = {"anxiety": 0, "avoidance": 1}
_SPREADS = (*(FACTOR_SD,) * 6, OUTLOOK_SD, LOUDNESS_SD, STRETCH_SD, NOISE_SD)


class Prior(NamedTuple):
    """A normal belief about both people, kept as a map from independent standard normals."""

    mean: np.ndarray
    """Flat, axes partner and field of `Person` in that order."""
    root: np.ndarray
    """Lower triangular: people = mean + root @ whites."""
    told: tuple[bool, bool]
    """Which partner's questionnaire it rests on."""


def _trait_belief(which: int, traits: Sequence[Trait]) -> tuple[np.ndarray, np.ndarray]:
    """Condition the population's belief about one dimension of both on what scores say."""
    mean = np.zeros(2)
    cov = TRAIT_SD**2 * np.array([[1.0, PARTNERS_ALIKE], [PARTNERS_ALIKE, 1.0]])
    for trait in traits:
        if _TRAITS[trait.dimension] != which:
            continue
        k = trait.partner.place
        spread = cov[k, k] + trait.error**2
        gain = cov[:, k] / spread
        mean = mean + gain * (trait.value - mean[k])
        cov = cov - np.outer(gain, cov[k])
    return mean, cov


def prior_of(traits: Sequence[Trait] = ()) -> Prior:
    """Give the belief about a couple whose questionnaires say this, or nothing.

    Args:
        traits: scores with their errors; any number for either partner.

    Source: decision 0004.
    """
    mean = np.zeros((2, FIELDS))
    cov = np.zeros((2, FIELDS, 2, FIELDS))
    for which in (0, 1):
        belief, spread = _trait_belief(which, traits)
        mean[:, which] = belief
        cov[:, which, :, which] = spread
    outlook = Person._fields.index("outlook")
    for k, sd in enumerate(_SPREADS, start=2):
        cov[0, k, 0, k] = cov[1, k, 1, k] = sd**2
    mean[:, outlook] = OUTLOOK_MEAN
    tilt = np.eye(WIDTH).reshape(2, FIELDS, 2, FIELDS)
    for i in (0, 1):
        tilt[i, outlook, i, 0] = tilt[i, outlook, i, 1] = OUTLOOK
    flat = tilt.reshape(WIDTH, WIDTH)
    whole = flat @ cov.reshape(WIDTH, WIDTH) @ flat.T
    told = {trait.partner for trait in traits}
    return Prior(
        mean=flat @ mean.reshape(WIDTH),
        root=np.linalg.cholesky(whole + 1e-12 * np.eye(WIDTH)),
        told=(Partner.A in told, Partner.B in told),
    )


def people_of(prior: Prior, whites: np.ndarray) -> np.ndarray:
    """Give people from independent standard normals; axes draw, partner, field.

    Source: decision 0004.
    """
    flat = prior.mean + np.atleast_2d(whites) @ prior.root.T
    return np.asarray(flat.reshape(-1, 2, FIELDS))
