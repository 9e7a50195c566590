"""Small runs that make numba compile every kernel of this room once, each with its name."""

from collections.abc import Callable

from pasdedeux.infer.fit import believe
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import CheckIn, Item, Record


def _fit() -> None:
    believe(Record("", check_ins=(CheckIn(Partner.A, 0, 0, {Item.CLOSE: 5.0}),)))


JOBS: tuple[tuple[str, Callable[[], None]], ...] = (("fit", _fit),)
"""What a warm-up runs: the part's name, and the run that compiles it."""
