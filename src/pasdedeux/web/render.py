"""Turn a template and its parts into the answer to a visit."""

from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pasdedeux.actions.make_page import page_style
from pasdedeux.present import kept_words
from pasdedeux.terms.home import Mine, Shared
from pasdedeux.web.visit import Visit
from pasdedeux.web.walk_bar import walk_bar

TITLE = "pasdedeux"
"""The same everywhere: a browser's history lists it, and the other person may look."""

COOKIE = "visit"

_WELL = 200

_MINE = ("notes", "sharing", "settings", "invite", "answers", "days", "journal")
BELONGS = dict.fromkeys(_MINE, "/mine") | dict.fromkeys(("check-in", "moments"), "/today")
BELONGS |= dict.fromkeys(("try", "week"), "/try")
"""The place that a page is found under, by the first part of its address."""


def render(visit: Visit, template: str, *, status: int = 200, **parts: object) -> HTMLResponse:
    """Show a template; the frame finds in it who looks and where they are."""
    words = visit.words
    text = (
        _environment()
        .get_template(template)
        .render(
            visit=visit,
            form=visit.form,
            title=TITLE,
            places=_places(visit, status) if visit.session else (),
            footer=visit.house.footer if visit.house else (),
            walk=walk_bar(visit),
            gettext=words.gettext,
            ngettext=words.ngettext,
            _=words.gettext,
            **parts,
        )
    )
    return HTMLResponse(text, status_code=status)


@cache
def style() -> str:
    """Give the one stylesheet: what the page of a reading has, and what forms need besides."""
    return page_style() + _shipped("home.css")


@cache
def script() -> str:
    """Give the one script: it leaves faster and keeps what is typed; nothing needs it."""
    return _shipped("home.js")


def _places(visit: Visit, status: int) -> tuple[tuple[str, str, str], ...]:
    """List the five places, and which one this page is, or belongs to; trouble is nowhere."""
    path = visit.path if status == _WELL else ""
    named = (
        ("/today", "Today"),
        ("/us", "Us" if visit.link else "My side"),
        ("/try", "Try"),
        ("/learn", "Learn"),
        ("/mine", "Mine"),
    )
    return tuple(
        (address, visit.words.gettext(name), _is_here(path, address)) for address, name in named
    )


def _is_here(path: str, address: str) -> str:
    if path == address:
        return "page"
    first = path.removeprefix("/").partition("/")[0]
    return "true" if BELONGS.get(first) == address else ""


def _lines(item: Mine | Shared) -> tuple[str, ...]:
    return kept_words.lines(item.kind, item.body)


def _day(iso: object) -> str:
    """Write a day as people do; what is no day stays as it is."""
    try:
        found = date.fromisoformat(str(iso))
    except ValueError:
        return str(iso)
    return f"{found.day} {found:%B %Y}"


def _shipped(name: str) -> str:
    return files("pasdedeux.web").joinpath("templates", name).read_text(encoding="utf-8")


def _begins(words: str) -> str:
    """Begin a line with a capital, and leave the names of months and people theirs."""
    return words[:1].upper() + words[1:]


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("pasdedeux.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    made.filters["day"] = _day
    made.filters["lines"] = _lines
    made.filters["begins"] = _begins
    made.policies["ext.i18n.trimmed"] = True
    return made
