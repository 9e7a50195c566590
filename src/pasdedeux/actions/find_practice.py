"""Find something to try: what may be suggested to somebody, in which order, and one by its name."""

from collections.abc import Sequence

from pasdedeux.actions import ask_privately
from pasdedeux.actions.ask_privately import Feature
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.guide import library
from pasdedeux.guide.library import Mode as Mode  # noqa: PLC0414 - the doors' word for it
from pasdedeux.guide.library import Practice as Practice  # noqa: PLC0414 - the doors' word for it
from pasdedeux.guide.safety import Path
from pasdedeux.terms.errors import MissingError, UnknownNameError

_FIRST = ("slow-breathing", "name-the-feeling", "hello-and-goodbye", "journal")
"""Easy ones of different sorts; whoever knows nothing yet begins with one of them."""


def suggested(home: Home, session: Session) -> tuple[Practice, ...]:
    """Give what may be suggested to this person, in the order of suggestion (decision 0070)."""
    way = Path.ORDINARY if does_together(home, session) else Path.CARE
    return ordered(library.suited(way))


def ordered(practices: Sequence[Practice]) -> tuple[Practice, ...]:
    """Put practices in the order of suggestion: easy and short ones first."""
    return tuple(sorted(practices, key=_rank))


def does_together(home: Home, session: Session) -> bool:
    """Say whether a practice for two is shown to this person as one for two."""
    return ask_privately.is_offered(home, session, Feature.PRACTICE_TOGETHER)


def find_practice(name: str) -> Practice:
    """Give a practice by its name, whoever asks (decision 0070).

    Raises:
        MissingError: there is none of this name.
    """
    try:
        return library.practice(name)
    except UnknownNameError as problem:
        msg = "There is nothing here."
        raise MissingError(msg) from problem


def _rank(one: Practice) -> tuple[int, int, int, str]:
    place = _FIRST.index(one.name) if one.name in _FIRST else len(_FIRST)
    return place, one.effort, one.minutes, one.title
