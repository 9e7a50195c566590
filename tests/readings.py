"""Hold made-up readings of every kind that a page must be able to show."""

from dataclasses import replace
from math import cos, inf, sin

from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import (
    Bars,
    Basis,
    CourseDay,
    Dance,
    Diagnostic,
    Enough,
    Estimate,
    Limit,
    Link,
    Move,
    Pattern,
    Reading,
    ToldBy,
)

A, B = Partner.A, Partner.B
_ALWAYS = (Limit.NOT_CAUSE, Limit.ONE_SOURCE)
_NORMAL = (-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645)


def link(  # noqa: PLR0913, PLR0917 - one argument for each thing an arrow says
    source: Partner,
    cause: Move,
    effect: Move,
    strength: tuple[float, float, float],
    among: tuple[float, float],
    narrowed: float = 0.5,
) -> Link:
    value, low, high = strength
    dots = tuple(value + z / 1.645 * (high - value if z > 0 else value - low) for z in _NORMAL)
    told_by = ToldBy.DAYS if narrowed < 0.9 else ToldBy.GENERAL
    found = Estimate(value, low, high)
    return Link(source, cause, source.other, effect, found, among, narrowed, dots, told_by)


def course(days: int, gaps: dict[Partner, set[int]], depth: float = 3.0) -> tuple[CourseDay, ...]:
    found = []
    for partner, phase in ((A, 0.0), (B, 1.1)):
        for day in range(days):
            level = 6.2 - phase + depth / 2 * sin(day / 2.7 + phase) + 0.8 * cos(day * 1.9 + phase)
            written = None if day in gaps.get(partner, set()) else min(10.0, max(0.0, level))
            found.append(CourseDay(partner, day, None if written is None else round(written, 1)))
    return tuple(found)


def patterns(*shares: tuple[Dance, Partner | None, float], named: bool) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(dance, leader, share, is_named=named and place == 0)
        for place, (dance, leader, share) in enumerate(shares)
    )


def links(scale: float = 1.0, doubt: float = 1.0, narrowed: float = 0.5) -> tuple[Link, ...]:
    def made(value: float, half: float) -> tuple[float, float, float]:
        middle = value * scale
        return middle, middle - half * doubt, middle + half * doubt * 1.2

    return (
        link(B, Move.PULLING_AWAY, Move.ALARM, made(2.6, 0.6), (0.76, 0.94), narrowed),
        link(B, Move.PULLING_AWAY, Move.PRESSING, made(2.1, 0.7), (0.68, 0.92), narrowed),
        link(A, Move.PRESSING, Move.PULLING_AWAY, made(1.5, 0.9), (0.47, 0.88), narrowed),
        link(B, Move.PULLING_AWAY, Move.PULLING_AWAY, made(0.7, 0.3), (0.48, 0.72), narrowed),
        link(A, Move.PULLING_AWAY, Move.PULLING_AWAY, made(0.9, 0.4), (0.51, 0.81), narrowed),
        link(A, Move.PULLING_AWAY, Move.ALARM, made(0.7, 0.5), (0.18, 0.52), narrowed),
        link(A, Move.PULLING_AWAY, Move.PRESSING, made(0.4, 0.5), (0.08, 0.55), narrowed),
        link(B, Move.PRESSING, Move.PULLING_AWAY, made(0.2, 0.5), (0.05, 0.75), 0.95),
    )


ANXIOUS_AVOIDANT = Reading(
    couple="anxious-avoidant",
    names=("Ana", "Ben"),
    basis=Basis.DAYS,
    days=42,
    check_ins=(71, 64),
    days_written=(40, 37),
    moments=(4, 2),
    answered=(True, True),
    patterns=patterns(
        (Dance.PURSUE_WITHDRAW, A, 0.93),
        (Dance.ESCALATION, None, 0.03),
        (Dance.MIXED, None, 0.02),
        (Dance.PUSH_PULL, None, 0.01),
        (Dance.PURSUE_WITHDRAW, B, 0.005),
        (Dance.MUTUAL_WITHDRAWAL, None, 0.003),
        (Dance.REPAIR, None, 0.002),
        named=True,
    ),
    links=links(),
    loop_gain=Estimate(0.62, 0.41, 0.83),
    echo_days=Estimate(3.1, 2.0, 5.2),
    bars=Bars(0.9, 14, 2.0, 37, 8.6),
    enough=Enough(is_enough=True, more_days=0),
    diagnostic=Diagnostic(0.31, converged=True, method="importance", effective_draws=540.0),
    limits=_ALWAYS,
    course=course(42, {A: {9, 30}, B: {12, 13, 14, 30, 35}}),
)

SECURE = replace(
    ANXIOUS_AVOIDANT,
    couple="secure",
    names=("Dina", "Emre"),
    patterns=patterns(
        (Dance.REPAIR, None, 0.96),
        (Dance.MIXED, None, 0.03),
        (Dance.PURSUE_WITHDRAW, A, 0.01),
        named=True,
    ),
    links=links(0.16, 0.35, 0.7),
    loop_gain=Estimate(0.08, 0.02, 0.15),
    echo_days=Estimate(0.4, 0.3, 0.7),
    limits=(Limit.FEW_HARD_DAYS, *_ALWAYS),
    course=course(42, {A: {20}, B: {5, 6}}, depth=1.0),
)

NOT_ENOUGH = replace(
    ANXIOUS_AVOIDANT,
    couple="not-enough",
    names=("Femi", "Gita"),
    days=9,
    check_ins=(8, 6),
    days_written=(8, 6),
    moments=(0, 0),
    answered=(False, False),
    patterns=patterns(
        (Dance.PURSUE_WITHDRAW, A, 0.52),
        (Dance.MUTUAL_WITHDRAWAL, None, 0.2),
        (Dance.MIXED, None, 0.16),
        (Dance.REPAIR, None, 0.12),
        named=False,
    ),
    links=links(0.7, 2.4, 0.93),
    loop_gain=Estimate(0.5, 0.1, 1.12),
    echo_days=Estimate(2.2, 0.5, inf),
    bars=Bars(0.9, 14, 2.0, 5, 0.7),
    enough=Enough(is_enough=False, more_days=9),
    limits=(Limit.FEW_DAYS, Limit.NO_ANSWERS, *_ALWAYS),
    course=course(9, {A: {3}, B: {1, 2, 7}}),
)

ANSWERS_ONLY = replace(
    NOT_ENOUGH,
    couple="answers-only",
    names=("Hana", "Ivo"),
    basis=Basis.ANSWERS,
    answered=(True, True),
    days=0,
    check_ins=(0, 0),
    days_written=(0, 0),
    links=links(0.8, 2.0, 1.0),
    echo_days=Estimate(1.2, 0.3, 6.0),
    bars=Bars(0.9, 14, 2.0, 0, 0.0),
    enough=Enough(is_enough=False, more_days=21),
    diagnostic=Diagnostic(None, converged=True, method="prior", effective_draws=1000.0),
    limits=(Limit.ANSWERS_ONLY, *_ALWAYS),
    course=(),
)

POOR_FIT = replace(
    ANXIOUS_AVOIDANT,
    couple="poor-fit",
    names=("Jon", "Kim"),
    patterns=(),
    enough=Enough(is_enough=False, more_days=None),
    diagnostic=Diagnostic(0.92, converged=False, method="importance", effective_draws=12.0),
    limits=(Limit.POOR_FIT, Limit.CONSTANT, *_ALWAYS),
)

ONE_SIDED = replace(
    NOT_ENOUGH,
    couple="one-sided",
    names=("Lea", "Mo"),
    days=24,
    check_ins=(22, 0),
    days_written=(22, 0),
    answered=(True, True),
    links=links(0.7, 2.4, 1.0),
    bars=Bars(0.9, 14, 2.0, 0, 0.0),
    enough=Enough(is_enough=False, more_days=None),
    limits=(Limit.ONE_SIDED, Limit.MISSING_ITEMS, *_ALWAYS),
    course=course(24, {A: {3, 11}, B: set(range(24))}),
)

ODD_NAMES = replace(
    ANXIOUS_AVOIDANT,
    couple='<odd & "names">',
    names=(
        "Maximiliane-Alexandra von und zu Hohenfels <3",
        "\u05e0\u05d5\u05e2\u05dd & \u674e\u5c0f\u9f99",
    ),
)

PUSH_PULL = replace(
    ANXIOUS_AVOIDANT,
    couple="push-pull",
    names=("Nia", "Oli"),
    days=90,
    check_ins=(150, 120),
    days_written=(85, 70),
    patterns=patterns(
        (Dance.PUSH_PULL, A, 0.91),
        (Dance.PURSUE_WITHDRAW, A, 0.06),
        (Dance.MIXED, None, 0.03),
        named=True,
    ),
    loop_gain=Estimate(0.95, 0.7, 1.2),
    echo_days=Estimate(9.0, 4.0, inf),
    limits=(Limit.MANY_GAPS, *_ALWAYS),
    course=course(90, {A: set(range(40, 45)), B: set(range(50, 70))}),
)

ESCALATION = replace(
    ANXIOUS_AVOIDANT,
    couple="two-anxious",
    names=("Pia", "Rui"),
    patterns=patterns(
        (Dance.ESCALATION, None, 0.92),
        (Dance.PURSUE_WITHDRAW, B, 0.06),
        (Dance.MIXED, None, 0.02),
        named=True,
    ),
    links=(
        *links()[:6],
        link(A, Move.PULLING_AWAY, Move.PRESSING, (1.9, 1.4, 2.4), (0.62, 0.92)),
        *links()[7:],
    ),
)

NO_ONE_PATTERN = replace(
    ANXIOUS_AVOIDANT,
    couple="no-one-pattern",
    names=("Sol", "Tui"),
    patterns=patterns(
        (Dance.MIXED, None, 0.55),
        (Dance.MUTUAL_WITHDRAWAL, None, 0.3),
        (Dance.REPAIR, None, 0.15),
        named=False,
    ),
    limits=(Limit.NO_COUPLING_SEEN, *_ALWAYS),
)

NOTHING = replace(
    ANSWERS_ONLY,
    couple="nothing-yet",
    names=("A", "B"),
    basis=Basis.NOTHING,
    answered=(False, False),
    patterns=(),
    links=(),
    loop_gain=None,
    echo_days=None,
    limits=(Limit.NO_ANSWERS, Limit.ANSWERS_ONLY, *_ALWAYS),
)

EVERY = (
    ANXIOUS_AVOIDANT, SECURE, NOT_ENOUGH, ANSWERS_ONLY, POOR_FIT, ONE_SIDED,
    ODD_NAMES, PUSH_PULL, ESCALATION, NO_ONE_PATTERN, NOTHING,
)  # fmt: skip


def swapped(reading: Reading) -> Reading:
    """The same couple told with the two letters exchanged."""
    return replace(
        reading,
        names=reading.names[::-1],
        check_ins=reading.check_ins[::-1],
        days_written=reading.days_written[::-1],
        moments=reading.moments[::-1],
        answered=reading.answered[::-1],
        patterns=tuple(
            replace(one, leader=one.leader.other if one.leader else None)
            for one in reading.patterns
        ),
        links=tuple(
            replace(one, source=one.source.other, target=one.target.other) for one in reading.links
        ),
        course=tuple(replace(one, partner=one.partner.other) for one in reading.course),
    )
