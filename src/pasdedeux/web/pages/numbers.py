"""Numbers to call, by the country that the reader chooses; and when not to do this together."""

from starlette.responses import Response

from pasdedeux.actions import clock, find_help
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

ADDRESS = "/numbers"


def pages() -> tuple[Page, ...]:
    """Give the numbers, and the page on limits; anybody may look, and nothing is kept of it."""
    anyone = Audience.ANYONE
    return (
        Page(ADDRESS, anyone, _choose),
        Page(f"{ADDRESS}/{{code}}", anyone, _one),
        Page("/limits", anyone, _limits),
    )


def _choose(visit: Visit) -> Response:
    return render(visit, "numbers.html", countries=find_help.countries())


def _one(visit: Visit) -> Response:
    country = find_help.numbers_in(visit.part("code"))
    today = clock.today().date()
    return render(
        visit,
        "numbers_of.html",
        country=country,
        needs=find_help.by_need(country),
        is_old=any(find_help.is_old(checked, today) for checked in country.all_checked),
    )


def _limits(visit: Visit) -> Response:
    return render(visit, "limits.html")
