"""Build the site from the table of pages."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from pasdedeux.actions.make_page import make_note, page_policy
from pasdedeux.terms.reading import Reading
from pasdedeux.web.guard import Guard
from pasdedeux.web.page import Page
from pasdedeux.web.pages import icon, measures, samples
from pasdedeux.web.shelf import Shelf


def table(shelf: Shelf) -> tuple[Page, ...]:
    """List every page of the site."""
    return (*samples.pages(shelf), *icon.pages(), *measures.pages())


def site(names: tuple[str, ...], read: Callable[[str], Reading]) -> ASGIApp:
    """Build the site.

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
        routes=[Route(page.path, page.answer) for page in table(shelf)],
        exception_handlers={404: missing, 500: broken},
        lifespan=lifespan,
    )
    return Guard(app, page_policy())  # around everything, so that an error page is guarded too
