"""Fetch an instrument of this installation, and its words where they may be shown."""

import os
from pathlib import Path

from pasdedeux.measure import catalogue
from pasdedeux.measure.instrument import Instrument
from pasdedeux.measure.sheet import Sheet, Withheld, sheet, supplied
from pasdedeux.terms.errors import UnreadableError

SETTING = "PASDEDEUX_LEAVE_OUT"
"""Names of instruments that this installation does without, such as `ecr_rs`; commas between."""


def left_out() -> tuple[str, ...]:
    """Read the setting that leaves instruments out."""
    named = os.environ.get(SETTING, "")
    return tuple(
        name.strip().lower().replace("-", "_") for name in named.split(",") if name.strip()
    )


def fetch_instrument(name: str) -> Instrument:
    """Give the instrument of that name, unless the setting leaves it out."""
    return catalogue.fetch(name, left_out())


def list_instruments() -> tuple[Instrument, ...]:
    """Give every instrument of this installation."""
    return tuple(catalogue.fetch(name) for name in catalogue.names(left_out()))


def fetch_words(instrument: Instrument, target: str = "", words: Path | None = None) -> Sheet:
    """Give an instrument's words: shipped where allowed, or from the operator's own file.

    Raises:
        UnreadableError: the words are not ours to show, or the file does not hold them.
    """
    if words is None:
        shown = sheet(instrument, target)
        if isinstance(shown, Withheld):
            raise UnreadableError(shown.reason)
        return shown
    try:
        return supplied(instrument, words.read_bytes().decode("utf-8-sig"), words.name)
    except UnicodeDecodeError as problem:
        msg = f"{words.name} is not UTF-8 text; save the file as UTF-8 and try again"
        raise UnreadableError(msg) from problem
    except OSError as problem:
        msg = f"{words} cannot be read: {problem.strerror}"
        raise UnreadableError(msg) from problem
