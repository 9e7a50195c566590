"""Open a couple's record from the disk, with the answers and the mapping beside it."""

from pathlib import Path

from pasdedeux.intake import mappings
from pasdedeux.intake.mapping import Mapping, read_mapping
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake
from pasdedeux.intake.sheets import read_sheets
from pasdedeux.intake.table import MOST_BYTES, decode
from pasdedeux.terms.errors import UnreadableError


def open_record(
    record: Path | None, *, answers: Path | None = None, mapping: str | None = None
) -> Intake:
    """Give the records, the answers and the lines not understood.

    Args:
        record: a file of one or many couples; None where there are answers alone.
        answers: a table of questionnaire answers.
        mapping: the name of a shipped mapping, or the path of one.

    Raises:
        UnreadableError: a file cannot be opened or understood, and why.
    """
    read = None
    if record is not None:
        chosen = open_mapping(mapping) if mapping is not None else None
        read = read_record(contents(record), record.name, chosen)
    if answers is not None:
        read = read_sheets(contents(answers), answers.name, read)
    if read is None:
        msg = "There is nothing to read: name a record, or a file of answers."
        raise UnreadableError(msg)
    if not read.records:
        raise UnreadableError(_nothing(read, (record or answers or Path()).name))
    return read


def _nothing(read: Intake, file: str) -> str:
    """Say that no line of a file says anything, and why, by the first of them."""
    if not read.refused:
        return f"{file}: every row below the header is blank."
    first, *more = read.refused
    if not more:
        return f"No line could be understood. {first.sentence}"
    return f"None of {len(read.refused)} lines could be understood. The first: {first.sentence}"


def open_mapping(mapping: str) -> Mapping:
    """Give the shipped mapping of that name, or the one in the file of that path.

    Raises:
        UnreadableError: there is neither, or the file is no mapping.
    """
    if mapping in mappings.names():
        return mappings.load(mapping)
    path = Path(mapping)
    if not path.exists():
        shipped = ", ".join(mappings.names())
        msg = f"{mapping}: there is no such mapping file, and the shipped mappings are {shipped}."
        raise UnreadableError(msg)
    return read_mapping(decode(contents(path), path.name), path.name)


def contents(path: Path) -> bytes:
    """Give a file's bytes; of one that never ends, enough to be refused as too large.

    Raises:
        UnreadableError: it cannot be opened, and why.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        why = "there is no such file"
    except IsADirectoryError:
        why = "this is a folder, not a file"
    except PermissionError:
        why = "this file may not be read by you"
    except (OSError, ValueError) as error:
        why = f"this file cannot be read ({error})"
    msg = f"{path}: {why}."
    raise UnreadableError(msg)
