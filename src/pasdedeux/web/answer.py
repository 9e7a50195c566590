"""Answer a page: meet the browser, ask who may see it, show it or do what its form says."""

import hashlib
import hmac
import sys
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from traceback import extract_tb

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from pasdedeux.actions import clock
from pasdedeux.actions.open_home import Ended, Session
from pasdedeux.actions.sign_in import look
from pasdedeux.terms.errors import MissingError, RefusedError, StoreError
from pasdedeux.terms.home import Instant
from pasdedeux.web import arrive, trouble, walking
from pasdedeux.web.forms import Filled, ForeignFormError, Form, RefusedFieldError, kept, read
from pasdedeux.web.page import Audience, Gone, InWalk, Page
from pasdedeux.web.render import COOKIE
from pasdedeux.web.visit import House, Visit
from pasdedeux.web.visitors import Held, Told

_PATIENCE_SECONDS = 30
_SHOWING = ThreadPoolExecutor(4, thread_name_prefix="page")
"""Few at once: with many, threads wait for each other more than they work (docs/strain.md)."""
_SEE_OTHER = 303
_DEAF = "Clear-Site-Data"


def endpoint(page: Page, house: House | None) -> Callable[[Request], Awaitable[Response]]:
    """Give what answers at a page's address."""

    async def answer(request: Request) -> Response:
        if request.method == "POST":  # on other threads, since a passphrase takes its time
            body = await _body(request, page.most_bytes)
            return await run_in_threadpool(_answer, page, house, request, body)
        shown = get_running_loop().run_in_executor
        return await shown(_SHOWING, _answer, page, house, request, b"")

    return answer


def nowhere(house: House | None) -> Callable[[Request], Awaitable[Response]]:
    """Give what answers everywhere else: as where one may not look."""
    return endpoint(Page("/{rest:path}", Audience.ANYONE, show=_missing, take=_take_nothing), house)


def _missing(_: Visit) -> Response:
    raise MissingError


def _take_nothing(_: Visit, __: Filled) -> Gone:
    raise MissingError


async def _body(request: Request, most: int) -> bytes | None:
    """Read no more than a page takes."""
    found = b""
    try:
        async for piece in request.stream():
            found += piece
            if len(found) > most:
                return None
    except ClientDisconnect:
        return None
    return found


def _answer(page: Page, house: House | None, request: Request, body: bytes | None) -> Response:
    if house is None:
        return _shown(page, Visit(request, None, clock.now()), body)
    now = clock.now()
    met = walking.meet(page, house, request, body, now)
    if isinstance(met, Response):
        return met
    visit = met.visit(house, request, now) if met.made else _meet(house, request, now)
    visit.walk = met.walk
    response = _shown(page, visit, body)
    return walking.settle(page, house, visit, response, drops_walk=met.drops_walk)


def _shown(page: Page, visit: Visit, body: bytes | None) -> Response:
    try:
        response = _asked(page, visit, body)
    except MissingError:
        response = _not_here(visit)
    except RefusedError as refused:
        response = trouble.refused(visit, str(refused))
    except ForeignFormError:
        response = trouble.foreign(visit)
    except StoreError as problem:
        response = trouble.store(visit, str(problem))
    except Exception as problem:  # noqa: BLE001 - the last door; the page says so
        _log(problem)
        response = trouble.broken(visit)
    if visit.new_cookie:
        _set_cookie(response, visit.new_cookie)
    return response


def _meet(house: House, request: Request, now: Instant) -> Visit:
    token = request.cookies.get(COOKIE, "")
    visitor = house.visitors.find(token)
    found = look(house.home, token, now) if token else Ended.UNKNOWN
    session = found if isinstance(found, Session) else None
    if visitor is not None and found in {Ended.IDLE, Ended.OLD}:
        visitor.is_locked = True
    if session is not None and visitor is None:  # forgotten among very many browsers
        _, visitor = house.visitors.begin(token)
    return Visit(request, house, now, token, session, visitor)


def may_see(page: Page, visit: Visit) -> bool:
    """Say whether this page is there for this visit."""
    match page.audience:
        case Audience.ANYONE:
            return True
        case Audience.SIGNED_IN:
            return visit.session is not None
        case Audience.COUPLE:
            return visit.session is not None and visit.link is not None


def _asked(page: Page, visit: Visit, body: bytes | None) -> Response:
    if visit.request.method == "POST":
        return _sent(page, visit, body)
    if page.show is None or not may_see(page, visit):
        return _not_here(visit)
    if visit.visitor is not None:
        if visit.request.method == "GET":
            visit.told = visit.visitor.told.pop(visit.path, Told())
        if visit.session is not None and page.audience is not Audience.ANYONE:
            visit.visitor.was, visit.visitor.was_at = visit.session.id, visit.path
    form = page.form_for(visit) if page.form else None
    if form is not None:
        visit.form = visit.view(form)
    response = page.show(visit)
    if visit.session is not None and visit.form is None:
        # A page that nobody types on goes from the screen when the keys go.
        # Unless it comes back by itself before that, as a picture does that is being drawn.
        response.headers.setdefault("Refresh", f"{visit.home.idle_seconds + 2:.0f}; url=/locked")
    return response


def _not_here(visit: Visit) -> Response:
    """Say the same of what is not there and of what this viewer may not see."""
    if visit.session is None and visit.visitor is not None and visit.visitor.is_locked:
        return RedirectResponse("/locked", _SEE_OTHER)
    return trouble.not_found(visit)


def _sent(page: Page, visit: Visit, body: bytes | None) -> Response:
    if page.take is None:
        return _not_here(visit)
    if body is None:
        return trouble.too_much(visit)
    return _taken(page, visit, body) if may_see(page, visit) else _hold(page, visit, body)


def _taken(page: Page, visit: Visit, body: bytes) -> Response:
    if page.take is None:
        raise MissingError
    form = page.form_for(visit)
    filled = read(form, body) if form else Filled({}, {})
    if page.is_safe_unasked:
        return _forget(visit, RedirectResponse(page.take(visit, filled).to, _SEE_OTHER))
    if not _is_ours(page, visit, filled.token):
        return _stale(page, visit, filled)
    if "keep" in visit.request.query_params:
        return _keep(page, visit, filled)
    return _go(visit, _once(page, visit, filled))


def _is_ours(page: Page, visit: Visit, token: str) -> bool:
    """Say whether a form was on a page of this browser's; out of a walk any of its pages leads."""
    known = [visit.known()]
    if page.in_walk is InWalk.DOOR and visit.walk is not None:
        known += visit.walk.visitors.values()
    return any(hmac.compare_digest(token.encode(), one.form_token.encode()) for one in known)


def _keep(page: Page, visit: Visit, filled: Filled) -> Response:
    """Keep what is being typed, without a word; a script asks for this now and then."""
    form = page.form_for(visit)
    if form is not None and form.is_kept and visit.session is not None:
        arrive.keep_typed(visit, visit.path, kept(form, filled.values))
    return Response(status_code=204)


def _once(page: Page, visit: Visit, filled: Filled) -> Gone:
    """Do what a form asks once, however often the same form comes."""
    visitor = visit.known()
    once = _digest(filled)
    outcome, is_ours = visitor.begin(once)
    if not is_ours:
        found = outcome.result(timeout=_PATIENCE_SECONDS)
        return found if isinstance(found, Gone) else Gone(page.back or visit.path)
    gone = Gone(page.back or visit.path)
    try:
        gone, is_done = _do(page, visit, filled, once)
    except BaseException:
        is_done = False
        raise
    finally:
        outcome.set_result(gone)
        if not is_done:
            visitor.again(once)
    return gone


def _digest(filled: Filled) -> str:
    """Name a form and what is in it, so that other words in the same form count anew."""
    if not filled.once:
        return ""
    parts = [filled.once, *(part for pair in sorted(filled.values.items()) for part in pair)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _do(page: Page, visit: Visit, filled: Filled, once: str) -> tuple[Gone, bool]:
    if page.take is None:
        raise MissingError
    if filled.refusals:
        return _refuse(page, visit, filled, Told(refusals=filled.refusals)), False
    visit.once = once
    try:
        gone = page.take(visit, filled)
    except RefusedFieldError as refused:
        told = Told(refusals={refused.field: refused.say})
    except MissingError:
        raise
    except (RefusedError, StoreError) as refused:
        told = Told(str(refused))
    else:
        arrive.drop_typed(visit)
        return gone, True
    return _refuse(page, visit, filled, told), False


def _refuse(page: Page, visit: Visit, filled: Filled, told: Told) -> Gone:
    """Keep what was typed and say what is wrong with it, one page on."""
    form = page.form_for(visit)
    if form is not None and form.is_kept:
        arrive.keep_typed(visit, visit.path, kept(form, filled.values))
    back = page.back or visit.path
    visit.known().told[back] = Told(told.say, told.refusals, action=visit.path, is_refusal=True)
    return Gone(back)


def _stale(page: Page, visit: Visit, filled: Filled) -> Response:
    """Meet a page that was opened before the last sign-in, or before the program was started."""
    say = "This page had been open for a while, so nothing was sent. Look it over and send it."
    if visit.session is None or filled.mark == arrive.mark(visit):
        return _go(visit, _refuse(page, visit, filled, Told(say)))
    return _hold_for(page.form_for(visit) or Form((), ""), visit, filled)


def _hold(page: Page, visit: Visit, body: bytes) -> Response:
    """Keep what somebody typed whose keys are gone, until the same person signs in.

    What a script sends on its own after somebody left is dropped: a browser that was told to keep
    nothing must not be given a mark again, by which the next page would say that it was here.
    """
    if visit.visitor is None and "keep" in visit.request.query_params:
        return Response(status_code=204)
    try:
        form = page.form_for(visit)
    except MissingError:
        form = None
    if form is None:
        return _not_here(visit)
    return _hold_for(form, visit, read(form, body, is_lenient=True))


def _hold_for(form: Form, visit: Visit, filled: Filled) -> Response:
    if form.is_kept and filled.mark:
        visit.known().hold(visit.path, Held(filled.mark, kept(form, filled.values)))
    if visit.session is not None:
        return trouble.someone_else(visit)
    if filled.mark:  # it was on a page of somebody's who was signed in
        visit.known().is_locked = True
    return _not_here(visit)


def _go(visit: Visit, gone: Gone) -> Response:
    """Send the browser on; no form's answer stays in its history."""
    if gone.leaves and visit.walk is not None:
        visit.leaves_walk = gone.to
        return RedirectResponse("/", _SEE_OTHER)
    to = arrive.arrive(visit, gone) if gone.token else gone.to
    response = RedirectResponse(to, _SEE_OTHER)
    visit.new_walk = gone.walk
    if gone.leaves:
        return _forget(visit, response)
    if gone.token:
        visit.new_cookie = gone.token
    else:
        visit.known().shown_once.update(gone.puts)
        if gone.say:
            visit.known().told[gone.to] = Told(gone.say)
    return response


def _forget(visit: Visit, response: Response) -> Response:
    """Let the browser keep nothing, nor us anything of it."""
    if visit.house is not None:
        visit.house.visitors.forget(visit.token)
        if visit.session is not None:
            visit.house.readings.forget(visit.session.id)
    visit.new_cookie = ""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    response.headers[_DEAF] = '"cache", "cookies", "storage"'
    return response


def _set_cookie(response: Response, token: str) -> None:
    """Let the browser carry a word of no meaning, to us alone, until it closes."""
    response.set_cookie(COOKIE, token, path="/", httponly=True, samesite="strict")


def _log(problem: Exception) -> None:
    """Say on the terminal what broke and where; never with what words."""
    frames = [frame for frame in extract_tb(problem.__traceback__) if "pasdedeux" in frame.filename]
    where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "?"
    sys.stderr.write(f"pasdedeux: {type(problem).__name__} in {where}\n")
