"""Show the icon of the tab: two shapes, side by side."""

from starlette.responses import Response

from pasdedeux.web.page import Audience, InWalk, Page
from pasdedeux.web.visit import Visit

ADDRESS = "/favicon.svg"
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<circle cx="11" cy="16" r="8" fill="#0f766e"/>'
    '<rect x="14" y="8" width="16" height="16" rx="4" fill="#b4532a" fill-opacity=".85"/></svg>'
)


def pages() -> tuple[Page, ...]:
    """Give the icon, also at the address that browsers try by themselves."""

    def icon(_: Visit) -> Response:
        return Response(_ICON, media_type="image/svg+xml")

    return tuple(
        Page(path, Audience.ANYONE, icon, in_walk=InWalk.APART)
        for path in (ADDRESS, "/favicon.ico")
    )
