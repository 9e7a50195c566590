"""Make up couples whose truth is known: two people, what they would be asked, what they write.

Every number comes from the model's own noise, counted by seed and place: couple 17 of seed 3 is
the same whichever couples are made beside it. The same two can also be made to live apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from pasdedeux.infer.prior import WIDTH, people_of, prior_of
from pasdedeux.model.diary import BURN_IN, Plan, exchanges_of, slots_of, write
from pasdedeux.model.noise import WORDS, normals
from pasdedeux.model.observe import Signal
from pasdedeux.model.world import ORDINARY
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import EXCHANGES_A_DAY, Record
from pasdedeux.terms.score import Trait

SHORTEST_DAYS, LONGEST_DAYS = 14, 90
MOST_MISSING = 0.4
TOLD_SHARE = 0.7
"""Share of couples who have answered a questionnaire, both of them."""
TRAIT_ERROR = 0.25
"""Standard error of a questionnaire's score, in deviations of the reference group."""
MOMENTS_SHARE = 0.5
MOST_MOMENTS = 6
SLOTS: tuple[tuple[int, ...], ...] = ((3,), (1, 3), (0, 2, 3))
"""One, two or three check-ins a day."""

_PEOPLE, _HABITS, _LIFE, _REPORTS, _SKIPS, _SCORES, _SLOTS_TOLD = range(41, 48)
_GHOSTS, _OTHER_LIFE = 50, 51
_STEPS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class MadeCouple:
    """A made couple: the truth, what they were asked, and what they wrote."""

    place: int
    people: np.ndarray
    """Axes partner, field of `Person`."""
    plan: Plan
    record: Record


def _normals(seed: int, place: int, count: int, stream: int) -> np.ndarray:
    calls = -(-count // WORDS)
    drawn = normals(seed, range(place, place + 1), range(calls), stream)
    return drawn.astype(np.float64).ravel()[:count]


def _uniforms(seed: int, place: int, count: int, stream: int) -> np.ndarray:
    return np.asarray(ndtr(_normals(seed, place, count, stream)))


def people_at(seed: int, place: int) -> np.ndarray:
    """Draw two people from the prior; axes partner, field of `Person`."""
    drawn: np.ndarray = people_of(prior_of(), _normals(seed, place, WIDTH, _PEOPLE))[0]
    return drawn


def moments_at(
    seed: int, place: int, days: int, count: int
) -> tuple[tuple[int, int, Partner, int], ...]:
    """Choose when moments are told, by whom, and in how many steps; no two in one slot."""
    chance = _uniforms(seed, place, 3 * days * EXCHANGES_A_DAY, _SLOTS_TOLD).reshape(3, -1)
    chosen = sorted(np.argsort(chance[0])[:count])
    return tuple(
        (
            int(slot) // EXCHANGES_A_DAY,
            int(slot) % EXCHANGES_A_DAY,
            Partner.A if chance[1, slot] < 0.5 else Partner.B,
            _STEPS[int(chance[2, slot] * len(_STEPS))],
        )
        for slot in chosen
    )


def plan_at(seed: int, place: int) -> Plan:
    """Choose how long a couple writes, how often, how much they skip and what they tell."""
    days, often, skipped, tells, many = _uniforms(seed, place, 5, _HABITS)
    length = SHORTEST_DAYS + int(days * (LONGEST_DAYS - SHORTEST_DAYS + 1))
    count = 1 + int(many * MOST_MOMENTS) if tells < MOMENTS_SHARE else 0
    return Plan(
        days=length,
        slots=SLOTS[int(often * len(SLOTS))],
        missing=MOST_MISSING * float(skipped),
        moments=moments_at(seed, place, length, count),
    )


def _traits(seed: int, place: int, people: np.ndarray) -> tuple[Trait, ...]:
    chance = _normals(seed, place, 4, _SCORES).reshape(2, 2)
    return tuple(
        Trait(
            who,
            dimension,
            float(people[who.place, k] + TRAIT_ERROR * chance[who.place, k]),
            TRAIT_ERROR,
            "made",
        )
        for who in Partner
        for k, dimension in enumerate(("anxiety", "avoidance"))
    )


def _life(seed: int, place: int, plan: Plan, stream: int = _LIFE) -> np.ndarray:
    """Draw the chance of a life long enough for a plan; axes exchange, word."""
    length = exchanges_of(plan) + BURN_IN
    drawn = normals(seed, range(place, place + 1), range(length), stream)[:, 0]
    return drawn.astype(np.float64)


def _diary(seed: int, place: int, people: np.ndarray, plan: Plan, life: np.ndarray) -> Record:
    """Write down a life as a plan asks, with the reporting chance of this place."""
    length, signals = exchanges_of(plan), 2 * len(Signal)
    calls = -(-signals // WORDS)
    reports = _normals(seed, place, length * calls * WORDS, _REPORTS).reshape(length, -1)
    return write(
        str(place + 1),
        people,
        plan,
        chance=life,
        noise=reports[:, :signals].reshape(length, 2, len(Signal)),
        skip=_uniforms(seed, place, 2 * slots_of(plan), _SKIPS).reshape(-1, 2),
    )


def written(seed: int, place: int, people: np.ndarray, plan: Plan, *, told: bool) -> MadeCouple:
    """Let two people write what a plan asks; a longer plan of the same place goes on the same.

    Args:
        seed: of the whole study.
        place: of the couple within it.
        people: axes partner, field of `Person`.
        plan: what is asked.
        told: whether both answered a questionnaire.
    """
    record = _diary(seed, place, people, plan, _life(seed, place, plan))
    traits = _traits(seed, place, people) if told else ()
    return MadeCouple(place, people, plan, replace(record, traits=traits))


def _is_told(seed: int, place: int) -> bool:
    return bool(_uniforms(seed, place, 6, _HABITS)[5] < TOLD_SHARE)


def made(seed: int, place: int) -> MadeCouple:
    """Make the couple of this seed and place."""
    people, plan = people_at(seed, place), plan_at(seed, place)
    return written(seed, place, people, plan, told=_is_told(seed, place))


def lived_apart(seed: int, place: int, shared: float) -> tuple[MadeCouple, MadeCouple]:
    """Let the two of this seed and place live apart, each with somebody else, under one load.

    The partner that each lives with is drawn from the prior. What falls on the two at one
    exchange correlates, and hard moments come to both at once; neither meets the other's answer.
    Both are asked, skip and misreport as they would together.

    Args:
        seed: of the whole study.
        place: of the couple within it.
        shared: correlation of the two's stress, 0 to 1; with those they live with it is as ever.

    Returns:
        A's life with somebody, and B's life with somebody; in each the other's side is a ghost's.
    """
    people, plan = people_at(seed, place), plan_at(seed, place)
    ghosts: np.ndarray = people_of(prior_of(), _normals(seed, place, WIDTH, _GHOSTS))[0]
    life, other_life = _life(seed, place, plan), _life(seed, place, plan, _OTHER_LIFE)
    told = _traits(seed, place, people) if _is_told(seed, place) else ()
    pairs = (
        (np.stack([people[0], ghosts[1]]), life),
        (np.stack([ghosts[0], people[1]]), _under_load_of(life, other_life, shared)),
    )
    here, there = (
        MadeCouple(
            place,
            pair,
            plan,
            replace(
                _diary(seed, place, pair, plan, lived),
                traits=tuple(trait for trait in told if trait.partner is who),
            ),
        )
        for who, (pair, lived) in zip(Partner, pairs, strict=True)
    )
    return here, there


def _under_load_of(life: np.ndarray, other_life: np.ndarray, shared: float) -> np.ndarray:
    """Turn a life's chance so that its B's stress correlates with the stress of the other's A.

    `model.diary.correlated` makes B's stress of both words. A turn of two independent normals
    leaves them independent, so A of this life is stressed beside its B as anyone is.
    """
    own = ORDINARY.stress_shared
    rest = (1.0 - own**2) ** 0.5
    stress = shared * life[:, 0] + (1.0 - shared**2) ** 0.5 * other_life[:, 1]
    turned = other_life.copy()
    turned[:, 0] = own * stress + rest * other_life[:, 0]
    turned[:, 1] = rest * stress - own * other_life[:, 0]
    return turned


def many(seed: int, places: range) -> Iterator[MadeCouple]:
    """Make the couples of these places, one after the other."""
    for place in places:
        yield made(seed, place)
