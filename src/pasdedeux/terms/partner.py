"""Name the two people: A, B, and the one across."""

from enum import StrEnum


class Partner(StrEnum):
    """One of the two; a letter, so that no order of rank is implied."""

    A = "A"
    B = "B"

    @property
    def other(self) -> "Partner":
        """The one across."""
        return Partner.B if self is Partner.A else Partner.A

    @property
    def place(self) -> int:
        """The place on the array axis `partner`."""
        return 0 if self is Partner.A else 1
