"""Figures of weighted draws: a median and its 90% interval, a share, a deviation."""

import numpy as np

from pasdedeux.terms.reading import Estimate

ENDS = (0.04, 0.50, 0.96)
"""Shares of the draws below the ends of an interval that is to hold nine truths in ten.

Between .05 and .95 the figures shown held the truth in .88 of made couples, the loop gain in .85:
their draws are made from the parameters, bent, and inherit what each of them lacks (decision 0007).
"""


def quantiles(values: np.ndarray, weights: np.ndarray, at: tuple[float, ...]) -> np.ndarray:
    """Give quantiles of weighted values.

    Args:
        values: axis draw.
        weights: axis draw; they sum to one.
        at: shares, 0 to 1.

    Source: decision 0008.
    """
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(weights[order]) - 0.5 * weights[order]
    return np.asarray(np.interp(at, middle, values[order]))


def estimate(values: np.ndarray, weights: np.ndarray) -> Estimate:
    """Give the median with the interval that holds the truth nine times in ten.

    Source: decision 0008; `ENDS` for how far it reaches.
    """
    low, middle, high = quantiles(values, weights, ENDS)
    return Estimate(float(middle), float(low), float(high))


def deviation(values: np.ndarray, weights: np.ndarray) -> float:
    """Give the standard deviation of weighted values.

    Source: decision 0008.
    """
    centre = weights @ values
    return float(np.sqrt(weights @ (values - centre) ** 2))
