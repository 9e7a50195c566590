"""Draw the two people and the heads of arrows: what every picture of the two shares."""

from math import cos, hypot, sin

from pasdedeux.present.draw import svg
from pasdedeux.present.draw.svg import Frame
from pasdedeux.present.people import People, isolated
from pasdedeux.terms.partner import Partner

Point = tuple[float, float]

RADIUS = 52.0
WIDE = Frame("wide", 700, 330)
TALL = Frame("tall", 340, 470)
PLACES: dict[str, dict[Partner, Point]] = {
    "wide": {Partner.A: (90, 165), Partner.B: (610, 165)},
    "tall": {Partner.A: (170, 60), Partner.B: (170, 410)},
}


def person(partner: Partner, people: People, frame: Frame) -> str:
    """Draw one of the two at their place, with the name in it."""
    x, y = PLACES[frame.kind][partner]
    lines = svg.wrapped(people.names[partner.place], 5.2, 2)
    top = y + 6 - 11 * (len(lines) - 1)
    names = [
        svg.text(isolated(line), x, top + 22 * place, "name", "middle")
        for place, line in enumerate(lines)
    ]
    return seat(partner, x, y) + "".join(names)


def seat(partner: Partner, x: float, y: float, more: str = "") -> str:
    """Draw a round seat for one and a square one for the other: never colour alone."""
    if partner is Partner.A:
        return svg.shape("circle", f"person a{more}", cx=x, cy=y, r=RADIUS)
    side = 2 * RADIUS - 6
    left, top = x - side / 2, y - side / 2
    return svg.shape("rect", f"person b{more}", x=left, y=top, width=side, height=side, rx=24)


def head(tip: Point, angle: float, back: float, thickness: float) -> str:
    """Draw a slim head with a notch, so that it reads as a direction and not as a weight."""
    half = 6.5 + 0.55 * thickness
    across = (-sin(angle) * half, cos(angle) * half)
    along = (cos(angle), sin(angle))
    rear = (tip[0] - (back + 3) * along[0], tip[1] - (back + 3) * along[1])
    notch = (tip[0] - (back - 2) * along[0], tip[1] - (back - 2) * along[1])
    left = (rear[0] + across[0], rear[1] + across[1])
    right = (rear[0] - across[0], rear[1] - across[1])
    return f"M{at(tip)} L{at(left)} L{at(notch)} L{at(right)} Z"


def towards(start: Point, end: Point, distance: float) -> Point:
    """Give the point at a distance from one point on the way to another."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    return start[0] + across / length * distance, start[1] + down / length * distance


def at(point: Point) -> str:
    """Write a point as a path takes it."""
    return f"{point[0]:.1f} {point[1]:.1f}"
