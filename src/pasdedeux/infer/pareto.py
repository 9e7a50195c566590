"""Tame the heaviest importance weights by the tail they come from, and say how heavy it is."""

import math

import numpy as np

_LEAST_TAIL = 5
_BOLDNESS = 3.0
"""How far the candidates of the tail's scale reach, as in the source below."""
_PRIOR_DRAWS, _PRIOR_KHAT = 10.0, 0.5
"""Draws' worth of belief that k-hat is about this, which steadies it in short tails."""


def smoothed(log_ratios: np.ndarray) -> tuple[np.ndarray, float]:
    """Give Pareto-smoothed weights that sum to one, and k-hat.

    The largest ratios are replaced by the expected order statistics of a generalised Pareto
    fitted to them; k-hat is its shape. The tests hold both against ArviZ, which takes seconds
    to import because it brings data frames along.

    Args:
        log_ratios: log of target less log of proposal; axis draw, at least 25 of them.

    Raises:
        ValueError: there are too few draws, or the heaviest are all alike.

    Source: vehtari2024.
    """
    count = log_ratios.shape[0]
    tail = math.floor(3.0 * math.sqrt(count)) if count > 225 else count // 5
    values = log_ratios - log_ratios.max()
    order = np.argsort(values)
    heavy = order[count - tail :]
    if tail < _LEAST_TAIL or np.ptp(values[heavy]) < np.finfo(float).tiny:
        msg = f"{count} draws have no tail to fit: they are too few, or the heaviest are alike"
        raise ValueError(msg)
    edge = math.exp(values[order[count - tail - 1]])
    shape, scale = _fitted(np.exp(values[heavy]) - edge)
    if math.isfinite(shape):
        middle = np.log1p(-np.arange(0.5, tail) / tail)
        over = np.expm1(-shape * middle) / shape if shape else -middle
        values[heavy] = np.minimum(np.log(edge + scale * over), 0.0)
    weights = np.exp(values)
    return weights / weights.sum(), shape


def _fitted(over: np.ndarray) -> tuple[float, float]:
    """Fit a generalised Pareto to what lies over an edge, in rising order; shape and scale."""
    count = over.shape[0]
    candidates = 30 + math.isqrt(count)
    quarter = over[int(count / 4 + 0.5) - 1]
    grid = 1.0 - np.sqrt(candidates / (np.arange(1, candidates + 1) - 0.5))
    rates = grid / (_BOLDNESS * quarter) + 1.0 / over[-1]
    shapes = np.log1p(-rates[:, None] * over).mean(axis=1)
    score = count * (np.log(-rates / shapes) - shapes - 1.0)
    share = np.exp(score - score.max())
    share /= share.sum()
    share[share < 10.0 * np.finfo(float).eps] = 0.0
    rate = float(rates @ share / share.sum())
    shape = float(np.log1p(-rate * over).mean())
    scale = -shape / rate
    return (count * shape + _PRIOR_DRAWS * _PRIOR_KHAT) / (count + _PRIOR_DRAWS), scale
