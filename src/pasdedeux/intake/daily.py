"""Turn what two people wrote at home, as kept, into one clean record; what is unfit is left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pasdedeux.intake.couples import Columns, put_together
from pasdedeux.intake.native import MOST_STEPS, TOP
from pasdedeux.intake.said import Said, Sliders, Told
from pasdedeux.terms.home import Body, Kind
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import EXCHANGES_A_DAY, Act, Ending, Item, Record
from pasdedeux.terms.score import Trait

_COUPLE = "1"
_QUARTER_MINUTES = 4 * 60
_FIRST_MINUTE = 7 * 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody wrote, and which of the two it was."""

    writer: Partner
    kind: Kind
    body: Body


def record_at_home(
    names: tuple[str, str], entries: Iterable[Entry], traits: tuple[Trait, ...] = ()
) -> Record:
    """Give the record of what a viewer may read: their own, and what was shown to them.

    Args:
        names: what the two are called, in the order A, B.
        entries: in the order of writing; kinds that are no part of a record are passed over.
        traits: what questionnaires say of either.

    Source: decision 0022.
    """
    lines = [line for row, entry in enumerate(entries, 1) if (line := _line(row, entry))]
    found = put_together(
        lines, (), file="home", rows=len(lines), blank=0, columns=Columns(has_dates=True)
    )
    record = found.records[0] if found.records else Record(_COUPLE)
    return replace(record, names=names, traits=traits)


def day_of(body: Body) -> date | None:
    """Give the day that something is about, where it says one.

    Source: decision 0022.
    """
    day = body.get("day")
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None


def slot_of(body: Body) -> int | None:
    """Give the part of the day that something is about: 0 to 3.

    Source: decision 0022.
    """
    slot = body.get("slot")
    fits = isinstance(slot, int) and not isinstance(slot, bool) and 0 <= slot < EXCHANGES_A_DAY
    return slot if fits and isinstance(slot, int) else None


def sliders_of(body: Body) -> dict[Item, float]:
    """Give the answered rows of a check-in; a row left alone is absent.

    Source: decision 0020.
    """
    values = body.get("values")
    told = values if isinstance(values, dict) else {}
    found = {item: told.get(item.value) for item in Item}
    return {
        item: float(value)
        for item, value in found.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= TOP
    }


def told_of(body: Body) -> Told | None:
    """Give a moment's steps and its end, or nothing where they cannot be understood.

    Source: decision 0020.
    """
    steps = body.get("steps")
    told = steps if isinstance(steps, list) else []
    found = tuple(step for one in told if (step := _step(one)) is not None)
    if not found or len(found) != len(told) or len(found) > MOST_STEPS:
        return None
    ended = body.get("ended")
    known = {ending.value: ending for ending in Ending}
    return Told(found, known.get(ended) if isinstance(ended, str) else None)


def _step(one: object) -> tuple[bool, Act] | None:
    acts = {act.value: act for act in Act}
    match one:
        case [("me" | "you") as who, str(act)] if act in acts:
            return who == "me", acts[act]
        case _:
            return None


def _line(row: int, entry: Entry) -> Said | None:
    day, slot = day_of(entry.body), slot_of(entry.body)
    if day is None or slot is None:
        return None
    label, at = entry.writer.value, day.toordinal()
    if entry.kind is Kind.CHECK_INS and (values := sliders_of(entry.body)):
        return Said(row, _COUPLE, label, at, slot, None, Sliders(values, {}))
    if entry.kind is Kind.MOMENTS and (told := told_of(entry.body)):
        return Said(row, _COUPLE, label, at, slot, _minute(row, slot), told)
    return None


def _minute(row: int, slot: int) -> int:
    """Give a time within the part of the day, so that two moments in it keep their order."""
    return _FIRST_MINUTE + _QUARTER_MINUTES * slot + row % _QUARTER_MINUTES
