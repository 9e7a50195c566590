"""The private questions: one address for every step, so that a history tells none of them."""

from starlette.responses import Response

from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions.ask_privately import Question, Said, Step
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

ADDRESS = "/private"
_ON = f"{ADDRESS}/on"
_STEP = "private"
_LASTS_SECONDS = 600
"""So long the second step waits on an open browser; then the first page stands there again."""
_ANSWERS = ((Said.NO.value, "No"), (Said.UNSURE.value, "Not sure"), (Said.YES.value, "Yes"))
_LATER = Form((), "Not now", is_quiet=True)


def _field(question: Question) -> Field:
    return Field(question.name, question.text, As.CHOICE, options=_ANSWERS, is_needed=False)


_FORM = Form(
    (
        *(_field(question) for step in Step for question in ask_privately.questions(step)),
        Field("step", "", As.HIDDEN, longest=10, is_needed=False),
    ),
    "Go on",
    is_kept=False,
)


def pages() -> tuple[Page, ...]:
    """Give the private questions."""
    mine = Audience.SIGNED_IN
    return (
        Page(ADDRESS, mine, _intro),
        Page(_ON, mine, _show, _FORM, _take),
        Page(f"{ADDRESS}/later", mine, form=_LATER, take=_later, back=ADDRESS),
    )


def _intro(visit: Visit) -> Response:
    return render(visit, "private.html", later=visit.view(_LATER, f"{ADDRESS}/later"))


def _show(visit: Visit) -> Response:
    step = _step_of(visit)
    if step.startswith("end"):
        ask_privately.close(visit.home, visit.me)
        visit.known().shown_once.pop(_STEP, None)
        return render(visit, "private_end.html", is_careful=step == "end, careful")
    asked = Step.MORE if step == Step.MORE.value else Step.FIRST
    names = {question.name for question in ask_privately.questions(asked)}
    rows = [row for row in visit.form.rows if row.field.name in names] if visit.form else []
    return render(visit, "private_on.html", rows=rows, step=asked.value)


def _take(visit: Visit, filled: Filled) -> Gone:
    visit.known().shown_once.pop(_STEP, None)
    if filled["step"] == Step.MORE.value:
        ask_privately.answer_more(visit.home, visit.me, _said(filled, Step.MORE))
        return _gone(visit, "end, careful")
    first = _said(filled, Step.FIRST)
    more = ask_privately.answer_first(visit.home, visit.me, first, clock.today().date())
    return _gone(visit, Step.MORE.value if more else "end")


def _later(visit: Visit, _: Filled) -> Gone:
    ask_privately.not_now(visit.home, visit.me, clock.today().date())
    return Gone("/today")


def _said(filled: Filled, step: Step) -> dict[str, Said]:
    """Give the answers; a question that was left alone is not among them."""
    names = [question.name for question in ask_privately.questions(step)]
    return {name: Said(filled[name]) for name in names if filled[name]}


def _gone(visit: Visit, step: str) -> Gone:
    return Gone(_ON, puts={_STEP: f"{visit.now.ticks:.0f} {step}"})


def _step_of(visit: Visit) -> str:
    """Give the step that this browser is at, for a while; then it is forgotten."""
    at, _, step = visit.known().shown_once.get(_STEP, "").partition(" ")
    if at and visit.now.ticks - float(at) > _LASTS_SECONDS:
        visit.known().shown_once.pop(_STEP, None)
        return ""
    return step
