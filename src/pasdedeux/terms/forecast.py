"""What may come of a practice: the weeks to come with it and without it, each with its doubt."""

from dataclasses import dataclass

from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Estimate, Move


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure without a practice, with it, and what lies between the two."""

    without: Estimate
    with_it: Estimate
    change: Estimate
    """With less without, couple for couple: narrower than the two figures side by side."""
    better: float
    """Probability that it changes for the better by as much as is worth noticing."""
    worse: float
    """Probability that it changes for the worse by as much."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week to come: the share of time in the loop, without a practice and with it."""

    without: Estimate
    with_it: Estimate


@dataclass(frozen=True, slots=True)
class ArrowThen:
    """One arrow of the loop, without a practice and under its effect at the end."""

    source: Partner
    cause: Move
    effect: Move
    strength: Compared
    """Points of a 0-10 slider, as in `Link`; weaker counts as better."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a practice may change for two people."""

    echo: Compared
    """Days until half of a shared bad moment is gone."""
    trapped: Compared
    """Share of exchanges, 0 to 1, in which one presses while the other is away."""
    close: Compared
    """Points of the viewer's own 0-10 slider of closeness."""
    arrows: tuple[ArrowThen, ...]
    weeks: tuple[Week, ...]
    practised_weeks: int
    """After so many of the weeks it is left."""
    per_week: float

    @property
    def is_locked(self) -> bool:
        """Whether the two are in the loop half of the time or more, so that no echo stands out.

        Where unease is always high, one bad moment adds little and is soon no longer seen; as the
        loop loosens, the echo of a single moment grows first.
        """
        return self.trapped.without.value >= LOCKED

    @property
    def worth(self) -> float:
        """How far the figures change for the better, in changes worth noticing; their mean."""
        parts = [
            -self.trapped.change.value / WORTH_TRAPPED,
            self.close.change.value / WORTH_CLOSE,
            -sum(one.strength.change.value for one in self.arrows) / WORTH_ARROW,
        ]
        if not self.is_locked:
            parts.append(-self.echo.change.value / WORTH_ECHO)
        return sum(parts) / len(parts)


WORTH_ECHO = 0.25
"""Days by which an echo must change to be worth noticing (decision 0062, a convention)."""
WORTH_TRAPPED = 0.02
"""... the share of exchanges in the loop: one in fifty."""
WORTH_ARROW = 0.25
"""... an arrow, in points of a slider."""
WORTH_CLOSE = 0.25
"""... and the slider of closeness, in points."""
LOCKED = 0.5
"""Share of exchanges in the loop from which on the echo of one moment tells little."""
