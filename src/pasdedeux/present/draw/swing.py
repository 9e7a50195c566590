"""Draw a push-pull: one who comes close to the other, and steps back again."""

from math import atan2, cos, sin

from pasdedeux.present.chart import SwingChart
from pasdedeux.present.draw import svg
from pasdedeux.present.draw.seats import (
    PLACES,
    RADIUS,
    TALL,
    WIDE,
    Point,
    at,
    head,
    person,
    seat,
    towards,
)
from pasdedeux.present.draw.svg import Frame
from pasdedeux.present.people import shortened

_NEAR = 2 * RADIUS + 22
"""From the other's middle to that of the place where the one who swings turns."""
_BEND = 105.0
_THICKNESS = 6.0
_ASIDE = 66.0
"""From the middle to the words beside the arrows, where the swing stands upright."""


def draw_swing(chart: SwingChart) -> tuple[str, str]:
    """Draw the swing lying for a wide page and standing for a narrow one."""
    return _drawn(chart, WIDE), _drawn(chart, TALL)


def _drawn(chart: SwingChart, frame: Frame) -> str:
    home, other = (PLACES[frame.kind][one] for one in (chart.leader, chart.leader.other))
    near = towards(other, home, _NEAR)
    middle = (home[0] + near[0]) / 2, (home[1] + near[1]) / 2
    kind = chart.leader.value.lower()
    there, back = _bends(middle, frame)
    people = [person(one, chart.people, frame) for one in (chart.leader, chart.leader.other)]
    return svg.picture(
        chart.about,
        frame,
        seat(chart.leader, *near, " turning"),
        *people,
        _arrow(home, there, near, kind),
        _arrow(near, back, home, kind),
        _words(chart.words[0], middle, frame, is_there=True),
        _words(chart.words[1], middle, frame, is_there=False),
    )


def _bends(middle: Point, frame: Frame) -> tuple[Point, Point]:
    """Say where the way there and the way back bend to: above and below, or right and left."""
    x, y = middle
    if frame.kind == "wide":
        return (x, y - _BEND), (x, y + _BEND)
    return (x + _BEND * 0.6, y), (x - _BEND * 0.6, y)


def _arrow(start: Point, bend: Point, end: Point, kind: str) -> str:
    first, tip = towards(start, bend, RADIUS + 4), towards(end, bend, RADIUS + 6)
    angle = atan2(tip[1] - bend[1], tip[0] - bend[0])
    base = (tip[0] - 13 * cos(angle), tip[1] - 13 * sin(angle))
    return svg.shape(
        "path", f"core {kind}", d=f"M{at(first)} Q{at(bend)} {at(base)}", stroke_width=_THICKNESS
    ) + svg.shape("path", f"head {kind}", d=head(tip, angle, 18.0, _THICKNESS))


def _words(words: str, middle: Point, frame: Frame, *, is_there: bool) -> str:
    x, y = middle
    if frame.kind == "wide":
        place = y - _BEND * 0.75 if is_there else y + _BEND * 0.75 + 14
        return svg.text(shortened(words, 22.0), x, place, "strong", "middle")
    lines = svg.wrapped(words, 6.0, 4)
    side, anchor = (x + _ASIDE, "start") if is_there else (x - _ASIDE, "end")
    top = y + 6 - 10.5 * (len(lines) - 1)
    return "".join(
        svg.text(line, side, top + 21 * place, "strong", anchor) for place, line in enumerate(lines)
    )
