"""Draw the loop: two people, and what each answers to the other."""

from math import atan2, cos, sin

from pasdedeux.present import arrows
from pasdedeux.present.chart import Arrow, LoopChart
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
    towards,
)
from pasdedeux.present.draw.svg import Frame
from pasdedeux.present.people import People
from pasdedeux.present.words import Words
from pasdedeux.terms.partner import Partner

_BENDS: dict[str, dict[Partner, Point]] = {
    "wide": {Partner.A: (350, 38), Partner.B: (350, 292)},
    "tall": {Partner.A: (226, 235), Partner.B: (114, 235)},
}
"""Where the arrow that starts at each partner bends to: the loop turns clockwise."""
_THIN, _PER_POINT, _THICK = 2.5, 3.2, 14.0
_PER_DOUBT, _WIDEST = 5.0, 34.0


def draw_loop(chart: LoopChart, words: Words) -> tuple[str, str]:
    """Draw the loop lying for a wide page and standing for a narrow one."""
    return _drawn(chart, WIDE, words), _drawn(chart, TALL, words)


def _drawn(chart: LoopChart, frame: Frame, words: Words) -> str:
    curves = [_curve(arrow, frame) for arrow in chart.arrows]
    labels = [_label(arrow, chart.people, frame, words) for arrow in chart.arrows]
    people = [person(partner, chart.people, frame) for partner in Partner]
    return svg.picture(chart.about, frame, *curves, *people, *labels)


def _curve(arrow: Arrow, frame: Frame) -> str:
    """Draw the pale band, the core and the head of one arrow."""
    kind = arrow.source.value.lower()
    start, bend, tip = _course(arrow.source, frame)
    thickness = min(_THICK, _THIN + _PER_POINT * abs(arrow.strength.value))
    doubt = _PER_DOUBT * (arrow.strength.high - arrow.strength.low)
    band = min(_WIDEST, thickness + 4 + doubt)
    back = 13 + 0.9 * thickness
    angle = atan2(tip[1] - bend[1], tip[0] - bend[0])
    base = (tip[0] - (back - 5) * cos(angle), tip[1] - (back - 5) * sin(angle))
    path = f"M{at(start)} Q{at(bend)} {at(base)}"
    dashed = " unclear" if arrows.is_open(arrow.sureness) else ""
    return (
        svg.shape("path", f"band {kind}", d=path, stroke_width=band)
        + svg.shape("path", f"core {kind}{dashed}", d=path, stroke_width=thickness)
        + svg.shape("path", f"head {kind}", d=head(tip, angle, back, thickness))
    )


def _course(source: Partner, frame: Frame) -> tuple[Point, Point, Point]:
    """Give start, bend and tip of an arrow, clear of both circles."""
    places, bend = PLACES[frame.kind], _BENDS[frame.kind][source]
    start = towards(places[source], bend, RADIUS + 4)
    return start, bend, towards(places[source.other], bend, RADIUS + 6)


def _label(arrow: Arrow, people: People, frame: Frame, words: Words) -> str:
    """Write beside an arrow what the one does, what the other does then, and how strongly."""
    brief = people.short(5.0 if frame.kind == "tall" else 9.0)
    cause = arrows.when(arrow.cause, brief.name(arrow.source), words)
    answer = arrows.answer(arrow.effect, arrow.sureness, brief.name(arrow.target), words)
    if frame.kind == "wide":
        above = arrow.source is Partner.A
        top = 28.0 if above else 292.0
        return "".join(
            svg.text(line, 350, top + 22 * place, kind, "middle")
            for place, (line, kind) in enumerate(
                ((f"{cause} {answer}", "strong"), (arrow.size, "soft"))
            )
        )
    lines = [(line, "soft") for line in svg.wrapped(cause, 6.6, 4)]
    lines += [(line, "strong") for line in svg.wrapped(answer, 6.2, 4)]
    lines += [(line, "soft") for line in svg.wrapped(arrow.size, 6.6, 4)]
    x, anchor = (230.0, "start") if arrow.source is Partner.A else (110.0, "end")
    top = 240 - 10.5 * (len(lines) - 1)
    return "".join(
        svg.text(line, x, top + 21 * place, kind, anchor)
        for place, (line, kind) in enumerate(lines)
    )
