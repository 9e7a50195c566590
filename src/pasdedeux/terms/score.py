"""A score with its error and its ruler, or the reason why there is none."""

from dataclasses import dataclass
from typing import TypeAlias

from pasdedeux.terms.partner import Partner


@dataclass(frozen=True, slots=True)
class Ruler:
    """What a number was measured with; scores on different rulers are never compared."""

    instrument: str
    """Folder name of the instrument, such as `ecr`."""
    version: str
    scale: str
    """Scale within the instrument, such as `anxiety`."""
    metric: str
    """`theta` (standard deviations of the reference group), `mean` or `sum` of the answers."""
    points: int
    """Number of answer options."""
    language: str = "en"
    form: str = "full"
    """`full`, `adaptive` or `short`."""
    target: str = ""
    """Whom a relationship-specific answer is about; empty for close relationships in general."""


@dataclass(frozen=True, slots=True)
class Score:
    """A value that always carries its standard error and its ruler."""

    value: float
    error: float
    """Standard error, in the unit of the value."""
    ruler: Ruler


@dataclass(frozen=True, slots=True)
class Unscored:
    """No score, and why; a value, since too few answers are no failure."""

    reason: str
    ruler: Ruler


Scored: TypeAlias = Score | Unscored


@dataclass(frozen=True, slots=True)
class Trait:
    """Where one partner stands on one attachment dimension, as the model takes it."""

    partner: Partner
    dimension: str
    """`anxiety` or `avoidance`."""
    value: float
    """Standard deviations of the reference group; 0 is its mean."""
    error: float
    """Standard error in the same unit."""
    source: str
    """The instrument, or the column, that it came from."""
