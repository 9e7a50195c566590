"""Draw dots that can be counted: ten for an arrow, ten for each pattern."""

from pasdedeux.present.chart import DotsChart, PatternsChart
from pasdedeux.present.draw import svg
from pasdedeux.present.draw.svg import Frame

_DOT = 7.0
_STEP = 15.0
_WIDTH, _EDGE = 300, 12.0
_LABEL = 62.0
"""Room that a word under the line needs on either side."""


def draw_dots(chart: DotsChart) -> str:
    """Draw ten dots along a line, stacked where they would lie on one another."""
    stacks = _stacks([_place(dot, chart.span) for dot in chart.dots])
    line = 12 + _STEP * max((len(stack) for stack in stacks), default=1)
    frame = Frame("strip", _WIDTH, round(line + 32))
    kind = f"dot {chart.partner.value.lower()}"
    dots = [
        svg.shape("circle", kind, cx=sum(stack) / len(stack), cy=line - 9 - _STEP * row, r=_DOT)
        for stack in stacks
        for row in range(len(stack))
    ]
    zero = _place(0.0, chart.span)
    return svg.picture(
        chart.about,
        frame,
        svg.shape("line", "axis", x1=0, y1=line, x2=_WIDTH, y2=line),
        svg.shape("line", "zero", x1=zero, y1=8, x2=zero, y2=line + 6),
        *dots,
        _ends(chart, zero, line + 24),
    )


def draw_patterns(chart: PatternsChart) -> tuple[str, str]:
    """Draw a row of ten dots for each pattern: words beside it, or above it."""
    wide = Frame("wide", 700, 36 * len(chart.rows) + 8)
    rows = [
        svg.text(row.label, 0, 36 * place + 26, _weight(is_named=row.is_named))
        + _ten(row.filled, 338, 36 * place + 20, is_named=row.is_named)
        + svg.text(row.value, 534, 36 * place + 26, "plain")
        for place, row in enumerate(chart.rows)
    ]
    tall = Frame("tall", 340, 66 * len(chart.rows) + 4)
    stacked = [
        svg.text(row.label, 0, 66 * place + 18, _weight(is_named=row.is_named))
        + _ten(row.filled, 8, 66 * place + 40, is_named=row.is_named)
        + svg.text(row.value, 197, 66 * place + 46, "plain")
        for place, row in enumerate(chart.rows)
    ]
    return svg.picture(chart.about, wide, *rows), svg.picture(chart.about, tall, *stacked)


def _ten(filled: int, x: float, y: float, *, is_named: bool) -> str:
    full = "ten full named" if is_named else "ten full"
    return "".join(
        svg.shape("circle", full if place < filled else "ten", cx=x + 19 * place, cy=y, r=_DOT)
        for place in range(10)
    )


def _weight(*, is_named: bool) -> str:
    return "strong" if is_named else "plain"


def _place(value: float, span: tuple[float, float]) -> float:
    share = (value - span[0]) / (span[1] - span[0])
    return _EDGE + share * (_WIDTH - 2 * _EDGE)


def _stacks(places: list[float]) -> list[list[float]]:
    """Group places that would overlap, from left to right."""
    stacks: list[list[float]] = []
    for place in sorted(places):
        if stacks and place - stacks[-1][0] < _STEP:
            stacks[-1].append(place)
        else:
            stacks.append([place])
    return stacks


def _ends(chart: DotsChart, zero: float, y: float) -> str:
    """Write the words under the line; an end gives way to the word for no change."""
    less, same, more = chart.ends
    middle = min(max(zero, 40), _WIDTH - 40)
    words = [svg.text(same, middle, y, "soft", "middle")]
    if middle > 2 * _LABEL:
        words.append(svg.text(less, 0, y, "soft"))
    if middle < _WIDTH - 2 * _LABEL:
        words.append(svg.text(more, _WIDTH, y, "soft", "end"))
    return "".join(words)
