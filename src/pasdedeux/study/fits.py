"""Fit made couples and keep, beside each figure of the fit, what was true."""

import time
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import ndtr

from pasdedeux.infer.fit import Belief, believe
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.gains import Person
from pasdedeux.model.noise import normals
from pasdedeux.model.response import Response, respond
from pasdedeux.recognise.borders import courses_of_days
from pasdedeux.recognise.dance import LEAST_DAYS, patterns
from pasdedeux.recognise.links import SHOWN, figure_name
from pasdedeux.recognise.naming import dances
from pasdedeux.recognise.weighted import ENDS, deviation, quantiles
from pasdedeux.study.made_couples import MadeCouple, made
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance, Pattern
from pasdedeux.terms.record import EXCHANGES_A_DAY, Record

PLAIN_ENDS = (0.045, 0.50, 0.955)
"""Of the parameters' intervals; what is shown is judged by the intervals that are shown.

They need less than those (`weighted.ENDS`): between .05 and .95 they held .89 of the truths, and
the two traits .86 to .87 (decision 0007).
"""
_JUDGES = 4_022
"""Seed of the courses on which true dances are tried; a reading's courses have another."""
_TIES = 48
"""Stream of the chance that parts draws which equal the truth."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that the model has for a couple: a parameter, or something that is shown."""

    name: str
    partner: Partner | None
    """Whose it is; of a link, from whom it comes; None where it is the couple's."""
    is_shown: bool


@cache
def figures() -> tuple[Figure, ...]:
    """List every figure, in the order of the arrays' axis `figure`."""
    people = [Figure(name, who, is_shown=False) for who in Partner for name in Person._fields]
    links = [
        Figure(figure_name(cause, effect), who, is_shown=True)
        for who in Partner
        for _, cause, effect in SHOWN
    ]
    couple = [Figure(name, None, is_shown=True) for name in ("loop gain", "echo days")]
    return (*people, *links, *couple)


def values_of(people: np.ndarray, response: Response) -> np.ndarray:
    """Give every figure of many couples or draws; axes draw, figure."""
    shown = [response.links[:, who.place, place] for who in Partner for place, *_ in SHOWN]
    columns = [*shown, response.loop, response.echo / EXCHANGES_A_DAY]
    return np.hstack([people.reshape(people.shape[0], -1), np.stack(columns, axis=1)])


@dataclass(frozen=True, slots=True)
class Fit:
    """A fit, its figures, and how it can be judged without knowing the truth."""

    days: int
    told: bool
    """Whether questionnaires entered."""
    low: np.ndarray
    middle: np.ndarray
    high: np.ndarray
    width: np.ndarray
    """Posterior deviation; axis figure."""
    khat: float | None
    effective: float
    converged: bool
    may_show: bool
    tie: float
    found: tuple[Pattern, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A made couple's fit beside the truth."""

    place: int
    moments: int
    check_ins: int
    truth: np.ndarray
    """Axis figure."""
    dance: tuple[Dance, Partner | None]
    """What the true people would show."""
    rank: np.ndarray
    """Place of the truth among the posterior's equal draws, 0 to 1, the place between two and
    ties parted by chance: even for a posterior of the right size, however few its draws."""
    fit: Fit

    @property
    def covered(self) -> np.ndarray:
        """Whether each 90% interval holds the truth; axis figure."""
        inside: np.ndarray = (self.fit.low <= self.truth) & (self.truth <= self.fit.high)
        return inside


def fitted(record: Record) -> tuple[Fit, np.ndarray, Belief]:
    """Fit a record; give the fit, the draws' figures (axes draw, figure) and the belief."""
    began = time.perf_counter()
    belief = believe(record, threads=1)
    seconds = time.perf_counter() - began
    response = respond(belief.people)
    values = values_of(belief.people, response)
    low, middle, high = np.stack(
        [
            quantiles(column, belief.weights, ENDS if figure.is_shown else PLAIN_ENDS)
            for figure, column in zip(figures(), values.T, strict=True)
        ],
        axis=1,
    )
    return (
        Fit(
            days=record.days,
            told=bool(record.traits),
            low=low,
            middle=middle,
            high=high,
            width=np.array([deviation(column, belief.weights) for column in values.T]),
            khat=belief.khat,
            effective=belief.effective,
            converged=belief.converged,
            may_show=verdict_of(belief).may_show,
            tie=belief.tie,
            found=dances(record, belief, response),
            seconds=seconds,
        ),
        values,
        belief,
    )


def true_dance(people: np.ndarray) -> tuple[Dance, Partner | None]:
    """Say which dance these very two would show, on courses of days that no reading uses."""
    pair = people[None]
    (lead, *_) = patterns(
        pair,
        np.ones(1),
        respond(pair),
        tie=np.inf,
        days_together=LEAST_DAYS,
        courses=courses_of_days(_JUDGES),
    )
    return lead.dance, lead.leader


def placed(
    truth: np.ndarray, values: np.ndarray, weights: np.ndarray, chance: np.ndarray
) -> np.ndarray:
    """Give the place of the truth among weighted draws, 0 to 1; axis figure.

    So many equal draws leave one place more than they are; a share of the draws alone would
    lie at nought and at one too often.

    Args:
        truth: axis figure.
        values: of the draws; axes draw, figure.
        weights: of the draws; their sum is one.
        chance: even between 0 and 1, axis figure.
    """
    equal = 1.0 / np.sum(weights**2)
    below = weights @ (values < truth)
    level = weights @ (values == truth)
    place: np.ndarray = ((below + chance * level) * equal + chance) / (equal + 1.0)
    return place


def judged(couple: MadeCouple, seed: int) -> Trial:
    """Fit a made couple and hold the fit against what is true."""
    fit, values, belief = fitted(couple.record)
    pair = couple.people[None]
    truth = values_of(pair, respond(pair))[0]
    chance = ndtr(
        normals(seed, range(couple.place, couple.place + 1), range(len(truth)), _TIES)[:, 0, 0]
    )
    return Trial(
        place=couple.place,
        moments=len(couple.record.moments),
        check_ins=len(couple.record.check_ins),
        truth=truth,
        dance=true_dance(couple.people),
        rank=placed(truth, values, belief.weights, chance),
        fit=fit,
    )


def judged_at(seed: int, place: int) -> Trial:
    """Make, fit and judge the couple of this seed and place."""
    return judged(made(seed, place), seed)
