"""Show the made-up couples, one page each."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pasdedeux.actions.make_page import make_note, make_page
from pasdedeux.present.places import Place, sample_name, sample_note
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.pages.icon import ADDRESS
from pasdedeux.web.shelf import Shelf

_REFRESH_SECONDS = 2
_FIRST = "anxious-avoidant"


def pages(shelf: Shelf) -> tuple[Page, ...]:
    """Give the page of each made-up couple, and the one that opens first."""

    def home(_: Request) -> Response:
        if not shelf.names:
            return HTMLResponse(
                make_note("There is no made-up couple to show", "None ships here.", icon=ADDRESS)
            )
        return _answer(shelf, _FIRST if _FIRST in shelf.names else shelf.names[0])

    def sample(request: Request) -> Response:
        name = str(request.path_params["name"])
        return _answer(shelf, name) if name in shelf.names else not_found(shelf)

    return (
        Page("/", Audience.ANYONE_HERE, home),
        Page("/sample/{name}", Audience.ANYONE_HERE, sample),
    )


def not_found(shelf: Shelf) -> Response:
    """Say that there is no such page, and show those there are."""
    note = make_note(
        "There is no such page",
        "The made-up couples above have one each.",
        places=_places(shelf),
        icon=ADDRESS,
    )
    return HTMLResponse(note, status_code=404)


def _places(shelf: Shelf, here: str = "") -> tuple[Place, ...]:
    return tuple(
        Place(sample_name(one), f"/sample/{one}", is_here=one == here) for one in shelf.names
    )


def _answer(shelf: Shelf, name: str) -> Response:
    places = _places(shelf, name)
    try:
        reading = shelf.look(name)
    except PasDeDeuxError as refused:
        note = make_note("This couple could not be read", str(refused), places=places, icon=ADDRESS)
        return HTMLResponse(note, status_code=500)
    if reading is None:
        return HTMLResponse(
            make_note(
                "Getting ready",
                "The very first time, this takes up to a minute: the program is making itself fast"
                " for this computer. The page will come by itself.",
                places=places,
                icon=ADDRESS,
                refresh_seconds=_REFRESH_SECONDS,
            )
        )
    return HTMLResponse(make_page(reading, note=sample_note(), places=places, icon=ADDRESS))
