"""Hold made-up couples and their mirror images: what the science rooms' laws are tried on."""

from functools import cache

import numpy as np

from pasdedeux.infer.fit import Belief, believe
from pasdedeux.model.diary import Plan
from pasdedeux.study.made_couples import MadeCouple, people_at, written
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Reading
from pasdedeux.terms.record import CheckIn, Item

A, B = Partner.A, Partner.B


@cache
def couple(place: int, days: int = 21, moments: int = 2, *, told: bool = True) -> MadeCouple:
    """Make a couple who write twice a day, skip a fifth and tell some moments."""
    tellers = [(3 * k + 1, k % 4, Partner.A if k % 2 else Partner.B, 3) for k in range(moments)]
    plan = Plan(days, missing=0.2, moments=tuple(tellers))
    return written(7, place, people_at(7, place), plan, told=told)


@cache
def belief(place: int, days: int = 21) -> Belief:
    """Give what a made couple's record says of the two."""
    return believe(couple(place, days).record, threads=1)


def exchanged(people: np.ndarray) -> np.ndarray:
    """Exchange the partners; the last axis but one is the partner."""
    return np.ascontiguousarray(people[..., ::-1, :])


def check_in(partner: Partner, day: int, exchange: int = 1, **values: float) -> CheckIn:
    """Write one check-in with the sliders that are named."""
    return CheckIn(partner, day, exchange, {Item(name): value for name, value in values.items()})


def numbers_of(reading: Reading) -> np.ndarray:
    """Give every number that a reading shows, in one row."""
    shown = [value for pattern in reading.patterns for value in (pattern.probability,)]
    for link in reading.links:
        strength = link.strength
        shown += [strength.value, strength.low, strength.high, *link.among_people, link.narrowed]
        shown += link.dots
    for figure in (reading.loop_gain, reading.echo_days):
        if figure:
            shown += [figure.value, figure.low, figure.high]
    return np.array(shown)
