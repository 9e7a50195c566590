"""Read a file of one or many couples, in our own columns or, by a mapping, in its own."""

from collections.abc import Callable, Iterable

from pasdedeux.intake import foreign, native
from pasdedeux.intake.cells import CellError
from pasdedeux.intake.couples import Columns, put_together
from pasdedeux.intake.mapping import Mapping
from pasdedeux.intake.result import Intake, Refused
from pasdedeux.intake.said import Said
from pasdedeux.intake.table import Line, Table, read_table


def read_record(content: bytes, file: str, mapping: Mapping | None = None) -> Intake:
    r"""Give the records, the answers and the lines not understood of one file.

    Args:
        content: the file as it is on the disk.
        file: what to call it in sentences.
        mapping: what its columns mean, where they are not our own.

    Raises:
        TooMuchError: it is larger than decision 0023 allows.
        UnreadableError: no line of it can be understood, for a reason that one sentence tells.

    Source: decision 0020, decision 0021.

    >>> read = read_record(b"partner,day,close\nA,1,7\nB,1,77\n", "ours.csv")
    >>> read.records[0].check_ins[0].values
    {<Item.CLOSE: 'close'>: 7.0}
    >>> read.refused[0].sentence
    'ours.csv, row 3, column close: "77" is outside 0 to 10.'
    """
    table = read_table(content, file)
    return _native(table) if mapping is None else _foreign(table, mapping)


def _native(table: Table) -> Intake:
    place = columns_place(table, "couple")
    names_couples = place is not None and any(
        isinstance(line, Line) and line.cells and line.cells[place] for line in table.lines()
    )
    layout = native.layout(table, names_couples=names_couples)
    said, refused, rows, blank = sort_out(table, lambda line: native.understand(line, layout))
    day = "date" if layout.has_dates else "day"
    when = next((name for name in ("exchange", "time") if name in layout.columns), day)
    columns = Columns(day=day, exchange=when, has_dates=layout.has_dates)
    return put_together(said, refused, file=table.file, rows=rows, blank=blank, columns=columns)


def _foreign(table: Table, mapping: Mapping) -> Intake:
    places = foreign.places(table, mapping)
    reader = foreign.Reader(mapping, places, table.comma)
    said, refused, rows, blank = sort_out(table, reader.understand)
    kept, changing = reader.traits(said, table.file)
    return put_together(
        kept,
        [*refused, *changing],
        file=table.file,
        rows=rows,
        blank=blank,
        columns=mapping.columns,
    )


def columns_place(table: Table, name: str) -> int | None:
    """Give the place of a column, whatever its capitals; None where there is none.

    Source: decision 0020.
    """
    return next((at for at, cell in enumerate(table.header) if cell.lower() == name), None)


def sort_out(
    table: Table, understand: Callable[[Line], Said]
) -> tuple[list[Said], list[Refused], int, int]:
    """Part the rows of a table into those understood, those refused, and count the blank ones.

    Returns:
        Lines understood, lines refused, number of rows, number of blank rows.

    Source: decision 0021.
    """
    said: list[Said] = []
    refused: list[Refused] = []
    rows = blank = 0
    lines: Iterable[Line | Refused] = table.lines()
    for rows, line in enumerate(lines, 1):  # noqa: B007 - the count outlives the loop
        if isinstance(line, Refused):
            refused.append(line)
        elif not line.cells:
            blank += 1
        else:
            try:
                said.append(understand(line))
            except CellError as error:
                refused.append(Refused(line.row, error.column, error.reason, table.file))
    return said, refused, rows, blank
