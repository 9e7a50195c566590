"""How numba compiles here: the settings that were measured, in one place.

`inlined` is for the small functions that speak of single numbers; `blocked` is
for the loops that run them. Neither assumes that no value is missing (no
`fastmath=True`), and threads are ours, never numba's.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

_P = ParamSpec("_P")
_R = TypeVar("_R")

_MATHS = {"contract", "reassoc", "arcp", "nsz", "afn"}
"""What the compiler may reorder; `nnan` and `ninf` stay out, since missing is NaN here."""


def inlined(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile a function of single numbers into whoever calls it.

    Source: decision 0006.
    """
    made = njit(inline="always", error_model="numpy", fastmath=_MATHS)(function)
    return cast("Callable[_P, _R]", made)


def blocked(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile a loop, keep it on disk, and let other threads run meanwhile.

    Source: decision 0006.
    """
    made = njit(error_model="numpy", fastmath=_MATHS, nogil=True, cache=True)(function)
    return cast("Callable[_P, _R]", made)


def called(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile a function that other kernels call where speed is no matter.

    Copying the step into every place that uses it makes the first compilation long; here it
    is compiled once and called.

    Source: decision 0006.
    """
    made = njit(error_model="numpy", fastmath=_MATHS)(function)
    return cast("Callable[_P, _R]", made)
