"""Show the check-in: six rows of buttons from 0 to 10, each of which may be left alone."""

from datetime import date

from starlette.responses import Response

from pasdedeux.actions import check_in as checking
from pasdedeux.actions import clock
from pasdedeux.actions.check_in import When
from pasdedeux.present import daily
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.record import EXCHANGES_A_DAY, Item
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_SCALE = tuple((str(value), str(value)) for value in range(11))
_FORM = Form(
    (
        *(
            Field(item.value, daily.ROWS[item][0], As.CHOICE, is_needed=False,
                  options=(*_SCALE, ("none", "Skip")))
            for item in daily.ROWS
        ),
        Field(
            "note",
            "A line about it",
            As.LINES,
            longest=checking.LONGEST_NOTE,
            is_needed=False,
            hint="Only you read this, also where you show your check-ins.",
        ),
        Field("version", "Version", As.HIDDEN, longest=9, is_needed=False),
    ),
    "Keep it",
)  # fmt: skip
_ERASE = Form((), "Erase this check-in", is_quiet=True)


def pages() -> tuple[Page, ...]:
    """Give the check-in of now, that of another part of the day, and all of them."""
    here = Audience.SIGNED_IN
    return (
        Page("/check-in", here, _now, _FORM, _take_now),
        Page("/check-in/{day}/{slot}", here, _show, _FORM, _take),
        Page("/check-in/{day}/{slot}/erase", here, form=_ERASE, take=_erase, back="/days"),
        Page("/days", here, _days),
    )


def when_of(visit: Visit) -> When:
    """Give the part of the day that an address names.

    Raises:
        MissingError: it names none.
    """
    try:
        day = date.fromisoformat(visit.part("day"))
    except ValueError:
        day = date.min
    slot = visit.part("slot")
    if day == date.min or slot not in {str(one) for one in range(EXCHANGES_A_DAY)}:
        msg = "There is nothing here."
        raise MissingError(msg)
    return When(day, int(slot))


def _open(visit: Visit, when: When) -> When:
    """Give a part that may be written about: it is open now, or something is written there."""
    if when in checking.parts_open(clock.today()):
        return when
    if checking.find(visit.home, visit.me, when) is None:
        msg = "There is nothing here."
        raise MissingError(msg)
    return when


def _now(visit: Visit) -> Response:
    return _page(visit, checking.part_of_day(clock.today()))


def _show(visit: Visit) -> Response:
    return _page(visit, _open(visit, when_of(visit)))


def _page(visit: Visit, when: When) -> Response:
    now = clock.today()
    today = checking.lived_day(now)
    kept = checking.find(visit.home, visit.me, when)
    if kept is not None and visit.form is not None:
        told = {item.value: str(value) for item, value in kept.values.items()}
        visit.form = visit.form.prefilled(**told, note=kept.note, version=str(kept.version))
    rows = [(item.value, *ends) for item, ends in daily.ROWS.items()]
    others = [
        (f"/check-in/{one.key}", daily.part_words(one.day, one.slot, today, visit.words))
        for one in checking.parts_open(now)
        if one != when
    ]
    return render(
        visit,
        "check_in.html",
        rows=rows,
        when=daily.part_words(when.day, when.slot, today, visit.words),
        others=others,
        kept=kept,
        erase=visit.view(_ERASE, f"/check-in/{when.key}/erase") if kept else None,
    )


def _take_now(visit: Visit, filled: Filled) -> Gone:
    return _keep(visit, filled, checking.part_of_day(clock.today()))


def _take(visit: Visit, filled: Filled) -> Gone:
    return _keep(visit, filled, _open(visit, when_of(visit)))


def _keep(visit: Visit, filled: Filled, when: When) -> Gone:
    values = {
        item: int(filled[item.value]) for item in Item if filled[item.value] not in {"", "none"}
    }
    version = filled["version"]
    kept = checking.check_in(
        visit.home,
        visit.me,
        when,
        values,
        note=filled["note"].strip(),
        version=int(version) if version.isascii() and version.isdecimal() else None,
    )
    return Gone("/today", say="Kept." if kept else "Nothing was filled in, so nothing is kept.")


def _erase(visit: Visit, _: Filled) -> Gone:
    kept = checking.find(visit.home, visit.me, when_of(visit))
    if kept is None:
        msg = "There is nothing here."
        raise MissingError(msg)
    checking.erase_check_in(visit.home, visit.me, kept.id)
    return Gone("/days", say="Erased.")


def _days(visit: Visit) -> Response:
    today = checking.lived_day(clock.today())
    listed = [
        (
            f"/check-in/{one.when.key}",
            daily.part_words(one.when.day, one.when.slot, today, visit.words),
            one,
        )
        for one in checking.check_ins(visit.home, visit.me)
    ]
    return render(visit, "days.html", listed=listed)
