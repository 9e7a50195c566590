"""The calendar file, taken apart by the rules of RFC 5545 and by a library where there is one."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasdedeux.present import reminder
from pasdedeux.present.reminder import DAYS, MOST_WEEKS, TITLES, Reminder

EVENING = Reminder("Tea", time(20, 30), (0, 3), date(2026, 3, 3), 2)

REMINDERS = st.builds(
    Reminder,
    title=st.sampled_from(TITLES),
    at=st.times(),
    days=st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple),
    begins=st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    weeks=st.integers(1, MOST_WEEKS),
)


def _lines(content: bytes) -> list[str]:
    """Unfold the content lines (RFC 5545 3.1)."""
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    return b"\r\n".join(physical).replace(b"\r\n ", b"").decode().split("\r\n")


def _parts(content: bytes) -> dict[str, str]:
    """Read the properties of the event, and see that every part that opens closes again."""
    opened: list[str] = []
    found: dict[str, str] = {}
    for line in _lines(content):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            opened.append(value)
        elif name == "END":
            assert opened.pop() == value
        else:
            assert opened
            found.setdefault(f"{opened[-1]} {name}", value)
    assert opened == []
    return found


def test_the_file_says_what_was_chosen() -> None:
    found = _parts(reminder.calendar(EVENING))
    assert found["VCALENDAR VERSION"] == "2.0"
    assert found["VEVENT DTSTART"] == "20260305T203000"  # the first Thursday
    assert found["VEVENT RRULE"] == "FREQ=WEEKLY;COUNT=4;BYDAY=MO,TH"
    assert found["VEVENT SUMMARY"] == "Tea"
    assert found["VALARM ACTION"] == "DISPLAY"


@given(REMINDERS)
def test_every_file_has_what_the_standard_asks_for(chosen: Reminder) -> None:
    found = _parts(reminder.calendar(chosen))
    assert {
        "VCALENDAR PRODID", "VCALENDAR VERSION", "VEVENT UID", "VEVENT DTSTAMP",
        "VEVENT DTSTART", "VALARM ACTION", "VALARM TRIGGER", "VALARM DESCRIPTION",
    } <= set(found)  # fmt: skip
    start = date.fromisoformat(found["VEVENT DTSTART"][:8])
    assert DAYS[start.weekday()] in found["VEVENT RRULE"].partition("BYDAY=")[2].split(",")
    assert timedelta() <= start - chosen.begins < timedelta(days=7)


@given(REMINDERS)
def test_nothing_in_it_names_the_program_or_anybody(chosen: Reminder) -> None:
    content = reminder.calendar(chosen).decode().lower()
    for word in (
        "pasdedeux",
        "pas de",
        "partner",
        "couple",
        "http",
        "check",
        "mailto",
        "organizer",
    ):
        assert word not in content


@given(REMINDERS)
def test_it_ends_by_itself_within_twelve_weeks(chosen: Reminder) -> None:
    count = int(_parts(reminder.calendar(chosen))["VEVENT RRULE"].split("COUNT=")[1].split(";")[0])
    assert 1 <= count <= 7 * MOST_WEEKS


@given(REMINDERS)
def test_the_same_choices_give_the_same_bytes(chosen: Reminder) -> None:
    assert reminder.calendar(chosen) == reminder.calendar(chosen)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_a_long_line_is_folded_between_letters(text: str) -> None:
    folded = reminder._folded(text)
    pieces = folded.split(b"\r\n ")
    assert all(len(piece) <= 74 for piece in pieces[1:])
    assert len(pieces[0]) <= 75
    assert "".join(piece.decode() for piece in pieces) == text


@pytest.mark.parametrize(
    ("title", "days", "weeks"),
    [
        ("Our secret", (0,), 1),
        ("Tea", (), 1),
        ("Tea", (7,), 1),
        ("Tea", (0,), 0),
        ("Tea", (0,), 13),
    ],
)
def test_what_no_form_sends_is_refused(title: str, days: tuple[int, ...], weeks: int) -> None:
    with pytest.raises(ValueError, match=":"):
        Reminder(title, time(20), days, date(2026, 3, 3), weeks)


@given(REMINDERS)
def test_a_library_reads_the_same(chosen: Reminder) -> None:
    icalendar = pytest.importorskip("icalendar", reason="the package icalendar is not installed")
    read = icalendar.Calendar.from_ical(reminder.calendar(chosen))
    (event,) = read.walk("VEVENT")
    assert event["SUMMARY"] == chosen.title
    assert event.decoded("DTSTART").time() == chosen.at.replace(second=0, microsecond=0)
    assert event["RRULE"]["COUNT"] == [chosen.times]
    assert sorted(event["RRULE"]["BYDAY"], key=DAYS.index) == [
        DAYS[day] for day in sorted(chosen.days)
    ]
    assert event["CLASS"] == "PRIVATE"
    assert read.walk("VALARM")
