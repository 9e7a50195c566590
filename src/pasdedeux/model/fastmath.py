"""Polynomials for exp, log, sigmoid, tanh, sine and cosine: what numba's own leave scalar.

Every function works in the precision of its argument: `of = type(x)` turns each
constant into that precision, since a bare literal would turn single into double
and halve the speed. Decision 0006 tells how the coefficients were fitted, and the
unit tests hold every limit that is stated here.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import types
from numba.extending import overload

from pasdedeux.model.kernel import inlined


@inlined
def exp(x: float) -> float:
    """Give e to the power x.

    Source: decision 0006 (own minimax fit, degree 7, on half an octave around zero).
    Limits: relative error below 1e-10 in double and 3e-7 in single precision for x within
        -80 and 80; beyond that the argument is held at the border.
    """
    of = type(x)
    x = min(max(x, of(-80.0)), of(80.0))
    octaves = of(np.rint(x * of(1.4426950408889634)))
    r = x - octaves * of(0.6931471805599453)
    p = of(1.3948183361772767e-03) + r * of(1.9775167212117257e-04)
    p = of(4.1666225424771025e-02) + r * (of(8.3335610987987484e-03) + r * p)
    p = of(5.0000001045366282e-01) + r * (of(1.6666665126090890e-01) + r * p)
    p = of(9.9999999996168187e-01) + r * (of(1.0000000002431038e00) + r * p)
    return p * _two_to(octaves)


@inlined
def log(x: float) -> float:
    """Give the natural logarithm.

    Source: decision 0006 (own minimax fit in (m - 1) / (m + 1), m the mantissa around one).
    Limits: absolute error below 1e-10 in double, and below 3e-7 of the result in single
        precision; x above zero, between 1e-37 and 1e37.
    """
    of = type(x)
    octaves = _octaves(x)
    m = x * _two_to(-octaves)
    s = (m - of(1.0)) / (m + of(1.0))
    z = s * s
    p = of(4.0000386633143308e-01) + z * (of(2.8534944390824646e-01) + z * of(0.23618171400002064))
    p = of(2.0000000000084652) + z * (of(6.6666665235956717e-01) + z * p)
    return octaves * of(0.6931471805599453) + s * p


@inlined
def tanh(x: float) -> float:
    """Give the hyperbolic tangent.

    Source: decision 0006 (own rational minimax fit: one smooth piece, so that a difference
        quotient taken through it holds).
    Limits: absolute error in double below 1.2e-8 within 8.5 of zero and 9e-8 beyond, where it
        is flat; in single precision below 4e-7.
    """
    of = type(x)
    x = min(max(x, of(-8.5)), of(8.5))
    z = x * x
    up = of(3.5278340480485873e-03) + z * (
        of(2.1153178644987548e-05) + z * of(1.4140474289726941e-08)
    )
    up = of(9.9999996386093792e-01) + z * (of(1.3407939759230247e-01) + z * up)
    down = of(2.5998911285185090e-02) + z * (
        of(3.3389161698328543e-04) + z * of(8.0910192992409243e-07)
    )
    down = of(1.0) + z * (of(4.6741255016716021e-01) + z * down)
    return min(max(x * up / down, of(-1.0)), of(1.0))


@inlined
def sigmoid(x: float) -> float:
    """Give 1 / (1 + exp(-x)), between 0 and 1.

    Source: decision 0006 (half of one plus the hyperbolic tangent of half the argument).
    Limits: absolute error in double below 6e-9 within 17 of zero and 5e-8 beyond, where it is
        flat, so take no logarithm of it there; in single precision below 2e-7.
    """
    half = type(x)(0.5)
    return half + half * tanh(half * x)


@inlined
def tail(x: float) -> float:
    """Give the normal's upper tail over its bell: exp(x * x / 2) times the chance above x.

    Source: decision 0006 (own fit at Chebyshev points in (x - 4.5) / (x + 4.5), degree 12).
    Limits: relative error below 1e-9 in double and 1e-6 in single precision; x not below 0.
    """
    of = type(x)
    q = (x - of(4.5)) / (x + of(4.5))
    p = of(3.2884162612488679e-05) + q * (
        of(4.2482160719735956e-06) - q * of(3.5783450112203247e-06)
    )
    p = of(9.1898146308440592e-04) + q * (
        of(-1.2862233680529809e-04) + q * (of(-7.8690074050075920e-05) + q * p)
    )
    p = of(1.2150920594284010e-02) + q * (
        of(-6.3691707375021478e-04) + q * (of(-1.6971819487355412e-03) + q * p)
    )
    p = of(8.1984535933753683e-02) + q * (of(-3.9070577578528755e-02) + q * p)
    p = of(2.3744949790184122e-01) + q * (of(-1.3134858882222863e-01) + q * p)
    return p / (of(1.0) + of(0.4) * x)


@inlined
def sin(x: float) -> float:
    """Give the sine of an angle in radians.

    Source: decision 0006 (own minimax fit, degree 11).
    Limits: absolute error below 1e-10 in double and 2e-7 in single precision; x within a
        quarter turn (half pi) either way.
    """
    of = type(x)
    z = x * x
    p = of(2.7525304394668218e-06) + z * of(-2.3889778327902140e-08)
    p = of(8.3333309807901729e-03) + z * (of(-1.9840861926088027e-04) + z * p)
    p = of(9.9999999998301947e-01) + z * (of(-1.6666666617018683e-01) + z * p)
    return x * p


@inlined
def cos(x: float) -> float:
    """Give the cosine of an angle in radians.

    Source: decision 0006 (own minimax fit, degree 10).
    Limits: absolute error below 3e-10 in double and 2e-7 in single precision; x within a
        quarter turn (half pi) either way.
    """
    of = type(x)
    z = x * x
    p = of(2.4760161347143345e-05) + z * of(-2.6051495123965136e-07)
    p = of(4.1666636258060226e-02) + z * (of(-1.3888361400161383e-03) + z * p)
    return of(9.9999999978065079e-01) + z * (of(-4.9999999358471398e-01) + z * p)


def _two_to(octaves: float) -> float:
    """Give two to a whole power; compiled, it writes the exponent's bits."""
    return type(octaves)(math.ldexp(1.0, int(octaves)))


@overload(_two_to, inline="always")
def _compiled_two_to(octaves: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a numba type
    if octaves == types.float32:

        def single(octaves: Any) -> Any:  # noqa: ANN401 - typed by numba
            bits = np.int32((np.int32(octaves) + np.int32(127)) << np.int32(23))
            return bits.view(np.float32)

        return single

    def double(octaves: Any) -> Any:  # noqa: ANN401 - typed by numba
        bits = np.int64((np.int64(np.int32(octaves)) + np.int64(1023)) << np.int64(52))
        return bits.view(np.float64)

    return double


def _octaves(x: float) -> float:
    """Give the power of two next to x; what is left lies between root one half and root two."""
    mantissa, exponent = math.frexp(x)
    return type(x)(exponent - (mantissa < math.sqrt(0.5)))


@overload(_octaves, inline="always")
def _compiled_octaves(x: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a numba type
    if x == types.float32:

        def single(x: Any) -> Any:  # noqa: ANN401 - typed by numba
            value = np.float32(x)
            bits = np.int32(value.view(np.int32) - np.int32(0x3F3504F3))
            return np.float32(np.int32(bits >> np.int32(23)))

        return single

    def double(x: Any) -> Any:  # noqa: ANN401 - typed by numba
        value = np.float64(x)
        bits = np.int64(value.view(np.int64) - np.int64(0x3FE6A09E667F3BCD))
        return np.float64(np.int32(bits >> np.int64(52)))

    return double
