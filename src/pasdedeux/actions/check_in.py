"""Check in: six rows from 0 to 10, each of which may be left alone, up to four times a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.actions.remember import remember
from pasdedeux.intake import daily
from pasdedeux.store import items
from pasdedeux.terms.errors import RefusedError, TooLongError
from pasdedeux.terms.home import Choice, ItemId, Json, Kind, Mine
from pasdedeux.terms.record import EXCHANGES_A_DAY, Item

LONGEST_NOTE = 2_000
_DAY_BEGINS = 5
"""The hour before which an evening still goes on."""
_LATER_PARTS = (11, 15, 19)
"""The hours at which the second, third and fourth part of a day begin (decision 0022)."""


@dataclass(frozen=True, slots=True)
class When:
    """A part of a day: 0 is the morning, 3 the evening."""

    day: date
    slot: int

    @property
    def key(self) -> str:
        """Name it in a form."""
        return f"{self.day.isoformat()}/{self.slot}"


@dataclass(frozen=True, slots=True)
class OneCheckIn:
    """A check-in as its owner sees it."""

    id: ItemId
    when: When
    values: Mapping[Item, int]
    note: str
    version: int
    is_shared: bool


def part_of_day(now: datetime) -> When:
    """Give the part of the day that a clock time belongs to; the night belongs to the evening."""
    if now.hour < _DAY_BEGINS:
        return When(now.date() - timedelta(days=1), EXCHANGES_A_DAY - 1)
    return When(now.date(), sum(now.hour >= hour for hour in _LATER_PARTS))


def lived_day(now: datetime) -> date:
    """Give the day that people call today: past midnight it is still the day before."""
    return part_of_day(now).day


def parts_open(now: datetime) -> tuple[When, ...]:
    """Give the parts that can be written about now, the latest first: today's, and yesterday's."""
    here = part_of_day(now)
    before = When(here.day - timedelta(days=1), EXCHANGES_A_DAY - 1)
    return (*(When(here.day, slot) for slot in range(here.slot, -1, -1)), before)


def when_of(key: str, now: datetime) -> When:
    """Understand a form's word for a part of the day.

    Raises:
        RefusedError: it is none, or none that can be written about now.
    """
    found = {when.key: when for when in parts_open(now)}
    if key not in found:
        msg = "That part of the day cannot be written about now."
        raise RefusedError(msg)
    return found[key]


def check_in(  # noqa: PLR0913 - what a check-in says
    home: Home,
    session: Session,
    when: When,
    values: Mapping[Item, int],
    *,
    note: str = "",
    version: int | None = None,
) -> ItemId | None:
    """Keep a check-in, in the place of the one of this part of the day.

    Args:
        home: where.
        session: whose.
        when: which part of which day.
        values: 0 to 10; a row left alone is absent.
        note: words of one's own; kept apart, so that a shared check-in shows none of them.
        version: of the one that the page showed, if it is to be checked.

    Returns:
        What it is called; nothing where nothing was said.

    Raises:
        TooLongError: the note is.
        ChangedError: another window was faster.
    """
    if len(note) > LONGEST_NOTE:
        msg = f"The note is too long: there is room for {LONGEST_NOTE} letters."
        raise TooLongError(msg)
    told: dict[str, Json] = {item.value: values[item] for item in Item if item in values}
    before = find(home, session, when)
    if not told and not note and before is None:
        return None
    body: dict[str, Json] = {"day": when.day.isoformat(), "slot": when.slot, "values": told}
    kept = _put(home, session, before.id if before else None, body, when, version)
    _put_note(home, session, kept, note, when)
    return kept


def find(home: Home, session: Session, when: When) -> OneCheckIn | None:
    """Give what was written about a part of a day, if anything."""
    return next((one for one in check_ins(home, session) if one.when == when), None)


def check_ins(home: Home, session: Session) -> tuple[OneCheckIn, ...]:
    """Give the viewer's check-ins, the newest part of the newest day first."""
    written = items.mine(home.store, session, Kind.CHECK_INS, Kind.NOTES)
    notes = {
        str(one.body.get("of")): str(one.body.get("text", ""))
        for one in written
        if one.kind is Kind.NOTES
    }
    told = tuple(one for one in written if one.kind is Kind.CHECK_INS)
    found = remember(session, "check-ins", told, lambda: _without_notes(told))
    return tuple(replace(one, note=notes[one.id]) if one.id in notes else one for one in found)


def erase_check_in(home: Home, session: Session, which: ItemId) -> None:
    """Take a check-in away, with its note."""
    for one in items.mine(home.store, session, Kind.NOTES):
        if one.body.get("of") == which:
            items.erase(home.store, session, one.id)
    items.erase(home.store, session, which)


def _without_notes(told: tuple[Mine, ...]) -> tuple[OneCheckIn, ...]:
    found = [entry for one in told if (entry := _one(one))]
    return tuple(sorted(found, key=lambda entry: (entry.when.day, entry.when.slot), reverse=True))


def _one(item: Mine) -> OneCheckIn | None:
    day, slot = daily.day_of(item.body), daily.slot_of(item.body)
    if day is None or slot is None:
        return None
    values = {row: int(value) for row, value in daily.sliders_of(item.body).items()}
    return OneCheckIn(item.id, When(day, slot), values, "", item.version, item.is_shared)


def _put(  # noqa: PLR0913, PLR0917 - the parts of one write
    home: Home,
    session: Session,
    before: ItemId | None,
    body: dict[str, Json],
    when: When,
    version: int | None,
) -> ItemId:
    if before is None:
        once = f"check-in/{when.key}"
        written = items.write(home.store, session, Kind.CHECK_INS, body, once=once)
        if written.is_new:
            return written.id
        before, version = written.id, None  # another window wrote it just now: this is later
    items.edit(home.store, session, before, body, version)
    return before


def _put_note(home: Home, session: Session, of: ItemId, note: str, when: When) -> None:
    old = next(
        (one for one in items.mine(home.store, session, Kind.NOTES) if one.body.get("of") == of),
        None,
    )
    body: dict[str, Json] = {
        "of": of, "day": when.day.isoformat(), "slot": when.slot, "text": note,
    }  # fmt: skip
    if old is None and note:
        once = f"note/{of}"
        items.write(home.store, session, Kind.NOTES, body, choice=Choice.PRIVATE, once=once)
    elif old is not None and not note:
        items.erase(home.store, session, old.id)
    elif old is not None and old.body.get("text") != note:
        items.edit(home.store, session, old.id, body)
