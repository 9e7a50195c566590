"""Hold what one line says, before it is known who of the two said it and on which day of theirs."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from pasdedeux.terms.record import Act, Ending, Item


class Sliders(NamedTuple):
    """A check-in; empty where every slider was left alone."""

    values: Mapping[Item, float]
    step: Mapping[Item, float]


class Told(NamedTuple):
    """A moment, as its teller saw it."""

    steps: tuple[tuple[bool, Act], ...]
    """Whether it was the teller who did it, and what."""
    ended: Ending | None


class Answered(NamedTuple):
    """A questionnaire."""

    instrument: str
    answers: tuple[int | None, ...]


class Standing(NamedTuple):
    """A trait, worked out elsewhere."""

    dimension: str
    value: float
    error: float
    source: str


class Called(NamedTuple):
    """What a partner is called."""

    name: str


What: TypeAlias = Sliders | Told | Answered | Standing | Called


class Said(NamedTuple):
    """One line, understood."""

    row: int
    """0 where a mapping says it of the whole file."""
    couple: str
    label: str
    """The partner, as the line names them."""
    day: int | None
    """Ordinal of the date, or days since day 1; None where the line tells of no day."""
    exchange: int
    minute: int | None
    """Minutes after midnight, where the line gives a time."""
    what: What
