"""Write the diary of a made-up couple: the one step, seen through what people report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pasdedeux.model.calendar import Calendar, lay_out, slot_of
from pasdedeux.model.exchange import AT_EASE, EQUATIONS, Chance, Numbers, answer, demand, exchange
from pasdedeux.model.fastmath import exp
from pasdedeux.model.gains import Person, gains_of
from pasdedeux.model.kernel import blocked
from pasdedeux.model.observe import (
    ACT_CUTS,
    ACTS,
    ENDED_CUTS,
    ENDINGS,
    SLIDERS,
    Signal,
    noise_of,
    scale_of,
    shown,
)
from pasdedeux.model.scenario import Stressor, extra_load
from pasdedeux.model.world import ORDINARY, World
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import (
    EXCHANGES_A_DAY,
    Act,
    CheckIn,
    Item,
    Moment,
    Record,
    Step,
)

BURN_IN = 120
"""Exchanges lived before the first day, so that the record starts anywhere in their life."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a couple is asked, and how much of it they answer."""

    days: int
    slots: tuple[int, ...] = (1, 3)
    """Exchanges of the day at which both are asked."""
    missing: float = 0.0
    """Share of check-ins that are skipped, each partner on their own."""
    items: tuple[Item, ...] = tuple(Item)
    moments: tuple[tuple[int, int, Partner, int], ...] = ()
    """Day, exchange, teller and number of steps of each moment told."""
    tellers: tuple[Partner, ...] = field(default=(Partner.A, Partner.B))
    stressors: tuple[Stressor, ...] = ()
    """Spells of load; nobody tells the fit of them but the sliders."""


@blocked
def _live(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    people: np.ndarray,
    load: np.ndarray,
    normals: np.ndarray,
    world: World,
    n: Numbers,
    signals: np.ndarray,
) -> None:
    """Fill `signals` (axes exchange, partner, signal) after the burn-in in `normals`."""
    p, q = people[0], people[1]
    person_a = Person(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11])
    person_b = Person(q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10], q[11])
    gains_a = gains_of(p[0], p[1], person_a)
    gains_b = gains_of(q[0], q[1], person_b)
    a = AT_EASE
    b = AT_EASE
    before = normals.shape[0] - load.shape[0]
    for t in range(normals.shape[0]):
        z_a = normals[t, 0]
        z_b = normals[t, 1]
        if t >= before:
            z_a += load[t - before, 0]
            z_b += load[t - before, 1]
        a, b = exchange(
            a,
            b,
            gains_a,
            gains_b,
            Chance(
                world.stress_base * exp(world.stress_spread * z_a), world.leaning * normals[t, 2]
            ),
            Chance(
                world.stress_base * exp(world.stress_spread * z_b), world.leaning * normals[t, 3]
            ),
            n,
        )
        if t < before:
            continue
        demand_a = demand(a, gains_a, n)
        demand_b = demand(b, gains_b, n)
        r_a = answer(a, b.pursuit - demand_b, demand_b, gains_a, n)
        r_b = answer(b, a.pursuit - demand_a, demand_a, gains_b, n)
        for i in range(2):
            me = a if i == 0 else b
            other = b if i == 0 else a
            row = signals[t - before, i]
            row[0] = z_a if i == 0 else z_b
            row[1] = shown(me.distress)
            row[2] = me.pursuit
            row[3] = shown(me.withdrawal)
            row[4] = me.security
            row[5] = r_b if i == 0 else r_a
            row[6] = me.pursuit - me.withdrawal
            row[7] = other.pursuit - other.withdrawal
            row[8] = me.security


def correlated(normals: np.ndarray, world: World = ORDINARY) -> np.ndarray:
    """Give the second partner's stress its share of the first's; the last axis has four words.

    Source: decision 0003.
    """
    out = np.array(normals, dtype=np.float64)
    shared = world.stress_shared
    out[..., 1] = shared * out[..., 0] + np.sqrt(1.0 - shared**2) * out[..., 1]
    return out


def live(people: np.ndarray, load: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """Give the signals behind a couple's reports; axes exchange, partner, signal.

    Args:
        people: axes partner, field of `Person`.
        load: mean of the stress normal; axes exchange, partner.
        normals: independent standard normals; axes exchange (with `BURN_IN` before the first),
            word (stress of A and B, leaning of A and B).

    Source: decision 0003.
    """
    signals = np.empty((load.shape[0], 2, len(Signal)))
    _live(people, load, correlated(normals), ORDINARY, EQUATIONS, signals)
    return signals


def report(people: np.ndarray, signals: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """Give what each would say of each signal, before it is put on a scale.

    Args:
        people: axes partner, field of `Person`.
        signals: axes exchange, partner, signal.
        normals: independent standard normals of the same shape.

    Source: decision 0004.
    """
    said = np.empty_like(signals)
    for i in range(2):
        person = Person(*people[i])
        for signal in Signal:
            offset, slope = scale_of(
                signal, person.outlook, person.loudness, float(np.exp(person.stretch))
            )
            noise = noise_of(signal, float(np.exp(person.noise)))
            said[:, i, signal] = (
                offset + slope * signals[:, i, signal] + noise * normals[:, i, signal]
            )
    return said


def _planned(plan: Plan) -> tuple[Moment, ...]:
    step = Step(Partner.A, Act.STAYS)
    return tuple(
        Moment(teller, day, exchange, (step,) * steps)
        for day, exchange, teller, steps in plan.moments
    )


def _check_ins(
    plan: Plan, calendar: Calendar, said: np.ndarray, skip: np.ndarray
) -> Iterator[CheckIn]:
    for day in range(plan.days):
        for time in plan.slots:
            slot = slot_of(day, time)
            for partner in plan.tellers:
                if skip[slot, partner.place] < plan.missing:
                    continue
                row = said[calendar.last[slot], partner.place]
                values = {
                    item: float(np.clip(np.rint(row[SLIDERS[item]]), 0.0, 10.0)) + 0.0
                    for item in plan.items
                }
                yield CheckIn(partner, day, time, values)


def _told(moment: Moment, calendar: Calendar, said: np.ndarray) -> Moment:
    """Code a planned moment from what the teller would say; the two take turns."""
    first = calendar.first[slot_of(moment.day, moment.exchange)]
    teller = moment.teller
    rows = said[first : first + len(moment.steps), teller.place]
    # Whose step is told first must not depend on how large it was: the fit takes it as chance.
    own_first = (moment.day + moment.exchange) % 2 == 0
    steps = []
    for k, row in enumerate(rows):
        own = (k % 2 == 0) == own_first
        value = row[Signal.OWN_ACT if own else Signal.OTHER_ACT]
        act = ACTS[int(np.searchsorted(ACT_CUTS, value))]
        steps.append(Step(teller if own else teller.other, act))
    ending = ENDINGS[int(np.searchsorted(ENDED_CUTS, rows[-1, Signal.ENDED]))]
    return Moment(teller, moment.day, moment.exchange, tuple(steps), ending)


def write(  # noqa: PLR0913 - each kind of chance is handed in by name
    couple: str,
    people: np.ndarray,
    plan: Plan,
    *,
    chance: np.ndarray,
    noise: np.ndarray,
    skip: np.ndarray,
    names: Sequence[str] = ("A", "B"),
) -> Record:
    """Write a couple's check-ins and moments as they would have kept them.

    Args:
        couple: what the couple is called in the record.
        people: axes partner, field of `Person`.
        plan: what is asked, and how much is answered.
        chance: normals of life; axes exchange (at least `exchanges_of(plan)` + `BURN_IN`), word.
        noise: normals of reporting; axes exchange, partner, signal.
        skip: uniform numbers; axes slot, partner.
        names: what the two are called.

    Source: decisions 0003 and 0004.
    """
    planned = _planned(plan)
    calendar = lay_out(plan.days, planned)
    length = calendar.load.shape[0]
    load = calendar.load[:, None] + extra_load(calendar, plan.stressors)
    signals = live(people, load, chance[: length + BURN_IN])
    said = report(people, signals, noise[:length])
    return Record(
        couple=couple,
        names=(names[0], names[1]),
        check_ins=tuple(_check_ins(plan, calendar, said, skip)),
        moments=tuple(_told(moment, calendar, said) for moment in planned),
    )


def exchanges_of(plan: Plan) -> int:
    """Count the exchanges a plan covers, told moments included.

    Source: decision 0003.
    """
    return int(lay_out(plan.days, _planned(plan)).load.shape[0])


def slots_of(plan: Plan) -> int:
    """Count the slots a plan covers.

    Source: decision 0003.
    """
    return plan.days * EXCHANGES_A_DAY
