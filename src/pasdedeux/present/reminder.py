"""Write a reminder as a calendar file that says nothing to whoever reads it over a shoulder."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

TITLES = ("A few minutes", "Tea", "Stretch", "Water the plants")
"""Household words; no calendar shows more than one of these."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_WEEKS = 12
USUAL_WEEKS = 6
_MINUTES = 5
_LINE_BYTES = 75
"""RFC 5545 3.1: no line is longer, without its end."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """When somebody wants to be reminded, and by which words."""

    title: str
    at: time
    days: tuple[int, ...]  # 0 is Monday; at least one
    begins: date
    weeks: int = USUAL_WEEKS

    def __post_init__(self) -> None:
        """Refuse what no form of ours sends."""
        if self.title not in TITLES:
            msg = "title: one of the shipped words"
            raise ValueError(msg)
        if not self.days or not set(self.days) <= set(range(len(DAYS))):
            msg = "days: one of the week at least"
            raise ValueError(msg)
        if not 1 <= self.weeks <= MOST_WEEKS:
            msg = f"weeks: from 1 to {MOST_WEEKS}"
            raise ValueError(msg)

    @property
    def first(self) -> date:
        """The first day on which it rings."""
        ahead = (timedelta(days=days) for days in range(len(DAYS)))
        return next(day for step in ahead if (day := self.begins + step).weekday() in self.days)

    @property
    def times(self) -> int:
        """How often it rings before it ends by itself."""
        return len(set(self.days)) * self.weeks


def calendar(reminder: Reminder) -> bytes:
    """Give the reminder as a file for any calendar (RFC 5545).

    The same choices give the same bytes for everybody; nothing else goes into them.

    Source: decision 0052.
    """
    start = datetime.combine(reminder.first, reminder.at.replace(second=0, microsecond=0))
    days = ",".join(DAYS[day] for day in sorted(set(reminder.days)))
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//home//EN",
        "BEGIN:VEVENT",
        f"UID:{_name(reminder)}",
        f"DTSTAMP:{start:%Y%m%dT000000Z}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"DURATION:PT{_MINUTES}M",
        f"RRULE:FREQ=WEEKLY;COUNT={reminder.times};BYDAY={days}",
        f"SUMMARY:{_escaped(reminder.title)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{_escaped(reminder.title)}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _name(reminder: Reminder) -> str:
    """Name the event by its choices alone, so that taking the file in twice rings once."""
    return f"{hashlib.sha256(repr(reminder).encode()).hexdigest()[:32]}@home"


def _escaped(text: str) -> str:
    """RFC 5545 3.3.11."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> bytes:
    """RFC 5545 3.1: long lines go on after a line end and a space; no letter is cut in two."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        written = letter.encode()
        room = _LINE_BYTES - bool(parts)
        if len(part) + len(written) > room:
            parts.append(part)
            part = b""
        part += written
    return b"\r\n ".join([*parts, part])
