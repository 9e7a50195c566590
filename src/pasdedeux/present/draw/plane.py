"""Draw a place on two dimensions: a region, and no dot that would look surer than it is."""

from pasdedeux.present.chart import PlaneChart
from pasdedeux.present.draw import svg
from pasdedeux.present.draw.svg import Frame

_SIDE, _LEFT, _TOP = 300.0, 30.0, 34.0
_FRAME = Frame("tall", 360, 372)


def draw_plane(chart: PlaneChart) -> str:
    """Draw the plane with its two lines and the region."""
    x, y = _across(chart.point[0], chart), _up(chart.point[1], chart)
    line_x, line_y = _across(chart.line, chart), _up(chart.line, chart)
    unit = _SIDE / (chart.span[1] - chart.span[0])
    right, below = _LEFT + _SIDE, _TOP + _SIDE
    left_end, right_end, lower_end, upper_end = chart.words
    return svg.picture(
        chart.about,
        _FRAME,
        svg.shape("rect", "plane", x=_LEFT, y=_TOP, width=_SIDE, height=_SIDE, rx=12),
        svg.shape("line", "zero", x1=line_x, y1=_TOP, x2=line_x, y2=below),
        svg.shape("line", "zero", x1=_LEFT, y1=line_y, x2=right, y2=line_y),
        svg.shape(
            "ellipse",
            "region",
            cx=x,
            cy=y,
            rx=chart.half_axes[0] * unit,
            ry=chart.half_axes[1] * unit,
            transform=f"rotate({-chart.turned:.1f} {x:.1f} {y:.1f})",
        ),
        svg.text(upper_end, _LEFT, _TOP - 12, "soft"),
        svg.text(lower_end, _LEFT + 10, below - 12, "soft"),
        svg.text(left_end, _LEFT, below + 24, "soft"),
        svg.text(right_end, right, below + 24, "soft", "end"),
    )


def _across(value: float, chart: PlaneChart) -> float:
    low, high = chart.span
    return _LEFT + _SIDE * (min(max(value, low), high) - low) / (high - low)


def _up(value: float, chart: PlaneChart) -> float:
    low, high = chart.span
    return _TOP + _SIDE * (1 - (min(max(value, low), high) - low) / (high - low))
