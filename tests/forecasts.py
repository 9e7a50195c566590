"""Hold made-up forecasts of every kind that a page must be able to show."""

from dataclasses import replace

from pasdedeux.terms.forecast import ArrowThen, Compared, Forecast, Week
from pasdedeux.terms.reading import Estimate
from tests.readings import links


def at(value: float, half: float) -> Estimate:
    return Estimate(value, value - half, value + half)


def compared(without: float, change: float, better: float, worse: float = 0.0) -> Compared:
    half = abs(change) * 0.8
    return Compared(at(without, 0.1), at(without + change, 0.1), at(change, half), better, worse)


def _weeks(without: float, change: float) -> tuple[Week, ...]:
    shares = [min(week, 6) / 6 if week <= 6 else 1 - 0.2 * (week - 6) for week in range(1, 11)]
    return tuple(Week(at(without, 0.05), at(without + change * one, 0.1)) for one in shares)


def _arrows(change: float, better: float, worse: float = 0.0) -> tuple[ArrowThen, ...]:
    return tuple(
        ArrowThen(
            one.source,
            one.cause,
            one.effect,
            compared(one.strength.value, change * one.strength.value, better, worse),
        )
        for one in links()
    )


LOOSENS = Forecast(
    echo=compared(2.0, -0.4, 0.6),
    trapped=compared(0.3, -0.1, 0.7),
    close=compared(4.4, 0.9, 0.8),
    arrows=_arrows(-0.2, 0.6),
    weeks=_weeks(0.3, -0.1),
    practised_weeks=6,
    per_week=5.0,
)
LOCKED = replace(
    LOOSENS, trapped=compared(0.95, -0.3, 0.7), weeks=_weeks(0.9, -0.3), echo=compared(0.8, 0.3, 0)
)
LITTLE = replace(
    LOOSENS,
    echo=compared(0.5, 0.0, 0.0),
    trapped=compared(0.0, 0.0, 0.0),
    close=compared(8.0, 0.02, 0.0),
    arrows=_arrows(-0.01, 0.0),
    weeks=_weeks(0.0, 0.0),
)
HARDER = replace(
    LITTLE,
    trapped=compared(0.2, 0.1, 0.0, 0.7),
    weeks=_weeks(0.2, 0.1),
    arrows=_arrows(0.1, 0, 0.3),
)
MIXED = replace(LOOSENS, echo=compared(2.0, 0.4, 0.0, 0.6))
UNSURE = replace(LITTLE, close=compared(5.0, 0.1, 0.35), trapped=compared(0.2, -0.01, 0.3, 0.1))
EVERY = {
    "loosens": LOOSENS,
    "locked": LOCKED,
    "little": LITTLE,
    "harder": HARDER,
    "mixed": MIXED,
    "unsure": UNSURE,
}
