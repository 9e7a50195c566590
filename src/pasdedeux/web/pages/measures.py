"""Show what the exit leads to: a page of kitchen measures that anyone may have open."""

from starlette.responses import HTMLResponse, Response

from pasdedeux.actions.make_page import make_measures, page_policy
from pasdedeux.web.page import Audience, InWalk, Page
from pasdedeux.web.visit import Visit

ADDRESS = "/measures"


def pages() -> tuple[Page, ...]:
    """Give the neutral page; nothing on it leads back."""

    def measures(_: Visit) -> Response:
        policy = f"{page_policy()}; frame-ancestors 'none'"
        return HTMLResponse(make_measures(), headers={"Content-Security-Policy": policy})

    return (Page(ADDRESS, Audience.ANYONE, measures, in_walk=InWalk.APART),)
