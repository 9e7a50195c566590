"""Two of the five places: Learn, as long as nothing is in it yet, and the list of what is mine."""

from starlette.responses import Response

from pasdedeux.web.page import Audience, Page
from pasdedeux.web.pages.start import OUT
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit


def pages() -> tuple[Page, ...]:
    """Give Learn and Mine."""
    signed_in = Audience.SIGNED_IN
    return (
        Page("/learn", signed_in, lambda visit: render(visit, "learn.html")),
        Page("/mine", signed_in, _mine),
    )


def _mine(visit: Visit) -> Response:
    return render(visit, "mine.html", out=visit.view(OUT, "/out"))
