"""The filter's sums over rows: products, differences, and the root of a covariance."""

import math

from pasdedeux.infer.layout import (
    COV,
    GAIN,
    INPUTS,
    MEAN,
    NARROW,
    PER_SD,
    ROWS,
    SHIFT,
    STATES,
)
from pasdedeux.infer.rows import Place, Rows, at_least, square_root, straight

REACH = math.sqrt(3.0)
"""The points' distance in deviations: it matches a normal's fourth moment."""
FLOOR = 1e-9
"""Least variance of a direction."""
_HALF = STATES // 2


@straight
def minus(rows: Rows, to: Place, one: Place, other: Place) -> None:
    """Keep a difference of two rows.

    Source: decision 0007.
    """
    rows[to] = rows[one] - rows[other]


@straight
def tile(rows: Rows, to: Place, one: Place, other: Place) -> None:
    """Fill two rows and two columns of a covariance with the sums of the spread's products.

    Source: decision 0007.
    """
    sums: dict[tuple[int, int], Rows] = {}
    for k in range(2 * INPUTS):
        left = [rows[one + (ROWS * k + i)] for i in range(2)]
        right = [rows[other + (ROWS * k + j)] for j in range(2)]
        for i in range(2):
            for j in range(2):
                part = left[i] * right[j]
                sums[i, j] = sums[i, j] + part if k else part
    for (i, j), total in sums.items():
        rows[to + (ROWS * i + j)] = total


@straight
def correct(rows: Rows, to: Place, one: Place, other: Place) -> None:  # noqa: ARG001 - every sum takes three places
    """Move and narrow all rows by what a cell told of one of them.

    Reads `GAIN`, what the report's signal has in common with every row; writes the mean and
    the lower triangle of the covariance.

    Source: decision 0007.
    """
    per_sd, shift, narrow = rows[PER_SD], rows[SHIFT], rows[NARROW]
    gain = [rows[GAIN + i] * per_sd for i in range(ROWS)]
    for i in range(ROWS):
        rows[MEAN + i] = rows[MEAN + i] + gain[i] * shift
        narrowed = gain[i] * narrow
        for j in range(i + 1):
            at = COV + ROWS * i + j
            rows[at] = rows[at] - narrowed * gain[j]


@straight
def displace(rows: Rows, to: Place, one: Place, other: Place) -> None:  # noqa: ARG001 - every sum takes three places
    """Fill how far the points lie from the mean: a root of the covariance of the states.

    The root is taken of the two partners' half sums and half differences. Exchanging the
    partners then only turns the sign of the latter, and the points, which lie both ways, are
    the same: neither partner comes first. Numbers that are nothing in the root are left alone.

    Source: decision 0007.
    """
    cov = _turned(rows, one)
    lean = REACH / math.sqrt(2.0)
    for k in range(STATES):
        square = at_least(cov[k, k], FLOOR)
        pivot = square_root(square)
        inverse = pivot / square
        column = {k: pivot} | {i: cov[i, k] * inverse for i in range(k + 1, STATES)}
        for j in range(k + 1, STATES):
            for i in range(j, STATES):
                cov[i, j] = cov[i, j] - column[i] * column[j]
        for i in range(max(k - _HALF, 0), _HALF):
            apart = column[i + _HALF] * lean
            if i >= k:
                shared = column[i] * lean
                a, b = shared + apart, shared - apart
            else:
                a, b = apart, apart * -1.0
            rows[to + (STATES * k + i)] = a
            rows[to + (STATES * k + i + _HALF)] = b


def _turned(rows: Rows, at: Place) -> dict[tuple[int, int], Rows]:
    """Give the covariance of half sums (first) and half differences, scaled to keep lengths."""

    def cov(i: int, j: int) -> Rows:
        return rows[at + (ROWS * max(i, j) + min(i, j))]

    turned = {}
    for i in range(_HALF):
        for j in range(_HALF):
            a_a, b_b = cov(i, j), cov(_HALF + i, _HALF + j)
            a_b, b_a = cov(i, _HALF + j), cov(_HALF + i, j)
            turned[i + _HALF, j] = ((a_a - b_b) + (a_b - b_a)) * 0.5
            if j <= i:
                turned[i, j] = ((a_a + b_b) + (a_b + b_a)) * 0.5
                turned[i + _HALF, j + _HALF] = ((a_a + b_b) - (a_b + b_a)) * 0.5
    return turned
