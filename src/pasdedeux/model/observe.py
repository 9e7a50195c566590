"""From a state to what a check-in or a moment would say of it.

One place holds the words' numbers, so that the simulated diary and the
likelihood cannot disagree: a report is a linear view of one signal, with the
reporter's own offset, scale and noise, read in cells of the answer scale.
"""

from enum import IntEnum
from types import MappingProxyType

from pasdedeux.model.kernel import inlined
from pasdedeux.terms.record import Act, Ending, Item


class Signal(IntEnum):
    """What a report is about; the reporter's view of one number."""

    STRESS = 0  # load from outside, as its standard normal
    UNEASY = 1  # own distress
    REACHED = 2  # own pursuit
    PULLED_AWAY = 3  # own withdrawal
    CLOSE = 4  # own felt security
    THERE = 5  # the other's responsiveness
    OWN_ACT = 6  # own pursuit minus withdrawal, told step by step
    OTHER_ACT = 7  # the other's, as this teller saw it
    ENDED = 8  # felt security at the end of a moment


SLIDERS: MappingProxyType[Item, Signal] = MappingProxyType(
    {
        Item.STRESS: Signal.STRESS,
        Item.UNEASY: Signal.UNEASY,
        Item.REACHED: Signal.REACHED,
        Item.PULLED_AWAY: Signal.PULLED_AWAY,
        Item.CLOSE: Signal.CLOSE,
        Item.THERE_FOR_ME: Signal.THERE,
    }
)
"""What each slider of a check-in is a view of."""
ACTS = (Act.PULLS_AWAY, Act.STAYS, Act.REACHES, Act.PRESSES)
"""A told act by its cell between `ACT_CUTS`."""
ENDINGS = (Ending.APART, Ending.OPEN, Ending.TOGETHER)
"""A told ending by its cell between `ENDED_CUTS`."""
CLOSE_SHARE = 0.6
"""Share of a report of closeness that is about today; the rest is the reporter's outlook (G12)."""
OUTLOOK = -0.2
"""What a standard deviation of either trait takes from the outlook (decision 0004)."""
OUTLOOK_MEAN = 0.1
SLIDER_NOISE = 1.0
"""Points of a 0-10 slider."""
STRESS_AT_REST = 3.0
STRESS_POINTS = 2.0
ACT_NOISE = 0.12
"""A told act is coded with less noise than a slider."""
ENDED_NOISE = 0.2
ACT_CUTS = (-0.05, 0.20, 0.50)
"""Where pulling away, staying, reaching and pressing part, in pursuit minus withdrawal."""
ENDED_CUTS = (-0.10, 0.35)
MOMENT_STRESS = 1.5
"""A moment is told because something happened: the load's mean, in its own deviations."""


@inlined
def shown(x: float) -> float:
    """Stretch the low end, as people do: a little unease is not a zero.

    Source: decision 0004.
    """
    of = type(x)
    up = max(x, of(0.0))
    return of(1.3) * up / (up + of(0.3))


@inlined
def scale_of(signal: int, outlook: float, loudness: float, stretch: float) -> tuple[float, float]:
    """Give offset and slope of a report on its signal, in the report's own unit.

    Source: decision 0004.
    """
    if signal == 0:
        return STRESS_AT_REST + loudness, STRESS_POINTS * stretch
    if signal <= 3:
        return loudness, 10.0 * stretch
    if signal == 4:
        return 5.0 + 5.0 * outlook, 5.0 * CLOSE_SHARE * stretch
    if signal == 5:
        return 5.0 + 5.0 * outlook - 5.0 * CLOSE_SHARE * stretch, 10.0 * CLOSE_SHARE * stretch
    if signal == 8:
        return outlook, CLOSE_SHARE
    return 0.0, 1.0


@inlined
def noise_of(signal: int, noise: float) -> float:
    """Give the standard deviation of a report around its line, in the report's own unit.

    Source: decision 0004.
    """
    if signal <= 5:
        return SLIDER_NOISE * noise
    if signal == 8:
        return ENDED_NOISE * noise
    return ACT_NOISE * noise
