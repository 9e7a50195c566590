"""Write what was measured of information as tables, and say what to ask first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from pasdedeux.study.information import (
    DESIGNS,
    USUAL,
    Cell,
    Group,
    alone,
    arrows,
    columns,
    without,
)
from pasdedeux.terms.record import Item


@dataclass(frozen=True, slots=True)
class Worth:
    """What one slider is worth, over the arrows."""

    item: Item
    without: float
    """Mean change of the widths' shares where it is not asked; above 0 it is missed."""
    without_error: float
    alone: float
    """Mean change where it alone is asked."""
    alone_error: float


def shares(cells: Sequence[Cell], group: Group) -> str:
    """Write each design's widths as shares of the width before any day or answer."""
    return _table(cells, group, "share", "error")


def changes(cells: Sequence[Cell], group: Group) -> str:
    """Write by how much these shares differ from the same couples' shares as usual."""
    return _table(cells, group, "change", "change_error", "+")


def steps(cells: Sequence[Cell], group: Group) -> str:
    """Write what more of one thing adds to designs other than the usual one; below 0 it narrows."""
    pairs = dict.fromkeys((c.design, c.beside) for c in cells if c.beside != USUAL.name)
    rows = []
    for design, beside in pairs:
        found = _of(cells, group, design, beside)
        if found:
            shown = [_told(found[name].change, found[name].change_error, "+") for name in columns()]
            couples = str(found[columns()[0]].couples)
            rows.append([f"{design}, rather than {beside}", couples, *shown])
    return markdown(_head("what more is asked"), rows)


def _head(first: str) -> list[str]:
    return [first, "couples", *(name.replace("_", " ") for name in columns())]


def _table(cells: Sequence[Cell], group: Group, value: str, error: str, sign: str = "") -> str:
    rows = []
    for design in DESIGNS:
        found = _of(cells, group, design.name)
        if found:
            shown = [
                _told(getattr(found[name], value), getattr(found[name], error), sign)
                for name in columns()
            ]
            rows.append([design.name, str(found[columns()[0]].couples), *shown])
    return markdown(_head("what is asked"), rows)


def _of(
    cells: Sequence[Cell], group: Group, design: str, beside: str = USUAL.name
) -> Mapping[str, Cell]:
    wanted = (group, design, beside)
    return {c.figure: c for c in cells if (c.group, c.design, c.beside) == wanted}


def _told(value: float, error: float, sign: str) -> str:
    """Write a number with its standard error; of one couple none is known."""
    return f"{value:{sign}.2f}" + (f" ± {error:.2f}" if isfinite(error) else "")


def worths(cells: Sequence[Cell], group: Group) -> tuple[Worth, ...]:
    """Give what each slider is worth to the arrows, the one that is missed most first.

    The loop gain and the echo are left out: they are made of the arrows, and the echo's width
    varies so much that it would decide alone. The error is that of read-outs which err together:
    no smaller than the truth.
    """
    found = []
    for item in Item:
        lacking, only = (_of(cells, group, name(item)) for name in (without, alone))
        if lacking and only:
            found.append(Worth(item, *_over_arrows(lacking), *_over_arrows(only)))
    return tuple(sorted(found, key=lambda worth: -worth.without))


def _over_arrows(found: Mapping[str, Cell]) -> tuple[float, float]:
    cells = [found[name] for name in arrows()]
    return (
        sum(cell.change for cell in cells) / len(cells),
        sum(cell.change_error for cell in cells) / len(cells),
    )


def ranking(cells: Sequence[Cell], group: Group) -> str:
    """Write what to ask, the slider that is missed most first."""
    rows = [
        [
            worth.item.value.replace("_", " "),
            _told(worth.without, worth.without_error, "+"),
            _told(worth.alone, worth.alone_error, "+"),
        ]
        for worth in worths(cells, group)
    ]
    return markdown(["slider", "where it is not asked", "where it alone is asked"], rows)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table as plain text with bars, ready for a page."""
    first, *rest = (f"| {' | '.join(cells)} |" for cells in (head, *rows))
    return "\n".join([first, "|" + "---|" * len(head), *rest])
