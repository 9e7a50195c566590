"""Small runs that make numba compile every kernel of this room once, each with its name."""

from collections.abc import Callable

import numpy as np

from pasdedeux.model.diary import BURN_IN, live
from pasdedeux.model.gains import FIELDS, gains_of_people
from pasdedeux.model.noise import normals
from pasdedeux.model.simulate import simulate

_SEED = 1


def _draw() -> None:
    normals(_SEED, range(1), range(1))


def _know() -> None:
    gains_of_people(np.zeros((2, FIELDS, 1)))


def _populate() -> None:
    simulate(gains_of_people(np.zeros((2, FIELDS, 1))), seed=_SEED, exchanges=1)


def _keep_a_diary() -> None:
    live(np.zeros((2, FIELDS)), np.zeros((1, 2)), np.zeros((BURN_IN + 1, 4)))


JOBS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("noise", _draw),
    ("gains", _know),
    ("population", _populate),
    ("diary", _keep_a_diary),
)
"""What a warm-up runs: the part's name, and the run that compiles it."""
