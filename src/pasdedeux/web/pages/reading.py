"""Show the picture: what can be read from all that the viewer may read, and what one side can."""

from markupsafe import Markup
from starlette.responses import Response

from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions.ask_privately import Feature
from pasdedeux.actions.make_page import make_reading_part
from pasdedeux.actions.remember import remember
from pasdedeux.actions.see_dance import Seen, see_dance
from pasdedeux.actions.see_sharing import shown_to_me
from pasdedeux.present import daily
from pasdedeux.present.at_home import one_side_can, one_side_cannot, shown_at_home
from pasdedeux.present.sharing import kind_words, shareable
from pasdedeux.present.since import since
from pasdedeux.terms.home import Kind, Shared
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Reading
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.pages.over_time import own_days_of
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_REFRESH_SECONDS = "3"


def pages() -> tuple[Page, ...]:
    """Give "Us", which is "My side" for one alone."""
    return (
        Page("/us", Audience.SIGNED_IN, _us),
        Page("/shown", Audience.COUPLE, _all_shown),
    )


def _us(visit: Visit) -> Response:
    """Show the map, or in its place one's own days, which are a page of their own for everybody.

    The map is worked out in either case (decision 0050): the one worker is shared, so that the
    other would wait less at their own picture if nothing were begun here, and what is kept of it
    is a row in the file that the other can count.
    """
    today = clock.today().date()
    seen = see_dance(visit.home, visit.me, visit.rooms.readings, today)
    other, shown = visit.link.other.name if visit.link else "", _shown(visit)
    if not ask_privately.is_offered(visit.home, visit.me, Feature.DANCE_MAP):
        return render(visit, "us_days.html", days=own_days_of(visit), other=other, shown=shown)
    answer = render(
        visit,
        "us.html",
        seen=seen,
        part=_part(visit, seen),
        mine=seen.reading.told[seen.gathered.viewer.place] if seen.reading else 0,
        since=_since(seen),
        week=daily.day_words(seen.before_week, today, visit.words) if seen.before_week else "",
        can=one_side_can(visit.words),
        cannot=one_side_cannot(visit.words),
        other=other,
        shown=shown,
    )
    if seen.stage is not None:
        answer.headers["Refresh"] = f"{_REFRESH_SECONDS}; url=/us"
    return answer


def _shown(visit: Visit) -> list[tuple[str, Shared]]:
    """Give the words that the other lets the viewer read; the rest of it is in the picture."""
    if not visit.link:
        return []
    found = shown_to_me(visit.home, visit.me, Kind.NOTES, Kind.REFLECTIONS)
    return [(kind_words(item.kind, visit.words).name, item) for item in reversed(found)]


def _all_shown(visit: Visit) -> Response:
    """Show all that the other lets the viewer read, kind by kind, the newest first."""
    found = shown_to_me(visit.home, visit.me, *(one.kind for one in shareable(visit.words)))
    kinds = [
        (words.name, [item for item in reversed(found) if item.kind is words.kind])
        for words in shareable(visit.words)
    ]
    return render(visit, "shown.html", kinds=[(name, of) for name, of in kinds if of])


def _part(visit: Visit, seen: Seen) -> str:
    if seen.reading is None:
        return ""
    viewer, is_one_sided = seen.gathered.viewer, seen.gathered.is_one_sided
    inputs = (seen.reading, viewer, is_one_sided)
    return remember(visit.me, "part", inputs, lambda: _drawn(*inputs))


def _drawn(reading: Reading, viewer: Partner, is_one_sided: bool) -> str:  # noqa: FBT001 - as remembered
    shown = shown_at_home(reading, viewer, is_one_sided=is_one_sided)
    return Markup(make_reading_part(shown))  # noqa: S704 - our own template, which escapes


def _since(seen: Seen) -> tuple[str, ...]:
    return since(seen.before, seen.reading) if seen.before and seen.reading else ()
