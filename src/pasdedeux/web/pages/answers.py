"""Show questionnaires: one question a page, kept at each answer, and what they said."""

from datetime import date

from markupsafe import Markup
from starlette.responses import Response

from pasdedeux.actions import answer_instrument as answering
from pasdedeux.actions import clock
from pasdedeux.actions.make_page import make_figure
from pasdedeux.present import daily
from pasdedeux.present.results import TITLES, shown_result
from pasdedeux.terms.errors import MissingError
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_PASSED = "pass"
_SHEETS = tuple(answering.SHEETS)
_WITH_SOMEBODY = ("mother", "father", "friend")
_BACK = Form((), "The question before", is_quiet=True)
_ANEW = Form((), "Begin again", is_quiet=True)
_WHOM = Form(
    (
        Field(
            "about",
            "Who do you have in mind?",
            longest=40,
            is_needed=False,
            hint="Such as: my grandmother. Only you see this; leave it empty if you like.",
        ),
    ),
    "Keep that",
    is_quiet=True,
)
_ANSWER = Form(
    (
        Field("item", "Question", As.HIDDEN, longest=12, is_needed=False),
        Field("value", "Your answer", As.HIDDEN, longest=4, missing="Please choose one of these."),
    ),
    "On",
    is_kept=False,
)


def pages() -> tuple[Page, ...]:
    """Give the list, the questions, and the results."""
    here = Audience.SIGNED_IN
    one = "/answers/{number}"
    return (
        Page("/answers", here, _list),
        Page(one, here, _question, _ANSWER, _answer),
        Page(f"{one}/back", here, form=_BACK, take=_back, back="/answers"),
        Page(f"{one}/again", here, form=_ANEW, take=_again, back="/answers"),
        Page(f"{one}/whom", here, form=_WHOM, take=_whom, back="/answers"),
        Page(f"{one}/result", here, _result),
    )


def _name(visit: Visit) -> str:
    """Give the questionnaire of an address; a number, so that a history lists no mother."""
    number = visit.part("number")
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= len(_SHEETS)):
        msg = "There is nothing here."
        raise MissingError(msg)
    return _SHEETS[int(number) - 1]


def _at(name: str) -> str:
    return f"/answers/{_SHEETS.index(name) + 1}"


def _list(visit: Visit) -> Response:
    today = clock.today().date()
    stands = [
        (_at(one.sheet), *TITLES[one.sheet], one, _when(one, visit, today))
        for one in answering.look_at_sheets(visit.home, visit.me)
    ]
    return render(visit, "answers.html", stands=stands)


def _when(one: answering.Stand, visit: Visit, today: date) -> str:
    if one.last is None:
        return ""
    return daily.day_words(one.last.day, today, visit.words)


def _question(visit: Visit) -> Response:
    name = _name(visit)
    at = answering.look_at_question(visit.home, visit.me, name)
    address = _at(name)
    if at.question is None:
        answering.finish(visit.home, visit.me, name, clock.today())
        return _result(visit)
    return render(
        visit,
        "question.html",
        at=at,
        name=TITLES[name][0],
        passing=_PASSED,
        back=visit.view(_BACK, f"{address}/back"),
        whom=visit.view(_WHOM, f"{address}/whom").prefilled(about=at.about)
        if name in _WITH_SOMEBODY and at.far.number == 1
        else None,
        is_adaptive=at.far.least != at.far.most,
    )


def _answer(visit: Visit, filled: Filled) -> Gone:
    name, value = _name(visit), filled["value"]
    number = None if value == _PASSED else _whole(value)
    after = answering.answer(visit.home, visit.me, name, filled["item"], number, now=clock.today())
    if after.question is not None:
        return Gone(_at(name))
    answering.finish(visit.home, visit.me, name, clock.today())
    return Gone(f"{_at(name)}/result", say="Kept. That was the last question.")


def _whole(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 4):
        msg = "This is not among the answers of this question."
        raise MissingError(msg)
    return int(value)


def _back(visit: Visit, _: Filled) -> Gone:
    answering.go_back(visit.home, visit.me, _name(visit))
    return Gone(_at(_name(visit)))


def _again(visit: Visit, _: Filled) -> Gone:
    answering.begin_anew(visit.home, visit.me, _name(visit))
    return Gone(_at(_name(visit)))


def _whom(visit: Visit, filled: Filled) -> Gone:
    answering.name_whom(visit.home, visit.me, _name(visit), filled["about"])
    return Gone(_at(_name(visit)))


def _result(visit: Visit) -> Response:
    name = _name(visit)
    kept = answering.result_items(visit.home, visit.me, name)
    if not kept:
        return render(visit, "answers_none.html", title_here=TITLES[name][0], address=_at(name))
    instrument = answering.asked_of(name).instrument
    shown = shown_result(instrument, tuple(one for _, one in kept), visit.words)
    return render(
        visit,
        "result.html",
        shown=shown,
        notice=instrument.notice,
        figure=Markup(make_figure(shown.plane)) if shown.plane else "",  # noqa: S704 - our own drawing, escaped
        about=kept[-1][1].about,
        is_shared=kept[-1][0].is_shared,
        again=visit.view(_ANEW, f"{_at(name)}/again"),
    )
