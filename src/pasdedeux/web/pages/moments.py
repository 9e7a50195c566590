"""Show a moment: told step by step, at once or afterwards, and from both sides."""

from datetime import date

from starlette.responses import Response

from pasdedeux.actions import ask_privately, clock
from pasdedeux.actions import log_moment as telling
from pasdedeux.actions.ask_privately import Feature
from pasdedeux.actions.check_in import When, lived_day, part_of_day
from pasdedeux.actions.gather_record import side_of
from pasdedeux.actions.log_moment import OneMoment, Telling
from pasdedeux.present import daily
from pasdedeux.terms.errors import RefusedError
from pasdedeux.terms.home import Choice
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, Ending, Step
from pasdedeux.web.forms import As, Field, Filled, Form, RefusedFieldError
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_ORDER = (Act.REACHES, Act.PRESSES, Act.STAYS, Act.PULLS_AWAY)
_STEPS = {
    f"{who}:{act.value}": Step(partner, act)
    for who, partner in (("me", Partner.A), ("you", Partner.B))
    for act in _ORDER
}
_PARTS = (("0", "Morning"), ("1", "Midday"), ("2", "Afternoon"), ("3", "Evening or night"))


def _no_day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "Please give a date such as 2026-03-01."
    return ""


_WHEN = Form(
    (
        Field("day", "Which day was it?", As.DATE, longest=10, check=_no_day),
        Field("slot", "Which part of it?", As.CHOICE, options=_PARTS),
    ),
    "On to what happened",
)
_PLACE = Field("place", "Place", As.HIDDEN, longest=3)
_STEP = Form(
    (
        Field("step", "What happened", As.CHOICE, options=tuple((one, one) for one in _STEPS)),
        _PLACE,
    ),
    "Add",
    is_kept=False,
)
_UNDO = Form((_PLACE,), "Undo the last one", is_quiet=True, is_kept=False)
_END = Form(
    (
        Field(
            "ended",
            "How it ended",
            As.CHOICE,
            options=tuple((one.value, words) for one, words in daily.ENDINGS.items()),
        ),
    ),
    "That is how it ended",
    is_kept=False,
)
_WORDS = Field(
    "words",
    "In your own words",
    As.LINES,
    longest=telling.LONGEST_WORDS,
    is_needed=False,
    hint="Only you read this.",
)
_ALONE = Form((_WORDS,), "Keep it")
_SEEN_BY = {
    Choice.PRIVATE: "Only me",
    Choice.WHEN_BOTH: "The other, once they have told it too",
    Choice.AS_KIND: "As all my moments",
}
_WHO = Field(
    "choice",
    "Who sees the steps?",
    As.CHOICE,
    options=tuple((choice.name, words) for choice, words in _SEEN_BY.items()),
    missing="Please choose who sees the steps.",
)
_KEEP = Form((_WORDS, _WHO), "Keep it")
_SEEN = Form((_WHO,), "Change who sees it", is_quiet=True, is_kept=False)
_ERASE = Form((), "Erase this moment", is_quiet=True)
_DROP = Form((), "Begin over", is_quiet=True)
ASKED = Form(
    (Field("topic", "Moment", As.HIDDEN, longest=80),), "Tell it from my side", is_kept=False
)


def pages() -> tuple[Page, ...]:
    """Give the list of moments, the telling in its steps, and one moment."""
    here, both = Audience.SIGNED_IN, Audience.COUPLE
    return (
        Page("/moments", here, _list),
        Page("/moments/when", here, _when, _WHEN, _take_when),
        Page("/moments/tell", here, _tell, _STEP, _take_step),
        Page("/moments/back", here, form=_UNDO, take=_undo, back="/moments/tell"),
        Page("/moments/end", here, form=_END, take=_end, back="/moments/tell"),
        Page("/moments/keep", here, _last, _keep_form, _keep),
        Page("/moments/over", here, form=_DROP, take=_over, back="/moments"),
        Page("/moments/asked", both, form=ASKED, take=_asked, back="/today"),
        Page("/moments/one/{id}", here, _one),
        Page("/moments/one/{id}/seen", both, form=_SEEN, take=_seen, back="/moments"),
        Page("/moments/one/{id}/erase", here, form=_ERASE, take=_erase, back="/moments"),
    )


def other_name(visit: Visit) -> str:
    """Say what the other is called in a sentence."""
    return visit.link.other.name if visit.link else visit.words.gettext("the other")


def _list(visit: Visit) -> Response:
    today = lived_day(clock.today())
    listed = [
        (
            f"/moments/one/{one.id}",
            daily.part_words(one.when.day, one.when.slot, today, visit.words),
            daily.ending_words(one.ended, visit.words),
            one,
        )
        for one in telling.moments(visit.home, visit.me)
    ]
    return render(
        visit,
        "moments.html",
        listed=listed,
        begun=telling.telling(visit.home, visit.me).steps,
        asked=asked_views(visit),
        other=other_name(visit),
    )


def asked_views(visit: Visit) -> list[tuple[str, object]]:
    """Give each moment that the other asks to hear, with its button."""
    today = lived_day(clock.today())
    return [
        (
            daily.part_words(when.day, when.slot, today, visit.words),
            visit.view(ASKED, "/moments/asked").prefilled(topic=topic),
        )
        for topic, when in telling.asked_of_me(visit.home, visit.me)
    ]


def _when(visit: Visit) -> Response:
    now = part_of_day(clock.today())
    kept = telling.telling(visit.home, visit.me)
    when = kept.when or now
    if visit.form is not None:
        visit.form = visit.form.prefilled(day=when.day.isoformat(), slot=str(when.slot))
    return render(visit, "moment_when.html")


def _take_when(visit: Visit, filled: Filled) -> Gone:
    when = When(date.fromisoformat(filled["day"]), int(filled["slot"]))
    try:
        telling.begin(visit.home, visit.me, when, clock.today())
    except RefusedError as refused:
        raise RefusedFieldError(field="day", say=str(refused)) from refused
    return Gone("/moments/tell")


def _told(visit: Visit) -> Telling | None:
    kept = telling.telling(visit.home, visit.me)
    return kept if kept.when is not None else None


def _tell(visit: Visit) -> Response:
    kept = _told(visit)
    if kept is None or kept.when is None:
        return _when_first(visit)
    name = other_name(visit)
    choices = [
        (key, _side_of(step, visit), *_words(step, name, visit)) for key, step in _STEPS.items()
    ]
    place = str(len(kept.steps))
    return render(
        visit,
        "moment_tell.html",
        told=[(_side_of(step, visit), _words(step, name, visit)[0]) for step in kept.steps],
        place=place,
        choices=choices,
        when=daily.part_words(kept.when.day, kept.when.slot, lived_day(clock.today()), visit.words),
        undo=visit.view(_UNDO, "/moments/back").prefilled(place=place) if kept.steps else None,
        end=visit.view(_END, "/moments/end"),
        endings=[(one.value, said) for one, said in daily.ENDINGS.items()],
        over=visit.view(_DROP, "/moments/over"),
        is_asked=bool(kept.topic),
        other=name,
    )


def _when_first(visit: Visit) -> Response:
    visit.form = visit.view(_WHEN, "/moments/when")
    return _when(visit)


def _side_of(step: Step, visit: Visit) -> str:
    """Give the colour of a step: each person's own, the same as in the picture."""
    me = side_of(visit.me.id, visit.link)
    return (me if step.partner is Partner.A else me.other).value.lower()


def _words(step: Step, name: str, visit: Visit) -> tuple[str, str]:
    said, such_as = daily.step_words(step, name, visit.words)
    return said[:1].upper() + said[1:], such_as


def _take_step(visit: Visit, filled: Filled) -> Gone:
    telling.add_step(visit.home, visit.me, _STEPS[filled["step"]], _place(filled))
    return Gone("/moments/tell")


def _place(filled: Filled) -> int:
    place = filled["place"]
    return int(place) if place.isascii() and place.isdecimal() else -1


def _undo(visit: Visit, filled: Filled) -> Gone:
    telling.undo_step(visit.home, visit.me, _place(filled))
    return Gone("/moments/tell")


def _end(visit: Visit, filled: Filled) -> Gone:
    if not telling.telling(visit.home, visit.me).steps:
        return Gone("/moments/tell", say="First tell at least one step.")
    telling.say_end(visit.home, visit.me, Ending(filled["ended"]))
    return Gone("/moments/keep")


def _keep_form(visit: Visit) -> Form:
    return _KEEP if visit.link else _ALONE


def _last(visit: Visit) -> Response:
    kept = _told(visit)
    if kept is None or not kept.steps or kept.ended is None:
        return _tell_or_when(visit)
    if visit.form is not None and visit.link and not kept.topic:
        # Where the other asks nothing is chosen ahead, for nobody: a choice made ahead by the
        # private path would show the other, by what opens to them, which path it is.
        visit.form = visit.form.prefilled(choice=Choice.PRIVATE.name)
    name = other_name(visit)
    return render(
        visit,
        "moment_keep.html",
        told=[(_side_of(step, visit), _words(step, name, visit)[0]) for step in kept.steps],
        ended=daily.ending_words(kept.ended, visit.words),
        other=name,
        told_too=_told_too(visit, kept),
    )


def _told_too(visit: Visit, kept: Telling) -> bool:
    """Say whether the other's telling of this part of the day waits, to whoever is told of it."""
    if kept.when is None or kept.topic:
        return False
    is_there = telling.other_told_too(visit.home, visit.me, kept.when)
    return is_there and ask_privately.is_offered(visit.home, visit.me, Feature.BOTH_SIDES)


def _tell_or_when(visit: Visit) -> Response:
    visit.form = visit.view(_STEP, "/moments/tell")
    return _tell(visit)


def _keep(visit: Visit, filled: Filled) -> Gone:
    choice = Choice[filled["choice"]] if visit.link else Choice.AS_KIND
    which = telling.keep_moment(visit.home, visit.me, words=filled["words"].strip(), choice=choice)
    return Gone(f"/moments/one/{which}", say="Kept.")


def _over(visit: Visit, _: Filled) -> Gone:
    telling.let_go(visit.home, visit.me)
    return Gone("/moments/when")


def _asked(visit: Visit, filled: Filled) -> Gone:
    telling.begin_asked(visit.home, visit.me, filled["topic"], clock.today())
    return Gone("/moments/tell")


def _one(visit: Visit) -> Response:
    one = telling.moment(visit.home, visit.me, visit.part("id"))
    both = telling.both_sides(visit.home, visit.me, one.id)
    name = other_name(visit)
    return render(
        visit,
        "moment.html",
        one=one,
        when=daily.part_words(one.when.day, one.when.slot, lived_day(clock.today()), visit.words),
        told=[(_side_of(step, visit), _words(step, name, visit)[0]) for step in one.steps],
        ended=daily.ending_words(one.ended, visit.words),
        other=name,
        rows=[
            (_side(row.mine, name, visit), _side(row.theirs, name, visit), row.is_alike)
            for row in both.rows
        ]
        if both
        else [],
        ends=(
            daily.ending_words(both.mine.ended, visit.words),
            daily.ending_words(both.theirs.ended, visit.words),
        )
        if both
        else (),
        alike=sum(row.is_alike for row in both.rows) if both else 0,
        waits=one.choice is Choice.WHEN_BOTH and both is None,
        **_buttons(visit, one),  # type: ignore[arg-type]  # parts of a page
    )


def _buttons(visit: Visit, one: OneMoment) -> dict[str, object]:
    at = f"/moments/one/{one.id}"
    seen = visit.view(_SEEN, f"{at}/seen").prefilled(choice=_choice(one)) if visit.link else None
    return {"seen": seen, "erase": visit.view(_ERASE, f"{at}/erase")}


def _choice(one: OneMoment) -> str:
    return one.choice.name if one.choice in _SEEN_BY else Choice.AS_KIND.name


def _side(step: Step | None, name: str, visit: Visit) -> str:
    return daily.step_told_by_other(step, name, visit.words) if step else ""


def _seen(visit: Visit, filled: Filled) -> Gone:
    which = visit.part("id")
    telling.choose_who_sees(visit.home, visit.me, which, Choice[filled["choice"]])
    return Gone(f"/moments/one/{which}", say="Changed.")


def _erase(visit: Visit, _: Filled) -> Gone:
    telling.erase_moment(visit.home, visit.me, visit.part("id"))
    return Gone("/moments", say="Erased.")
