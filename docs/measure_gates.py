"""Measure the gates of the step: what made-up couples must show before the step is believed.

`uv run python docs/measure_gates.py` prints the table of docs/science/exchange.md; the tests in
tests/recover/model hold every figure to what is printed there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

import numpy as np

from pasdedeux.infer.fit import chances
from pasdedeux.infer.prior import FACTOR_SD, people_of, prior_of
from pasdedeux.model.exchange import State
from pasdedeux.model.gains import FACTORS, FIELDS, Person, gains_of_people
from pasdedeux.model.noise import normals
from pasdedeux.model.observe import CLOSE_SHARE, OUTLOOK, OUTLOOK_MEAN
from pasdedeux.model.simulate import (
    TRAP_PURSUIT,
    TRAP_WITHDRAWAL,
    Lived,
    shares_of,
    simulate,
)
from pasdedeux.model.world import ORDINARY, World

STYLES = {
    "secure": (-0.9, -0.9),
    "anxious": (1.1, -0.4),
    "avoidant": (-0.4, 1.1),
    "fearful": (1.1, 1.1),
}
"""Points on anxiety and avoidance for experiments; never a kind of person."""

RUNS = 200
DRAWS = 400
"""Draws of the personal factors by which gate G25 is judged."""
SETTLING = 80
SEED = 31
STILL = World(stress_spread=0.0, leaning=0.0)
"""A world without chance: every exchange has the usual load."""

_WEEK = 28
_DAY = 4
_TURN = 0.1
_COUPLES = 4_000
_POPULATIONS = 40
_BATCH = 600
_TOGETHER = 40
_ONE_IN_TEN = -1.2816
_OUTLOOK = Person._fields.index("outlook")
_DISTRESS, _PURSUIT, _WITHDRAWAL, _SECURITY = range(4)


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: what was measured, whether it holds, and in how many draws of the factors."""

    name: str
    claim: str
    figures: tuple[float, ...]
    told: str
    """The figures in words, with a place for each."""
    holds: bool
    draws: float | None
    """Share of draws in which it holds; None where the figure is already over draws."""


def couples_at(first: str, second: str, count: int, *, varied: bool) -> np.ndarray:
    """Give couples at two style points; axes partner, field of `Person`, couple."""
    people = np.zeros((2, FIELDS, count))
    for place, style in enumerate((first, second)):
        people[place, 0], people[place, 1] = STYLES[style]
    if varied:
        people[:, 2 : 2 + FACTORS] = FACTOR_SD * _factors(count)
    return people


def _factors(count: int, stream: int = 5) -> np.ndarray:
    words = normals(SEED, range(count), range(3), stream).astype(np.float64)
    return np.moveaxis(words, 1, 2).reshape(2, FACTORS, count)


@cache
def lived(first: str, second: str, *, varied: bool) -> Lived:
    """Let a pair of styles live eight settled weeks of ordinary days."""
    people = couples_at(first, second, DRAWS if varied else RUNS, varied=varied)
    return settled(gains_of_people(people), 8 * _WEEK)


def settled(gains: np.ndarray, exchanges: int) -> Lived:
    """Let couples live, and keep what comes after they have settled."""
    start = simulate(gains, seed=SEED, exchanges=SETTLING)
    return simulate(
        gains, seed=SEED, exchanges=exchanges, first_exchange=SETTLING, state=start.state, every=1
    )


def mean_of(run: Lived, partner: int, field: int) -> np.ndarray:
    """Give one field's mean over the exchanges; axis couple."""
    return np.asarray(run.mean[partner, field])


# --- G02: two at ease have one resting state, and come back to it quickly


def rest_apart(people: np.ndarray, starts: int = 40) -> np.ndarray:
    """Give how far apart the ends of many starts lie, at most over the fields; axis couple."""
    count = people.shape[2]
    gains = np.repeat(gains_of_people(people), starts, axis=2)
    uniform = (normals(SEED, range(count * starts), range(3), 6) % 1.0).astype(np.float64)
    state = np.moveaxis(uniform, 1, 2).reshape(12, -1)[:10].reshape(2, len(State._fields), -1)
    state[:, _SECURITY] = 2.0 * state[:, _SECURITY] - 1.0
    state[:, 4] *= 2.0
    end = simulate(
        gains, seed=SEED, exchanges=600, world=STILL, state=state, precision=np.float64
    ).state
    spread = np.ptp(end.reshape(2 * len(State._fields), count, starts), axis=2)
    return np.asarray(spread.max(axis=0))


def recovery(people: np.ndarray) -> np.ndarray:
    """Give the exchanges until half of a shared shock is gone; axis couple."""
    gains = gains_of_people(people)
    calm = simulate(gains, seed=SEED, exchanges=200, world=STILL, precision=np.float64).state
    shock = np.zeros((40, 2))
    shock[:6] = 0.5
    run = simulate(
        gains,
        seed=SEED,
        exchanges=40,
        world=STILL,
        state=calm,
        every=1,
        stress_extra=shock,
        precision=np.float64,
    )
    excess = (run.kept[:, :, _DISTRESS] - calm[None, :, _DISTRESS]).sum(axis=1)
    after = excess[6:] <= 0.5 * excess[5]
    return np.where(after.any(axis=0), after.argmax(axis=0) + 1, 40)


def one_rest() -> Gate:
    """Gate G02."""
    plain, varied = (
        couples_at("secure", "secure", count, varied=v) for count, v in ((1, False), (DRAWS, True))
    )
    apart, back = rest_apart(plain), recovery(plain)
    holding = (rest_apart(varied, 12) <= 0.02) & (recovery(varied) <= 3)
    return Gate(
        "G02",
        "two secure have one resting state and are soon back",
        (float(apart[0]), float(back[0])),
        "ends lie within {:.3f} (≤ .02); half of the shock gone after {:.0f} exchanges (≤ 3)",
        holds=bool(apart[0] <= 0.02 and back[0] <= 3),
        draws=float(holding.mean()),
    )


# --- G10: the other's distress is catching under threat, and hardly on a calm day


@dataclass(frozen=True, slots=True)
class Days:
    """Distress and load of a population; axes day, exchange of the day, partner, couple."""

    distress: np.ndarray
    before: np.ndarray
    """Distress at the end of the day before; axes day, partner, couple."""
    load: np.ndarray
    shocked: np.ndarray
    """Which days begin with the shared shock; axes day, couple."""


def shocked_days(people: np.ndarray, days: int = 60) -> Days:
    """Let couples live days of which every tenth, by chance, begins with a shared shock.

    The shock lasts two exchanges, about .5 for each, with a size that differs between
    exchanges and partners: with one size for all there would be nothing to regress on.
    Forty couples share a course of shocks, the next forty have another.
    """
    parts = [
        _days_of(people[:, :, first : first + _TOGETHER], first, days)
        for first in range(0, people.shape[2], _TOGETHER)
    ]
    return Days(*(np.concatenate(column, axis=-1) for column in zip(*parts, strict=True)))


def _days_of(people: np.ndarray, first: int, days: int) -> tuple[np.ndarray, ...]:
    gains = gains_of_people(people)
    size = normals(SEED, range(first, first + 1), range(2 * days), 7)[:, 0].astype(np.float64)
    shocked = size[:days, 2] < _ONE_IN_TEN
    extra = np.zeros((days, _DAY, 2))
    extra[:, :2] = 0.5 * np.exp(0.5 * size[:, :2].reshape(days, 2, 2) - 0.125)
    extra *= shocked[:, None, None]
    start = simulate(gains, seed=SEED, exchanges=SETTLING, first_couple=first)
    run = simulate(
        gains,
        seed=SEED,
        exchanges=days * _DAY,
        first_exchange=SETTLING,
        first_couple=first,
        state=start.state,
        every=1,
        stress_extra=extra.reshape(-1, 2),
    )
    distress = run.kept[:, :, _DISTRESS].astype(np.float64)
    before = np.concatenate([start.state[None, :, _DISTRESS], distress[_DAY - 1 : -1 : _DAY]])
    count = people.shape[2]
    return (
        distress.reshape(days, _DAY, 2, count),
        before,
        _loads(range(first, first + count), days) + extra[..., None],
        np.repeat(shocked[:, None], count, axis=1),
    )


def _loads(couples: range, days: int) -> np.ndarray:
    """Give the very loads that the engine draws; axes day, exchange of the day, partner, couple."""
    words = normals(SEED, couples, range(SETTLING, SETTLING + days * _DAY))[..., :2]
    own, shared = shares_of(ORDINARY.stress_shared)
    z = own * words + shared * words[..., ::-1]
    load = ORDINARY.stress_base * np.exp(ORDINARY.stress_spread * z)
    return np.moveaxis(load, 1, 2).reshape(days, _DAY, 2, len(couples)).astype(np.float64)


def coupling(days: Days, wanted: np.ndarray) -> float:
    """Give the slope of one's next distress on the other's, own distress held constant.

    Values are centred on the person's mean over the wanted days; pairs lie within one day.

    Args:
        days: what was lived.
        wanted: which days count; axes day, couple.
    """
    products, sums = np.zeros((2, 2)), np.zeros(2)
    weight = wanted[:, None].astype(np.float64)
    count = weight.sum(axis=(0, 1)) * (_DAY - 1)
    for place in (0, 1):
        own, other = days.distress[:, :, place], days.distress[:, :, 1 - place]
        values = np.stack([other[:, :-1], own[:, :-1], own[:, 1:]])
        centre = (values * weight).sum(axis=(1, 2)) / np.maximum(count, 1.0)
        away = (values - centre[:, None, None]) * weight * (count > 5)
        whole = np.einsum("adtk,bdtk->ab", away, away)
        products += whole[:2, :2]
        sums += whole[:2, 2]
    return float(np.linalg.solve(products, sums)[0])


def calm_and_shocked(people: np.ndarray) -> tuple[float, float]:
    """Give the coupling on calm days and on days with a shared shock."""
    days = shocked_days(people)
    calm = (days.load.max(axis=(1, 2)) <= 0.2) & (days.before.max(axis=1) <= 0.25) & ~days.shocked
    return coupling(days, calm), coupling(days, days.shocked)


def _is_gated(calm: float, shocked: float) -> bool:
    return abs(calm) <= 0.03 and shocked >= max(3.0 * calm, 0.03)


def gated_coupling() -> Gate:
    """Gate G10."""
    calm, shocked = calm_and_shocked(population())
    at_styles, moved = (
        float(np.mean([_is_gated(*calm_and_shocked(people)) for people in many]))
        for many in (style_populations(), moved_populations())
    )
    return Gate(
        "G10",
        "coupling is gated by threat",
        (calm, shocked, moved),
        "slope {:.3f} on calm days (within ±.03), {:.3f} on days with a shared shock"
        " (≥ .03 and ≥ three times); {:.2f} of populations whose factors all move together",
        holds=_is_gated(calm, shocked),
        draws=at_styles,
    )


@cache
def population(count: int = _COUPLES) -> np.ndarray:
    """Draw couples in general from the prior; axes partner, field of `Person`, couple."""
    return np.moveaxis(people_of(prior_of(), chances(count, SEED)), 0, 2)


@cache
def moved_populations() -> tuple[np.ndarray, ...]:
    """Give populations in each of which everybody's factors are moved by one draw.

    It is the sternest reading of gate G25: what fails here hangs on the constants.
    """
    moves = FACTOR_SD * normals(SEED, range(_POPULATIONS), range(2), 8).astype(np.float64)
    whole = population()
    found = []
    for k in range(_POPULATIONS):
        first = k * _BATCH % _COUPLES
        people = whole[:, :, first : first + _BATCH].copy()
        people[:, 2 : 2 + FACTORS] += moves[:, k].reshape(-1)[:FACTORS, None]
        found.append(people)
    return tuple(found)


@cache
def style_populations() -> tuple[np.ndarray, ...]:
    """Give populations of all ten pairs of styles, in each one draw of every pair's factors.

    Forty couples of a pair share their factors and differ in chance alone.
    """
    pairs = list(combinations_with_replacement(STYLES, 2))
    factors = FACTOR_SD * _factors(_POPULATIONS * len(pairs), 10)
    found = []
    for k in range(_POPULATIONS):
        drawn = factors[:, :, k * len(pairs) : (k + 1) * len(pairs)]
        people = np.concatenate([couples_at(*pair, 40, varied=False) for pair in pairs], axis=2)
        people[:, 2 : 2 + FACTORS] = np.repeat(drawn, 40, axis=2)
        people[:, _OUTLOOK] = OUTLOOK_MEAN + OUTLOOK * (people[:, 0] + people[:, 1])
        found.append(people)
    return tuple(found)


# --- G12: who reports weighs more than whom the report is about


def own_and_partner(people: np.ndarray) -> tuple[float, float, float]:
    """Give own : partner weight on felt and on reported security, and traits' share of the report.

    Weights are the deviations of the own-traits part and of the partner's-traits part of a
    regression on all four traits.
    """
    felt = settled(gains_of_people(people), 2 * _WEEK).mean[:, _SECURITY]
    outlook = people[:, _OUTLOOK]
    stretch = np.exp(people[:, Person._fields.index("stretch")])
    reported = outlook + CLOSE_SHARE * stretch * felt
    return _weights(people, felt)[0], *_weights(people, reported)


def _weights(people: np.ndarray, outcome: np.ndarray) -> tuple[float, float]:
    traits = people[:, :2]
    own = np.concatenate([traits[0], traits[1]], axis=1)
    other = np.concatenate([traits[1], traits[0]], axis=1)
    design = np.concatenate([own, other, np.ones((1, own.shape[1]))]).T
    flat = outcome.reshape(-1)
    slopes = np.linalg.lstsq(design, flat, rcond=None)[0]
    ratio = np.std(slopes[:2] @ own) / np.std(slopes[2:4] @ other)
    return float(ratio), float(np.var(design @ slopes) / np.var(flat))


def reporter_weighs_more() -> Gate:
    """Gate G12."""
    felt, reported, explained = own_and_partner(population())
    at_styles, moved = (
        float(np.mean([own_and_partner(people)[1] >= 2.0 for people in many]))
        for many in (style_populations(), moved_populations())
    )
    return Gate(
        "G12",
        "own traits weigh more than the partner's in closeness as reported",
        (reported, felt, explained, moved),
        "own : partner {:.2f} as reported (≥ 2), {:.2f} as felt; traits explain {:.2f} of the"
        " report; {:.2f} of populations whose factors all move together",
        holds=reported >= 2.0,
        draws=at_styles,
    )


# --- G21: push-pull is movement


def net(run: Lived, partner: int) -> np.ndarray:
    """Give pursuit minus withdrawal; axes exchange, couple."""
    return np.asarray(run.kept[:, partner, _PURSUIT] - run.kept[:, partner, _WITHDRAWAL])


def turns_a_week(run: Lived, partner: int) -> np.ndarray:
    """Give how often someone turns round from clearly towards to clearly away, or back."""
    side = np.zeros(run.kept.shape[3])
    turns = np.zeros(run.kept.shape[3])
    for now in net(run, partner):
        is_clear = np.abs(now) > _TURN
        turns += is_clear & (side * now < 0.0)
        side = np.where(is_clear, now, side)
    return turns * _WEEK / run.exchanges


def swing(style: str, *, varied: bool) -> np.ndarray:
    """Give the spread of a person's pursuit minus withdrawal beside a secure partner."""
    return np.asarray(net(lived("secure", style, varied=varied), 1).std(axis=0))


def push_pull() -> Gate:
    """Gate G21."""
    others = [style for style in STYLES if style != "fearful"]
    turns = turns_a_week(lived("secure", "fearful", varied=False), 1).mean()
    spread = swing("fearful", varied=False).mean()
    most = max(swing(style, varied=False).mean() for style in others)
    wide = np.max([swing(style, varied=True) for style in others], axis=0)
    holding = (turns_a_week(lived("secure", "fearful", varied=True), 1) >= 1.0) & (
        swing("fearful", varied=True) > wide
    )
    return Gate(
        "G21",
        "a fearful partner swings",
        (float(turns), float(spread), float(most)),
        "{:.1f} turns a week (≥ 1); spread {:.2f}, of every other style at most {:.2f}",
        holds=bool(turns >= 1.0 and spread > most),
        draws=float(holding.mean()),
    )


# --- The secure partner, and the trap


def secure_partner() -> Gate:
    """Beside a secure partner an avoidant one withdraws no more than beside another avoidant."""
    plain, varied = (
        [
            mean_of(lived(other, "avoidant", varied=v), 1, _WITHDRAWAL)
            for other in ("secure", "avoidant")
        ]
        for v in (False, True)
    )
    secure, avoidant = (float(side.mean()) for side in plain)
    return Gate(
        "secure partner",
        "an avoidant partner withdraws no more beside a secure one",
        (secure, avoidant),
        "withdrawal {:.3f} beside a secure, {:.3f} beside an avoidant partner (no more than .02"
        " above)",
        holds=secure <= avoidant + 0.02,
        draws=float((varied[0] <= varied[1] + 0.02).mean()),
    )


def trapped(run: Lived) -> np.ndarray:
    """Give the share of exchanges in which A presses while B is away; axis couple."""
    presses = run.kept[:, 0, _PURSUIT] > TRAP_PURSUIT
    away = run.kept[:, 1, _WITHDRAWAL] > TRAP_WITHDRAWAL
    return np.asarray((presses & away).mean(axis=0))


def the_trap() -> Gate:
    """The trap of an anxious and an avoidant partner."""
    plain = trapped(lived("anxious", "avoidant", varied=False)).mean()
    varied = trapped(lived("anxious", "avoidant", varied=True))
    return Gate(
        "the trap",
        "an anxious partner presses while an avoidant one is away",
        (float(plain),),
        "{:.2f} of exchanges (> .5)",
        holds=bool(plain > 0.5),
        draws=float((varied > 0.5).mean()),
    )


def the_trap_in_general() -> Gate:
    """How many couples in general live in the trap."""
    gains = gains_of_people(population())
    start = simulate(gains, seed=SEED, exchanges=SETTLING)
    run = simulate(
        gains, seed=SEED, exchanges=8 * _WEEK, first_exchange=SETTLING, state=start.state
    )
    share = float((run.trapped > 0.5).any(axis=0).mean())
    return Gate(
        "the trap, couples in general",
        "the trap is common and not the rule",
        (share,),
        "{:.3f} of random couples spend over half of their exchanges in it (.05 to .20)",
        holds=0.05 <= share <= 0.20,
        draws=None,
    )


GATES: tuple[Callable[[], Gate], ...] = (
    one_rest,
    gated_coupling,
    reporter_weighs_more,
    push_pull,
    secure_partner,
    the_trap,
    the_trap_in_general,
)


def row(gate: Gate) -> str:
    """Write a gate as a row of the table."""
    draws = "over draws" if gate.draws is None else f"{gate.draws:.2f}"
    held = "yes" if gate.holds and (gate.draws is None or gate.draws >= 0.8) else "**no**"
    return f"| {gate.name} | {gate.claim} | {gate.told.format(*gate.figures)} | {draws} | {held} |"


def main() -> None:
    """Print the table."""
    print("| gate | claim | measured | share of draws | holds |")  # noqa: T201 - a script that prints
    print("|---|---|---|--:|---|")  # noqa: T201 - a script that prints
    for measure in GATES:
        print(row(measure()))  # noqa: T201 - a script that prints


if __name__ == "__main__":
    main()
