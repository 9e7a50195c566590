"""Two people's scores side by side: only on one ruler, and never more sure than they are."""

from dataclasses import dataclass

from scipy.special import ndtr

from pasdedeux.terms.errors import ScaleMismatchError
from pasdedeux.terms.score import Score

SAID = 0.90
"""Probability below which nobody is told that one of two stands higher (measures.md 15.9)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the first stands above the second."""

    value: float
    error: float
    probability: float
    """That the first stands higher."""

    @property
    def may_be_said(self) -> bool:
        """Whether it is sure enough, either way, to be put into a sentence."""
        return max(self.probability, 1 - self.probability) >= SAID


def compare(one: Score, other: Score) -> Difference:
    """Give the difference of two scores with its error.

    Raises:
        ScaleMismatchError: instrument, version, scale, form, language or target differ.

    Units: those of the scores.
    Source: decision 0019.
    Limits: that the scale means the same to both people is not established.
    """
    if one.ruler != other.ruler:
        msg = (
            f"{one.ruler.instrument} {one.ruler.scale} ({one.ruler.form}) and "
            f"{other.ruler.instrument} {other.ruler.scale} ({other.ruler.form}) cannot be compared"
        )
        raise ScaleMismatchError(msg)
    apart = one.value - other.value
    error = (one.error**2 + other.error**2) ** 0.5
    return Difference(apart, error, float(ndtr(apart / error)))
