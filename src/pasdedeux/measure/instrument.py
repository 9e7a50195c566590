"""What an instrument is: items with their key, scales with their rule, rights with their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from pasdedeux.terms.score import Ruler


class Call(StrEnum):
    """What may be done with an instrument's words."""

    SHIP = "ship"
    ASK_FIRST = "ask first"


@dataclass(frozen=True, slots=True)
class Item:
    """One question: where it counts, which way, and what may be answered."""

    id: str
    scales: tuple[str, ...]
    is_reversed: bool
    lowest: int
    highest: int
    is_short: bool
    """Whether the short form, where there is one, asks it."""


@dataclass(frozen=True, slots=True)
class Band:
    """A published stretch of a sum score, and the words that belong to it."""

    below: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A group of items that give one number."""

    name: str
    title: str
    metric: str
    """`mean` or `sum`."""
    needed: int
    """Answers without which there is no score."""
    needed_short: int | None
    reliability: float | None
    spread: float | None
    """Standard deviation of the score in the sample of `source`; None where none was found."""
    source: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two items that say the same the other way round, and how far apart is too far."""

    items: tuple[str, str]
    apart: int


@dataclass(frozen=True, slots=True)
class Rights:
    """Who holds the words, what was found written about their use, where, and when."""

    holder: str
    statement: str
    where: str
    found: str
    reading: str


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane of two scales, with this instrument's own correlation and its own lines."""

    across: str
    up: str
    correlation: float | None
    line: Mapping[str, float]
    """Where the two lines stand, by metric (`theta`, `mean`)."""
    line_meaning: str


class Graded(NamedTuple):
    """Graded-response parameters of one item, on keyed answers."""

    slope: float
    thresholds: tuple[float, ...]
    slope_error: float
    threshold_errors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire as data: everything but its words."""

    name: str
    title: str
    version: str
    language: str
    call: Call
    about: str
    citation: str
    notice: str
    references: tuple[str, ...]
    is_random_order: bool
    is_alone: bool
    """Shown to the person alone, never to the partner."""
    targets: tuple[str, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    dependent_pairs: tuple[tuple[str, str], ...]
    contradictions: tuple[Contradiction, ...]
    rights: Rights
    plane: Plane | None
    graded: Mapping[str, Graded]
    """By item; empty where no parameters exist for this form."""

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Every item, in printed order."""
        return tuple(item.id for item in self.items)

    @property
    def ranges(self) -> dict[str, tuple[int, int]]:
        """Lowest and highest answer, by item."""
        return {item.id: (item.lowest, item.highest) for item in self.items}

    @property
    def points(self) -> int:
        """Number of answer options of an ordinary item."""
        return self.items[-1].highest - self.items[-1].lowest + 1

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that can be scored: `full`, and `short` where one is known."""
        return ("full", "short") if any(item.is_short for item in self.items) else ("full",)

    def scale(self, name: str) -> Scale:
        """Give the scale of that name.

        Raises:
            KeyError: there is none.

        Source: decision 0010.
        """
        found = {scale.name: scale for scale in self.scales}
        return found[name]

    def items_of(self, scale: str, form: str = "full") -> tuple[Item, ...]:
        """List the items that count for one scale, in printed order.

        Source: decision 0010.
        """
        return tuple(
            item
            for item in self.items
            if scale in item.scales and (form != "short" or item.is_short)
        )

    def needed(self, scale: Scale, form: str = "full") -> int:
        """Say how many answers a mean or a sum must have.

        Source: decision 0012.
        """
        if form == "short" and scale.needed_short is not None:
            return scale.needed_short
        return scale.needed

    def ruler(self, scale: str, metric: str, form: str = "full", target: str = "") -> Ruler:
        """Name what a number of this instrument was measured with.

        Source: decision 0010.
        """
        return Ruler(
            self.name, self.version, scale, metric, self.points, self.language, form, target
        )


def build(table: Mapping[str, Any], graded: Mapping[str, Any] | None = None) -> Instrument:
    """Make an instrument of its parsed `instrument.toml`, or say which field is wrong.

    Args:
        table: the file as a dictionary.
        graded: the parsed `graded.toml`, where there is one.

    Raises:
        ValueError: a field is missing or contradicts another; names instrument and field.

    Source: decision 0010.
    """
    try:
        made = _made(table, graded or {})
    except KeyError as missing:
        msg = f"{table.get('name', 'instrument')}: the field {missing} is missing"
        raise ValueError(msg) from missing
    _check(made)
    return made


def _made(table: Mapping[str, Any], graded: Mapping[str, Any]) -> Instrument:
    return Instrument(
        name=table["name"],
        title=table["title"],
        version=table["version"],
        language=table["language"],
        call=Call(table["call"]),
        about=table["about"],
        citation=table["citation"],
        notice=table["notice"],
        references=tuple(table["references"]),
        is_random_order=table["random_order"],
        is_alone=table.get("alone", False),
        targets=tuple(table.get("targets", ())),
        items=tuple(_item(entry, table["lowest"], table["highest"]) for entry in table["items"]),
        scales=tuple(_scale(entry) for entry in table["scales"]),
        dependent_pairs=tuple((a, b) for a, b in table.get("dependent_pairs", ())),
        contradictions=tuple(
            Contradiction((entry["items"][0], entry["items"][1]), entry["apart"])
            for entry in table.get("contradictions", ())
        ),
        rights=Rights(**table["rights"]),
        plane=_plane(table["plane"]) if "plane" in table else None,
        graded={entry["item"]: _graded(entry) for entry in graded.get("items", ())},
    )


def _item(entry: Mapping[str, Any], lowest: int, highest: int) -> Item:
    return Item(
        id=entry["id"],
        scales=tuple(entry["scales"]),
        is_reversed=entry["reversed"],
        lowest=entry.get("lowest", lowest),
        highest=entry.get("highest", highest),
        is_short=entry.get("short", False),
    )


def _scale(entry: Mapping[str, Any]) -> Scale:
    return Scale(
        name=entry["name"],
        title=entry["title"],
        metric=entry["metric"],
        needed=entry["needed"],
        needed_short=entry.get("needed_short"),
        reliability=entry.get("reliability"),
        spread=entry.get("sd"),
        source=entry.get("source", ""),
        bands=tuple(Band(band["below"], band["words"]) for band in entry.get("bands", ())),
    )


def _plane(entry: Mapping[str, Any]) -> Plane:
    line = {metric: place for metric, place in entry["line"].items() if metric != "meaning"}
    return Plane(
        entry["across"], entry["up"], entry.get("correlation"), line, entry["line"]["meaning"]
    )


def _graded(entry: Mapping[str, Any]) -> Graded:
    return Graded(
        entry["slope"],
        tuple(entry["thresholds"]),
        entry["slope_error"],
        tuple(entry["threshold_errors"]),
    )


def _check(made: Instrument) -> None:
    """Refuse an instrument that could not be scored as written."""
    _check_items(made)
    for scale in made.scales:
        asked = len(made.items_of(scale.name))
        _require(0 < scale.needed <= asked, made, f"scale {scale.name} needs 1 to {asked} answers")
        _require(scale.metric in {"mean", "sum"}, made, f"scale {scale.name}: mean or sum")
    for pair in (*made.dependent_pairs, *(entry.items for entry in made.contradictions)):
        _require(set(pair) <= set(made.item_ids), made, f"pair {pair} names an unknown item")
    _check_graded(made)


def _check_items(made: Instrument) -> None:
    _require(len(set(made.item_ids)) == len(made.items), made, "an item id stands twice")
    names = {scale.name for scale in made.scales}
    for item in made.items:
        _require(set(item.scales) <= names, made, f"item {item.id} names an unknown scale")
        _require(item.lowest < item.highest, made, f"item {item.id} has no range")


def _check_graded(made: Instrument) -> None:
    for name, item in made.graded.items():
        _require(name in made.item_ids, made, f"parameters for an unknown item {name}")
        _require(item.slope > 0, made, f"item {name}: the slope must be above zero")
        _require(_is_rising(item.thresholds), made, f"item {name}: thresholds must rise")
        low, high = made.ranges[name]
        _require(len(item.thresholds) == high - low, made, f"item {name}: thresholds missing")


def _is_rising(values: Sequence[float]) -> bool:
    return all(low < high for low, high in pairwise(values))


def _require(holds: bool, made: Instrument, words: str) -> None:  # noqa: FBT001 - a guard, called by place
    if not holds:
        msg = f"{made.name}: {words}"
        raise ValueError(msg)
