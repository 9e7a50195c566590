"""The pages for when something is not as it should be: plain words, and a way on."""

from starlette.responses import Response

from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit


def not_found(visit: Visit) -> Response:
    """Say that there is nothing here for this viewer; never whether there is for another."""
    say = "There is no page at this address for you."
    if visit.session is None and visit.house is not None:
        say += " If you came back to a page of yours, sign in first."
    return _say(visit, "Nothing here", say, status=404)


def refused(visit: Visit, sentence: str) -> Response:
    """Say why a page cannot be shown."""
    return _say(visit, "This did not work", sentence, status=400)


def foreign(visit: Visit) -> Response:
    """Refuse what no page of ours sends."""
    say = "What arrived was not made by one of our pages, so nothing of it was read or kept."
    return _say(visit, "This did not come from here", say, status=400)


def too_much(visit: Visit) -> Response:
    """Refuse more than a page takes."""
    say = (
        "That is more than fits in one piece, so nothing of it was read or kept. Where you took it"
        " from, take it once more, in two parts."
    )
    return _say(visit, "Too long for one page", say, status=413)


def someone_else(visit: Visit) -> Response:
    """Say that a page was opened while somebody else was signed in."""
    say = (
        "That page was opened under another sign-in, so nothing was sent, and nothing of it is"
        " kept with your pages."
    )
    return _say(visit, "Signed in anew since then", say, status=409)


def store(visit: Visit, sentence: str) -> Response:
    """Say what is wrong with the store, and ask it for nothing more."""
    visit.session = None
    return _say(visit, "The store cannot be used just now", sentence, status=503)


def broken(visit: Visit) -> Response:
    """Say that the fault is ours."""
    say = "That is our fault, not yours. What you had saved before is safe. Try once more."
    return _say(visit, "Something went wrong here", say, status=500)


def _say(visit: Visit, heading: str, sentence: str, *, status: int) -> Response:
    visit.form = None
    words = visit.words.gettext
    return render(
        visit, "trouble.html", heading=words(heading), sentence=words(sentence), status=status
    )
