"""Make up couples and write their records: check-ins, moments, answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pasdedeux.actions.write_whole import write_whole
from pasdedeux.infer.prior import people_of, prior_of
from pasdedeux.intake.result import AnswerSheet
from pasdedeux.intake.write import write_records
from pasdedeux.measure import catalogue
from pasdedeux.measure.respondent import answer
from pasdedeux.model.diary import BURN_IN, Plan, exchanges_of, slots_of, write
from pasdedeux.model.gains import FACTORS, FIELDS, Person
from pasdedeux.model.noise import normals
from pasdedeux.model.observe import OUTLOOK, Signal
from pasdedeux.model.scenario import SCENARIOS
from pasdedeux.terms.errors import UnknownNameError, UnreadableError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import EXCHANGES_A_DAY, Record

STANDINGS: dict[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "secure": ((-0.9, -0.9), (-0.7, -0.6)),
    "anxious-avoidant": ((1.1, -0.4), (-0.4, 1.1)),
    "two-anxious": ((1.1, -0.4), (0.9, -0.3)),
    "two-avoidant": ((-0.4, 1.1), (-0.3, 0.9)),
    "push-pull": ((-0.9, -0.9), (1.1, 1.1)),
}
"""Worry and unease of A and of B for the couples that can be asked for by name."""

MOST_DAYS, MOST_COUPLES = 730, 10_000
_LIFE, _REPORT, _SKIP, _PERSON, _ANSWERS, _MOMENTS = range(20, 26)
_NAMES = ("Ana", "Ben")
_SLOTS = {1: (3,), 2: (1, 3), 3: (0, 1, 3), 4: (0, 1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of made-up record is wanted."""

    kind: str = "anyone"
    """A name of `STANDINGS`, or `anyone` for couples drawn from people in general."""
    days: int = 42
    check_ins: int = 2
    missing: float = 0.1
    moments: int = 3
    scenario: str = "ordinary"
    with_answers: bool = True
    couples: int = 1
    seed: int = 1


SAMPLES: dict[str, Wish] = {
    "secure": Wish("secure", seed=2),
    "anxious-avoidant": Wish("anxious-avoidant", seed=1),
    "two-anxious": Wish("two-anxious", seed=12),
    "two-avoidant": Wish("two-avoidant", seed=9),
    "push-pull": Wish("push-pull", seed=1),
    "gaps": Wish("anxious-avoidant", check_ins=1, missing=0.34, moments=1, seed=5),
}
"""The couples that ship; each file is what its wish gives, and a test says so.

Seeds were tried one after the other until the days show the movement that the couple stands for:
they are there to be looked at, and nothing is judged by them.
"""


def simulate_couples(wish: Wish) -> str:
    """Give the text of the record that these made-up couples would have kept.

    Raises:
        UnreadableError: a wish that cannot be met, and why.
        UnknownNameError: no such kind of couple or scenario.
    """
    _check(wish)
    made = [_couple(wish, index) for index in range(wish.couples)]
    sheets = [sheet for _, told in made for sheet in told]
    return write_records([record for record, _ in made], sheets)


def write_simulated(wish: Wish, place: Path) -> None:
    """Write the record of made-up couples to a file, whole or not at all."""
    write_whole({place: [simulate_couples(wish)]})


def _check(wish: Wish) -> None:
    known = ("anyone", *STANDINGS)
    if wish.kind not in known:
        msg = f"There is no kind of couple called {wish.kind!r}; there are {', '.join(known)}."
        raise UnknownNameError(msg)
    if wish.scenario not in SCENARIOS:
        there = ", ".join(SCENARIOS)
        msg = f"There is no scenario called {wish.scenario!r}; there are {there}."
        raise UnknownNameError(msg)
    limits = (
        ("days", wish.days, 1, MOST_DAYS),
        ("check-ins a day", wish.check_ins, 1, 4),
        ("couples", wish.couples, 1, MOST_COUPLES),
        ("moments", wish.moments, 0, wish.days),
        ("missing", wish.missing, 0, 0.95),
        ("seed", wish.seed, 0, 2**63),
    )
    for name, value, least, most in limits:
        if not least <= value <= most:
            msg = f"{name}: {value} is outside {least} to {most}."
            raise UnreadableError(msg)


def _uniform(seed: int, couple: int, count: int, stream: int) -> np.ndarray:
    """Give uniform numbers from the model's own noise."""
    from scipy.special import ndtr

    calls = -(-count // 4)
    words = normals(seed, range(couple, couple + 1), range(calls), stream)[:, 0].astype(float)
    return np.asarray(ndtr(words.ravel()[:count]))


def _normal(seed: int, couple: int, count: int, stream: int) -> np.ndarray:
    calls = -(-count // 4)
    words = normals(seed, range(couple, couple + 1), range(calls), stream)[:, 0]
    return words.astype(float).ravel()[:count]


def _people(wish: Wish, couple: int) -> np.ndarray:
    """Give the two people: anyone from the prior, or the named standing with own factors."""
    people: np.ndarray = people_of(prior_of(), _normal(wish.seed, couple, 2 * FIELDS, _PERSON))[0]
    if wish.kind != "anyone":
        standing = np.array(STANDINGS[wish.kind])
        outlook = Person._fields.index("outlook")
        people[:, outlook] += OUTLOOK * (standing - people[:, :2]).sum(axis=1)
        people[:, :2] = standing
        # A named couple is an example: their own factors are kept small, so that it shows
        # what its name says.
        people[:, 2 : 2 + FACTORS] *= 0.4
    return people


def _moments(wish: Wish, couple: int) -> tuple[tuple[int, int, Partner, int], ...]:
    """Spread told moments over the days, both partners telling in turn."""
    where = _uniform(wish.seed, couple, 3 * max(wish.moments, 1), _MOMENTS).reshape(-1, 3)
    told = []
    for k in range(wish.moments):
        day = int((k + where[k, 0]) * wish.days / wish.moments)
        slot = 2 + int(where[k, 1] * 2)
        teller = Partner.A if k % 2 == 0 else Partner.B
        told.append((min(day, wish.days - 1), slot, teller, 4 + int(where[k, 2] * 3)))
    return tuple(told)


def _couple(wish: Wish, couple: int) -> tuple[Record, Sequence[AnswerSheet]]:
    people = _people(wish, couple)
    plan = Plan(
        days=wish.days,
        slots=_SLOTS[wish.check_ins],
        missing=wish.missing,
        moments=_moments(wish, couple),
        stressors=SCENARIOS[wish.scenario],
    )
    exchanges = exchanges_of(plan)
    chance = normals(wish.seed, range(couple, couple + 1), range(exchanges + BURN_IN), _LIFE)[
        :, 0
    ].astype(float)
    noise = _normal(wish.seed, couple, exchanges * 2 * len(Signal), _REPORT)
    skip = _uniform(wish.seed, couple, slots_of(plan) * 2, _SKIP)
    name = str(couple + 1)
    record = write(
        name,
        people,
        plan,
        chance=chance,
        noise=noise.reshape(exchanges, 2, len(Signal)),
        skip=skip.reshape(wish.days * EXCHANGES_A_DAY, 2),
        names=_NAMES,
    )
    sheets = tuple(_sheets(wish, couple, people)) if wish.with_answers else ()
    return record, sheets


def _sheets(wish: Wish, couple: int, people: np.ndarray) -> Iterator[AnswerSheet]:
    """Let both answer the ECR as people who stand there would."""
    instrument = catalogue.fetch("ecr")
    items = len(instrument.items)
    uniforms = _uniform(wish.seed, couple, 2 * items, _ANSWERS).reshape(2, items)
    for partner in Partner:
        anxiety, avoidance = people[partner.place, :2]
        told = answer(
            instrument, {"anxiety": anxiety, "avoidance": avoidance}, uniforms[partner.place]
        )
        answers = tuple(told[item.id] for item in instrument.items)
        yield AnswerSheet(str(couple + 1), partner, "ecr", answers)
