"""Draw weeks to come: one line as things are, one with a practice, each in its band of doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

from pasdedeux.present.chart import AheadChart
from pasdedeux.present.draw import svg
from pasdedeux.present.draw.svg import Frame
from pasdedeux.terms.reading import Estimate

_KEY = 26.0
"""Height of a line of the key above the picture."""


@dataclass(frozen=True, slots=True)
class _Plane:
    frame: Frame
    left: float
    right: float
    top: float
    bottom: float
    weeks: int

    def x(self, week: float) -> float:
        return self.left + (self.right - self.left) * week / max(self.weeks - 1, 1)

    def y(self, share: float) -> float:
        return self.bottom - (self.bottom - self.top) * min(max(share, 0.0), 1.0)


def draw_ahead(chart: AheadChart) -> tuple[str, str]:
    """Draw the weeks for a wide page and for a narrow one."""
    weeks = len(chart.without)
    wide = _Plane(Frame("wide", 700, 320), 26, 674, 84, 272, weeks)
    tall = _Plane(Frame("tall", 340, 330), 22, 322, 106, 282, weeks)
    return _drawn(chart, wide), _drawn(chart, tall)


def _drawn(chart: AheadChart, plane: _Plane) -> str:
    return svg.picture(
        chart.about,
        plane.frame,
        _grid(chart, plane),
        _course(chart.without, plane, " before"),
        _course(chart.with_it, plane, ""),
        _left(chart, plane),
        _key(chart, plane),
    )


def _grid(chart: AheadChart, plane: _Plane) -> str:
    everything, nothing, weeks = chart.words[:3]
    levels = "".join(
        svg.shape("line", "grid", x1=plane.left, y1=plane.y(at), x2=plane.right, y2=plane.y(at))
        for at in (0.0, 0.5, 1.0)
    )
    ticks = "".join(
        svg.text(str(week + 1), plane.x(week), plane.bottom + 22, "soft", "middle")
        for week in range(plane.weeks)
    )
    return (
        levels
        + ticks
        + svg.text(everything, plane.left, plane.top - 8, "soft")
        + svg.text(nothing, plane.right, plane.bottom - 8, "soft", "end")
        + svg.text(weeks, plane.right, plane.bottom + 44, "soft", "end")
    )


def _course(course: Sequence[Estimate], plane: _Plane, kind: str) -> str:
    up = [f"{plane.x(week):.1f} {plane.y(one.high):.1f}" for week, one in enumerate(course)]
    down = [f"{plane.x(week):.1f} {plane.y(one.low):.1f}" for week, one in enumerate(course)]
    line = [f"{plane.x(week):.1f} {plane.y(one.value):.1f}" for week, one in enumerate(course)]
    return svg.shape("path", f"fade{kind}", d="M" + " L".join(up + down[::-1]) + "Z") + svg.shape(
        "path", f"fall{kind}", d="M" + " L".join(line)
    )


def _left(chart: AheadChart, plane: _Plane) -> str:
    if not 0 < chart.left_after < plane.weeks:
        return ""
    at = plane.x(chart.left_after - 0.5)
    return svg.shape("line", "zero", x1=at, y1=plane.top, x2=at, y2=plane.bottom) + svg.text(
        chart.words[5], at, plane.bottom + 44, "soft", "middle"
    )


def _key(chart: AheadChart, plane: _Plane) -> str:
    rows = ((chart.words[3], " before"), (chart.words[4], ""))
    return "".join(
        svg.shape(
            "line", f"fall{kind}", x1=plane.left, y1=16 + _KEY * row, x2=plane.left + 34,
            y2=16 + _KEY * row,
        )
        + svg.text(words, plane.left + 44, 22 + _KEY * row, "plain")
        for row, (words, kind) in enumerate(rows)
    )  # fmt: skip
