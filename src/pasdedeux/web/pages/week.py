"""Show the week: one practice with its reason, a small one for tired days, and a way to choose."""

from starlette.responses import Response

from pasdedeux.actions import clock, plan_week
from pasdedeux.actions.see_dance import see_dance
from pasdedeux.present import week as told
from pasdedeux.terms.errors import MissingError
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

ADDRESS = "/week"
_CHOOSE = f"{ADDRESS}/choose"


def pages() -> tuple[Page, ...]:
    """Give the week, and the choice of another practice."""
    here = Audience.SIGNED_IN
    return (
        Page(ADDRESS, here, _week),
        Page(_CHOOSE, here, form=_form, take=_choose, back=ADDRESS),
    )


def _planned(visit: Visit) -> plan_week.Planned | None:
    seen = see_dance(visit.home, visit.me, visit.rooms.readings, clock.today().date())
    return plan_week.this_week(visit.home, visit.me, seen, clock.today())


def _form(visit: Visit) -> Form:
    planned = _planned(visit)
    if planned is None:
        raise MissingError
    others = tuple((one.name, one.title) for one in planned.others)
    field = Field(
        "practice", "Another one instead", As.CHOICE, options=others, missing="Choose one of them."
    )
    return Form((field,), "Take this one", is_quiet=True, is_kept=False)


def _week(visit: Visit) -> Response:
    planned = _planned(visit)
    if planned is None:
        raise MissingError
    words = visit.words
    return render(
        visit,
        "week.html",
        planned=planned,
        times=told.times(planned.times, words),
        reasons=told.reasons(
            planned.why, planned.why_often, has_reading=planned.looked, words=words
        ),
        so_far=told.so_far(planned.done, words),
        choose=visit.view(_form(visit), _CHOOSE),
    )


def _choose(visit: Visit, filled: Filled) -> Gone:
    seen = see_dance(visit.home, visit.me, visit.rooms.readings, clock.today().date())
    plan_week.choose_for_week(visit.home, visit.me, seen, filled["practice"], clock.today())
    return Gone(ADDRESS, say=visit.words.gettext("Changed for this week."))
