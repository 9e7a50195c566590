"""One exchange between two people: the only step function in the house.

It speaks of single numbers. The simulation runs it on blocks of 128 couples, the
filter on 16 pairs of people side by side, both in single precision; neither has
its own copy.
"""

import math
from typing import NamedTuple

from pasdedeux.model.fastmath import sigmoid
from pasdedeux.model.kernel import inlined


class State(NamedTuple):
    """What one partner is in now."""

    distress: float  # d in the equations: uneasy about the two of us, 0 to 1
    pursuit: float  # p: reaching or pressing, 0 to 1
    withdrawal: float  # w: pulling away or shutting down, 0 to 1
    security: float  # c: felt security with this partner, -1 to 1
    dread: float  # f: dread of the closeness reached, 0 or more


AT_EASE = State(distress=0.12, pursuit=0.35, withdrawal=0.08, security=0.3, dread=0.5)
"""Where either partner begins when nothing is known: an ordinary evening, nobody far away."""


class Gains(NamedTuple):
    """What makes a partner answer as they do; no unit, none below zero but openness."""

    vigilance: float  # from the other's unavailability to own distress
    amplification: float  # from own distress to own pursuit (hyper in the equations)
    protest: float  # from the other's withdrawal to own pursuit, when distressed
    deactivation: float  # from pressure to own withdrawal (deact)
    escape: float  # from own distress to own withdrawal
    soothing: float  # how far the other's answer calms (soothe)
    tolerance: float  # demand above this is felt as pressure, 0 to 1
    reach: float  # pursuit without any distress (base)
    carry: float  # share of distress that lasts to the next exchange (phi)
    openness: float  # log odds of answering when nothing is in the way (r0)
    fear: float  # weight of the dread of closeness; 0 unless both dimensions are high
    demand: float  # share of a calm bid that is demand, 0 to 1


class Chance(NamedTuple):
    """What nobody in the couple decides: this exchange's load and leaning of one partner."""

    stress: float  # load from outside, 0 or more
    leaning: float  # towards (above 0) or away (below 0)


class Numbers(NamedTuple):
    """The equations' own numbers, in the precision of the state (decision 0003)."""

    zero: float
    one: float
    most: float
    share_distress: float
    share_shift: float
    warmth_opens: float
    demand_closes: float
    distress_closes: float
    withdrawal_closes: float
    expected: float
    alert_at: float
    alarm: float
    alarm_calm: float
    alarm_hot: float
    kept: float
    moved: float
    amplify: float
    protest_calm: float
    longing: float
    longing_below: float
    dread_weight: float
    dread_away: float
    dread_above: float
    learn: float
    learn_fear: float
    warmth_secures: float
    pressure_unsettles: float
    security_shift: float
    fear_shift: float
    dread_speed: float
    dread_gain: float
    fear_most: float
    half: float
    corner: float


EQUATIONS = Numbers(
    zero=0.0,
    one=1.0,
    most=0.995,
    share_distress=0.8,
    share_shift=-0.1,
    warmth_opens=1.2,
    demand_closes=0.4,
    distress_closes=3.0,
    withdrawal_closes=4.0,
    expected=0.7,
    alert_at=3.0,
    alarm=0.18,
    alarm_calm=0.03,
    alarm_hot=1.6,
    kept=0.3,
    moved=0.7,
    amplify=1.8,
    protest_calm=0.3,
    longing=0.2,
    longing_below=0.3,
    dread_weight=6.5,
    dread_away=0.14,
    dread_above=0.72,
    learn=0.10,
    learn_fear=0.12,
    warmth_secures=0.35,
    pressure_unsettles=0.5,
    security_shift=-0.25,
    fear_shift=0.66,
    dread_speed=0.26,
    dread_gain=2.0,
    fear_most=1.5,
    half=0.5,
    corner=0.0025,
)


@inlined
def exchange(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    a: State,
    b: State,
    gains_a: Gains,
    gains_b: Gains,
    chance_a: Chance,
    chance_b: Chance,
    n: Numbers,
) -> tuple[State, State]:
    """Move both partners one exchange on.

    Args:
        a: where A is now.
        b: where B is now.
        gains_a: how A answers.
        gains_b: how B answers.
        chance_a: A's load and leaning.
        chance_b: B's load and leaning.
        n: the equations' numbers.

    Source: decision 0003 (each answers what the other does; nobody reads the other's distress).
    Limits: an exchange is a step, not a length of time.
    """
    demand_a = demand(a, gains_a, n)
    demand_b = demand(b, gains_b, n)
    answer_a = answer(a, b.pursuit - demand_b, demand_b, gains_a, n)
    answer_b = answer(b, a.pursuit - demand_a, demand_a, gains_b, n)
    return (
        _move(a, b, demand_b, answer_b, gains_a, chance_a, n),
        _move(b, a, demand_a, answer_a, gains_b, chance_b, n),
    )


@inlined
def demand(me: State, gains: Gains, n: Numbers) -> float:
    """Give the part of a bid that insists; distress makes it larger.

    Source: christensen1990; decision 0003.
    """
    share = gains.demand + n.share_distress * me.distress + n.share_shift
    return min(max(share, n.zero), n.one) * me.pursuit


@inlined
def answer(me: State, warmth: float, demanded: float, gains: Gains, n: Numbers) -> float:
    """Give how much of an answer the other gets, 0 to 1.

    Source: reis2004; decision 0003.
    """
    return sigmoid(
        gains.openness
        + n.warmth_opens * warmth
        - n.demand_closes * demanded
        - n.distress_closes * me.distress
        - n.withdrawal_closes * me.withdrawal
    )


@inlined
def hill(push: float, n: Numbers) -> float:
    """Give a push its share of a whole: none below zero, half at one, never all.

    Source: decision 0003.
    """
    up = max(push, n.zero)
    return up / (n.one + up)


@inlined
def past(x: float, n: Numbers) -> float:
    """Give how far a threshold is passed, rounded over a twentieth around it.

    A corner would be false to people, who feel pressure begin, and would leave the
    posterior with walls that no normal fits.

    Source: decision 0003.
    """
    return n.half * (x + math.sqrt(x * x + n.corner))


@inlined
def _move(  # noqa: PLR0913, PLR0917 - a kernel takes flat arguments
    me: State,
    other: State,
    demanded: float,
    answered: float,
    gains: Gains,
    chance: Chance,
    n: Numbers,
) -> State:
    distress = min(max(me.distress, n.zero), n.most)
    warmth = other.pursuit - demanded
    fearful = min(gains.fear, n.fear_most)
    missing = past(n.expected - answered, n) + other.withdrawal
    threat = hill((distress + chance.stress) * n.alert_at, n)
    active = threat * threat
    pressure = past(demanded - gains.tolerance, n)
    lasting = gains.carry * distress / (n.one - distress) * (n.one - gains.soothing * answered)
    alarm = n.alarm * gains.vigilance * missing * (n.alarm_calm + n.alarm_hot * active)
    reach = (
        gains.reach
        + n.amplify * gains.amplification * distress
        + gains.protest * other.withdrawal * (n.protest_calm + distress)
        + n.longing * fearful * past(n.longing_below - me.security, n)
        + chance.leaning
    )
    flight = (
        gains.deactivation * pressure
        + gains.escape * distress
        + n.dread_weight
        * gains.fear
        * past(me.dread + n.dread_away * me.withdrawal - n.dread_above, n)
        - chance.leaning
    )
    felt = (
        answered
        + n.warmth_secures * warmth
        - other.withdrawal
        - n.pressure_unsettles * pressure
        + n.security_shift
        - n.fear_shift * fearful * me.withdrawal
    )
    felt = min(max(felt, -n.one), n.one)
    return State(
        distress=hill(lasting + chance.stress + alarm, n),
        pursuit=n.kept * me.pursuit + n.moved * hill(reach, n),
        withdrawal=n.kept * me.withdrawal + n.moved * hill(flight, n),
        security=me.security + (n.learn + n.learn_fear * fearful) * (felt - me.security),
        dread=me.dread + n.dread_speed * (n.dread_gain * max(me.security, n.zero) - me.dread),
    )
