"""Make a reminder for somebody's own calendar; nothing of it is kept."""

from datetime import date, time

from pasdedeux.present import reminder
from pasdedeux.present.reminder import MOST_WEEKS as MOST_WEEKS  # noqa: PLC0414 - for the doors
from pasdedeux.present.reminder import TITLES as TITLES  # noqa: PLC0414 - for the doors
from pasdedeux.present.reminder import USUAL_WEEKS as USUAL_WEEKS  # noqa: PLC0414 - for the doors
from pasdedeux.present.reminder import Reminder
from pasdedeux.terms.errors import MissingError

FILE_NAME = "calendar.ics"


def is_time(typed: str) -> bool:
    """Say whether this is a time of the day, as 20:30."""
    try:
        return time.fromisoformat(typed).tzinfo is None
    except ValueError:
        return False


def make_reminder(title: str, at: str, days: tuple[int, ...], weeks: int, begins: date) -> bytes:
    """Give a calendar file.

    Args:
        title: one of the shipped words.
        at: the time of the day, as 20:30.
        days: of the week, 0 is Monday.
        weeks: after which it ends by itself.
        begins: the first day on which it may ring.

    Raises:
        MissingError: no such time, title, day or number of weeks can be chosen.
    """
    try:
        chosen = Reminder(title, time.fromisoformat(at), days, begins, weeks)
    except ValueError as problem:
        msg = "This reminder cannot be made: choose a time, a day and the words."
        raise MissingError(msg) from problem
    return reminder.calendar(chosen)
