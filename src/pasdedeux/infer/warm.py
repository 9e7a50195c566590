"""Small runs that make numba compile every kernel of this room once, each with its name."""

from collections.abc import Callable

import numba
from llvmlite import binding  # type: ignore[import-untyped] # it ships no types

from pasdedeux.infer.fit import believe
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import CheckIn, Item, Record


def _fit() -> None:
    believe(Record("", check_ins=(CheckIn(Partner.A, 0, 0, {Item.CLOSE: 5.0}),)))


JOBS: tuple[tuple[str, Callable[[], None]], ...] = (("fit", _fit),)
"""What a warm-up runs: the part's name, and the run that compiles it."""


def machine() -> str:
    """Say for which compiler and processor kernels are compiled.

    Source: decision 0007.
    """
    return f"numba {numba.__version__} {binding.get_host_cpu_name()} {_features()}"


def _features() -> str:
    return str(binding.get_host_cpu_features().flatten())
