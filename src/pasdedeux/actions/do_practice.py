"""Keep that a practice was done or stopped halfway, list what was done, take it away again.

What the other may be shown and what nobody else sees lie in two items (decision 0070): the first
says the practice and the day, the second how hard it was and a line of one's own.
"""

from dataclasses import dataclass
from datetime import date, datetime

from pasdedeux.actions import chance
from pasdedeux.actions.check_in import lived_day
from pasdedeux.actions.find_practice import find_practice
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.intake import daily
from pasdedeux.store import items
from pasdedeux.terms.errors import MissingError, RefusedError, TooLongError
from pasdedeux.terms.home import Body, Choice, ItemId, Kind, Mine

LONGEST_NOTE = 500
EFFORTS = range(1, 6)
_OF = "of"


@dataclass(frozen=True, slots=True)
class Done:
    """A practice that somebody did, as they see it."""

    id: ItemId
    day: date
    practice: str
    """Its name; it may ship no longer."""
    is_whole: bool
    """False where it was stopped halfway."""
    effort: int | None
    """How hard it was, 1 to 5; nothing where that was not said."""
    note: str
    is_shared: bool


def keep_practice(  # noqa: PLR0913 - what a form says of a practice
    home: Home,
    session: Session,
    name: str,
    now: datetime,
    *,
    is_whole: bool = True,
    effort: int | None = None,
    note: str = "",
    once: str = "",
) -> ItemId:
    """Keep that a practice was done; the same form sent twice keeps one.

    Args:
        home: where.
        session: whose.
        name: of the practice.
        now: past midnight it is still the evening before.
        is_whole: whether it was done to its end; what was stopped is shown to nobody else.
        effort: how hard it was, 1 to 5.
        note: a line for oneself; kept apart, so that nobody else is ever shown it.
        once: the form's own mark.

    Raises:
        MissingError: there is no such practice.
        RefusedError: the effort is none of 1 to 5.
        TooLongError: the line is.
    """
    _refuse(name, effort, note)
    day = lived_day(now).isoformat()
    mark = once or chance.secret(8).hex()
    choice = Choice.AS_KIND if is_whole else Choice.PRIVATE
    shown: Body = {"day": day, "practice": name}
    kept = items.write(home.store, session, Kind.PRACTICES, shown, choice=choice, once=mark)
    own: Body = {
        _OF: kept.id, "day": day, "halfway": not is_whole, "effort": effort, "note": note,
    }  # fmt: skip
    again = f"own/{kept.id}"
    items.write(home.store, session, Kind.PRACTICES, own, choice=Choice.PRIVATE, once=again)
    return kept.id


def practices_done(home: Home, session: Session) -> tuple[Done, ...]:
    """Give what was done, the last first."""
    kept = items.mine(home.store, session, Kind.PRACTICES)
    own = {str(one.body[_OF]): one.body for one in kept if _OF in one.body}
    found = (_done(one, own.get(one.id, {})) for one in kept if _OF not in one.body)
    return tuple(one for one in found if one is not None)[::-1]


def erase_practice(home: Home, session: Session, which: str) -> None:
    """Take one away, with what was kept apart of it.

    Raises:
        MissingError: there is none.
    """
    if which not in {one.id for one in practices_done(home, session)}:
        msg = "There is nothing here."
        raise MissingError(msg)
    for one in items.mine(home.store, session, Kind.PRACTICES):
        if one.body.get(_OF) == which:
            items.erase(home.store, session, one.id)
    items.erase(home.store, session, ItemId(which))


def _refuse(name: str, effort: int | None, note: str) -> None:
    find_practice(name)
    if effort is not None and effort not in EFFORTS:
        msg = "How hard it was is a number from 1 to 5."
        raise RefusedError(msg)
    if len(note) > LONGEST_NOTE:
        msg = f"The line is too long: there is room for {LONGEST_NOTE} letters."
        raise TooLongError(msg)


def _done(one: Mine, own: Body) -> Done | None:
    day = daily.day_of(one.body)
    if day is None:
        return None
    effort = own.get("effort")
    return Done(
        id=one.id,
        day=day,
        practice=str(one.body.get("practice", "")),
        is_whole=own.get("halfway") is not True,
        effort=effort if isinstance(effort, int) else None,
        note=str(own.get("note", "")),
        is_shared=one.is_shared,
    )
