"""What a couple tells of a moment is foretold with doubt of the right size, at the truth."""

from functools import cache

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from pasdedeux.infer.likelihood import forecasts
from pasdedeux.infer.timeline import timeline
from pasdedeux.model.diary import Plan
from pasdedeux.model.observe import Signal
from pasdedeux.study.made_couples import moments_at, people_at, written

COUPLES, DAYS, MOMENTS = 60, 40, 14
TOLD = (Signal.OWN_ACT, Signal.OTHER_ACT, Signal.ENDED)


@cache
def ranks() -> dict[Signal, np.ndarray]:
    """Give where each thing told fell in its forecast, 0 to 1; even if the forecasts are right.

    An act is one of four and an ending one of three: within its own share the place is chance's.
    """
    chance = np.random.default_rng(6)
    found: dict[Signal, list[np.ndarray]] = {signal: [] for signal in TOLD}
    for place in range(COUPLES):
        plan = Plan(DAYS, missing=0.2, moments=moments_at(8, place, DAYS, MOMENTS))
        couple = written(8, place, people_at(8, place), plan, told=False)
        line = timeline(couple.record)
        centre, sd = forecasts(np.ascontiguousarray(couple.people), line).T
        below, above = ndtr((line.low - centre) / sd), ndtr((line.high - centre) / sd)
        rank = below + chance.uniform(size=below.size) * (above - below)
        for signal in TOLD:
            found[signal].append(rank[line.signal == signal])
    return {signal: np.concatenate(parts) for signal, parts in found.items()}


@pytest.mark.parametrize("signal", TOLD)
def test_forecasts_of_what_is_told_are_calibrated_at_the_truth(signal: Signal) -> None:
    found = ranks()[signal]
    scores = ndtri(np.clip(found, 1e-9, 1.0 - 1e-9))
    assert found.size >= 0.9 * COUPLES * MOMENTS
    # Some 1,200 of each: a mean errs by .03 and a spread by .02 of themselves.
    assert abs(scores.mean()) < 0.1
    assert abs(scores.std() - 1.0) < 0.1


@pytest.mark.parametrize("signal", TOLD)
def test_every_rank_of_what_is_told_is_equally_likely_at_the_truth(signal: Signal) -> None:
    found = np.sort(ranks()[signal])
    away = np.abs(found - (np.arange(found.size) + 0.5) / found.size).max()
    # Chance alone goes to .04 (one in twenty); the filter is a normal's, the world is not.
    assert away < 0.06
