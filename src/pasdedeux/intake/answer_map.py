"""Which column of an answer file holds which item: told by a map, recognised, or guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pasdedeux.terms.errors import UnreadableError


class Within(NamedTuple):
    """A column whose number must lie in a range for the row to enter a calibration."""

    column: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AnswerMap:
    """Which column holds which item, and what stands for no answer."""

    name: str
    columns: Mapping[str, str]
    """Column by item."""
    missing: frozenset[str]
    """Cells that mean 'no answer', besides an empty one."""
    id_column: str | None = None
    within: tuple[Within, ...] = ()
    most_missing: int | None = None
    drops_straight_lined: bool = False


def read_map(
    table: Mapping[str, Any], instrument: str, items: Sequence[str], source: str
) -> AnswerMap:
    """Make a map of a parsed TOML file.

    Args:
        table: the file as a dictionary.
        instrument: the instrument that is to be scored.
        items: its items.
        source: name of the file, for the sentence of a refusal.

    Raises:
        UnreadableError: the map is for another instrument, or does not place every item.

    Source: decision 0014.
    """
    meant = table.get("instrument", instrument)
    if meant != instrument:
        msg = f"{source}: this map is for the instrument {meant}, not for {instrument}"
        raise UnreadableError(msg)
    rules = _table_of(table, "calibrate", source)
    return AnswerMap(
        name=str(table.get("name", source)),
        columns=_columns(table, items, source),
        missing=frozenset(str(code).strip().lower() for code in _list_of(table, "missing", source)),
        id_column=table.get("id"),
        within=tuple(_within(entry, source) for entry in _list_of(rules, "within", source)),
        most_missing=rules.get("most_missing"),
        drops_straight_lined=bool(rules.get("drop_straight_lined", False)),
    )


def guess_map(
    header: Sequence[str], instrument: str, items: Sequence[str], source: str
) -> AnswerMap:
    """Find columns named after the items, such as 7, Q7, item7 or ecr_7.

    Raises:
        UnreadableError: an item has no such column; names the first.

    Source: decision 0014.
    """
    held = {name.strip().lower(): name.strip() for name in header}
    short = instrument.replace("_", "")
    forms = ("Q", f"{instrument}_", instrument, f"{short}_", short, "item", "item_", "")
    guesses = [
        {item: held[name] for item in items if (name := f"{form}{item}".lower()) in held}
        for form in forms
    ]
    best = max(guesses, key=len)
    if absent := [item for item in items if item not in best]:
        first = absent[0]
        msg = (
            f"{source}, row 1: no column for item {first} of {instrument} (looked for "
            f"Q{first}, item{first}, {instrument}_{first}, {first}); say which column is "
            "which with --map"
        )
        raise UnreadableError(msg)
    return AnswerMap("their own names, which are those of the items", best, frozenset())


def is_known_layout(table: Mapping[str, Any], header: Sequence[str]) -> bool:
    """Say whether a shipped map was made for a file with exactly this header.

    Source: decision 0014.
    """
    mark = table.get("recognise")
    if mark is None:
        return False
    names = [name.strip() for name in header]
    last = names.index(mark["last"]) if mark["last"] in names else -1
    return names[:1] == [mark["first"]] and last >= 0 and names[last + 1 :] == list(mark["then"])


def shortened(names: Sequence[str], most: int = 8) -> str:
    """Give the first few names and say how many more there are.

    Source: decision 0014.
    """
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def _columns(table: Mapping[str, Any], items: Sequence[str], source: str) -> dict[str, str]:
    named = {str(item): str(name) for item, name in _table_of(table, "columns", source).items()}
    if "column" in table:
        named = {item: str(table["column"]).replace("{item}", item) for item in items} | named
    if unknown := set(named) - set(items):
        names = shortened(sorted(unknown))
        msg = f"{source}: the map names items that the instrument has not: {names}"
        raise UnreadableError(msg)
    if absent := [item for item in items if item not in named]:
        msg = f"{source}: the map has no column for item {shortened(absent)}"
        raise UnreadableError(msg)
    return named


def _within(entry: Any, source: str) -> Within:  # noqa: ANN401 - parsed TOML may hold anything
    try:
        return Within(str(entry["column"]), float(entry["low"]), float(entry["high"]))
    except (KeyError, TypeError, ValueError) as problem:
        msg = f"{source}: an entry of calibrate.within needs column, low and high"
        raise UnreadableError(msg) from problem


def _table_of(table: Mapping[str, Any], key: str, source: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        msg = f"{source}: {key} must be a table"
        raise UnreadableError(msg)
    return found


def _list_of(table: Mapping[str, Any], key: str, source: str) -> Sequence[Any]:
    found = table.get(key, [])
    if not isinstance(found, list):
        msg = f"{source}: {key} must be a list"
        raise UnreadableError(msg)
    return found
