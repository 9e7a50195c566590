"""The graded response model: from answers to a place on the scale, with its error.

P(X >= k) = logistic(slope (theta - threshold_k)); theta is standard normal in the
reference group. Arrays are plain NumPy: tables of log-probabilities, looked up and summed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pasdedeux.measure.instrument import Graded

Floats = npt.NDArray[np.floating]
GRID = np.round(np.arange(-60, 61) / 10, 1)
"""Places at which the posterior is held: -6 to 6 in steps of 0.1 (measures.md 15.4)."""
NONE = 255
"""Category code inside this room for 'no answer'; never read from or written to a file."""
_ROWS = 4096
_TINY = 1e-12


class Parameters(NamedTuple):
    """Item parameters side by side; axes: item, and item by threshold."""

    slopes: Floats
    thresholds: Floats


class Places(NamedTuple):
    """Where people stand on one scale; axis: person."""

    eap: Floats
    """Posterior mean."""
    error: Floats
    """Posterior standard deviation."""
    map: Floats
    """Posterior mode."""
    map_error: Floats
    """1 / sqrt(information at the mode + 1)."""


def parameters(graded: Mapping[str, Graded], items: Sequence[str]) -> Parameters:
    """Put the parameters of some items side by side, in the order asked for.

    Source: samejima1969.
    """
    chosen = [graded[item] for item in items]
    return Parameters(
        np.array([item.slope for item in chosen], np.float64),
        np.array([item.thresholds for item in chosen], np.float64),
    )


def probabilities(items: Parameters, theta: Floats) -> Floats:
    """Give the probability of every category; axes: item, category, place.

    Args:
        items: slopes and thresholds.
        theta: places on the scale.

    Source: samejima1969.
    """
    above = _at_least(items, theta)
    return np.maximum(above[:, :-1] - above[:, 1:], _TINY)


def information(items: Parameters, theta: Floats) -> Floats:
    """Give each item's Fisher information; axes: item, place.

    Source: samejima1969.
    """
    above = _at_least(items, theta)
    rise = above * (1 - above)
    share = np.maximum(above[:, :-1] - above[:, 1:], _TINY)
    gained: Floats = ((rise[:, :-1] - rise[:, 1:]) ** 2 / share).sum(axis=1)
    return items.slopes[:, None] ** 2 * gained


def estimate(
    items: Parameters,
    categories: npt.NDArray[np.uint8],
    progress: Callable[[int], None] | None = None,
) -> Places:
    """Place people on one scale from whatever items each of them answered.

    Args:
        items: slopes and thresholds.
        categories: keyed answers counted from 0, `NONE` where there is no answer;
            axes: person, item. Nothing is imputed.
        progress: told how many people a finished chunk held.

    Units: standard deviations of the reference group.
    Source: bock1982.
    Limits: a person without any answer gets the prior, mean 0 and error 1. Items that repeat
        each other make the error somewhat too small.
    """
    tables = _tables_of(items)
    parts = []
    for start in range(0, len(categories), _ROWS):
        chunk = categories[start : start + _ROWS]
        parts.append(_place(tables, chunk))
        if progress:
            progress(len(chunk))
    if not parts:
        parts.append(_place(tables, categories))
    return Places(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def posterior(items: Parameters, categories: npt.NDArray[np.uint8]) -> Floats:
    """Give each person's posterior over `GRID`, summing to one; axes: person, place.

    Source: bock1982.
    """
    weight, _ = _weights(_tables_of(items), categories)
    share: Floats = weight / weight.sum(axis=1, keepdims=True)
    return share


def indicators(categories: npt.NDArray[np.uint8], count: int) -> npt.NDArray[np.float32]:
    """Turn categories into zeros and ones; axes: person, item by category.

    Source: bock1981.
    """
    rows = np.eye(NONE + 1, count, dtype=np.float32)  # the row of `NONE` is all zeros
    return rows.take(categories, axis=0).reshape(len(categories), -1)


class _Tables:
    """What depends on the items alone: computed once, used for every chunk of people."""

    def __init__(self, items: Parameters) -> None:
        share = probabilities(items, GRID)
        self.count = share.shape[1]
        self.pairs = _pairs(np.log(share).astype(np.float32))
        self.prior = (-0.5 * GRID**2).astype(np.float32)
        self.grid = GRID.astype(np.float32)
        self.squares = (GRID**2).astype(np.float32)
        self.information = information(items, GRID)


def _tables_of(items: Parameters) -> _Tables:
    """Give the tables of these items, kept for the next person who answers them."""
    slopes, thresholds = (np.asarray(part, np.float64) for part in items)
    return _kept_tables(slopes.tobytes(), thresholds.tobytes(), thresholds.shape)


@lru_cache(maxsize=32)
def _kept_tables(slopes: bytes, thresholds: bytes, shape: tuple[int, int]) -> _Tables:
    return _Tables(Parameters(np.frombuffer(slopes), np.frombuffer(thresholds).reshape(shape)))


def _pairs(logs: npt.NDArray[np.float32]) -> list[npt.NDArray[np.float32]]:
    """Table of log-probabilities of every two items' answers together; a last odd item alone.

    Half as many sums for each person, and no matrix product that a thread pool could slow.
    """
    items, _, places = logs.shape
    held = np.concatenate([logs, np.zeros((items, 1, places), np.float32)], axis=1)
    pairs = [(one[:, None] + two[None]) for one, two in zip(held[::2], held[1::2], strict=False)]
    return [pair.reshape(-1, places) for pair in pairs] + list(held[items - items % 2 :])


def _log_likelihood(tables: _Tables, categories: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Sum the tables' rows of each person's answers; the last category stands for none."""
    codes = np.minimum(categories, tables.count).astype(np.intp)
    pairs = codes[:, 0:-1:2] * (tables.count + 1) + codes[:, 1::2]
    columns = [*pairs.T, *codes[:, codes.shape[1] - codes.shape[1] % 2 :].T]
    logs = np.repeat(tables.prior[None, :], len(codes), axis=0)
    rows = np.empty_like(logs)
    for table, column in zip(tables.pairs, columns, strict=True):
        table.take(column, axis=0, out=rows, mode="clip")
        logs += rows
    return logs


def _at_least(items: Parameters, theta: Floats) -> Floats:
    """P(X >= k) for k from lowest to one above highest: starts at 1, ends at 0."""
    push = items.slopes[:, None, None] * (
        np.asarray(theta)[None, None, :] - items.thresholds[:, :, None]
    )
    inner = 1 / (1 + np.exp(-np.clip(push, -500, 500)))
    ends = np.ones((len(items.slopes), 1, inner.shape[2]))
    return np.concatenate([ends, inner, 0 * ends], axis=1)


def _weights(
    tables: _Tables, categories: npt.NDArray[np.uint8]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Unnormalised posterior and its logarithm, highest point 1 and 0."""
    logs = _log_likelihood(tables, categories)
    logs -= logs.max(axis=1, keepdims=True)
    return np.exp(logs), logs


def _place(tables: _Tables, categories: npt.NDArray[np.uint8]) -> Places:
    weight, logs = _weights(tables, categories)
    total = weight.sum(axis=1, dtype=np.float64)
    mean = _weighted(weight, tables.grid) / total
    error = np.sqrt(np.maximum(_weighted(weight, tables.squares) / total - mean**2, _TINY))
    mode, near = _mode(logs)
    known = ((categories != NONE) * tables.information.T[near]).sum(axis=1)
    return Places(mean, error, mode, 1 / np.sqrt(known + 1))


def _weighted(weight: npt.NDArray[np.float32], values: npt.NDArray[np.float32]) -> Floats:
    """Sum over the places; einsum, since a matrix product this small only waits for threads."""
    summed: Floats = np.einsum("ij,j->i", weight, values).astype(np.float64)
    return summed


def _mode(logs: npt.NDArray[np.float32]) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Find the top by a parabola through the highest place and its neighbours."""
    near = logs.argmax(axis=1).clip(1, logs.shape[1] - 2)
    people = np.arange(len(logs))
    left, top, right = (logs[people, near + step].astype(np.float64) for step in (-1, 0, 1))
    bend = np.minimum(left - 2 * top + right, -_TINY)
    return GRID[near] + 0.05 * (left - right) / bend, near
