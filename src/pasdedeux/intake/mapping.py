"""Understand a mapping: which column of a foreign file means what."""

import tomllib
from dataclasses import dataclass

from pasdedeux.intake.couples import Columns
from pasdedeux.intake.part import Part
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.record import Item

DATE_FORMATS = {
    "YYYY-MM-DD": ("-", "YMD"),
    "DD.MM.YYYY": (".", "DMY"),
    "DD/MM/YYYY": ("/", "DMY"),
    "MM/DD/YYYY": ("/", "MDY"),
}
"""How a date is written: what parts year, month and day, and their order."""
DIMENSIONS = ("anxiety", "avoidance")
_LEAST_RELIABILITY = 0.2
_MOST = 1e9


@dataclass(frozen=True, slots=True)
class Who:
    """Which column tells the partners apart."""

    column: str
    values: tuple[str, str] | None
    """What it holds for A and for B; None where it holds two names."""
    names: tuple[str, str] | None
    """What A and B are called."""


@dataclass(frozen=True, slots=True)
class When:
    """Which columns tell the day, and the time of day."""

    column: str
    format: str | None
    """How a date is written; None where the column counts days."""
    first: int
    """The number of the first day."""
    time: str | None
    exchange: str | None


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """A column that says what a slider would, on a scale of its own."""

    item: Item
    column: str
    low: float
    high: float
    step: float
    """Width between two of its answers, on its own scale."""
    reverse: bool


@dataclass(frozen=True, slots=True)
class TraitColumn:
    """A column that holds one score per person."""

    dimension: str
    column: str
    low: float
    high: float
    reverse: bool
    ruler: tuple[float, float] | None
    """Mean and standard deviation of the reference group; None: of the persons in the file."""
    reliability: float
    source: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a foreign file mean."""

    title: str
    couple: str | None
    who: Who
    when: When
    missing: frozenset[str]
    """What a cell holds where nothing was answered, besides nothing."""
    items: tuple[ItemColumn, ...]
    traits: tuple[TraitColumn, ...]

    @property
    def columns(self) -> Columns:
        """What sentences about several lines call the columns."""
        exchange = self.when.exchange or self.when.time or self.when.column
        return Columns(self.who.column, self.when.column, exchange, self.when.format is not None)

    @property
    def used(self) -> frozenset[str]:
        """Every column that the mapping names."""
        told = (self.couple, self.who.column, self.when.column, self.when.time, self.when.exchange)
        return frozenset({*_scales(self), *(column for column in told if column)})


def _scales(mapping: Mapping) -> list[str]:
    items = [item.column for item in mapping.items]
    return items + [trait.column for trait in mapping.traits]


def read_mapping(text: str, file: str) -> Mapping:
    """Give the mapping that a TOML text tells.

    Raises:
        UnreadableError: it is not TOML, or a key of it is unknown, missing or cannot be.

    Source: decision 0024.
    """
    try:
        whole = Part(tomllib.loads(text), file, "")
    except tomllib.TOMLDecodeError as error:
        msg = f"{file}: the mapping is not TOML: {error}."
        raise UnreadableError(msg) from None
    except RecursionError:
        msg = f"{file}: the mapping is nested too deeply."
        raise UnreadableError(msg) from None
    whole.only("title", "missing", "couple", "partner", "date", "day", "items", "traits")
    mapping = Mapping(
        title=whole.text("title", ""),
        couple=_couple(whole),
        who=_who(whole.part("partner")),
        when=_when(whole),
        missing=frozenset(whole.texts("missing")),
        items=tuple(_item(name, part) for name, part in whole.parts("items")),
        traits=tuple(_trait(name, part) for name, part in whole.parts("traits")),
    )
    return _checked(mapping, whole)


def _checked(mapping: Mapping, whole: Part) -> Mapping:
    if not mapping.items and not mapping.traits:
        whole.refuse("items", "a mapping needs at least one item or trait")
    columns = [mapping.couple, mapping.who.column, mapping.when.column]
    columns += [mapping.when.time, mapping.when.exchange]
    columns += _scales(mapping)
    named = [column for column in columns if column]
    for column in named:
        if named.count(column) > 1:
            whole.refuse("", f'the column "{column}" is given two meanings; keep one')
    return mapping


def _couple(whole: Part) -> str | None:
    if not whole.has("couple"):
        return None
    part = whole.part("couple")
    part.only("column")
    return part.text("column")


def _who(part: Part) -> Who:
    part.only("column", "A", "B", "names")
    values = (part.text("A"), part.text("B")) if part.has("A") or part.has("B") else None
    if values and values[0] == values[1]:
        part.refuse("B", "A and B are told by the same value")
    names = part.texts("names")
    if names and (len(names) != 2 or values is None):
        part.refuse("names", "it takes two names, of A and of B, and needs A and B")
    return Who(part.text("column"), values, (names[0], names[1]) if names else None)


def _when(whole: Part) -> When:
    if whole.has("date") == whole.has("day"):
        whole.refuse("day", "a mapping needs either day or date")
    if whole.has("day"):
        part = whole.part("day")
        part.only("column", "first", "time", "exchange")
        written, first = None, part.number("first", 1, 0, 1)
        if not first.is_integer():
            part.refuse("first", "it is 0 or 1")
    else:
        part = whole.part("date")
        part.only("column", "format", "time", "exchange")
        written, first = part.text("format", "YYYY-MM-DD"), 0.0
        if written not in DATE_FORMATS:
            part.refuse("format", f"it is none of {', '.join(DATE_FORMATS)}")
    time, exchange = part.text("time", ""), part.text("exchange", "")
    if time and exchange:
        part.refuse("exchange", "give either time or exchange")
    return When(part.text("column"), written, int(first), time or None, exchange or None)


def _item(name: str, part: Part) -> ItemColumn:
    if name not in {*Item}:
        part.refuse("", f"there is no such item; the items are {', '.join(Item)}")
    part.only("column", "low", "high", "step", "reverse")
    low, high = part.number("low", None, -_MOST, _MOST), part.number("high", None, -_MOST, _MOST)
    if not low < high:
        part.refuse("high", "it must lie above low")
    step = part.number("step", min(1.0, high - low), 1e-6 * (high - low), high - low)
    return ItemColumn(Item(name), part.text("column"), low, high, step, part.flag("reverse"))


def _trait(name: str, part: Part) -> TraitColumn:
    if name not in DIMENSIONS:
        part.refuse("", f"there is no such trait; the traits are {', '.join(DIMENSIONS)}")
    part.only(
        *("column", "low", "high", "reverse", "mean", "sd", "standardise", "reliability", "source")
    )
    low, high = part.number("low", -_MOST, -_MOST, _MOST), part.number("high", _MOST, -_MOST, _MOST)
    if not low < high:
        part.refuse("high", "it must lie above low")
    return TraitColumn(
        dimension=name,
        column=part.text("column"),
        low=low,
        high=high,
        reverse=part.flag("reverse"),
        ruler=_ruler(part),
        reliability=part.number("reliability", None, _LEAST_RELIABILITY, 1.0),
        source=part.text("source", part.text("column")),
    )


def _ruler(part: Part) -> tuple[float, float] | None:
    if part.has("standardise"):
        if part.text("standardise") != "file" or part.has("mean") or part.has("sd"):
            part.refuse("standardise", 'it is "file", in place of mean and sd')
        return None
    return part.number("mean", None, -_MOST, _MOST), part.number("sd", None, 1e-9, _MOST)
