"""Show what if: the weeks to come with a practice and without it, each with its doubt.

The forecast is worked out for everybody alike; whom the map is not offered to is shown, at the
same address, what their own hard evenings have in common (decision 0050).
"""

from collections.abc import Sequence

from markupsafe import Markup
from starlette.responses import Response

from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions import foresee as foreseeing
from pasdedeux.actions.ask_privately import Feature
from pasdedeux.actions.find_practice import Practice, find_practice
from pasdedeux.actions.make_page import make_figure
from pasdedeux.actions.see_dance import Seen, see_dance
from pasdedeux.present import what_if as told
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit


def pages() -> tuple[Page, ...]:
    """Give the page of a what-if."""
    return (Page("/try/{name}/if/{often}", Audience.SIGNED_IN, _if),)


def address(practice: Practice) -> str:
    """Say where the forecast of a practice is, done about as often as it is meant for."""
    return f"/try/{practice.name}/if/{foreseeing.usual_often(practice)}"


def ordered(visit: Visit, practices: Sequence[Practice]) -> tuple[Practice, ...]:
    """Put practices in the order of their forecast, for whom it is offered to."""
    found = foreseeing.in_order(visit.me, _seen(visit), tuple(practices))
    return found if _is_offered(visit) else tuple(practices)


def in_short(visit: Visit, practice: Practice) -> str:
    """Say in one sentence which way the forecast of a practice points; nothing without one."""
    often = foreseeing.usual_often(practice)
    found = foreseeing.foresee(visit.me, _seen(visit), practice.name, often)
    return found.told.heading if found and _is_offered(visit) else ""


def _seen(visit: Visit) -> Seen:
    return see_dance(visit.home, visit.me, visit.rooms.readings, clock.today().date())


def _is_offered(visit: Visit) -> bool:
    return ask_privately.is_offered(visit.home, visit.me, Feature.WHAT_IF)


def _if(visit: Visit) -> Response:
    practice = find_practice(visit.part("name"))
    often = foreseeing.often_of(visit.part("often"))
    found = foreseeing.foresee(visit.me, _seen(visit), practice.name, often)
    if not _is_offered(visit):
        return render(visit, "what_if_none.html", practice=practice)
    if found is None:
        return render(visit, "what_if_none.html", practice=practice)
    return render(
        visit,
        "what_if.html",
        practice=practice,
        told=found.told,
        picture=Markup(make_figure(found.told.chart)),  # noqa: S704 - our own template, which escapes
        weeks=found.forecast.practised_weeks,
        often=told.often(often, visit.words),
        choices=[
            (one == often, f"/try/{practice.name}/if/{one}", told.often(one, visit.words))
            for one in told.OFTEN
        ],
        assumed=found.assumed,
    )
