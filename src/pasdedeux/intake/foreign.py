"""Understand a line of a foreign file, by its mapping."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean, stdev

from pasdedeux.intake import cells
from pasdedeux.intake.mapping import DATE_FORMATS, ItemColumn, Mapping, TraitColumn
from pasdedeux.intake.native import MOST_DAYS, ONLY_COUPLE, TOP
from pasdedeux.intake.result import Refused
from pasdedeux.intake.said import Called, Said, Sliders, Standing
from pasdedeux.intake.table import Line, Table, columns_of
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.record import EXCHANGES_A_DAY, Item

FEWEST_PERSONS = 20
"""Below this a mean and standard deviation of a file say too little of its persons."""
_Person = tuple[str, str]


def places(table: Table, mapping: Mapping) -> dict[str, int]:
    """Give the place of every column that the mapping names.

    Raises:
        UnreadableError: the file lacks one, or has it twice.

    Source: decision 0024.
    """
    found = columns_of(table, mapping.used)
    for column in sorted(mapping.used - found.keys()):
        near = cells.closest(column, [name for name in found if name not in mapping.used])
        hint = f", the closest is {cells.column_name(near)}" if near else ""
        table.refuse(column, f"the mapping names this column, the file lacks it{hint}")
    return {column: found[column] for column in mapping.used}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the lines of one foreign file, and remembers each person's trait scores."""

    mapping: Mapping
    places: dict[str, int]
    comma: bool
    scores: dict[str, dict[_Person, Counter[float]]] = field(default_factory=dict)
    """How often each score stands in the lines of each person, by dimension."""
    given: dict[int, dict[str, float]] = field(default_factory=dict)
    """Which score of each dimension a line gives, where it gives one."""

    def understand(self, line: Line) -> Said:
        """Give what one line says of its day; its trait scores are kept for later.

        Raises:
            CellError: something in it cannot be understood.

        Source: decision 0024.
        """
        missing = self.mapping.missing
        filled = {
            column: line.cells[at]
            for column, at in self.places.items()
            if line.cells[at] and line.cells[at] not in missing
        }
        couple = self._couple(filled)
        label = self._label(filled)
        day = self._day(filled)
        exchange, minute = self._exchange(filled)
        sliders = self._sliders(filled)
        self._remember(line.row, (couple, label), filled)
        return Said(line.row, couple, label, day, exchange, minute, sliders)

    def traits(self, said: Sequence[Said], file: str) -> tuple[list[Said], list[Refused]]:
        """Add each person's standing and name to the lines, and refuse lines that contradict it.

        Returns:
            The lines that stand, with what the mapping says of the persons; and those refused.

        Raises:
            UnreadableError: the file has too few persons to be its own reference group.

        Source: decision 0024.
        """
        refused: list[Refused] = []
        added: list[Said] = []
        for trait in self.mapping.traits:
            held = self.scores.get(trait.dimension, {})
            usual = {who: _most(counts) for who, counts in held.items()}
            refused += self._contradictions(trait, usual, said, file)
            added += _standings(trait, usual, file)
        out = {line.row for line in refused}
        kept = [line for line in said if line.row not in out]
        once = {line.row: line for line in reversed(refused)}
        return [*kept, *added, *self._names(kept)], [*once.values()]

    def _couple(self, filled: dict[str, str]) -> str:
        column = self.mapping.couple
        return ONLY_COUPLE if column is None else cells.name(column, _needed(filled, column))

    def _label(self, filled: dict[str, str]) -> str:
        who = self.mapping.who
        cell = cells.name(who.column, _needed(filled, who.column))
        if who.values is None:
            return cell
        if cell not in who.values:
            known = f"{cells.shown(who.values[0])} (A) nor {cells.shown(who.values[1])} (B)"
            cells.refuse(who.column, f"{cells.shown(cell)} is neither {known}")
        return "A" if cell == who.values[0] else "B"

    def _day(self, filled: dict[str, str]) -> int:
        when = self.mapping.when
        cell = _needed(filled, when.column)
        if when.format is None:
            return cells.whole(when.column, cell, when.first, MOST_DAYS) - when.first
        return dated(when.column, cell, when.format).toordinal()

    def _exchange(self, filled: dict[str, str]) -> tuple[int, int | None]:
        when = self.mapping.when
        if when.time in filled:
            minute = cells.minute_of_day(when.time, filled[when.time])
            return cells.exchange_at(minute), minute
        if when.exchange in filled:
            cell = filled[when.exchange]
            return cells.whole(when.exchange, cell, 1, EXCHANGES_A_DAY) - 1, None
        return EXCHANGES_A_DAY - 1, None

    def _sliders(self, filled: dict[str, str]) -> Sliders:
        values: dict[Item, float] = {}
        step: dict[Item, float] = {}
        for item in self.mapping.items:
            if item.column in filled:
                values[item.item] = _on_slider(item, filled[item.column], comma=self.comma)
                step[item.item] = TOP * item.step / (item.high - item.low)
        return Sliders(values, step)

    def _remember(self, row: int, who: _Person, filled: dict[str, str]) -> None:
        given = {
            trait.dimension: cells.number(
                trait.column, filled[trait.column], trait.low, trait.high, comma=self.comma
            )
            for trait in self.mapping.traits
            if trait.column in filled
        }
        if given:
            self.given[row] = given
        for dimension, score in given.items():
            self.scores.setdefault(dimension, {}).setdefault(who, Counter())[score] += 1

    def _contradictions(
        self, trait: TraitColumn, usual: dict[_Person, float], said: Sequence[Said], file: str
    ) -> Iterator[Refused]:
        for line in said:
            score = self.given.get(line.row, {}).get(trait.dimension)
            if score is not None and score != usual[line.couple, line.label]:
                reason = "another score than most lines of this person have, where each has one"
                yield Refused(line.row, trait.column, reason, file)

    def _names(self, said: Sequence[Said]) -> Iterator[Said]:
        names = self.mapping.who.names
        if names is not None:
            for couple in {line.couple for line in said}:
                for label, name in zip("AB", names, strict=True):
                    yield Said(0, couple, label, None, 0, None, Called(name))


def dated(column: str, cell: str, written: str) -> date:
    """Give the date in a cell, written in one of the ways a mapping may name.

    Raises:
        CellError: it is written otherwise, or there is no such day.

    Source: decision 0024.
    """
    mark, order = DATE_FORMATS[written]
    parts = cell.split(mark)
    if len(parts) != 3 or not all(re.fullmatch(r"\d{1,4}", part, re.ASCII) for part in parts):
        cells.refuse(column, f"{cells.shown(cell)} is not a date written as {written}")
    found = {letter: int(part) for letter, part in zip(order, parts, strict=True)}
    if len(parts[order.index("Y")]) != 4:
        cells.refuse(column, f"{cells.shown(cell)} is not a date written as {written}")
    return cells.day_of(column, cell, found["Y"], found["M"], found["D"])


def _on_slider(item: ItemColumn, cell: str, *, comma: bool) -> float:
    raw = cells.number(item.column, cell, item.low, item.high, comma=comma)
    up = TOP * (raw - item.low) / (item.high - item.low)
    return TOP - up if item.reverse else up


def _needed(filled: dict[str, str], column: str) -> str:
    if column not in filled:
        cells.refuse(column, "the cell is empty, and no line can do without it")
    return filled[column]


def _most(counts: Counter[float]) -> float:
    """Give the score that stands most often; of two as frequent, the lower."""
    return min(counts, key=lambda score: (-counts[score], score))


def _standings(trait: TraitColumn, usual: dict[_Person, float], file: str) -> Iterator[Said]:
    mean, sd = trait.ruler or _of_file(trait, usual, file)
    sign = -1.0 if trait.reverse else 1.0
    error = (1.0 - trait.reliability) ** 0.5
    for (couple, label), score in usual.items():
        standing = Standing(trait.dimension, sign * (score - mean) / sd, error, trait.source)
        yield Said(0, couple, label, None, 0, None, standing)


def _of_file(trait: TraitColumn, usual: dict[_Person, float], file: str) -> tuple[float, float]:
    scores = sorted(usual.values())  # sorted, so that the order of the rows cannot change a digit
    if len(scores) < FEWEST_PERSONS or scores[0] == scores[-1]:
        msg = (
            f"{file}, column {cells.column_name(trait.column)}: {len(scores)} persons are too few, "
            f"or too alike, to be their own reference group; give mean and sd in the mapping."
        )
        raise UnreadableError(msg)
    return fmean(scores), stdev(scores)
