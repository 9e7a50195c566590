"""Draw from the posterior: split normals at its tops, then normals shaped by the draws' weights."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.density import Density
from pasdedeux.infer.mode import Mode
from pasdedeux.infer.pareto import smoothed

_PROBE = 1.5
_LEAST, _MOST = 0.4, 2.5
_WIDER_FIRST, _WIDER = 1.15, 1.1
"""How much wider than the posterior seems: proposals that are just as wide lose its tails."""


class Proposal(NamedTuple):
    """A normal whose every direction has its own width to either side."""

    centre: np.ndarray
    basis: np.ndarray
    """Columns are directions of one deviation."""
    inverse: np.ndarray
    """Of the basis: kept, since every draw of every round is asked where it lies in it."""
    up: np.ndarray
    down: np.ndarray

    def steps(self, whites: np.ndarray) -> np.ndarray:
        """Give points as deviations along each direction; axes point, direction.

        Source: decision 0007.
        """
        return np.asarray((whites - self.centre) @ self.inverse.T)


class Draws(NamedTuple):
    """Weighted draws from the posterior, in independent standard normals of the prior."""

    whites: np.ndarray
    weights: np.ndarray
    khat: float

    @property
    def effective(self) -> float:
        """How many equal draws these are worth."""
        return float(1.0 / np.sum(self.weights**2))

    def of(self, weights: np.ndarray) -> "Draws":
        """Give the same draws with other weights.

        Source: decision 0007.
        """
        return Draws(self.whites, weights / weights.sum(), self.khat)


def at_mode(density: Density, mode: Mode) -> Proposal:
    """Shape a proposal at the mode, probing how far each direction really reaches.

    Source: decision 0007.
    """
    values, vectors = np.linalg.eigh(mode.here.information)
    basis = vectors / np.sqrt(values)
    probes = _PROBE * basis.T
    fall = mode.here.value - density.many(np.concatenate([mode.at + probes, mode.at - probes]))
    widths = _WIDER_FIRST * np.clip(_PROBE / np.sqrt(2.0 * np.maximum(fall, 1e-3)), _LEAST, _MOST)
    half = values.shape[0]
    inverse = (vectors * np.sqrt(values)).T
    return Proposal(mode.at, basis, inverse, widths[:half], widths[half:])


def _draw(proposal: Proposal, normals: np.ndarray) -> np.ndarray:
    """Give draws from plain normals: half of each row says how far, the other half which way.

    A normal's own sign would choose either side half the time, while the wider side of a split
    normal holds more than half.
    """
    far, way = np.split(normals, 2, axis=1)
    down_below = [NormalDist().inv_cdf(share) for share in _down_share(proposal)]
    unit = np.where(way < down_below, -np.abs(far), np.abs(far))
    steps = unit * np.where(unit < 0.0, proposal.down, proposal.up)
    return np.asarray(proposal.centre + steps @ proposal.basis.T)


def _down_share(proposal: Proposal) -> np.ndarray:
    return np.asarray(proposal.down / (proposal.up + proposal.down))


def _log_density(proposal: Proposal, whites: np.ndarray) -> np.ndarray:
    """Give a proposal's log density at any points."""
    steps = proposal.steps(whites)
    unit = np.where(steps < 0.0, steps / proposal.down, steps / proposal.up)
    total = proposal.up + proposal.down
    logs = np.sum(-0.5 * unit**2 + np.log(2.0 / total), axis=1)
    return np.asarray(logs - _log_volume(proposal))


def _log_volume(proposal: Proposal) -> float:
    return float(np.linalg.slogdet(proposal.basis)[1])


def _reshaped(proposal: Proposal, draws: Draws) -> Proposal:
    """Shape the next proposal by the draws' weighted moments, as far as they can tell.

    Few draws can tell the centre and width of each direction, but not yet how directions
    lean on each other: the two are trusted apart.
    """
    width = proposal.centre.shape[0]
    steps = proposal.steps(draws.whites)
    centre = draws.weights @ steps
    away = steps - centre
    seen = (away * draws.weights[:, None]).T @ away
    before = 0.5 * (proposal.up**2 + proposal.down**2) / _WIDER_FIRST**2
    trust = draws.effective / (draws.effective + 10.0)
    widths = np.sqrt(trust * seen.diagonal() + (1.0 - trust) * before)
    scale = np.sqrt(seen.diagonal())
    lean = draws.effective / (draws.effective + 10.0 * width)
    alike = lean * seen / np.outer(scale, scale) + (1.0 - lean) * np.eye(width)
    spread = alike * np.outer(widths, widths)
    wide = np.full(width, _WIDER)
    basis = proposal.basis @ np.linalg.cholesky(spread)
    return Proposal(
        proposal.centre + proposal.basis @ (trust * centre),
        basis,
        np.linalg.inv(basis),
        wide,
        wide,
    )


class Part(NamedTuple):
    """One normal of a mixture, with its share of the draws."""

    share: float
    proposal: Proposal


_LEAST_SHARE = 0.05
"""Of a round's draws that every part gets, however small its mass seems."""
_OF_PRIOR = 0.10
"""Of the first round's draws that come from the prior."""


def _shared(shares: np.ndarray) -> np.ndarray:
    held = np.maximum(shares / shares.sum(), _LEAST_SHARE)
    even: np.ndarray = held / held.sum()
    return even


def _first(density: Density, modes: Sequence[Mode]) -> list[Part]:
    """Give every top its normal, and a share by the mass that this normal holds; and the prior.

    Where the record says little, or the tops are not where the mass is, the prior's own draws
    are those that count, and they keep every weight bounded.
    """
    levels = np.array([mode.level for mode in modes])
    shares = (1.0 - _OF_PRIOR) * _shared(np.exp(levels - levels.max()))
    width = modes[0].at.shape[0]
    straight, alike = np.eye(width), np.ones(width)
    prior = Proposal(np.zeros(width), straight, straight, alike, alike)
    around = (at_mode(density, mode) for mode in modes)
    return [
        *(Part(float(share), one) for share, one in zip(shares, around, strict=True)),
        Part(_OF_PRIOR, prior),
    ]


def _next(first: Sequence[Part], now: Sequence[Part], draws: Draws) -> list[Part]:
    """Shape each top's normal by the draws that are its own, and its share by their weight."""
    logs = np.stack(
        [np.log(part.share) + _log_density(part.proposal, draws.whites) for part in now]
    )
    owned = np.exp(logs - np.logaddexp.reduce(logs)) * draws.weights
    shares = _shared(owned.sum(axis=1))
    return [
        Part(
            float(share),
            _reshaped(part.proposal, draws.of(own)) if own.sum() > 0.0 else part.proposal,
        )
        for share, part, own in zip(shares, first, owned, strict=True)
    ]


def _counts(parts: Sequence[Part], count: int) -> list[int]:
    edges = np.rint(np.cumsum([0.0, *(part.share for part in parts)]) * count).astype(int)
    return [int(b - a) for a, b in pairwise(edges)]


_GOOD_KHAT = 0.7
_LEAST_ROUNDS = 3
_ENOUGH = 300.0
"""Equal draws that 90% intervals need: their ends then err by a tenth of a deviation or so."""


def sample(
    density: Density, modes: Sequence[Mode], normals: np.ndarray, rounds: tuple[int, ...]
) -> Draws:
    """Give weighted draws in rounds; all draws count, by the density of the mixture they are from.

    Every round draws around each top; its proposals are shaped by the weighted draws so far.
    Rounds after the third are only spent where k-hat is bad or the draws are worth too few.

    Args:
        density: the log posterior.
        modes: its tops.
        normals: independent standard normals; axes draw, twice the posterior's dimensions.
        rounds: draws of each round.

    Source: decision 0007; cappe2008 (mixtures that adapt).
    Limits: trust the draws only as far as `khat` says.
    """
    first = parts = _first(density, modes)
    whites, values = np.empty((0, normals.shape[1] // 2)), np.empty(0)
    drawn: list[tuple[int, Proposal]] = []
    draws = Draws(whites, values, np.inf)
    for k, count in enumerate(rounds):
        if k >= _LEAST_ROUNDS and draws.khat <= _GOOD_KHAT and draws.effective >= _ENOUGH:
            break
        if k:
            parts = _next(first, parts, draws)
        fresh = []
        for part, own in zip(parts, _counts(parts, count), strict=True):
            start = sum(number for number, _ in drawn)
            fresh.append(_draw(part.proposal, normals[start : start + own]))
            drawn.append((own, part.proposal))
        whites = np.concatenate([whites, *fresh])
        values = np.concatenate([values, density.many(np.concatenate(fresh))])
        mixture = np.logaddexp.reduce(
            [
                np.log(number / len(whites)) + _log_density(proposal, whites)
                for number, proposal in drawn
                if number
            ]
        )
        weights, khat = smoothed(values - mixture)
        draws = Draws(whites, weights, khat)
    return draws
