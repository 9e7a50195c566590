"""Straight-line sums over rows of couples: said once in Python, compiled to wide registers.

A row holds one number of `LANES` couples side by side. A sum over rows is an ordinary Python
function of rows and places; called, it works on the array; inside a kernel the same function
writes the vector instructions, one for each operation it does, since the compiler alone cannot
prove that what is stored is not what still has to be loaded.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped] # it ships no types
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, overload

LANES = 16
"""Couples side by side: two wide registers of single precision, so that one works while the
other waits."""
_FUSED = ("contract", "reassoc", "nsz", "arcp")

Rows: TypeAlias = Any
"""Rows by place: an array of rows, or what writes their instructions."""
Place: TypeAlias = Any
"""A row's place: a number, or what will be one."""
Said: TypeAlias = Callable[[Rows, Place, Place, Place], None]
Straight: TypeAlias = Callable[[np.ndarray, int, int, int], None]


def straight(said: Said) -> Straight:
    """Make a function of rows and three places callable from Python and from a kernel.

    Args:
        said: reads and writes `rows[place]`, and does sums with what it finds there.

    Source: decision 0007.
    """

    def plain(work: np.ndarray, to: int, one: int, other: int) -> None:
        said(work.reshape(-1, LANES), to, one, other)

    def typed(_: Any, work: Any, to: Any, one: Any, other: Any) -> Any:  # noqa: ANN401, ARG001 - numba's own
        def write(context: Any, builder: ir.IRBuilder, signature: Any, args: Any) -> Any:  # noqa: ANN401 - numba's own
            data = context.make_array(signature.args[0])(context, builder, args[0]).data
            said(_Rows(builder, data), *(_Place(builder, place) for place in args[1:]))
            return context.get_dummy_value()

        return types.void(work, types.int64, types.int64, types.int64), write

    wide: Any = intrinsic(typed)

    def compiled(work: Any, to: Any, one: Any, other: Any) -> Callable[..., None]:  # noqa: ANN401, ARG001 - numba types
        def call(work: Any, to: Any, one: Any, other: Any) -> None:  # noqa: ANN401 - typed by numba
            wide(work, to, one, other)

        return call

    overload(plain)(compiled)
    return plain


def square_root(row: Any) -> Any:  # noqa: ANN401 - a row of either kind
    """Give the square root of each number of a row.

    Source: decision 0007.
    """
    return row.square_root() if isinstance(row, _Row) else np.sqrt(row)


def at_least(row: Any, floor: float) -> Any:  # noqa: ANN401 - a row of either kind
    """Give each number of a row, or the floor where it is below.

    Source: decision 0007.
    """
    return row.at_least(floor) if isinstance(row, _Row) else np.maximum(row, row.dtype.type(floor))


class _Place:
    """A place that is known when the kernel runs."""

    def __init__(self, builder: ir.IRBuilder, value: ir.Value) -> None:
        self.builder = builder
        self.value = value

    def __add__(self, away: int) -> "_Place":
        number = ir.Constant(self.value.type, away)
        return _Place(self.builder, self.builder.add(self.value, number))


class _Rows:
    """Loads and stores rows."""

    def __init__(self, builder: ir.IRBuilder, data: ir.Value) -> None:
        self.builder = builder
        self.data = data
        self.kind = ir.VectorType(data.type.pointee, LANES)
        self.align = 4 if isinstance(data.type.pointee, ir.FloatType) else 8

    def _at(self, place: "_Place | int") -> ir.Value:
        if isinstance(place, int):
            place = _Place(self.builder, ir.Constant(ir.IntType(64), place))
        first = self.builder.mul(place.value, ir.Constant(place.value.type, LANES))
        start = self.builder.gep(self.data, [first], inbounds=True)
        return self.builder.bitcast(start, self.kind.as_pointer())

    def __getitem__(self, place: "_Place | int") -> "_Row":
        return _Row(self.builder, self.builder.load(self._at(place), align=self.align))

    def __setitem__(self, place: "_Place | int", row: "_Row") -> None:
        self.builder.store(row.value, self._at(place), align=self.align)


class _Row:
    """One number of each couple, in a register."""

    def __init__(self, builder: ir.IRBuilder, value: ir.Value) -> None:
        self.builder = builder
        self.value = value

    def _alike(self, number: float) -> ir.Value:
        return ir.Constant(self.value.type, [number] * LANES)

    def _value(self, other: "_Row | float") -> ir.Value:
        return other.value if isinstance(other, _Row) else self._alike(other)

    def _new(self, value: ir.Value) -> "_Row":
        return _Row(self.builder, value)

    def __add__(self, other: "_Row") -> "_Row":
        return self._new(self.builder.fadd(self.value, self._value(other), flags=_FUSED))

    def __sub__(self, other: "_Row") -> "_Row":
        return self._new(self.builder.fsub(self.value, self._value(other), flags=_FUSED))

    def __mul__(self, other: "_Row | float") -> "_Row":
        return self._new(self.builder.fmul(self.value, self._value(other), flags=_FUSED))

    def __truediv__(self, other: "_Row") -> "_Row":
        return self._new(self.builder.fdiv(self.value, self._value(other), flags=_FUSED))

    def square_root(self) -> "_Row":
        """Give the square root."""
        kind = self.value.type
        name = f"llvm.sqrt.v{LANES}{kind.element.intrinsic_name}"
        how = ir.FunctionType(kind, [kind])
        root = cgutils.get_or_insert_function(self.builder.module, how, name)  # type: ignore[no-untyped-call] # numba's
        return self._new(self.builder.call(root, [self.value]))

    def at_least(self, floor: float) -> "_Row":
        """Give this, or the floor."""
        border = self._alike(floor)
        above = self.builder.fcmp_ordered(">", self.value, border)
        return self._new(self.builder.select(above, self.value, border))
