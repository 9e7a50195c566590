"""The exit, which needs no script and asks nothing; and what it does and does not do."""

from starlette.responses import Response

from pasdedeux.actions.sign_in import sign_out
from pasdedeux.web.forms import Filled
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.pages.measures import ADDRESS as AWAY
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit


def pages() -> tuple[Page, ...]:
    """Give the exit and its note."""
    return (
        Page("/leave", Audience.ANYONE, take=_leave, is_safe_unasked=True),
        Page("/leaving", Audience.ANYONE, _leaving),
    )


def _leave(visit: Visit, _: Filled) -> Gone:
    sign_out(visit.home, visit.token)
    return Gone(AWAY, leaves=True)


def _leaving(visit: Visit) -> Response:
    return render(visit, "leaving.html")
