"""Where a figure stands among people in general, by the couples that the model's prior makes."""

from functools import cache

import numpy as np

from pasdedeux.terms import shipped

_FILE = "people_in_general.json"


@cache
def _table(figure: str) -> tuple[np.ndarray, np.ndarray]:
    table = shipped.record("recognise", _FILE)
    return np.array(table["shares"]), np.array(table["figures"][figure])


def share_below(figure: str, value: float) -> float:
    """Give the share of couples in general whose figure is smaller, 0 to 1.

    Args:
        figure: a name of the shipped table, such as `pulling_away to pressing`.
        value: in the figure's own unit.

    Source: decision 0008 (the table is 40,000 couples drawn from the prior).
    Limits: the model's people, whose spread is assumed; no sample of real couples stands behind.
    """
    shares, quantiles = _table(figure)
    return float(np.interp(value, quantiles, shares))
