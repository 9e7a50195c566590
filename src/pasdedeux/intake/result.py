"""Hold what a file gave: clean records, and every line that was not understood."""

from dataclasses import dataclass, field

from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Record


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One person's answers to one questionnaire, not yet scored."""

    couple: str
    partner: Partner
    instrument: str
    answers: tuple[int | None, ...]
    """In the order of the items; None where one was left out, and for items past the end."""
    row: int = field(default=0, compare=False)
    """Where it stood in its file; no part of what was answered."""

    def filled(self, items: int) -> tuple[int | None, ...]:
        """Give exactly so many answers: missing ones at the end are None, empty ones are cut.

        Source: decision 0020.
        Limits: answers that go on past the last item are kept, so that scoring can refuse them.
        """
        kept = list(self.answers)
        while len(kept) > items and kept[-1] is None:
            kept.pop()
        return (*kept, *([None] * (items - len(kept))))


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not understood, and what would make it so."""

    row: int
    """As a spreadsheet counts: the header is row 1."""
    column: str
    """Empty where the whole line is meant."""
    reason: str
    """The end of a sentence, without its full stop."""
    file: str = ""

    @property
    def sentence(self) -> str:
        """File, row and column, and why.

        Source: decision 0021.
        """
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.reason}."


@dataclass(frozen=True, slots=True)
class Intake:
    """All that a file gave; every row is understood, refused or blank, and counted once."""

    records: tuple[Record, ...]
    """By couple, whatever the order of the rows."""
    sheets: tuple[AnswerSheet, ...]
    refused: tuple[Refused, ...]
    rows: int
    """Rows below the header."""
    understood: int
    blank: int
    """Rows that say nothing: empty lines, and check-ins with every slider left alone."""
