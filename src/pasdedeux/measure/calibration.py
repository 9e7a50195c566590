"""Fit the graded response model: marginal maximum likelihood by EM, one scale at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pasdedeux.measure.graded import (
    NONE,
    Floats,
    Parameters,
    indicators,
    information,
    probabilities,
)

NODES = np.linspace(-5, 5, 51)
"""Quadrature nodes of the published own fit (data README, section 2)."""
MOST_ROUNDS = 500
SETTLED = 1e-4
"""Largest change of any parameter in one round at which EM stops."""
_ROWS = 4096
_NEWTON_STEPS = 4
_FURTHEST = 8.0
_SLOPES = (0.05, 8.0)
_TINY = 1e-12


class Calibration(NamedTuple):
    """What a fit gives, and whether it may be believed."""

    items: Parameters
    slope_errors: Floats
    threshold_errors: Floats
    loglik: float
    """Marginal log-likelihood at the end."""
    rounds: int
    is_settled: bool
    people: int
    reliability: float
    """Marginal: share of the variance of theta that the scores keep."""


def calibrate(
    categories: npt.NDArray[np.uint8],
    count: int,
    progress: Callable[[int, float], None] | None = None,
) -> Calibration:
    """Estimate slopes and thresholds, with standard errors, from keyed answers.

    Args:
        categories: answers counted from 0, `NONE` where missing; axes: person, item.
        count: number of categories of an item.
        progress: told the round and the largest change in it.

    Raises:
        ValueError: an item has a category that nobody chose.

    Source: bock1981; varadhan2008 (the leap between rounds).
    Limits: theta is standard normal by definition; errors come from the cross-products of the
        people's own gradients and know nothing of items that repeat each other.
    """
    _refuse_empty(categories, count)
    items = _start(categories, count)
    shown = _shown(categories, count)
    rounds, change = 0, np.inf
    while rounds < MOST_ROUNDS and change > SETTLED:
        first = _round(items, shown)
        second = _round(first, shown)
        change = _largest_change(first, second)
        items = second if change <= SETTLED else _leap(items, first, second)
        rounds += 2
        if progress:
            progress(rounds, change)
    _, loglik = _expect(items, shown)
    slope_errors, threshold_errors = _errors(items, categories, shown)
    reliability = _reliability(items, shown)
    return Calibration(
        items,
        slope_errors,
        threshold_errors,
        loglik,
        rounds,
        bool(change <= SETTLED),
        len(categories),
        reliability,
    )


def _refuse_empty(categories: npt.NDArray[np.uint8], count: int) -> None:
    for item, column in enumerate(categories.T):
        chosen = np.bincount(column[column != NONE], minlength=count)
        if (chosen[:count] == 0).any():
            empty = int(np.flatnonzero(chosen[:count] == 0)[0])
            msg = f"item in place {item + 1}: nobody chose category {empty + 1} of {count}"
            raise ValueError(msg)


def _start(categories: npt.NDArray[np.uint8], count: int) -> Parameters:
    """Begin with slope 1.5 and thresholds where the shares of the answers put them."""
    slopes = np.full(categories.shape[1], 1.5)
    thresholds = np.empty((categories.shape[1], count - 1))
    for item, column in enumerate(categories.T):
        given = column[column != NONE]
        above = np.array([(given >= k).mean() for k in range(1, count)])
        thresholds[item] = -np.log(above / (1 - above)) / 1.2
    return Parameters(slopes, thresholds)


def _log_prior() -> Floats:
    weight = np.exp(-0.5 * NODES**2)
    logs: Floats = np.log(weight / weight.sum())
    return logs


def _shown(categories: npt.NDArray[np.uint8], count: int) -> list[npt.NDArray[np.float32]]:
    """Zeros and ones of everybody's answers, in chunks that stay in the processor's cache."""
    starts = range(0, len(categories), _ROWS)
    return [indicators(categories[start : start + _ROWS], count) for start in starts]


def _beliefs(
    items: Parameters, shown: Sequence[npt.NDArray[np.float32]]
) -> Iterator[tuple[npt.NDArray[np.float32], float]]:
    """Give the posterior over the nodes and the log-likelihood, chunk by chunk."""
    logs = np.log(probabilities(items, NODES)).reshape(-1, len(NODES)).astype(np.float32)
    prior = _log_prior().astype(np.float32)
    for chunk in shown:
        joint = chunk @ logs + prior
        top = joint.max(axis=1, keepdims=True)
        weight = np.exp(joint - top)
        total = weight.sum(axis=1, keepdims=True)
        yield weight / total, float((np.log(total) + top).sum(dtype=np.float64))


def _expect(items: Parameters, shown: Sequence[npt.NDArray[np.float32]]) -> tuple[Floats, float]:
    """Expected answers at every node (item, category, node), and the log-likelihood."""
    count = items.thresholds.shape[1] + 1
    expected = np.zeros((len(items.slopes) * count, len(NODES)))
    loglik = 0.0
    for chunk, (weight, part) in zip(shown, _beliefs(items, shown), strict=True):
        expected += chunk.T @ weight
        loglik += part
    return expected.reshape(-1, count, len(NODES)), loglik


def _round(items: Parameters, shown: Sequence[npt.NDArray[np.float32]]) -> Parameters:
    """Take one step of EM."""
    return _maximise(items, _expect(items, shown)[0])


def _leap(before: Parameters, first: Parameters, second: Parameters) -> Parameters:
    """Go on along the curve of two EM steps (SQUAREM); EM itself pulls a leap too far back."""
    start, one, two = (_side_by_side(items) for items in (before, first, second))
    step, bend = one - start, two - 2 * one + start
    size = np.clip(np.linalg.norm(step) / max(float(np.linalg.norm(bend)), _TINY), 1, _FURTHEST)
    leapt = start + 2 * size * step + size**2 * bend
    is_possible = (leapt[:, 0] > _SLOPES[0]).all() and (np.diff(leapt[:, 1:], axis=1) > 0).all()
    return Parameters(leapt[:, 0], leapt[:, 1:]) if is_possible else second


def _side_by_side(items: Parameters) -> Floats:
    return np.column_stack([items.slopes, items.thresholds])


def _maximise(items: Parameters, expected: Floats) -> Parameters:
    """Move every item by a few steps of Fisher scoring on its own expected answers."""
    for _ in range(_NEWTON_STEPS):
        gradient = _gradient_of_log(items)
        pull = np.einsum("ikq,ikqp->ip", expected, gradient)
        share = probabilities(items, NODES) * expected.sum(axis=1)[:, None, :]
        bend = np.einsum("ikq,ikqp,ikqr->ipr", share, gradient, gradient, optimize=True)
        bend += 1e-6 * np.eye(bend.shape[1])
        step = np.linalg.solve(bend, pull[:, :, None])[:, :, 0]
        items = _stepped(items, np.clip(step, -0.5, 0.5))
    return items


def _stepped(items: Parameters, step: Floats) -> Parameters:
    """Take the step, or the half of it, and so on, until thresholds rise."""
    slopes = np.clip(items.slopes + step[:, 0], *_SLOPES)
    thresholds = items.thresholds + step[:, 1:]
    size = np.ones(len(slopes))
    while (crossed := (np.diff(thresholds, axis=1) <= 1e-3).any(axis=1)).any():
        size[crossed] /= 2
        if size.min() < 1e-6:
            thresholds[crossed] = items.thresholds[crossed]
            break
        thresholds = items.thresholds + size[:, None] * step[:, 1:]
    return Parameters(slopes, thresholds)


def _gradient_of_log(items: Parameters) -> Floats:
    """Derivative of log P by slope and thresholds; axes: item, category, node, parameter."""
    slopes, thresholds = items
    count = thresholds.shape[1] + 1
    away = NODES[None, None, :] - thresholds[:, :, None]
    above = 1 / (1 + np.exp(-slopes[:, None, None] * away))
    rise = above * (1 - above)
    by_slope = np.zeros((len(slopes), count + 1, len(NODES)))
    by_slope[:, 1:-1] = rise * away
    share = probabilities(items, NODES)
    gradient = np.zeros((len(slopes), count, len(NODES), count))
    gradient[..., 0] = by_slope[:, :-1] - by_slope[:, 1:]
    for place in range(count - 1):
        fall = slopes[:, None] * rise[:, place]
        gradient[:, place + 1, :, place + 1] = -fall
        gradient[:, place, :, place + 1] = fall
    return gradient / share[..., None]


def _errors(
    items: Parameters,
    categories: npt.NDArray[np.uint8],
    shown: Sequence[npt.NDArray[np.float32]],
) -> tuple[Floats, Floats]:
    """Standard errors from the cross-products of people's gradients, all items together."""
    gradient = _gradient_of_log(items).astype(np.float32)
    number, count = gradient.shape[:2]
    crossed = np.zeros((number * count, number * count))
    for place, (weight, _) in enumerate(_beliefs(items, shown)):
        pulls = np.zeros((len(weight), number, count), np.float32)
        rows = categories[place * _ROWS : (place + 1) * _ROWS]
        for item, column in enumerate(rows.T):
            for category in range(count):
                chose = column == category
                pulls[chose, item] = weight[chose] @ gradient[item, category]
        flat = pulls.reshape(len(weight), -1)
        crossed += flat.T @ flat
    spread = np.sqrt(np.maximum(np.diag(np.linalg.inv(crossed)), _TINY)).reshape(number, count)
    return spread[:, 0], spread[:, 1:]


def _reliability(items: Parameters, shown: Sequence[npt.NDArray[np.float32]]) -> float:
    """1 minus the mean posterior variance: theta has variance 1."""
    squares = []
    for weight, _ in _beliefs(items, shown):
        mean = weight @ NODES
        squares.append(weight @ NODES**2 - mean**2)
    return float(1 - np.concatenate(squares).mean())


def _largest_change(before: Parameters, after: Parameters) -> float:
    return float(
        max(
            np.abs(after.slopes - before.slopes).max(),
            np.abs(after.thresholds - before.thresholds).max(),
        )
    )


def total_information(items: Parameters, theta: Floats) -> Floats:
    """Give the information of all items together; axis: place.

    Source: samejima1969.
    """
    whole: Floats = information(items, theta).sum(axis=0)
    return whole
