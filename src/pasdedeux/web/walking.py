"""Say which home a browser meets: the one it belongs to, or that of the made-up couple."""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pasdedeux.actions import clock
from pasdedeux.actions.open_home import Session, is_empty
from pasdedeux.actions.sign_in import look, sign_out
from pasdedeux.actions.walk_through import MadeUp
from pasdedeux.terms.home import Instant
from pasdedeux.web import walks
from pasdedeux.web.page import InWalk, Page
from pasdedeux.web.render import COOKIE
from pasdedeux.web.visit import House, Visit
from pasdedeux.web.visitors import Told
from pasdedeux.web.walks import Walk

WAIT = "/walk/wait"
_SEE_OTHER = 303
_OF_WALK = re.compile(rb"(?:^|&)form=" + walks.MARK.encode())
_OVER = "That walk is over, and nothing of it was kept."
_LEFT = {
    "/gone": (
        "At home, everything of yours would be gone now. The made-up couple is put back for the"
        " next walk."
    ),
}
"""What is said to whoever leaves a walk by something that leads elsewhere at home."""


@dataclass(frozen=True, slots=True)
class Met:
    """Where a request belongs."""

    walk: Walk | None = None
    made: MadeUp | None = None
    """The made-up couple's home; without it the request is for the browser's own."""
    drops_walk: bool = False
    """A form of the browser's own home came, so that is where it goes on."""

    def visit(self, house: House, request: Request, now: Instant) -> Visit:
        """Give a visit to the made-up couple; nothing of the browser's own home is in it."""
        if self.walk is None or self.made is None:
            msg = "this is no visit to a made-up couple"
            raise ValueError(msg)
        side, there = self.walk.side, house.walks
        theirs = House(
            self.made.home, there.visitors, there.network, house.footer, there.readings, there
        )
        session, token = self.made.session(side, now), self.made.tokens[side.place]
        return Visit(request, theirs, now, token, session, self.walk.visitors[side])


def meet(
    page: Page, house: House, request: Request, body: bytes | None, now: Instant
) -> Met | Response:
    """Say where a request belongs, or where the browser has to go first."""
    if page.in_walk is InWalk.APART:
        return Met()
    token = request.cookies.get(walks.COOKIE, "")
    walk = house.walks.find(token, now) if token else None
    if page.is_safe_unasked:
        return Met(walk, walk.made) if walk else Met()
    is_form = request.method == "POST"
    of_walk = is_form and _OF_WALK.search(body or b"") is not None
    if is_form and not of_walk:
        is_background = "keep" in request.query_params
        return Met(drops_walk=bool(token) and page.in_walk is not InWalk.DOOR and not is_background)
    if walk is None:
        return out_of_walk(house, request, _OVER) if token or of_walk else Met()
    return _in(walk, page, is_form=is_form)


def _in(walk: Walk, page: Page, *, is_form: bool) -> Met | Response:
    made = walk.made
    if made is None:
        waits = is_form or page.in_walk is not InWalk.DOOR
        return RedirectResponse(WAIT, _SEE_OTHER) if waits else Met(walk)
    if page.in_walk is InWalk.ABSENT:
        return RedirectResponse("/walk", _SEE_OTHER)
    return Met(walk, made)


def settle(
    page: Page, house: House, visit: Visit, response: Response, *, drops_walk: bool
) -> Response:
    """Give the browser the marks of where it is now."""
    token = visit.request.cookies.get(walks.COOKIE, "")
    if page.is_safe_unasked and visit.request.method == "POST":
        _leave_all(house, visit.request, response)
    elif visit.leaves_walk:
        return out_of_walk(house, visit.request, _LEFT.get(visit.leaves_walk, _OVER))
    elif visit.puts_back and visit.walk is not None:
        house.walks.begin(visit.walk.side, visit.now, token, visit.words.gettext(walks.PUT_BACK))
    elif visit.new_walk:
        _set(response, walks.COOKIE, visit.new_walk)
    elif drops_walk:
        house.walks.end(token)
        _drop(response, walks.COOKIE)
    return response


def out_of_walk(house: House, request: Request, say: str) -> Response:
    """Lead out of a walk, to where the browser's own home begins, with one sentence."""
    house.walks.end(request.cookies.get(walks.COOKIE, ""))
    to = _first_page(house, request)
    response = RedirectResponse(to, _SEE_OTHER)
    visitor = house.visitors.find(request.cookies.get(COOKIE, ""))
    if visitor is None:
        token, visitor = house.visitors.begin()
        _set(response, COOKIE, token)
    visitor.told[to] = Told(say)
    _drop(response, walks.COOKIE)
    return response


def _first_page(house: House, request: Request) -> str:
    if _session(house, request) is not None:
        return "/today"
    return "/" if is_empty(house.home) else "/in"


def _session(house: House, request: Request) -> Session | None:
    found = look(house.home, request.cookies.get(COOKIE, ""), clock.now())
    return found if isinstance(found, Session) else None


def _leave_all(house: House, request: Request, response: Response) -> None:
    """Let the exit end whatever this browser has open: a walk, and its own home."""
    house.walks.end(request.cookies.get(walks.COOKIE, ""))
    session, token = _session(house, request), request.cookies.get(COOKIE, "")
    if session is not None:
        house.readings.forget(session.id)
    sign_out(house.home, token)
    house.visitors.forget(token)
    _drop(response, walks.COOKIE)
    _drop(response, COOKIE)


def _set(response: Response, name: str, token: str) -> None:
    response.set_cookie(name, token, path="/", httponly=True, samesite="strict")


def _drop(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", httponly=True, samesite="strict")
