"""The five places, as long as nothing is in them yet: each says what comes next."""

from starlette.responses import Response

from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions.see_sharing import shown_to_me
from pasdedeux.present.sharing import kind_words
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.pages.start import OUT
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit


def pages() -> tuple[Page, ...]:
    """Give Today, Us, Try, Learn and Mine."""
    signed_in = Audience.SIGNED_IN
    return (
        Page("/today", signed_in, _today),
        Page("/us", signed_in, _us),
        Page("/try", signed_in, lambda visit: render(visit, "try.html")),
        Page("/learn", signed_in, lambda visit: render(visit, "learn.html")),
        Page("/mine", signed_in, _mine),
    )


def _today(visit: Visit) -> Response:
    is_time = ask_privately.is_time_to_ask(visit.home, visit.me, clock.today().date())
    return render(visit, "today.html", is_time_to_ask=is_time)


def _us(visit: Visit) -> Response:
    shown = shown_to_me(visit.home, visit.me) if visit.link else ()
    named = [(kind_words(item.kind, visit.words).name, item) for item in reversed(shown)]
    return render(visit, "us.html", shown=named)


def _mine(visit: Visit) -> Response:
    return render(visit, "mine.html", out=visit.view(OUT, "/out"))
