"""From a couple's record to a belief about the two: draws with weights, and their diagnostic."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from pasdedeux.infer.density import Density
from pasdedeux.infer.importance import Draws, sample
from pasdedeux.infer.likelihood import Timeline, log_likelihood
from pasdedeux.infer.mode import tops
from pasdedeux.infer.prior import WIDTH, Prior, people_of, prior_of
from pasdedeux.infer.sides import (
    is_even,
    is_prior_even,
    is_prior_turned,
    is_turned,
    mirrored,
    mirrored_prior,
)
from pasdedeux.infer.timeline import timeline
from pasdedeux.model.noise import normals
from pasdedeux.model.world import ORDINARY
from pasdedeux.terms.record import Record

ROUNDS = (320, 320, 320, 256, 256, 256, 512, 1024, 1024)
"""Draws of each round; those after the third are only spent on couples that need them."""
_TRIES, _TRY_WIDTH = 255, 0.7
"""Points from which the best are climbed from; a little closer to the middle than the prior's."""
PRIOR_DRAWS = 1000
_SEED = 20_260_000
"""Fixed, so that one record has one reading (decision 0007)."""
_TRY_SEED = 20_260_001
_STREAM = 9
_UNSHARED = ORDINARY._replace(stress_shared=0.0)
_WORDS = 4


@dataclass(frozen=True)
class Belief:
    """What is believed of two people after their record, as weighted draws."""

    prior: Prior
    whites: np.ndarray
    """Axes draw, dimension: independent standard normals before the record."""
    weights: np.ndarray
    """Axis draw; they sum to one."""
    khat: float | None
    """Pareto k of the weights; None where the belief is the prior's."""
    converged: bool
    """Whether the climb to the mode ended."""
    tie: float
    """Log odds by which each partner's record tells of the other's (`tie_of`)."""
    ways: int = field(default=1, kw_only=True)
    """2 where every draw is there the other way round too: nothing tells the two apart."""

    @cached_property
    def people(self) -> np.ndarray:
        """The draws as people; axes draw, partner, field of `Person`."""
        return people_of(self.prior, self.whites)

    @property
    def effective(self) -> float:
        """How many equal draws these are worth."""
        return float(1.0 / np.sum(self.weights**2)) / self.ways

    @property
    def method(self) -> str:
        """How the draws were made: `prior` or `importance`."""
        return "prior" if self.khat is None else "importance"


def chances(count: int, seed: int = _SEED, width: int = WIDTH) -> np.ndarray:
    """Give the fixed independent normals that draws are made of; axes draw, dimension.

    Source: decision 0005.
    """
    calls = -(-width // _WORDS)
    words = normals(seed, range(count), range(calls), _STREAM).astype(np.float64)
    return np.moveaxis(words, 1, 0).reshape(count, calls * _WORDS)[:, :width]


def _only(line: Timeline, teller: int) -> Timeline:
    kept = line.teller == teller
    return Timeline(
        line.load,
        line.at[kept],
        line.signal[kept],
        line.teller[kept],
        line.low[kept],
        line.high[kept],
    )


def tie_of(people: np.ndarray, line: Timeline) -> float:
    """Give the log odds that the two records belong together rather than side by side.

    Both records' probability, less that of each one alone: what one partner wrote tells of
    what the other wrote, or it does not. Loads count as unshared here, since a hard week that
    both live through is no answer of one to the other.

    Args:
        people: axes partner, field of `Person`.
        line: the record.

    Source: decision 0009.
    Limits: under one fixed pair of people; two who write nothing on the same days give 0.
    """
    both = log_likelihood(people, line, _UNSHARED)
    apart = sum(log_likelihood(people, _only(line, teller), _UNSHARED) for teller in (0, 1))
    return float(both - apart)


def turned(belief: Belief, prior: Prior) -> Belief:
    """Give the belief about the same two, called the other way round.

    Args:
        belief: about the two as they were called.
        prior: theirs, as they are called then.

    Source: decision 0007.
    """
    people = belief.people[:, ::-1].reshape(belief.whites.shape)
    whites = np.linalg.solve(prior.root, (people - prior.mean).T).T
    return replace(belief, prior=prior, whites=whites)


def both_ways(belief: Belief) -> Belief:
    """Give a belief about two whom nothing tells apart: each draw both ways round, half each.

    Source: decision 0007.
    """
    other = turned(belief, belief.prior)
    return replace(
        belief,
        whites=np.concatenate([belief.whites, other.whites]),
        weights=np.concatenate([belief.weights, other.weights]) / 2.0,
        ways=2,
    )


def prior_belief(prior: Prior) -> Belief:
    """Give the belief before any day.

    Source: decision 0004.
    """
    if is_prior_turned(prior):
        return turned(prior_belief(mirrored_prior(prior)), prior)
    return both_ways(_drawn(prior, PRIOR_DRAWS // 2)) if is_prior_even(prior) else _drawn(prior)


def _drawn(prior: Prior, count: int = PRIOR_DRAWS) -> Belief:
    even = np.full(count, 1.0 / count)
    return Belief(prior, chances(count), even, None, converged=True, tie=0.0)


def believe(record: Record, threads: int = 2) -> Belief:
    """Give what a couple's record says of the two.

    Args:
        record: check-ins, moments and traits; any of them may be missing.
        threads: how many share the work; the result does not depend on it.

    Source: decision 0007.
    Limits: see `Belief.khat`; `verdict` says whether it may be shown.
    """
    if is_turned(record):
        return turned(believe(mirrored(record), threads), prior_of(record.traits))
    found = _believe(record, threads)
    return both_ways(found) if is_even(record) and found.khat is not None else found


def _believe(record: Record, threads: int) -> Belief:
    """Give what a record says, as it stands."""
    prior, line = prior_of(record.traits), timeline(record)
    if line.at.size == 0:
        return prior_belief(prior)
    density = Density(prior, line, threads)
    modes = tops(density, _TRY_WIDTH * chances(_TRIES, _TRY_SEED))
    draws: Draws = sample(density, modes, chances(sum(ROUNDS), width=2 * WIDTH), ROUNDS)
    best = people_of(prior, modes[0].at)[0]
    return Belief(
        prior, draws.whites, draws.weights, draws.khat, modes[0].converged, tie_of(best, line)
    )
