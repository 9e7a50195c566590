"""The one stylesheet and the one script."""

from starlette.responses import Response

from pasdedeux.web.page import Audience, InWalk, Page
from pasdedeux.web.render import script, style
from pasdedeux.web.visit import Visit


def pages() -> tuple[Page, ...]:
    """Give both; they say nothing of anybody."""
    return (
        Page("/style.css", Audience.ANYONE, _style, in_walk=InWalk.APART),
        Page("/home.js", Audience.ANYONE, _script, in_walk=InWalk.APART),
    )


def _style(_: Visit) -> Response:
    return Response(style(), media_type="text/css")


def _script(_: Visit) -> Response:
    return Response(script(), media_type="text/javascript")
