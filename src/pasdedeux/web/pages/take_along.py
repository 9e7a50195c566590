"""What somebody takes with them: a reminder for their calendar, and a copy of what they wrote."""

from datetime import timedelta

from starlette.responses import Response

from pasdedeux.actions import clock, export_record, make_reminder
from pasdedeux.actions.make_reminder import TITLES, USUAL_WEEKS
from pasdedeux.web.forms import As, Field, Filled, Form
from pasdedeux.web.page import Audience, Gone, Page
from pasdedeux.web.render import render
from pasdedeux.web.visit import Visit

_CALENDAR = "calendar"
_CALENDAR_FILE = "/reminder/" + make_reminder.FILE_NAME
_COPY_FILE = "/copy/" + export_record.FILE_NAME
_WEEKS = (2, USUAL_WEEKS, 12)
_DAYS = (
    ("0123456", "Every day"),
    ("01234", "Monday to Friday"),
    ("56", "Saturday and Sunday"),
    ("03", "Monday and Thursday"),
)
_USUAL = (TITLES[0], "20:30", "0123456", str(USUAL_WEEKS))
"""Words, time, days and weeks, where nothing else was chosen."""


def _time(value: str) -> str:
    if make_reminder.is_time(value):
        return ""
    return "What you typed is no time, so the usual one stands here again. Write it as 20:30."


_FORM = Form(
    (
        Field(
            "title",
            "What shall the calendar say?",
            As.CHOICE,
            options=tuple((title, title) for title in TITLES),
            missing="Choose the words.",
        ),
        Field(
            "at", "At what time?", longest=5, hint="As 20:30.", check=_time, missing="Give a time."
        ),
        Field("days", "On which days?", As.CHOICE, options=_DAYS, missing="Choose the days."),
        Field(
            "weeks",
            "For how long?",
            As.CHOICE,
            options=tuple((str(weeks), f"{weeks} weeks") for weeks in _WEEKS),
            missing="Choose how long; it then ends by itself.",
        ),
    ),
    "Make the file",
    is_kept=False,
)


def pages() -> tuple[Page, ...]:
    """Give the reminder and the copy."""
    mine = Audience.SIGNED_IN
    return (
        Page("/reminder", mine, _reminder, _FORM, _make),
        Page(_CALENDAR_FILE, mine, _calendar),
        Page("/copy", mine, _about_copy),
        Page(_COPY_FILE, mine, _copy),
    )


def _reminder(visit: Visit) -> Response:
    if visit.form is not None:
        title, at, days, weeks = _USUAL
        visit.form = visit.form.prefilled(title=title, at=at, days=days, weeks=weeks)
    return render(visit, "reminder.html")


def _make(_: Visit, filled: Filled) -> Gone:
    parts = (filled["title"], filled["at"], filled["days"], filled["weeks"])
    return Gone(_CALENDAR_FILE, puts={_CALENDAR: "\n".join(parts)})


def _calendar(visit: Visit) -> Response:
    chosen = visit.known().shown_once.get(_CALENDAR) or "\n".join(_USUAL)
    title, at, days, weeks = chosen.split("\n")
    begins = clock.today().date() + timedelta(days=1)
    content = make_reminder.make_reminder(title, at, tuple(map(int, days)), int(weeks), begins)
    return _file(content, "text/calendar", make_reminder.FILE_NAME)


def _about_copy(visit: Visit) -> Response:
    return render(visit, "copy.html", address=_COPY_FILE, left_out=export_record.LEFT_OUT)


def _copy(visit: Visit) -> Response:
    content = export_record.export_record(visit.home, visit.me)
    return _file(content, "application/zip", export_record.FILE_NAME)


def _file(content: bytes, kind: str, name: str) -> Response:
    saved = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=saved)
