"""Walk through a made-up couple: the way in, from one side to the other, and out again."""

import re
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from pasdedeux.actions.sign_in import sign_out
from pasdedeux.actions.walk_through import names
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.partner import Partner
from pasdedeux.web.forms import Filled
from pasdedeux.web.page import Audience, Gone, InWalk, Page, Take
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit
from pasdedeux.web.walk_bar import AGAIN, ENTER, LEAVE, OUT, PUT_BACK, SEE, SIDES
from pasdedeux.web.walking import WAIT
from pasdedeux.web.walks import COOKIE

_REFRESH_SECONDS = "1"
_PLACE = re.compile(r"/[a-z-]+")
"""An address that both sides have: none of a single thing."""


def pages() -> tuple[Page, ...]:
    """Give the door and what leads through it."""
    anyone, door, back = Audience.ANYONE, InWalk.DOOR, "/walk"
    return (
        Page("/walk", anyone, _door, in_walk=door),
        Page(WAIT, anyone, _wait, in_walk=door),
        *(
            Page(path, anyone, form=SEE, take=_see_as(side), back=back, in_walk=door)
            for side, path in SIDES.items()
        ),
        Page(AGAIN, anyone, form=PUT_BACK, take=_again, back=back, in_walk=door),
        Page(OUT, anyone, form=LEAVE, take=_out, back=back, in_walk=door),
    )


def _door(visit: Visit) -> Response:
    sides = [(names()[side.place], visit.view(ENTER, path)) for side, path in SIDES.items()]
    return render(visit, "walk.html", sides=sides)


def _wait(visit: Visit) -> Response:
    walk = visit.walk
    if walk is None:
        return RedirectResponse("/walk", 303)
    if walk.made is not None:
        return RedirectResponse("/today", 303)
    answer = render(visit, "walk_wait.html", walking=walk, names=names())
    if not walk.refused:
        answer.headers["Refresh"] = f"{_REFRESH_SECONDS}; url={WAIT}"
    return answer


def _see_as(side: Partner) -> Take:
    def take(visit: Visit, _: Filled) -> Gone:
        if visit.walk is not None:
            visit.walk.side = side
            return Gone(_where(visit))
        if visit.session is not None:  # who shows somebody the walk shows them nothing else
            sign_out(visit.home, visit.token)
            visit.known().is_locked = True
        visit.walks.end(visit.request.cookies.get(COOKIE, ""))
        return Gone(WAIT, walk=visit.walks.begin(side, visit.now))

    return take


def _where(visit: Visit) -> str:
    """Stay on the page, where both have it."""
    came_from = urlsplit(visit.request.headers.get("referer", "")).path
    is_shared = _PLACE.fullmatch(came_from) and came_from != "/walk"
    return came_from if is_shared else "/today"


def _again(visit: Visit, _: Filled) -> Gone:
    if visit.walk is None:
        raise MissingError
    visit.puts_back = True  # once nothing more is asked of this home
    return Gone(WAIT)


def _out(visit: Visit, _: Filled) -> Gone:
    if visit.walk is None:
        raise MissingError
    return Gone("/", leaves=True)
