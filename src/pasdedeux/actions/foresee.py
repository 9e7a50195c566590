"""Foresee what a practice may change for these two, and put practices in the order of it."""

from dataclasses import dataclass

from pasdedeux.actions.open_home import Session
from pasdedeux.actions.remember import remember
from pasdedeux.actions.see_dance import Seen
from pasdedeux.guide import library
from pasdedeux.guide.acting import changes_of
from pasdedeux.guide.library import Practice
from pasdedeux.present.people import people
from pasdedeux.present.what_if import OFTEN, WhatIf, what_if
from pasdedeux.recognise.what_if import REPEATS, Foresight, people_in
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.forecast import Forecast
from pasdedeux.terms.partner import Partner


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is foreseen of one practice, and what that assumes."""

    forecast: Forecast
    told: WhatIf
    assumed: tuple[str, ...]


def often_of(typed: str) -> int:
    """Read how often a week is asked about.

    Raises:
        MissingError: it is none of those that can be asked.
    """
    if typed not in map(str, OFTEN):
        raise MissingError
    return int(typed)


def usual_often(practice: Practice) -> int:
    """Give how often a practice is asked about first: the nearest to what it is meant for."""
    return min(OFTEN, key=lambda one: (abs(one - practice.per_week), one))


def foresee(session: Session, seen: Seen, name: str, per_week: int) -> Foreseen | None:
    """Say what a practice may change; none where no reading is there, or none may be shown.

    Args:
        session: who asks.
        seen: the reading of what they may read.
        name: the practice.
        per_week: how often a week it is done.

    Raises:
        MissingError: there is no such practice.
    """
    practice, sight = _practice(name), _sight(session, seen)
    if sight is None or seen.reading is None:
        return None
    viewer = seen.gathered.viewer
    reading = seen.reading
    forecast = remember(
        session,
        f"forecast {name} {per_week}",
        (reading.likely, viewer),
        lambda: sight.ask(changes_of(practice, viewer), float(per_week), viewer),
    )
    told = what_if(forecast, people(reading.names), reading.links)
    return Foreseen(forecast, told, assumptions(practice))


def in_order(session: Session, seen: Seen, practices: tuple[Practice, ...]) -> tuple[Practice, ...]:
    """Put practices in the order of what they may change for their effort.

    Without a reading the order stays, and so does that of those that come out alike.
    """
    sight = _sight(session, seen, is_rough=True)
    if sight is None or seen.reading is None:
        return practices
    viewer, likely = seen.gathered.viewer, seen.reading.likely
    every = library.practices()
    worth = remember(session, "worth", (likely, viewer), lambda: _worth(sight, every, viewer))
    return tuple(sorted(practices, key=lambda one: -worth[one.name]))


def _worth(sight: Foresight, practices: tuple[Practice, ...], viewer: Partner) -> dict[str, float]:
    """Give what each practice may change for its effort, done as often as it is meant for."""
    return {
        one.name: sight.ask(changes_of(one, viewer), float(one.per_week), viewer).worth / one.effort
        for one in practices
    }


def assumptions(practice: Practice) -> tuple[str, ...]:
    """List where the amounts of a practice come from, each once, in the words of its file."""
    return tuple(dict.fromkeys(act.source for act in practice.acts))


def _practice(name: str) -> Practice:
    found = next((one for one in library.practices() if one.name == name), None)
    if found is None:
        raise MissingError
    return found


def _sight(session: Session, seen: Seen, *, is_rough: bool = False) -> Foresight | None:
    """Give what answers; to put many in order, half the draws and half the days will do."""
    if seen.reading is None or not seen.reading.is_shown:
        return None
    likely = seen.reading.likely

    def made() -> Foresight | None:
        found = people_in(likely)
        if found is None:
            return None
        return Foresight(found[::2], REPEATS // 2, after=0) if is_rough else Foresight(found)

    return remember(session, "rough foresight" if is_rough else "foresight", (likely,), made)
