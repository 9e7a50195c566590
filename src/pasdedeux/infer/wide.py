"""Sums over a covariance's rows four numbers at a time, which the compiler alone does not see.

A sum is said in Python first; compiled, it becomes the vector instructions that this file writes,
since the compiler cannot prove that what it stores is not what it still has to load.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped] # it ships no types
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, overload

ROWS = 16
"""Rows and columns of a covariance, whatever part of it is in use."""
_FOUR = ir.VectorType(ir.DoubleType(), 4)
_FUSED = ("contract", "reassoc", "nsz")


def tile(spread: np.ndarray, cov: np.ndarray, i: int, j: int) -> None:
    """Fill four rows from `i` and eight columns from `j` with the sums of the spread's products.

    Source: decision 0007.
    """
    for row in range(i, i + 4):
        for column in range(j, j + 8):
            cov[row * ROWS + column] = spread[row::ROWS] @ spread[column::ROWS]


def take_away(cov: np.ndarray, gain: np.ndarray, weight: float) -> None:
    """Take the gain's products, weighed, from all of a covariance.

    Source: decision 0007.
    """
    cov -= weight * np.outer(gain, gain).reshape(-1)


def take_row(root: np.ndarray, i: int, k: int, weight: float) -> None:
    """Take row `k`, weighed, from row `i`.

    Source: decision 0007.
    """
    root[i * ROWS : (i + 1) * ROWS] -= weight * root[k * ROWS : (k + 1) * ROWS]


class _Writer:
    """Writes loads, stores and sums of four numbers."""

    def __init__(self, builder: ir.IRBuilder) -> None:
        self.builder = builder

    def _place(self, data: ir.Value, at: ir.Value | int) -> ir.Value:
        if isinstance(at, int):
            at = ir.Constant(ir.IntType(64), at)
        return self.builder.gep(data, [at])

    def four(self, data: ir.Value, at: ir.Value | int) -> ir.Value:
        """Load four numbers."""
        place = self.builder.bitcast(self._place(data, at), _FOUR.as_pointer())
        return self.builder.load(place, align=8)

    def keep(self, four: ir.Value, data: ir.Value, at: ir.Value | int) -> None:
        """Store four numbers."""
        place = self.builder.bitcast(self._place(data, at), _FOUR.as_pointer())
        self.builder.store(four, place, align=8)

    def alike(self, number: ir.Value) -> ir.Value:
        """Give a number four times."""
        empty = ir.Constant(_FOUR, ir.Undefined)
        first = self.builder.insert_element(empty, number, ir.Constant(ir.IntType(32), 0))
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), 4), [0] * 4)
        return self.builder.shuffle_vector(first, empty, zeros)

    def one(self, data: ir.Value, at: ir.Value | int) -> ir.Value:
        """Load one number, four times."""
        return self.alike(self.builder.load(self._place(data, at)))

    def place_for(self, four: ir.Value) -> ir.Value:
        """Give a place that starts with four numbers."""
        place = cgutils.alloca_once(self.builder, four.type)  # type: ignore[no-untyped-call] # numba's
        self.builder.store(four, place)
        return place

    def plus(self, total: ir.Value, a: ir.Value, b: ir.Value) -> ir.Value:
        """Add a product to a total."""
        return self.builder.fadd(total, self.builder.fmul(a, b, flags=_FUSED), flags=_FUSED)


def _data(context: Any, builder: ir.IRBuilder, kind: Any, value: Any) -> Any:  # noqa: ANN401 - numba's own
    return context.make_array(kind)(context, builder, value).data


def _write_tile(typing: Any, spread: Any, cov: Any, i: Any, j: Any) -> Any:  # noqa: ANN401, ARG001 - numba's own
    def write(context: Any, builder: ir.IRBuilder, signature: Any, args: Any) -> Any:  # noqa: ANN401 - numba's own
        w = _Writer(builder)
        source = _data(context, builder, signature.args[0], args[0])
        target = _data(context, builder, signature.args[1], args[1])
        length = context.make_array(signature.args[0])(context, builder, args[0]).nitems
        zero = ir.Constant(_FOUR, [0.0] * 4)
        sums = [w.place_for(zero) for _ in range(8)]
        step = ir.Constant(length.type, ROWS)
        with cgutils.for_range_slice(builder, ir.Constant(length.type, 0), length, step) as (k, _):
            left = builder.add(k, args[3])
            columns = [w.four(source, left), w.four(source, builder.add(left, step.type(4)))]
            for row in range(4):
                own = w.one(source, builder.add(builder.add(k, args[2]), step.type(row)))
                for half, four in enumerate(columns):
                    place = sums[2 * row + half]
                    builder.store(w.plus(builder.load(place), own, four), place)
        for row in range(4):
            start = builder.mul(builder.add(args[2], step.type(row)), step)
            for half in range(2):
                at = builder.add(builder.add(start, args[3]), step.type(4 * half))
                w.keep(builder.load(sums[2 * row + half]), target, at)
        return context.get_dummy_value()

    return types.void(spread, cov, types.int64, types.int64), write


def _write_take_away(typing: Any, cov: Any, gain: Any, weight: Any) -> Any:  # noqa: ANN401, ARG001 - numba's own
    def write(context: Any, builder: ir.IRBuilder, signature: Any, args: Any) -> Any:  # noqa: ANN401 - numba's own
        w = _Writer(builder)
        target = _data(context, builder, signature.args[0], args[0])
        source = _data(context, builder, signature.args[1], args[1])
        fours = [w.four(source, 4 * column) for column in range(4)]
        minus = builder.fneg(args[2])
        for row in range(ROWS):
            number = builder.load(builder.gep(source, [ir.Constant(ir.IntType(64), row)]))
            scaled = w.alike(builder.fmul(minus, number))
            for column, four in enumerate(fours):
                at = ROWS * row + 4 * column
                w.keep(w.plus(w.four(target, at), scaled, four), target, at)
        return context.get_dummy_value()

    return types.void(cov, gain, types.float64), write


def _write_take_row(typing: Any, root: Any, i: Any, k: Any, weight: Any) -> Any:  # noqa: ANN401, ARG001 - numba's own
    def write(context: Any, builder: ir.IRBuilder, signature: Any, args: Any) -> Any:  # noqa: ANN401 - numba's own
        w = _Writer(builder)
        data = _data(context, builder, signature.args[0], args[0])
        rows = ir.Constant(ir.IntType(64), ROWS)
        target = builder.gep(data, [builder.mul(args[1], rows)])
        source = builder.gep(data, [builder.mul(args[2], rows)])
        minus = w.alike(builder.fneg(args[3]))
        for at in range(0, ROWS, 4):
            w.keep(w.plus(w.four(target, at), minus, w.four(source, at)), target, at)
        return context.get_dummy_value()

    return types.void(root, types.int64, types.int64, types.float64), write


_wide_tile: Any = intrinsic(_write_tile)
_wide_take_row: Any = intrinsic(_write_take_row)
_wide_take_away: Any = intrinsic(_write_take_away)


@overload(tile, inline="always")
def _compiled_tile(spread: Any, cov: Any, i: Any, j: Any) -> Callable[..., None]:  # noqa: ANN401, ARG001 - numba types
    def wide(spread: Any, cov: Any, i: Any, j: Any) -> None:  # noqa: ANN401 - typed by numba
        _wide_tile(spread, cov, i, j)

    return wide


@overload(take_away, inline="always")
def _compiled_take_away(cov: Any, gain: Any, weight: Any) -> Callable[..., None]:  # noqa: ANN401, ARG001 - numba types
    def wide(cov: Any, gain: Any, weight: Any) -> None:  # noqa: ANN401 - typed by numba
        _wide_take_away(cov, gain, weight)

    return wide


@overload(take_row, inline="always")
def _compiled_take_row(root: Any, i: Any, k: Any, weight: Any) -> Callable[..., None]:  # noqa: ANN401, ARG001 - numba types
    def wide(root: Any, i: Any, k: Any, weight: Any) -> None:  # noqa: ANN401 - typed by numba
        _wide_take_row(root, i, k, weight)

    return wide
