"""Show what the exit leads to: a page of kitchen measures that anyone may have open."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pasdedeux.actions.make_page import make_measures
from pasdedeux.web.page import Audience, Page

ADDRESS = "/measures"


def pages() -> tuple[Page, ...]:
    """Give the neutral page; nothing on it leads back."""

    def measures(_: Request) -> Response:
        return HTMLResponse(make_measures())

    return (Page(ADDRESS, Audience.ANYONE_HERE, measures),)
