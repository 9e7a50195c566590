"""Understand a line of the record that this program writes and reads."""

from collections.abc import Callable
from dataclasses import dataclass

from pasdedeux.intake import cells
from pasdedeux.intake.said import Answered, Called, Said, Sliders, Standing, Told, What
from pasdedeux.intake.table import Line, Table, columns_of
from pasdedeux.terms.record import EXCHANGES_A_DAY, Act, Ending, Item

ONLY_COUPLE = "1"
"""What the couple is called in a file that names none."""
MOST_DAYS = 1096
"""Three years; decision 0022."""
MOST_STEPS = 24
MOST_ITEMS = 500
TOP = 10.0
"""Every slider runs from 0 to this."""

_COMMA = True
"""No number of ours reaches a thousand, so a comma in one can only be a decimal comma."""

_SLIDERS = {item.value: item for item in Item}
_WHO_AND_WHEN = frozenset({"couple", "partner", "kind", "date", "day", "time", "exchange"})
_NEEDS_A_DAY = frozenset({"check-in", "moment"})
_DIMENSIONS = ("anxiety", "avoidance")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns this file has, and what they let a line leave out."""

    columns: tuple[str, ...]
    """In the order of the file; a nameless column is empty text."""
    has_dates: bool
    names_couples: bool


def layout(table: Table, *, names_couples: bool) -> Layout:
    """Check the header of a record.

    Raises:
        UnreadableError: a column is unknown, named twice, missing, or contradicts another.

    Source: decision 0020.
    """
    named = tuple(name.lower().replace(" ", "_").replace("-", "_") for name in table.header)
    for name, written in zip(named, table.header, strict=True):
        if name and name not in COLUMNS:
            near = cells.near(name, COLUMNS)
            hint = f"the closest is {near}" if near else f"its sliders are {', '.join(_SLIDERS)}"
            table.refuse(
                written,
                f"a record has no such column, {hint}; "
                f"a file with columns of its own needs a mapping",
            )
    found = columns_of(Table(table.file, named, table.header_row, table.delimiter, ()))
    if "partner" not in found:
        table.refuse("partner", "this column is missing; it says who of the two wrote")
    if {"date", "day"} <= found.keys():
        table.refuse("day", "the file has both date and day; keep one of the two")
    if not {"date", "day", "kind"} & found.keys():
        table.refuse("date", "this column is missing; a record needs date or day")
    return Layout(named, "date" in found, names_couples)


def understand(line: Line, layout: Layout) -> Said:
    """Give what one line says.

    Raises:
        CellError: something in it cannot be understood.

    Source: decision 0020, decision 0021.
    """
    filled = {name: cell for name, cell in zip(layout.columns, line.cells, strict=True) if cell}
    if "" in filled:
        cells.refuse("", f"{cells.shown(filled[''])} stands in a column without a name")
    kind = filled.get("kind", "check-in").lower().replace("_", "-")
    if kind not in _KINDS:
        cells.refuse("kind", f"{cells.shown(filled['kind'])} is none of {', '.join(_KINDS)}")
    known, parse = _KINDS[kind]
    if not filled.keys() <= known:
        strange = min(filled.keys() - known, key=layout.columns.index)
        cells.refuse(strange, f"a line of kind {kind} has nothing to say here")
    return Said(
        line.row,
        _couple(filled, layout),
        cells.name("partner", _needed(filled, "partner", "who of the two wrote")),
        _day(filled, layout, kind),
        *_exchange(filled),
        parse(filled, layout),
    )


def _exchange(filled: dict[str, str]) -> tuple[int, int | None]:
    """Give the exchange, the last where a line tells of no time, and the minute if it does."""
    if "time" not in filled:
        cell = filled.get("exchange")
        last = EXCHANGES_A_DAY
        return (cells.whole("exchange", cell, 1, last) if cell else last) - 1, None
    if "exchange" in filled:
        cells.refuse("exchange", "give either time or exchange")
    minute = cells.minute_of_day("time", filled["time"])
    return cells.exchange_at(minute), minute


def _couple(filled: dict[str, str], layout: Layout) -> str:
    if not layout.names_couples:
        return ONLY_COUPLE
    return cells.name("couple", _needed(filled, "couple", "which couple, as other lines do"))


def _day(filled: dict[str, str], layout: Layout, kind: str) -> int | None:
    if "date" in filled:
        return cells.plain_date("date", filled["date"]).toordinal()
    if "day" in filled:
        if cells.is_date(filled["day"]):
            cells.refuse("day", "this is a date; call the column date, or count days from 1")
        return cells.whole("day", filled["day"], 1, MOST_DAYS) - 1
    if kind in _NEEDS_A_DAY:
        column = "date" if layout.has_dates else "day"
        cells.refuse(column, "the cell is empty; it needs to say when")
    return None


def _needed(filled: dict[str, str], column: str, what: str) -> str:
    if column not in filled:
        cells.refuse(column, f"the cell is empty; it needs to say {what}")
    return filled[column]


def _check_in(filled: dict[str, str], _: Layout) -> What:
    values = {
        item: cells.number(column, filled[column], 0.0, TOP, comma=_COMMA)
        for column, item in _SLIDERS.items()
        if column in filled
    }
    return Sliders(values, _resolution(filled["resolution"]) if "resolution" in filled else {})


def _resolution(cell: str) -> dict[Item, float]:
    step: dict[Item, float] = {}
    for part in cell.split():
        name, _, width = part.partition(":")
        if name not in _SLIDERS or _SLIDERS[name] in step:
            cells.refuse("resolution", f"{cells.shown(part)} names no slider, or one twice")
        step[_SLIDERS[name]] = cells.number("resolution", width, 1e-9, TOP, comma=False)
    return step


def _moment(filled: dict[str, str], _: Layout) -> What:
    parts = _needed(filled, "steps", "who did what, such as me:reaches you:pulls_away").split()
    if len(parts) > MOST_STEPS:
        cells.refuse("steps", f"{len(parts)} steps are more than the {MOST_STEPS} of a moment")
    ended = filled.get("ended")
    if ended is not None and ended.lower() not in {*Ending}:
        cells.refuse("ended", f"{cells.shown(ended)} is none of {', '.join(Ending)}")
    return Told(tuple(map(_step, parts)), Ending(ended.lower()) if ended else None)


def _step(part: str) -> tuple[bool, Act]:
    who, _, act = part.lower().partition(":")
    if who not in {"me", "you"}:
        cells.refuse("steps", f"{cells.shown(part)} does not begin with me: or you:")
    if act not in {*Act}:
        cells.refuse("steps", f"{cells.shown(part)} does not end with one of {', '.join(Act)}")
    return who == "me", Act(act)


def _answers(filled: dict[str, str], _: Layout) -> What:
    parts = _needed(filled, "answers", "the answers, parted by spaces").split()
    instrument = cells.name("instrument", _needed(filled, "instrument", "which questionnaire"))
    if len(parts) > MOST_ITEMS:
        cells.refuse("answers", f"{len(parts)} answers are more than the {MOST_ITEMS} allowed")
    return Answered(instrument, tuple(answer("answers", part) for part in parts))


def answer(column: str, cell: str) -> int | None:
    """Give one answer of a questionnaire; None where it was left out.

    Raises:
        CellError: it is no whole number from 0 to 100.

    Source: decision 0020.
    Limits: whether the instrument has such an answer is for `measure` to say.
    """
    return None if cell in {"-", ""} else cells.whole(column, cell, 0, 100)


def _trait(filled: dict[str, str], _: Layout) -> What:
    dimension = _needed(filled, "dimension", "anxiety or avoidance").lower()
    if dimension not in _DIMENSIONS:
        cells.refuse("dimension", f"{cells.shown(dimension)} is neither anxiety nor avoidance")
    value = _needed(filled, "value", "where the partner stands, in standard deviations")
    error = _needed(filled, "error", "the standard error")
    return Standing(
        dimension,
        cells.number("value", value, -TOP, TOP, comma=_COMMA),
        cells.number("error", error, 0.0, TOP, comma=_COMMA),
        cells.name("source", _needed(filled, "source", "which questionnaire it comes from")),
    )


def _person(filled: dict[str, str], _: Layout) -> What:
    if filled.get("partner", "").upper() not in {"A", "B"}:
        cells.refuse("partner", "a line of kind person says what A or B is called")
    return Called(cells.name("name", _needed(filled, "name", "what the partner is called")))


_KINDS: dict[str, tuple[frozenset[str], Callable[[dict[str, str], Layout], What]]] = {
    "check-in": (_WHO_AND_WHEN | {*_SLIDERS, "resolution"}, _check_in),
    "moment": (_WHO_AND_WHEN | {"steps", "ended"}, _moment),
    "answers": (_WHO_AND_WHEN | {"instrument", "answers"}, _answers),
    "trait": (_WHO_AND_WHEN | {"dimension", "value", "error", "source"}, _trait),
    "person": (_WHO_AND_WHEN | {"name"}, _person),
}
"""Which columns each kind of line may fill, and what gives its meaning."""

COLUMNS: tuple[str, ...] = (
    *("couple", "partner", "kind", "date", "day", "time", "exchange"),
    *_SLIDERS,
    *("resolution", "steps", "ended", "instrument", "answers"),
    *("dimension", "value", "error", "source", "name"),
)
"""Every column that a record may have, in the order in which one is written."""
