"""Who lives in a store and what they write there: the records that travel between rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, TypeAlias

PersonId = NewType("PersonId", str)
ItemId = NewType("ItemId", str)
LinkId = NewType("LinkId", str)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Body: TypeAlias = Mapping[str, Json]
"""What somebody wrote, as plain values; the store keeps it sealed and never looks inside."""


class Kind(StrEnum):
    """What sort of thing somebody wrote; sharing is chosen by kind, then by item."""

    SCORES = "scores"
    CHECK_INS = "check-ins"
    MOMENTS = "moments"
    REFLECTIONS = "reflections"
    NOTES = "notes"
    JOURNAL = "journal"
    SAFETY = "safety"
    PRACTICES = "practices"
    TRIALS = "trials"
    HANDED = "handed on"


class Choice(StrEnum):
    """Who else sees one item."""

    AS_KIND = "as its kind"
    SHARED = "shared"
    PRIVATE = "private"
    WHEN_BOTH = "when both have answered"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a person, or nobody."""

    id: PersonId | None


NOBODY = Viewer(None)
"""Whoever has not signed in."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a place in the store, by the name they chose."""

    id: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """That the viewer and another person are a couple here."""

    id: LinkId
    other: Person


@dataclass(frozen=True, slots=True)
class Mine:
    """Something the viewer wrote, and who sees it now."""

    id: ItemId
    kind: Kind
    body: Body
    version: int  # 1 when written, one more with each edit
    topic: str  # what both answer, where a choice waits for both
    choice: Choice
    is_shared: bool  # the other can read it now


@dataclass(frozen=True, slots=True)
class Shared:
    """Something the other wrote that the viewer may read now."""

    id: ItemId
    owner: PersonId
    kind: Kind
    body: Body
    version: int
    topic: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a form: kept under this id, now or already."""

    id: ItemId
    is_new: bool  # false where the same form came in before


@dataclass(frozen=True, slots=True)
class Instant:
    """A point in time by two clocks: the wall's, and one that never runs back."""

    wall: float  # seconds since 1970; may jump
    ticks: float  # seconds since some start; may stand still while the machine sleeps

    def since(self, earlier: "Instant") -> float:
        """Say how many seconds passed by the clock that saw more of them."""
        return max(self.wall - earlier.wall, self.ticks - earlier.ticks, 0.0)
