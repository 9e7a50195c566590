"""Hold what a picture shows: marks with their doubt, a title, a description, the same numbers."""

from dataclasses import dataclass
from typing import TypeAlias

from pasdedeux.present.arrows import Sureness
from pasdedeux.present.people import People
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Estimate, Move


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture, as text."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class About:
    """What goes with every picture."""

    name: str
    """Tells the pictures of a page apart; a word of letters."""
    title: str
    """The finding, in plain words."""
    description: str
    table: Table


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow of the loop: its thickness is strength, its pale band is doubt."""

    source: Partner
    target: Partner
    cause: Move
    effect: Move
    size: str
    """How strong, in a word."""
    strength: Estimate
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class LoopChart:
    """Two people and what each answers to the other."""

    about: About
    people: People
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class SwingChart:
    """One who comes close and steps back again, and one who sees it."""

    about: About
    people: People
    leader: Partner
    words: tuple[str, str]
    """What the leader does on the way there, and on the way back."""


@dataclass(frozen=True, slots=True)
class DotsChart:
    """Ten dots along a line; each is one chance in ten."""

    about: About
    partner: Partner
    dots: tuple[float, ...]
    span: tuple[float, float]
    ends: tuple[str, str, str]
    """Words for the left end, for no change, and for the right end."""


@dataclass(frozen=True, slots=True)
class TenRow:
    """A row of ten dots, some of them filled."""

    label: str
    filled: int
    value: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class PatternsChart:
    """How many in ten each pattern would be."""

    about: About
    rows: tuple[TenRow, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One person's days; None where nobody wrote."""

    partner: Partner
    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class DaysChart:
    """Days on one chart: a line for each of two people, or one line alone."""

    about: About
    lines: tuple[Line, ...]
    """A line without a label carries none, as one line alone needs none."""
    words: tuple[str, str, str]
    """Words for the top, for the bottom, and for a day."""
    note: str
    """Where the lines break, and on how many days."""
    dates: tuple[str, ...] = ()
    """What each day is called under the line; its number, if there are none."""


@dataclass(frozen=True, slots=True)
class EchoChart:
    """How a hard moment fades, with its doubt."""

    about: About
    half_life: Estimate
    """Days until half is gone; an end without bound is infinite."""
    words: tuple[str, ...]
    """Words for all of it, for half, for none and for days later."""


@dataclass(frozen=True, slots=True)
class PlaneChart:
    """A place on two dimensions, as the region that holds it nine times in ten."""

    about: About
    point: tuple[float, float]
    """Across and up, in the unit of the ends."""
    half_axes: tuple[float, float]
    """Long, then short."""
    turned: float
    """Angle of the long axis in degrees, from across towards up."""
    span: tuple[float, float]
    line: float
    """Where the two lines through the plane stand."""
    words: tuple[str, str, str, str]
    """Left end, right end, lower end, upper end."""


@dataclass(frozen=True, slots=True)
class AheadChart:
    """A share of the weeks to come, with a practice and without it, each in its doubt."""

    about: About
    without: tuple[Estimate, ...]
    """Shares, 0 to 1, week by week."""
    with_it: tuple[Estimate, ...]
    left_after: int
    """Weeks after which the practice is left."""
    words: tuple[str, str, str, str, str, str]
    """Words for all of the time, for none, for weeks, for each of the two lines, and for where it
    is left."""


Chart: TypeAlias = (
    LoopChart
    | SwingChart
    | DotsChart
    | PatternsChart
    | DaysChart
    | EchoChart
    | PlaneChart
    | AheadChart
)
