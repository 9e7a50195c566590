"""Show one's own days over time: for everybody, from one's own check-ins alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.responses import Response

from pasdedeux.actions import clock
from pasdedeux.actions.check_in import lived_day
from pasdedeux.actions.make_page import make_figure
from pasdedeux.actions.remember import remember
from pasdedeux.actions.see_days import see_days
from pasdedeux.present.own_days import own_days
from pasdedeux.present.words import Words
from pasdedeux.terms.record import Item
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.pages.journal import idea
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Shown:
    """One's own days as they stand on a page; without a lead there are none yet."""

    lead: str
    pictures: tuple[tuple[str, Markup], ...]
    idea: tuple[str, str]
    """An address in the journal, and what it asks about."""


def pages() -> tuple[Page, ...]:
    """Give the page of one's own days over time."""
    return (Page("/days/over-time", Audience.SIGNED_IN, _over_time),)


def own_days_of(visit: Visit) -> Shown:
    """Give the viewer's own days, drawn."""
    today = lived_day(clock.today())
    days, words = see_days(visit.home, visit.me), visit.words
    return remember(visit.me, "own days", (days, today, words), lambda: _drawn(days, today, words))


def _drawn(days: Mapping[date, Mapping[Item, float]], today: date, words: Words) -> Shown:
    found = own_days(days, today, words)
    pictures = [
        (chart.about.title, Markup(make_figure(chart)))  # noqa: S704 - our own template, which escapes
        for chart in (found.charts if found else ())
    ]
    return Shown(found.lead if found else "", tuple(pictures), idea(today))


def _over_time(visit: Visit) -> Response:
    return render(visit, "over_time.html", days=own_days_of(visit))
