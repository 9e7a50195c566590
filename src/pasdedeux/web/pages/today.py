"""Show today: what is waiting, the next step of a beginning, and the ways to write."""

from starlette.responses import Response

from pasdedeux.actions import answer_instrument as answering
from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions import check_in as checking
from pasdedeux.actions import log_moment as telling
from pasdedeux.present import daily
from pasdedeux.web.page import Audience, Page
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


def pages() -> tuple[Page, ...]:
    """Give Today."""
    return (Page("/today", Audience.SIGNED_IN, _today),)


def _today(visit: Visit) -> Response:
    now = clock.today()
    here = checking.part_of_day(now)
    days = checking.check_ins(visit.home, visit.me)
    stands = answering.look_at_sheets(visit.home, visit.me)
    return render(
        visit,
        "today.html",
        asked=asked_views(visit),
        other=other_name(visit),
        next=_next(visit, stands, has_days=bool(days)),
        kept=any(one.when == here for one in days),
        when=daily.part_words(here.day, here.slot, now.date(), visit.words),
        begun=any(one.answered for one in stands),
        is_time_to_ask=ask_privately.is_time_to_ask(visit.home, visit.me, now.date()),
    )


def _next(
    visit: Visit, stands: tuple[answering.Stand, ...], *, has_days: bool
) -> tuple[str, str, str, str] | None:
    """Say the one next step of a beginning; later there is none, and no streak either."""
    if has_days:
        return None
    if not any(one.last for one in stands):
        return _QUESTIONS
    return _PICTURE if telling.moments(visit.home, visit.me) else _EVENING
