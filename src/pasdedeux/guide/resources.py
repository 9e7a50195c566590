"""Where help is, country by country: each number with the page it was read on, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnknownNameError

_ENDING = ".toml"
_RELEASE = "release.toml"
OLD_AFTER = 365
"""Days after which a number that was not read again counts as old."""


class About(StrEnum):
    """What a line is for."""

    VIOLENCE = "when somebody at home frightens or hurts you"
    DESPAIR = "when you think of ending your life, or cannot go on"
    OWN_ACTS = "when you are worried about what you do, or might do"


@dataclass(frozen=True, slots=True)
class Source:
    """A page on which a number was read."""

    page: str  # its address
    shows: str  # the date that the page itself shows; empty where it shows none


@dataclass(frozen=True, slots=True)
class Checked:
    """On what a number rests."""

    sources: tuple[Source, ...]
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """A number for when there is danger now."""

    number: str
    reaches: str
    note: str
    checked: Checked


@dataclass(frozen=True, slots=True)
class Line:
    """A line that one can call, write or chat to; empty text where nothing is known."""

    name: str
    about: About
    whom: str
    number: str
    text: str
    chat: str
    hours: str
    languages: str
    cost: str
    bill: str  # whether a call shows on a bill
    checked: Checked

    @property
    def unknown(self) -> tuple[str, ...]:
        """What nobody found out about it."""
        asked = {
            "hours": self.hours,
            "languages": self.languages,
            "what a call costs": self.cost,
            "whether it shows on a bill": self.bill,
        }
        return tuple(name for name, found in asked.items() if not found)


@dataclass(frozen=True, slots=True)
class Country:
    """What was found for one country, and what was not."""

    code: str
    name: str
    emergency: tuple[Emergency, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]

    @property
    def all_checked(self) -> tuple[Checked, ...]:
        """Everything that one day grows old."""
        numbers = (entry.checked for entry in self.emergency)
        return (*numbers, *(line.checked for line in self.lines))


@dataclass(frozen=True, slots=True)
class Release:
    """The release that these numbers ship with."""

    version: str
    date: date


@cache
def release() -> Release:
    """Give the release against whose date the age of a number is held.

    Source: decision 0051.
    """
    table = shipped.table("guide", "resources", _RELEASE)
    return Release(table["version"], table["date"])


@cache
def countries() -> tuple[Country, ...]:
    """List the countries for which something was found, by name.

    Source: decision 0051.
    """
    files = shipped.names("guide", "resources")
    codes = [name.removesuffix(_ENDING) for name in files if name not in {_RELEASE, "__pycache__"}]
    return tuple(sorted(map(_read, codes), key=lambda country: country.name))


def country(code: str) -> Country:
    """Give one country, by the code that the reader chose; it is never guessed.

    Raises:
        UnknownNameError: nothing was found for it.

    Source: decision 0051.

    >>> country("nz").emergency[0].number
    '111'
    """
    for found in countries():
        if found.code == code:
            return found
    msg = f"Nothing is listed for {code!r}; choose another country."
    raise UnknownNameError(msg)


def is_old(checked: Checked, on: date) -> bool:
    """Say whether a number has not been read for more than a year, on a day that is handed in.

    Source: decision 0051.
    """
    return (on - checked.on).days > OLD_AFTER


def _read(code: str) -> Country:
    table = shipped.table("guide", "resources", code + _ENDING)
    return Country(
        code=code,
        name=table["name"],
        emergency=tuple(_emergency(row, table) for row in table["emergency"]),
        lines=tuple(_line(row, table) for row in table["line"]),
        missing=tuple(table["missing"]),
    )


def _checked(row: Mapping[str, Any], table: Mapping[str, Any]) -> Checked:
    sources = tuple(Source(one["page"], one.get("shows", "")) for one in row["sources"])
    return Checked(sources, row.get("checked", table["checked"]), table["checked_by"])


def _emergency(row: Mapping[str, Any], table: Mapping[str, Any]) -> Emergency:
    return Emergency(row["number"], row["reaches"], row.get("note", ""), _checked(row, table))


def _line(row: Mapping[str, Any], table: Mapping[str, Any]) -> Line:
    return Line(
        name=row["name"],
        about=About[row["about"].upper()],
        whom=row["whom"],
        number=row["number"],
        text=row.get("text", ""),
        chat=row.get("chat", ""),
        hours=row.get("hours", ""),
        languages=row.get("languages", ""),
        cost=row.get("cost", ""),
        bill=row.get("bill", ""),
        checked=_checked(row, table),
    )
