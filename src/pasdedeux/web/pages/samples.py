"""Show the made-up couples, one page each, under numbers: an address names no kind of person."""

from collections.abc import Callable

from starlette.responses import HTMLResponse, Response

from pasdedeux.actions.make_page import make_note, make_page, page_policy
from pasdedeux.present.places import Place, in_order, sample_name, sample_note
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.web.page import Audience, InWalk, Page
from pasdedeux.web.pages.icon import ADDRESS
from pasdedeux.web.pages.measures import ADDRESS as AWAY
from pasdedeux.web.shelf import Shelf
from pasdedeux.web.visit import Visit

_REFRESH_SECONDS = 2


def pages(shelf: Callable[[], Shelf], first: str = "/") -> tuple[Page, ...]:
    """Give the page of each made-up couple, and the one that opens first, at an address."""

    def opening(_: Visit) -> Response:
        if not shelf().names:
            return _note(shelf(), "There is no made-up couple to show", "None ships here.")
        return _answer(shelf(), in_order(shelf().names)[0])

    def sample(visit: Visit) -> Response:
        name = _named(shelf(), visit.part("number"))
        return _answer(shelf(), name) if name is not None else not_found(shelf())

    return (
        Page(first, Audience.ANYONE, opening, in_walk=InWalk.APART),
        Page("/sample/{number}", Audience.ANYONE, sample, in_walk=InWalk.APART),
    )


def not_found(shelf: Shelf) -> Response:
    """Say that there is no such page, and show those there are."""
    return _note(
        shelf,
        "There is no such page",
        "The made-up couples above have one each.",
        status=404,
    )


def _named(shelf: Shelf, number: str) -> str | None:
    numbered = {str(place): name for place, name in enumerate(in_order(shelf.names), start=1)}
    return numbered.get(number)


def _places(shelf: Shelf, here: str = "") -> tuple[Place, ...]:
    samples = tuple(
        Place(sample_name(one), f"/sample/{number}", is_here=one == here)
        for number, one in enumerate(in_order(shelf.names), start=1)
    )
    return (*samples, *shelf.ways_out)


def _answer(shelf: Shelf, name: str) -> Response:
    try:
        reading = shelf.look(name)
    except PasDeDeuxError as refused:
        return _note(shelf, "This couple could not be read", str(refused), here=name, status=500)
    if reading is None:
        return _note(
            shelf,
            "Getting ready",
            "The very first time, this takes up to a minute: the program is making itself fast"
            " for this computer. The page will come by itself.",
            f"{shelf.ready} of {len(shelf.names)} couples are read.",
            here=name,
            refresh_seconds=_REFRESH_SECONDS,
        )
    page = make_page(
        reading, note=sample_note(), places=_places(shelf, name), icon=ADDRESS, leave=AWAY
    )
    return HTMLResponse(page, headers=_headers())


def _note(
    shelf: Shelf,
    heading: str,
    *sentences: str,
    here: str = "",
    status: int = 200,
    refresh_seconds: int | None = None,
) -> Response:
    note = make_note(
        heading,
        *sentences,
        places=_places(shelf, here),
        icon=ADDRESS,
        refresh_seconds=refresh_seconds,
        leave=AWAY,
    )
    return HTMLResponse(note, status_code=status, headers=_headers())


def _headers() -> dict[str, str]:
    return {"Content-Security-Policy": f"{page_policy()}; frame-ancestors 'none'"}
