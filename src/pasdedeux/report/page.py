"""Make the page of one reading: a single HTML text that needs nothing from outside."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from pasdedeux.present.cards import Shown
from pasdedeux.present.chart import Chart
from pasdedeux.present.draw.chart import Figure, figure
from pasdedeux.present.places import Place
from pasdedeux.present.words import ENGLISH, Words

_TITLE = "pasdedeux"
"""Neutral on purpose: a browser's history lists it, and the other person may look."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a page carries besides the reading: a note on top, and the way to other pages."""

    note: str = ""
    places: tuple[Place, ...] = ()
    icon: str = "data:,"
    """Address of the tab's icon; the empty one keeps a browser from asking for its own."""
    refresh_seconds: int | None = None
    leave: str = "about:blank"
    """Where the exit leads; an empty page where there is no other of our own."""


def reading_page(shown: Shown, around: Around | None = None, words: Words = ENGLISH) -> str:
    """Give the page of one reading as HTML."""
    around = around or Around()

    def drawn(chart: Chart) -> Figure:
        return figure(chart, words)

    return template("reading.html").render(
        shown=shown, drawn=drawn, svg=Markup, **_common(around, words)
    )


def reading_part(shown: Shown, words: Words = ENGLISH) -> str:
    """Give what a reading says as the inside of another page."""

    def drawn(chart: Chart) -> Figure:
        return figure(chart, words)

    return template("reading_part.html").render(
        shown=shown, drawn=drawn, svg=Markup, _=words.gettext
    )


def figure_part(chart: Chart, words: Words = ENGLISH) -> str:
    """Give one picture with its table as a part of another page."""
    return template("figure_part.html").render(
        figure=figure(chart, words), svg=Markup, _=words.gettext
    )


def note_page(heading: str, sentences: tuple[str, ...], around: Around | None = None) -> str:
    """Give a page that only says something: getting ready, not found, could not be read."""
    around = around or Around()
    return template("note.html").render(
        heading=heading, sentences=sentences, **_common(around, ENGLISH)
    )


def measures_page() -> str:
    """Give the page that the exit leads to: a table of kitchen measures, and nothing of ours."""
    return template("measures.html").render(
        style=Markup(style()),  # noqa: S704 - our own shipped file, no one's words
        policy=style_policy(),
    )


def picture_file(chart: Chart, words: Words = ENGLISH) -> str:
    """Give one picture as an SVG file of its own, with its colours for light and for dark."""
    drawing = figure(chart, words).drawings[0]
    style = _shipped("tokens.css") + _shipped("pictures.css")
    ground = '<rect class="ground" width="100%" height="100%" rx="16"/>'
    opened, _, rest = drawing.partition(">")
    return f"{opened}><style>{style}.ground {{ fill: var(--card); }}</style>{ground}{rest}\n"


def style_policy() -> str:
    """Give the content policy that lets this page's own style in and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _common(around: Around, words: Words) -> dict[str, object]:
    return {
        "title": _TITLE,
        "around": around,
        "style": Markup(style()),  # noqa: S704 - our own shipped file, no one's words
        "policy": style_policy(),
        "_": words.gettext,
    }


@cache
def style() -> str:
    """Give the one style of these pages."""
    return "".join(_shipped(name) for name in ("tokens.css", "page.css", "pictures.css"))


def _shipped(name: str) -> str:
    return files("pasdedeux.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    names = (
        "frame.html",
        "reading.html",
        "reading_part.html",
        "note.html",
        "parts.html",
        "measures.html",
        "own_copy.html",
        "figure_part.html",
    )
    return Environment(
        loader=DictLoader({name: _shipped(name) for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """Give a shipped template, escaping on."""
    return _environment().get_template(name)
