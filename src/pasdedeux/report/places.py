"""Name the pages that a page leads to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to."""

    name: str
    address: str
    is_here: bool
