"""Climb to the most probable people: Newton steps on the expected information, from a few starts.

Dread of closeness weighs only where both traits of a partner are above the mean. Beyond that
corner the record can be told by other numbers, and there can be a second top; so a climb is
started on either side of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.density import Density, Slopes
from pasdedeux.infer.prior import Prior, people_of
from pasdedeux.model.gains import FIELDS

_STEPS = 40
_PATIENCE = 10
"""Steps after which a climb is given up that is still below a top found."""
_CLOSE = 0.02
"""A step expected to win less than this much log density ends the climb."""
_KEPT = 0.5
"""Share of what a full step promised that it must win, or shorter ones are tried beside it."""
_DAMPING = (0.0, 1e-2, 1e-1, 1.0, 10.0, 100.0, 1e4)


class Mode(NamedTuple):
    """The top of the posterior, and the information there."""

    at: np.ndarray
    here: Slopes
    converged: bool
    steps: int

    @property
    def level(self) -> float:
        """Log of the mass around this top, were it normal; up to a constant."""
        return self.here.value - 0.5 * float(np.linalg.slogdet(self.here.information)[1])


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


@dataclass
class _Climb:
    """Someone on the way up."""

    at: np.ndarray
    here: Slopes
    steps: int = 0
    held: bool = False
    """Whether no step won anything worth taking."""
    won: bool = False
    """... though one still won a little."""

    @property
    def is_somewhere(self) -> bool:
        """Whether the density and its slopes are numbers here; far out they need not be."""
        return bool(np.isfinite(self.here.value + self.expected))

    @property
    def over(self) -> bool:
        """Whether this is as far as it goes."""
        return self.held or self.steps == _STEPS or self.expected < _CLOSE

    @property
    def expected(self) -> float:
        """What a full step promises to win."""
        gradient = self.here.gradient
        return 0.5 * float(gradient @ np.linalg.solve(self.here.information, gradient))

    def step(self, damping: float) -> np.ndarray:
        """Give where Newton's step leads, held back by a damping."""
        information = self.here.information
        held = information + damping * np.diag(information.diagonal())
        return np.asarray(self.at + np.linalg.solve(held, self.here.gradient))

    def top(self) -> Mode:
        """Give the place that was reached.

        The filter's corners (a state held at its border) can hide the exact top; the draws do
        not need it, and their own diagnostic judges the result.
        """
        near = self.expected < (1.0 if self.held else _CLOSE)
        return Mode(self.at, self.here, converged=near or self.won, steps=self.steps)


def climb(density: Density, starts: np.ndarray, known: Sequence[Mode] = ()) -> list[Mode]:
    """Find the most probable points uphill of some starts, all of them side by side.

    Args:
        density: the log posterior.
        starts: where to begin; axes start, dimension.
        known: tops found before. A climb that comes to one of them or into the way of a better
            climb, or that will end far below the best, is given up.

    Source: decision 0007.
    Limits: local tops; `tops` looks for others.
    """
    found = list(known)
    ways = [_Climb(at, here) for at, here in zip(starts, density.slopes(starts), strict=True)]
    while ways:
        going: list[_Climb] = []
        for way in sorted(ways, key=_height, reverse=True):
            if not way.is_somewhere or (way.steps and _is_vain(way, found, going)):
                continue
            if way.over:
                found.append(way.top())
            else:
                going.append(way)
        ways = _stepped(density, going)
    return found[len(known) :]


def _stepped(density: Density, ways: Sequence[_Climb]) -> list[_Climb]:
    """Take a full step where it wins what it promised, the best of shorter ones where not."""
    full = _arrived(density, ways, [way.step(0.0) for way in ways])
    # Asked this way round, since far out a density may be no number, and wins nothing then.
    kept = [
        on.is_somewhere and on.here.value - way.here.value >= _KEPT * way.expected
        for way, on in zip(ways, full, strict=True)
    ]
    short = [way for way, is_kept in zip(ways, kept, strict=True) if not is_kept]
    return [*compress(full, kept), *_cautious(density, short)]


def _cautious(density: Density, ways: Sequence[_Climb]) -> list[_Climb]:
    """Take the best of steps of growing caution, or hold where none is worth taking."""
    if not ways:
        return []
    tries = np.array([[way.step(damping) for damping in _DAMPING] for way in ways])
    values = density.many(tries.reshape(-1, tries.shape[2])).reshape(tries.shape[:2])
    wins = values.max(axis=1) - [way.here.value for way in ways]
    places = tries[np.arange(len(ways)), values.argmax(axis=1)]
    held = [
        replace(way, held=True, won=bool(won > 0.0))
        for way, won in zip(ways, wins, strict=True)
        if won < _CLOSE
    ]
    on = np.flatnonzero(wins >= _CLOSE)
    going = [ways[int(k)] for k in on]
    arrived = _arrived(density, going, list(places[on]))
    # A place that has a density and no slopes is not gone to: the one before is not lost for it.
    return held + [
        there if there.is_somewhere else replace(way, held=True)
        for way, there in zip(going, arrived, strict=True)
    ]


def _arrived(
    density: Density, ways: Sequence[_Climb], places: Sequence[np.ndarray]
) -> list[_Climb]:
    """Give the climbs at their next places."""
    if not ways:
        return []
    slopes = density.slopes(np.stack(places))
    return [
        _Climb(at, here, way.steps + 1) for way, at, here in zip(ways, places, slopes, strict=True)
    ]


def _is_vain(way: _Climb, found: Sequence[Mode], better: Sequence[_Climb]) -> bool:
    """Tell whether a climb promises nothing that the tops found, or better climbs, do not."""
    others: list[Mode | _Climb] = [*found, *better]
    height = max((other.here.value for other in others), default=-np.inf)
    if way.here.value + way.expected < height - _FAR:
        return True
    highest = max((top.here.value for top in found), default=-np.inf)
    if way.steps >= _PATIENCE and way.here.value < highest:
        return True
    return any(_apart(way.at, other.at, other.here) < _SAME for other in others)


def _height(way: _Climb) -> float:
    return way.here.value


def _apart(at: np.ndarray, place: np.ndarray, there: Slopes) -> float:
    """Give how many deviations of a place's own normal lie between it and a point."""
    step = at - place
    return float(np.sqrt(step @ there.information @ step))


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
    found = climb(density, starts[order[:_STARTS]])
    if not found:  # none of the starts has slopes: the middle of the prior, not called a top
        return (Mode(starts[0], density.slopes(starts[:1])[0], converged=False, steps=0),)
    beyond = list(_beyond(density.prior, max(found, key=_level).at))
    if beyond:
        found += climb(density, np.stack(beyond), found)
    found.sort(key=_level, reverse=True)
    return tuple(mode for mode in found if mode.level > found[0].level - _MASS)


def _level(mode: Mode) -> float:
    return mode.level
