"""Draw how a hard moment fades: a falling line in its band of doubt."""

from math import isinf

from pasdedeux.present.chart import EchoChart
from pasdedeux.present.draw import svg
from pasdedeux.present.draw.svg import Frame
from pasdedeux.terms.reading import Estimate

_STEPS = 40
_LONGEST = 28.0


def draw_echo(chart: EchoChart) -> tuple[str, str]:
    """Draw the echo for a wide page and for a narrow one."""
    return _drawn(chart, Frame("wide", 700, 230)), _drawn(chart, Frame("tall", 340, 240))


def _drawn(chart: EchoChart, frame: Frame) -> str:
    half, horizon = chart.half_life, _horizon(chart.half_life)
    left, right, top, bottom = 54.0, frame.width - 12.0, 18.0, frame.height - 54.0
    everything, halfway, nothing, days = chart.words

    def x(time: float) -> float:
        return left + (right - left) * time / horizon

    def y(share: float) -> float:
        return bottom - (bottom - top) * share

    def curve(half_life: float) -> list[str]:
        times = [horizon * step / _STEPS for step in range(_STEPS + 1)]
        return [f"{x(time):.1f} {y(_left_over(time, half_life)):.1f}" for time in times]

    band = "M" + " L".join(curve(half.low) + curve(half.high)[::-1]) + "Z"
    levels = [
        svg.shape("line", kind, x1=left, y1=y(share), x2=right, y2=y(share))
        + svg.text(word, left - 8, y(share) + 5, "soft", "end")
        for word, share, kind in (
            (everything, 1.0, "grid"),
            (halfway, 0.5, "grid half"),
            (nothing, 0.0, "grid"),
        )
    ]
    ticks = [
        svg.text(f"{tick:g}", x(tick), bottom + 22, "soft", "middle") for tick in _ticks(horizon)
    ]
    crossing = (
        ""
        if half.value > horizon
        else svg.shape("circle", "crossing", cx=x(half.value), cy=y(0.5), r=5.5)
    )
    return svg.picture(
        chart.about,
        frame,
        svg.shape("path", "fade", d=band),
        *levels,
        svg.shape("path", "fall", d="M" + " L".join(curve(half.value))),
        crossing,
        *ticks,
        svg.text(days, right, bottom + 44, "soft", "end"),
    )


def _left_over(time: float, half_life: float) -> float:
    return 1.0 if isinf(half_life) else 0.5 ** (time / max(half_life, 1e-6))


def _horizon(half: Estimate) -> float:
    """Choose how far to draw: until the slow end of the doubt is half gone, and then some."""
    if isinf(half.value):
        return _LONGEST
    far = 1.6 * half.high if not isinf(half.high) else 4 * half.value
    return max(1.0, min(max(far, 2.5 * half.value), 6 * half.value))


def _ticks(length: float) -> list[float]:
    """Choose the days to write under the line; half a day is the finest that is told."""
    units = (0.5, 1, 2, 3, 7, 14, 28)
    unit = next((one for one in units if length / one <= 6), round(length / 6) or 1)
    return [step * unit for step in range(int(length / unit) + 1)]
