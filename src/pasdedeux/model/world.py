"""The world around a couple: how heavy its days are, and how far chance leans."""

from typing import NamedTuple


class World(NamedTuple):
    """Numbers of chance, the same in simulation and fit (decision 0003)."""

    stress_base: float = 0.045
    """Median load of an exchange, in the unit of distress before saturation."""
    stress_spread: float = 0.85
    """Standard deviation of the load's logarithm: rare days are many times the usual."""
    stress_shared: float = 0.3
    """Correlation of the two partners' loads at one exchange."""
    leaning: float = 0.08
    """Standard deviation of an exchange's leaning towards or away."""


ORDINARY = World()
