"""Climb to the most probable gains: Newton steps on the expected information."""

from typing import NamedTuple

import numpy as np

from pasdedeux.infer.density import Density, Slopes

_STEPS = 40
_CLOSE = 0.02
"""A step expected to win less than this much log density ends the climb."""
_DAMPING = (0.0, 1e-2, 1e-1, 1.0, 10.0, 100.0, 1e4)


class Mode(NamedTuple):
    """The top of the posterior, and the information there."""

    at: np.ndarray
    slopes: Slopes
    converged: bool
    steps: int


def _step(density: Density, at: np.ndarray, here: Slopes) -> tuple[np.ndarray, float] | None:
    """Try steps of growing caution at once and take the best that climbs."""
    scale = np.diag(here.information)
    tries = np.stack(
        [
            at + np.linalg.solve(here.information + np.diag(damping * scale), here.gradient)
            for damping in _DAMPING
        ]
    )
    values = density.many(tries)
    best = int(np.argmax(values))
    return (tries[best], float(values[best])) if values[best] > here.value else None


def climb(density: Density, start: np.ndarray) -> Mode:
    """Find the most probable point, from a start.

    Source: decision 0007.
    Limits: a local top; a second start is the caller's business.
    """
    at = start
    here = density.slopes(at)
    for step in range(_STEPS):
        expected = 0.5 * float(here.gradient @ np.linalg.solve(here.information, here.gradient))
        if expected < _CLOSE:
            return Mode(at, here, converged=True, steps=step)
        moved = _step(density, at, here)
        if moved is None or moved[1] - here.value < _CLOSE:
            # The filter's corners (a state held at its border) can hide the exact top; the
            # draws do not need it, and their own diagnostic judges the result.
            return Mode(at, here, converged=expected < 1.0 or moved is not None, steps=step)
        at = moved[0]
        here = density.slopes(at)
    return Mode(at, here, converged=False, steps=_STEPS)
