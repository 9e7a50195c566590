"""Build the site from the table of pages: the home, or the made-up couples alone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from pasdedeux.actions import chance, clock
from pasdedeux.actions.make_page import make_note, page_policy
from pasdedeux.actions.open_home import Home
from pasdedeux.actions.see_dance import Readings
from pasdedeux.actions.sign_in import let_go
from pasdedeux.present.places import Place
from pasdedeux.terms.reading import Reading
from pasdedeux.web.answer import endpoint, nowhere
from pasdedeux.web.guard import Guard
from pasdedeux.web.network import HomeNetwork
from pasdedeux.web.page import Page
from pasdedeux.web.pages import (
    answers,
    check_in,
    icon,
    journal,
    leave,
    link,
    measures,
    moments,
    notes,
    numbers,
    over_time,
    places,
    practices,
    private,
    reading,
    samples,
    settings,
    sharing,
    start,
    stylesheet,
    take_along,
    today,
    walk,
    week,
    what_if,
)
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.visit import House
from pasdedeux.web.visitors import Visitors
from pasdedeux.web.walks import Walks

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'self'"
)
_SWEEP_SECONDS = 30
"""How often it is seen whose keys are to be let go."""
_METHODS = ("GET", "HEAD", "POST")
_FOOTER: tuple[tuple[str, str], ...] = ((numbers.ADDRESS, "Numbers to call"),)
"""Addresses and names at the foot of every page."""


def table(shelf: Shelf) -> tuple[Page, ...]:
    """List every page of the site of made-up couples."""
    return (*samples.pages(lambda: shelf), *icon.pages(), *measures.pages())


def home_table(shelf: Callable[[], Shelf]) -> tuple[Page, ...]:
    """List every page of the home."""
    return (
        *start.pages(),
        *today.pages(),
        *reading.pages(),
        *answers.pages(),
        *check_in.pages(),
        *over_time.pages(),
        *moments.pages(),
        *journal.pages(),
        *places.pages(),
        *practices.pages(),
        *what_if.pages(),
        *week.pages(),  # after every other page under /try: its names come last
        *notes.pages(),
        *sharing.pages(),
        *link.pages(),
        *settings.pages(),
        *private.pages(),
        *take_along.pages(),
        *numbers.pages(),
        *leave.pages(),
        *walk.pages(),
        *samples.pages(shelf, first="/sample"),
        *measures.pages(),
        *icon.pages(),
        *stylesheet.pages(),
    )


def home_site(
    home: Home,
    samples_read: Callable[[], tuple[tuple[str, ...], Callable[[str], Reading]]],
    network: HomeNetwork | None = None,
    readings: Readings | None = None,
    walks: Walks | None = None,
) -> ASGIApp:
    """Build the site of a home.

    Args:
        home: the open store, and who is signed in.
        samples_read: gives the made-up couples' names and what reads one; asked for only when
            somebody looks at one.
        network: the switch of the home network; none keeps it off.
        readings: where pictures are worked out; none makes a worker when the first is asked for.
        walks: through the made-up couple; they have a worker of their own.
    """
    network = network or HomeNetwork()
    house = House(
        home,
        Visitors(chance.secret),
        network,
        _FOOTER,
        Readings() if readings is None else readings,
        Walks() if walks is None else walks,
    )

    @cache
    def shelf() -> Shelf:
        return Shelf(*samples_read(), (Place("Back to the start", "/", is_here=False),))

    async def let_keys_go() -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            for who in let_go(home, clock.now()):
                house.readings.forget(who)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(let_keys_go())
        yield
        sweeping.cancel()
        if shelf.cache_info().currsize:
            shelf().close()
        house.walks.close()
        house.readings.close()
        network.switch_off()

    app = Starlette(routes=[_route(page, house) for page in home_table(shelf)], lifespan=lifespan)
    app.router.default = Route("/", nowhere(house), methods=_METHODS).app
    app.router.redirect_slashes = False
    return Guard(app, _POLICY, lambda: network.hosts, takes_forms=True)


def site(names: tuple[str, ...], read: Callable[[str], Reading]) -> ASGIApp:
    """Build the site of the made-up couples alone.

    Args:
        names: the made-up couples that it shows.
        read: gives the reading of one of them; called on a thread of its own.
    """
    shelf = Shelf(names, read)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        shelf.close()

    def missing(_: Request, __: Exception) -> Response:
        return samples.not_found(shelf)

    def broken(_: Request, __: Exception) -> Response:
        note = make_note("Something went wrong here", "The terminal has more to say about it.")
        return HTMLResponse(note, status_code=500)

    app = Starlette(
        routes=[_route(page, None) for page in table(shelf)],
        exception_handlers={404: missing, 500: broken},
        lifespan=lifespan,
    )
    return Guard(app, page_policy())  # around everything, so that an error page is guarded too


def _route(page: Page, house: House | None) -> Route:
    """Answer to every method, since a page that takes none says so like one that is not there."""
    return Route(page.path, endpoint(page, house), methods=_METHODS)
