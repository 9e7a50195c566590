"""A result is a region of the anxiety-avoidance plane: a point, an ellipse, and names by chance.

The names are words for a part of the plane, never for a person.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import ndtr

from pasdedeux.measure.graded import Floats
from pasdedeux.measure.instrument import Instrument
from pasdedeux.terms.errors import ScaleMismatchError
from pasdedeux.terms.score import Ruler, Score

NAMED = 0.80
"""Probability from which a headline names one region (measures.md 15.7)."""
RELIABLE = 0.90
"""Probability of a real change from which a headline may move on."""
SMALLEST_ERROR = 0.10
"""No questionnaire is taken to be sharper than this, in points or in standard deviations."""
STATE_SHARE = 0.15
"""Share of the lasting spread that comes and goes within weeks (sibley2005)."""
_ELLIPSE_90 = 4.605
_NODES = np.linspace(-8, 8, 801)


class Region(StrEnum):
    """A quarter of the plane, by which side of the two lines it lies on."""

    SECURE = "secure range"
    ANXIOUS = "anxious range"
    AVOIDANT = "avoidant range"
    FEARFUL = "fearful range"

    @property
    def sides(self) -> tuple[bool, bool]:
        """Whether it lies above the line of anxiety, and of avoidance."""
        return (
            self in {Region.ANXIOUS, Region.FEARFUL},
            self in {Region.AVOIDANT, Region.FEARFUL},
        )


@dataclass(frozen=True, slots=True)
class Place:
    """What two scores say together: a point with its ellipse; axes: anxiety, avoidance."""

    point: tuple[float, float]
    covariance: tuple[tuple[float, float], tuple[float, float]]
    line: float
    """Where both lines stand."""
    line_meaning: str
    lasting_spread: float
    """Standard deviation that people differ by on this ruler."""
    rulers: tuple[Ruler, Ruler]

    @property
    def probabilities(self) -> dict[Region, float]:
        """Probability of each region; they sum to one."""
        return _quarters(np.array(self.point) - self.line, np.array(self.covariance))

    @property
    def ellipse(self) -> tuple[float, float, float]:
        """Half axes that hold 90 %, long then short, and the long one's angle in degrees."""
        sizes, axes = np.linalg.eigh(np.array(self.covariance))
        short, long = np.sqrt(sizes * _ELLIPSE_90)
        angle = np.degrees(np.arctan2(axes[1, 1], axes[0, 1])) % 180
        return float(long), float(short), float(angle)


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Why two scores make no region."""

    reason: str


@dataclass(frozen=True, slots=True)
class Headline:
    """What was said first or last: one region, or the two it lies between; and from where."""

    regions: tuple[Region, ...]
    place: Place

    @property
    def words(self) -> str:
        """The headline as words."""
        if len(self.regions) == 1:
            return self.regions[0].value
        return f"between {self.regions[0].value} and {self.regions[1].value}"


def locate(instrument: Instrument, anxiety: Score, avoidance: Score) -> Place | NoPlace:
    """Put two scores of one sheet on the plane, with the instrument's own correlation.

    Args:
        instrument: what both were measured with.
        anxiety: score on the scale across.
        avoidance: score on the scale up, on the same metric and form.

    Raises:
        ScaleMismatchError: the two are not from one sheet of this instrument.

    Source: fraley2015; decision 0019.
    Limits: where the two lines stand is a convention, so a name is a manner of speaking.
    """
    _refuse_mixed(instrument, anxiety, avoidance)
    plane, metric = instrument.plane, anxiety.ruler.metric
    if plane is None or metric not in plane.line:
        return NoPlace(f"{instrument.name} has no plane for the {metric} of its answers")
    if plane.correlation is None:
        return NoPlace(f"the correlation of the two scales of {instrument.name} is not known")
    line = plane.line[metric]
    spread = 1.0 if metric == "theta" else _spread_at_random(anxiety.ruler)
    point, covariance = _combined((anxiety, avoidance), line, spread, plane.correlation)
    return Place(
        (float(point[0]), float(point[1])),
        (
            (float(covariance[0, 0]), float(covariance[0, 1])),
            (float(covariance[1, 0]), float(covariance[1, 1])),
        ),
        line,
        plane.line_meaning,
        spread,
        (anxiety.ruler, avoidance.ruler),
    )


def first_headline(place: Place) -> Headline:
    """Name one region where it is probable enough, else the two most probable.

    Source: decision 0019.
    """
    ranked = sorted(place.probabilities.items(), key=lambda entry: -entry[1])
    if ranked[0][1] >= NAMED:
        return Headline((ranked[0][0],), place)
    return Headline((ranked[0][0], ranked[1][0]), place)


def next_headline(kept: Headline, place: Place) -> Headline:
    """Keep the headline unless a new region is probable and the change since is reliable.

    Args:
        kept: the stored headline, with the place from which it was set.
        place: where the new answers put the person, on the same rulers.

    Raises:
        ScaleMismatchError: the rulers differ, so the two cannot be compared.

    Source: decision 0019.
    Limits: the change allows for what comes and goes within weeks; a course of many
        measurements says more than two.
    """
    if kept.place.rulers != place.rulers:
        msg = "two results on different rulers cannot be compared, so no headline follows"
        raise ScaleMismatchError(msg)
    region, probability = max(place.probabilities.items(), key=lambda entry: entry[1])
    if kept.regions == (region,) or probability < NAMED:
        return kept
    sides = _sides_that_differ(region, kept.regions)
    moved = all(change_probability(kept.place, place)[side] >= RELIABLE for side in sides)
    return Headline((region,), place) if moved else kept


def change_probability(before: Place, after: Place) -> tuple[float, float]:
    """Give, for each dimension, the probability that it moved the way it seems to have.

    Source: decision 0019; sibley2005 (the share of state).
    """
    moved = np.array(after.point) - np.array(before.point)
    state = 2 * STATE_SHARE * before.lasting_spread**2
    doubt = np.sqrt(np.diag(before.covariance) + np.diag(after.covariance) + state)
    chance = ndtr(np.abs(moved) / doubt)
    return float(chance[0]), float(chance[1])


def _refuse_mixed(instrument: Instrument, anxiety: Score, avoidance: Score) -> None:
    one, two = anxiety.ruler, avoidance.ruler
    same = (one.metric, one.form, one.target, one.version, one.language) == (
        two.metric,
        two.form,
        two.target,
        two.version,
        two.language,
    )
    plane = instrument.plane
    named = plane is None or (one.scale, two.scale) == (plane.across, plane.up)
    if not (same and named and one.instrument == two.instrument == instrument.name):
        msg = f"{one.instrument} {one.scale} and {two.instrument} {two.scale} share no map"
        raise ScaleMismatchError(msg)


def _spread_at_random(ruler: Ruler) -> float:
    """Spread of an answer given at random: a wide start where no sample is known."""
    return float(np.sqrt((ruler.points**2 - 1) / 12))


def _combined(
    scores: tuple[Score, Score], line: float, spread: float, correlation: float
) -> tuple[Floats, Floats]:
    """Posterior of the two under a prior with this correlation, centred on the lines."""
    errors = np.maximum([score.error for score in scores], SMALLEST_ERROR)
    values = np.array([score.value for score in scores]) - line
    prior = spread**2 * np.array([[1, correlation], [correlation, 1]])
    if scores[0].ruler.metric == "theta":
        # theta already holds a standard normal prior: take it out before the joint one goes in
        known = np.maximum(1 / errors**2 - 1, 1e-6)
        pull = values / errors**2
    else:
        known = 1 / errors**2
        pull = values * known
    covariance = np.linalg.inv(np.linalg.inv(prior) + np.diag(known))
    return covariance @ pull + line, covariance


def _quarters(mean: Floats, covariance: Floats) -> dict[Region, float]:
    """Integrate the ellipse over the four quarters around the lines."""
    across, up = np.sqrt(np.diag(covariance))
    tilt = covariance[0, 1] / (across * up)
    weight = np.exp(-0.5 * _NODES**2)
    weight /= weight.sum()
    above = ndtr((mean[1] / up + tilt * _NODES) / np.sqrt(1 - tilt**2))
    # the line falls between two nodes: a node's weight is shared by how far it lies over it
    step = _NODES[1] - _NODES[0]
    right = np.clip((_NODES + mean[0] / across) / step + 0.5, 0, 1)
    parts = {
        Region.SECURE: (1 - right) * (1 - above),
        Region.ANXIOUS: right * (1 - above),
        Region.AVOIDANT: (1 - right) * above,
        Region.FEARFUL: right * above,
    }
    return {region: float(weight @ part) for region, part in parts.items()}


def _sides_that_differ(region: Region, kept: tuple[Region, ...]) -> set[int]:
    """Dimensions on which the new region lies elsewhere than any of the kept ones."""
    return {side for side in (0, 1) if any(region.sides[side] != old.sides[side] for old in kept)}
