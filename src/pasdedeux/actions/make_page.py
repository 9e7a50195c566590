"""Make the page of a reading, for the browser or as one file."""

from pathlib import Path

from pasdedeux.actions.write_whole import write_whole
from pasdedeux.present.cards import Shown, shown
from pasdedeux.present.chart import Chart
from pasdedeux.present.places import Place
from pasdedeux.report import page
from pasdedeux.report.page import Around
from pasdedeux.terms.reading import Reading


def make_page(
    reading: Reading,
    *,
    note: str = "",
    places: tuple[Place, ...] = (),
    icon: str = "data:,",
    leave: str = "about:blank",
) -> str:
    """Give the page of a reading as HTML that needs nothing from outside.

    Args:
        reading: what to show.
        note: a sentence on top, such as that a couple is made up.
        places: other pages that this one leads to.
        icon: address of the tab's icon.
        leave: where the exit leads.
    """
    return page.reading_page(shown(reading), Around(note, places, icon, leave=leave))


def make_reading_part(shown: Shown) -> str:
    """Give what a reading says as the inside of another page, safe as it is."""
    return page.reading_part(shown)


def make_figure(chart: Chart) -> str:
    """Give one picture with its table as a part of another page, safe as it is."""
    return page.figure_part(chart)


def write_page(reading: Reading, place: Path, *, note: str = "") -> None:
    """Write the page of a reading as one file, whole or not at all.

    Raises:
        UnreadableError: the file cannot be written, and why.
    """
    write_whole({place: [make_page(reading, note=note)]})


def make_note(
    heading: str,
    *sentences: str,
    places: tuple[Place, ...] = (),
    icon: str = "data:,",
    refresh_seconds: int | None = None,
    leave: str = "about:blank",
) -> str:
    """Give a page that only says something: getting ready, not found, could not be read."""
    return page.note_page(heading, sentences, Around("", places, icon, refresh_seconds, leave))


def make_measures() -> str:
    """Give the neutral page that the exit of a served page leads to."""
    return page.measures_page()


def page_policy() -> str:
    """Give the content policy that every page is served under."""
    return page.style_policy()


def page_style() -> str:
    """Give the style that pages of a reading have, for pages that show it beside more."""
    return page.style()
