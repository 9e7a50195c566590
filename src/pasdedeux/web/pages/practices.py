"""Try: what there is to try, one practice, its player, and what somebody did.

The address of a practice opens for everybody; what is suggested differs (decision 0070).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from pasdedeux.actions import clock, do_practice
from pasdedeux.actions import find_practice as finding
from pasdedeux.actions.do_practice import Done
from pasdedeux.actions.find_practice import Mode, Practice
from pasdedeux.present import daily
from pasdedeux.present import practices as told
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.pages import what_if
from pasdedeux.web.render import render
from pasdedeux.web.visit import FormView, Visit

_WHOLE, _HALFWAY = "whole", "halfway"
_SUGGESTED = 3
_SHORT, _LIGHT = 5, 1
_EFFORT = Field("effort", "How hard was it?", As.CHOICE, options=told.FELT, is_needed=False)
_NOTE = Field(
    "note", "A line for yourself", longest=do_practice.LONGEST_NOTE, is_needed=False,
    hint="Nobody else ever sees it.",
)  # fmt: skip
_HOW = Field(
    "how", "", As.CHOICE, options=((_WHOLE, "Done"), (_HALFWAY, "Stopped halfway")),
    missing="Say by one of the two buttons how it went.",
)  # fmt: skip
_KEEP = Form((_EFFORT, _NOTE, _HOW), "Done")
_ERASE = Form((), "Erase", is_quiet=True)
_OPTIONS: tuple[tuple[str, str, str], ...] = (
    ("minutes", str(_SHORT), "up to five minutes"),
    ("effort", str(_LIGHT), "light"),
    ("mode", Mode.ALONE.value, "alone"),
    ("mode", Mode.TWO.value, "for two"),
)
"""Part of the address, its value, and the words of the link."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """A link that shows fewer, or all of them again."""

    words: str
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Something that was done, as a line of the list."""

    title: str
    when: str
    felt: str
    done: Done
    erase: FormView


def pages() -> tuple[Page, ...]:
    """Give Try, what was done, and for each practice its page and its player."""
    here = Audience.SIGNED_IN
    return (
        Page("/try", here, _all),
        Page("/try/done", here, _list),
        Page("/try/done/{id}/erase", here, form=_ERASE, take=_erase, back="/try/done"),
        Page("/try/{name}", here, _one),
        Page("/try/{name}/go", here, _play, _KEEP, _keep),
    )


def _all(visit: Visit) -> Response:
    offered = what_if.ordered(visit, finding.suggested(visit.home, visit.me))
    asked = _asked(visit.request.query_params)
    found = tuple(one for one in offered if _fits(one, asked))
    first = found[:_SUGGESTED] if not asked else ()
    return render(
        visit,
        "try.html",
        first=first,
        groups=told.grouped([one for one in found if one not in first]),
        narrows=_narrows(asked, {one.mode.value for one in offered}),
        is_narrowed=bool(asked),
        facts=told.facts,
        ahead={one.name: what_if.in_short(visit, one) for one in first},
        in_short=told.in_short,
    )


def _asked(sent: Mapping[str, str]) -> dict[str, str]:
    """Give what the address narrows by; what it does not know is left out."""
    known = {(name, value) for name, value, _ in _OPTIONS}
    return {name: value for name, value in sent.items() if (name, value) in known}


def _fits(one: Practice, asked: Mapping[str, str]) -> bool:
    if "minutes" in asked and one.minutes > _SHORT:
        return False
    if "effort" in asked and one.effort > _LIGHT:
        return False
    return asked.get("mode", one.mode.value) == one.mode.value


def _narrows(asked: Mapping[str, str], modes: set[str]) -> tuple[Narrow, ...]:
    """Give the links; who is suggested only one mode is not asked for it."""
    return tuple(
        Narrow(words, _with(asked, name, value), asked.get(name) == value)
        for name, value, words in _OPTIONS
        if name != "mode" or len(modes) > 1
    )


def _with(asked: Mapping[str, str], name: str, value: str) -> str:
    """Give the address that narrows by this too, or no longer."""
    others = {key: one for key, one in asked.items() if key != name}
    wished = others if asked.get(name) == value else others | {name: value}
    return f"/try?{urlencode(wished)}" if wished else "/try"


def _one(visit: Visit) -> Response:
    one = finding.find_practice(visit.part("name"))
    for_two = _for_two(visit, one)
    is_part = one.mode is Mode.TWO and not for_two
    return render(
        visit,
        "practice.html",
        one=one,
        for_two=for_two,
        ahead=what_if.in_short(visit, one),
        if_address=what_if.address(one),
        facts=(told.facts_alone if is_part else told.facts)(one, visit.words),
        often=told.often(one, visit.words),
        sources=told.sources(one, visit.words),
        label=told.step_label,
        span=told.span,
    )


def _for_two(visit: Visit, one: Practice) -> bool:
    """Say whether it is shown as one for two; looked up for every practice."""
    does_together = finding.does_together(visit.home, visit.me)
    return does_together and one.mode is Mode.TWO


def _play(visit: Visit) -> Response:
    one = finding.find_practice(visit.part("name"))
    for_two = _for_two(visit, one)
    return render(
        visit,
        "practice_go.html",
        one=one,
        for_two=for_two,
        steps=one.steps if for_two else one.own_steps,
        label=told.step_label,
        span=told.span,
        how=(_WHOLE, _HALFWAY),
    )


def _keep(visit: Visit, filled: Filled) -> Gone:
    is_whole = filled["how"] == _WHOLE
    do_practice.keep_practice(
        visit.home,
        visit.me,
        visit.part("name"),
        clock.today(),
        is_whole=is_whole,
        effort=int(filled["effort"]) if filled["effort"] else None,
        note=filled["note"],
        once=visit.once,
    )
    say = "Kept." if is_whole else "Kept. Stopping when it is enough is part of it."
    return Gone("/try/done", say=visit.words.gettext(say))


def _list(visit: Visit) -> Response:
    today = clock.today().date()
    rows = [
        Row(
            told.title(one.practice, visit.words),
            daily.day_words(one.day, today, visit.words),
            told.felt(one.effort, visit.words),
            one,
            visit.view(_ERASE, f"/try/done/{one.id}/erase"),
        )
        for one in do_practice.practices_done(visit.home, visit.me)
    ]
    return render(visit, "practices_done.html", rows=rows)


def _erase(visit: Visit, _: Filled) -> Gone:
    do_practice.erase_practice(visit.home, visit.me, visit.part("id"))
    return Gone("/try/done", say=visit.words.gettext("Erased."))
