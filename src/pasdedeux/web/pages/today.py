"""Show today: what is waiting, the next step of a beginning, and the ways to write."""

from starlette.responses import Response

from pasdedeux.actions import answer_instrument as answering
from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions import check_in as checking
from pasdedeux.actions import log_moment as telling
from pasdedeux.actions.ask_privately import Feature
from pasdedeux.actions.see_dance import Seen, see_dance
from pasdedeux.present import daily, headings
from pasdedeux.present.people import people
from pasdedeux.web.page import Audience, Page
from pasdedeux.web.pages import journal
from pasdedeux.web.pages.moments import asked_views, other_name
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_QUESTIONS = (
    "The first picture takes about ten minutes",
    (
        "A few questions about closeness, then one hard evening told step by step. The picture"
        " appears at once: wide, and marked as a first one."
    ),
    "Begin with the questions",
    "/answers/1",
)
_EVENING = (
    "Now one hard evening",
    (
        "Tell one recent hard evening, step by step. It takes about two minutes, and then there is"
        " a first picture."
    ),
    "Tell one evening",
    "/moments/when",
)
_PICTURE = (
    "Your first picture is there",
    "It is wide, since it rests on your answers and one evening. Each day you write narrows it.",
    "See the picture",
    "/us",
)
_QUESTIONS_FIRST = (
    "A few questions first",
    (
        "About closeness, and what it is like for you. At the end you see what your answers say,"
        " and how sure that is."
    ),
    "Begin with the questions",
    "/answers/1",
)
_DAYS = (
    "Now your first check-in",
    "Six rows, less than a minute. Your days over time begin with it.",
    "Check in",
    "/check-in",
)


def pages() -> tuple[Page, ...]:
    """Give Today."""
    return (Page("/today", Audience.SIGNED_IN, _today),)


def _today(visit: Visit) -> Response:
    """Show what is offered to this person; nothing says what others are offered (decision 0050)."""
    now = clock.today()
    here = checking.part_of_day(now)
    days = checking.check_ins(visit.home, visit.me)
    # Looked up for everybody: it also opens to the other what they may now read of this person.
    asked = asked_views(visit)
    ask_privately.close(visit.home, visit.me)  # a round that was left in the middle
    stands = answering.look_at_sheets(visit.home, visit.me)
    # Worked out for everybody, as on the page of the picture (decision 0050).
    seen = see_dance(visit.home, visit.me, visit.rooms.readings, now.date())
    return render(
        visit,
        "today.html",
        asked=asked if _is_offered(visit, Feature.BOTH_SIDES) else [],
        other=other_name(visit),
        next=_next(visit, stands, has_days=bool(days)),
        picture=_picture(visit, seen) if days else None,
        kept=any(one.when == here for one in days),
        when=daily.part_words(here.day, here.slot, here.day, visit.words),
        begun=any(one.answered for one in stands),
        idea=journal.idea(now.date()),
        suggests_inviting=not visit.link and _is_offered(visit, Feature.INVITATION_IDEA),
        is_time_to_ask=ask_privately.is_time_to_ask(visit.home, visit.me, now.date()),
    )


def _picture(visit: Visit, seen: Seen) -> tuple[str, str] | None:
    """Say where the picture stands, in its own two sentences."""
    if seen.reading is None or not _is_offered(visit, Feature.DANCE_MAP):
        return None
    words, both = visit.words, people(seen.reading.names)
    return headings.heading(seen.reading, words), headings.lead(seen.reading, both, words)


def _next(
    visit: Visit, stands: tuple[answering.Stand, ...], *, has_days: bool
) -> tuple[str, str, str, str] | None:
    """Say the one next step of a beginning; later there is none, and no streak either."""
    if has_days:
        return None
    has_answers = any(one.last for one in stands)
    if not _is_offered(visit, Feature.DANCE_MAP):
        return _DAYS if has_answers else _QUESTIONS_FIRST
    if not has_answers:
        return _QUESTIONS
    return _PICTURE if telling.moments(visit.home, visit.me) else _EVENING


def _is_offered(visit: Visit, feature: Feature) -> bool:
    return ask_privately.is_offered(visit.home, visit.me, feature)
