"""What a couple wrote: check-ins, moments, and what questionnaires say of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pasdedeux.terms.partner import Partner
from pasdedeux.terms.score import Trait

EXCHANGES_A_DAY = 4
"""An exchange is a step of the model; a day has four unless a moment tells of more."""


class Item(StrEnum):
    """A slider of the check-in, 0 to 10; the words are the reporter's own view."""

    STRESS = "stress"
    UNEASY = "uneasy"
    REACHED = "reached"
    PULLED_AWAY = "pulled_away"
    CLOSE = "close"
    THERE_FOR_ME = "there_for_me"


class Act(StrEnum):
    """What one partner did at one step of a moment, from away to towards."""

    PULLS_AWAY = "pulls_away"
    STAYS = "stays"
    REACHES = "reaches"
    PRESSES = "presses"


class Ending(StrEnum):
    """How a moment ended for the one who tells it."""

    APART = "apart"
    OPEN = "open"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One partner's sliders at one time; a slider left alone is absent."""

    partner: Partner
    day: int
    """Days since the record began, 0 for the first."""
    exchange: int
    """Which of the day's exchanges, 0 to 3."""
    values: Mapping[Item, float]
    """0 to 10 on every item, higher is more of what the item's name says."""
    step: Mapping[Item, float] = field(default_factory=dict)
    """Width between two answers that could be told apart, where it is not 1."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a moment: who did what."""

    partner: Partner
    act: Act


@dataclass(frozen=True, slots=True)
class Moment:
    """A short coded sequence of who did what next; each step is an exchange of its own."""

    teller: Partner
    day: int
    exchange: int
    steps: tuple[Step, ...]
    ended: Ending | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that one couple wrote, clean and in order of time."""

    couple: str
    names: tuple[str, str] = ("A", "B")
    """What the two are called, in the order A, B."""
    check_ins: tuple[CheckIn, ...] = ()
    moments: tuple[Moment, ...] = ()
    traits: tuple[Trait, ...] = ()
    began: date | None = None
    """Date of day 0, where the record gives dates."""

    @property
    def days(self) -> int:
        """Length in days, from the first entry to the last."""
        written = [entry.day for entry in self.check_ins]
        written += [moment.day for moment in self.moments]
        return max(written, default=-1) + 1

    @property
    def days_together(self) -> int:
        """Count the days on which both wrote a check-in."""
        written = [{one.day for one in self.check_ins if one.partner is who} for who in Partner]
        return len(written[0] & written[1])

    def days_written(self, partner: Partner) -> int:
        """Count the days on which this partner wrote a check-in."""
        return len({entry.day for entry in self.check_ins if entry.partner is partner})
