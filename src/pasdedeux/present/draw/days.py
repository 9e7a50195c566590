"""Draw days on one chart, of both or of one alone, with gaps where nobody wrote."""

from dataclasses import dataclass

from pasdedeux.present.chart import DaysChart, Line
from pasdedeux.present.draw import svg
from pasdedeux.present.draw.svg import Frame
from pasdedeux.present.people import isolated, shortened
from pasdedeux.terms.partner import Partner

_HIGHEST = 10.0
_MARKED = 11.0
"""Pixels from one mark to the next, so that marks stay apart on a long record."""
_APART = 21.0


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where days and closeness lie on a drawing."""

    frame: Frame
    left: float
    right: float
    top: float
    bottom: float
    days: int

    def x(self, day: float) -> float:
        return self.left + (self.right - self.left) * day / max(self.days - 1, 1)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / _HIGHEST


def draw_days(chart: DaysChart) -> tuple[str, str]:
    """Draw the days for a wide page and for a narrow one."""
    days = len(chart.lines[0].values)
    has_labels = any(line.label for line in chart.lines)
    wide = _Plane(Frame("wide", 700, 300), 42, 596 if has_labels else 674, 30, 250, days)
    tall = _Plane(Frame("tall", 340, 310), 36, 240 if has_labels else 318, 30, 256, days)
    return _drawn(chart, wide), _drawn(chart, tall)


def _drawn(chart: DaysChart, plane: _Plane) -> str:
    return svg.picture(
        chart.about,
        plane.frame,
        _grid(chart, plane),
        *(_line(line, plane) for line in chart.lines),
        _labels(chart, plane),
    )


def _grid(chart: DaysChart, plane: _Plane) -> str:
    close, apart, day = chart.words
    levels = "".join(
        svg.shape(
            "line", "grid", x1=plane.left, y1=plane.y(level), x2=plane.right, y2=plane.y(level)
        )
        + svg.text(f"{level:.0f}", plane.left - 7, plane.y(level) + 5, "soft", "end")
        for level in (0.0, 5.0, _HIGHEST)
    )
    most = 8 if plane.frame.kind == "wide" else 3 if chart.dates else 5
    ticks = "".join(
        svg.text(_tick(chart, tick), plane.x(tick), plane.bottom + 24, "soft", "middle")
        for tick in _ticks(plane.days, most)
    )
    return (
        levels
        + ticks
        + svg.text(close, plane.left, plane.top - 10, "soft")
        + svg.text(apart, plane.left + 4, plane.bottom - 8, "soft")
        + (svg.text(day, plane.right + 16, plane.bottom + 24, "soft") if day else "")
    )


def _tick(chart: DaysChart, day: int) -> str:
    return chart.dates[day] if chart.dates else str(day + 1)


def _ticks(days: int, most: int) -> range:
    """Choose days to write under the line: weeks where there are weeks."""
    unit = 7 if days > 14 else 2
    return range(0, days, unit * max(1, -(-days // (unit * most))))


def _line(line: Line, plane: _Plane) -> str:
    kind = line.partner.value.lower()
    runs = _runs(line.values)
    paths = "".join(
        svg.shape("path", f"line {kind}", d=_path(run, plane)) for run in runs if len(run) > 1
    )
    every = max(1, round(_MARKED / max(plane.x(1) - plane.x(0), 0.1)))
    marks = "".join(
        _mark(line.partner, plane.x(day), plane.y(value))
        for run in runs
        for day, value in run
        if day % every == 0 or day in {run[0][0], run[-1][0]}  # a short run shows where it ends
    )
    return paths + marks


def _runs(values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """Split days where nobody wrote."""
    runs: list[list[tuple[int, float]]] = [[]]
    for day, value in enumerate(values):
        if value is not None:
            runs[-1].append((day, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _path(run: list[tuple[int, float]], plane: _Plane) -> str:
    return "M" + " L".join(f"{plane.x(day):.1f} {plane.y(value):.1f}" for day, value in run)


def _mark(partner: Partner, x: float, y: float) -> str:
    """A round mark for one and a square one for the other, so that colour is never alone."""
    if partner is Partner.A:
        return svg.shape("circle", "mark a", cx=x, cy=y, r=3.4)
    return svg.shape("rect", "mark b", x=x - 3.3, y=y - 3.3, width=6.6, height=6.6)


def _labels(chart: DaysChart, plane: _Plane) -> str:
    """Write each name at the end of its line, apart from each other."""
    ends = _ends(chart, plane)
    if len(ends) == 2 and ends[1][0] - ends[0][0] < _APART:
        middle = (ends[0][0] + ends[1][0]) / 2
        ends = [(middle - _APART / 2, ends[0][1]), (middle + _APART / 2, ends[1][1])]
    room = (plane.frame.width - plane.right - 27) / 16
    return "".join(
        _mark(line.partner, plane.right + 15, y - 5)
        + svg.text(
            isolated(shortened(line.label, room)),
            plane.right + 24,
            y,
            f"label {line.partner.value.lower()}",
        )
        for y, line in ends
    )


def _ends(chart: DaysChart, plane: _Plane) -> list[tuple[float, Line]]:
    ends = [
        (plane.y(runs[-1][-1][1]) + 5, line)
        for line in chart.lines
        if line.label and (runs := _runs(line.values))
    ]
    return sorted(ends, key=lambda end: end[0])
