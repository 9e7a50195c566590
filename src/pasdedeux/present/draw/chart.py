"""Draw any chart: one drawing for a wide page and one for a narrow page."""

from dataclasses import dataclass

from pasdedeux.present.chart import (
    About,
    AheadChart,
    Chart,
    DaysChart,
    DotsChart,
    EchoChart,
    LoopChart,
    PatternsChart,
    PlaneChart,
    SwingChart,
)
from pasdedeux.present.draw.ahead import draw_ahead
from pasdedeux.present.draw.days import draw_days
from pasdedeux.present.draw.dots import draw_dots, draw_patterns
from pasdedeux.present.draw.echo import draw_echo
from pasdedeux.present.draw.loop import draw_loop
from pasdedeux.present.draw.plane import draw_plane
from pasdedeux.present.draw.swing import draw_swing
from pasdedeux.present.words import Words


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart ready for a page: its drawings as SVG text and what goes with them."""

    about: About
    drawings: tuple[str, ...]
    """One for every width, or one for a wide page and one for a narrow page."""


def figure(chart: Chart, words: Words) -> Figure:  # noqa: PLR0911 - one a kind of chart
    """Draw a chart for every width of page."""
    match chart:
        case LoopChart():
            return Figure(chart.about, draw_loop(chart, words))
        case SwingChart():
            return Figure(chart.about, draw_swing(chart))
        case DotsChart():
            return Figure(chart.about, (draw_dots(chart),))
        case PatternsChart():
            return Figure(chart.about, draw_patterns(chart))
        case DaysChart():
            return Figure(chart.about, draw_days(chart))
        case EchoChart():
            return Figure(chart.about, draw_echo(chart))
        case PlaneChart():
            return Figure(chart.about, (draw_plane(chart),))
        case AheadChart():
            return Figure(chart.about, draw_ahead(chart))
