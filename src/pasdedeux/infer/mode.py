"""Climb to the most probable people: Newton steps on the expected information, from a few starts.

Dread of closeness weighs only where both traits of a partner are above the mean. Beyond that
corner the record can be told by other numbers, and there can be a second top; so a climb is
started on either side of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.density import Density, Slopes
from pasdedeux.infer.prior import Prior, people_of
from pasdedeux.model.gains import FIELDS

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

    @property
    def level(self) -> float:
        """Log of the mass around this top, were it normal; up to a constant."""
        return self.slopes.value - 0.5 * float(np.linalg.slogdet(self.slopes.information)[1])


_ACROSS = -0.2
"""Where a start lies that puts a trait below the corner of dread, in deviations."""
_WITHIN = 0.6
"""... and where, for one above it."""
_CORNER = 0.3
"""Up to here the lesser trait makes little dread: less than a fifth of what it makes at 1."""
_FAR = 8.0
"""Log density below the best at which a start or a climb is not worth going on with."""
_SAME = 1.0
"""Two tops closer than this, in deviations, are one."""
_STARTS = 3
"""How many of the best tries are climbed from."""
_MASS = 6.0
"""Log mass below the largest at which a top is left out."""


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


def climb(density: Density, start: np.ndarray, known: Sequence[Mode] = ()) -> Mode | None:
    """Find the most probable point, from a start.

    Args:
        density: the log posterior.
        start: where to begin.
        known: tops found before; a climb that comes to one of them, or that will end far
            below the best, gives None.

    Source: decision 0007.
    Limits: a local top; `tops` looks for others.
    """
    at = start
    here = density.slopes(at)
    for step in range(_STEPS):
        expected = 0.5 * float(here.gradient @ np.linalg.solve(here.information, here.gradient))
        if step and known and _is_vain(at, here.value + expected, known):
            return None
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


def _is_vain(at: np.ndarray, hoped: float, known: Sequence[Mode]) -> bool:
    if hoped < max(mode.slopes.value for mode in known) - _FAR:
        return True
    return any(_apart(at, mode) < _SAME for mode in known)


def _apart(at: np.ndarray, mode: Mode) -> float:
    """Give how many deviations of a top's own normal lie between it and a point."""
    step = at - mode.at
    return float(np.sqrt(step @ mode.slopes.information @ step))


def _beyond(prior: Prior, at: np.ndarray) -> Iterator[np.ndarray]:
    """Give starts on the other side of the corner of dread: for A, for B, for both."""
    people = people_of(prior, at)[0]
    other = np.array([_crossed(traits) for traits in people[:, :2]])
    for moved in ((0,), (1,), (0, 1)):
        start = people.copy()
        for partner in moved:
            start[partner, :2] = other[partner]
        white = np.linalg.solve(prior.root, start.reshape(2 * FIELDS) - prior.mean)
        if 0.5 * float(white @ white - at @ at) < _FAR:
            yield white


def _crossed(traits: np.ndarray) -> np.ndarray:
    """Put the lesser trait below the corner, or both well above it."""
    if traits.min() > _CORNER:
        return np.asarray(np.where(traits == traits.min(), _ACROSS, traits))
    return np.asarray(np.maximum(traits, _WITHIN))


def tops(density: Density, tries: np.ndarray) -> tuple[Mode, ...]:
    """Find the tops of the posterior that hold a share of its mass, the largest first.

    Args:
        density: the log posterior.
        tries: points among which the middle of the prior and they decide where to start;
            axes try, dimension.

    Source: decision 0007.
    Limits: finds tops that part at the corner of dread, or near which a good try lies.
    """
    starts = np.concatenate([np.zeros((1, tries.shape[1])), tries])
    order = np.argsort(-density.many(starts), kind="stable")
    found: list[Mode] = []
    _go(density, starts[order[:_STARTS]], found)
    _go(density, _beyond(density.prior, max(found, key=_level).at), found)
    found.sort(key=_level, reverse=True)
    return tuple(mode for mode in found if mode.level > found[0].level - _MASS)


def _go(density: Density, starts: Iterable[np.ndarray], found: list[Mode]) -> None:
    """Climb from each start and add what is new to the tops found."""
    for start in starts:
        mode = climb(density, start, found)
        if mode is not None:
            found.append(mode)


def _level(mode: Mode) -> float:
    return mode.level
