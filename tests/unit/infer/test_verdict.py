"""What may be shown: by weights, by what the draws are worth, and by where a climb ended."""

import numpy as np
import pytest

from pasdedeux.infer.fit import Belief, both_ways, chances
from pasdedeux.infer.prior import prior_of
from pasdedeux.infer.verdict import (
    AMPLE_EFFECTIVE,
    LEAST_EFFECTIVE,
    MOST_KHAT,
    Advice,
    verdict_of,
)


def _worth(effective: float, *, khat: float = 0.3, converged: bool = True) -> Belief:
    count = round(effective)
    even = np.full(count, 1.0 / count)
    return Belief(prior_of(), chances(count), even, khat, converged, tie=0.0)


@pytest.mark.parametrize(
    ("worth", "converged", "shows"),
    [
        (LEAST_EFFECTIVE + 1, True, True),
        (LEAST_EFFECTIVE - 1, True, False),
        (AMPLE_EFFECTIVE - 1, False, False),
        (AMPLE_EFFECTIVE + 1, False, True),
    ],
)
def test_a_climb_that_did_not_end_asks_for_more_draws(
    worth: float,
    converged: bool,  # noqa: FBT001 - a case
    shows: bool,  # noqa: FBT001 - a case
) -> None:
    verdict = verdict_of(_worth(worth, converged=converged))
    assert verdict.may_show is shows
    assert verdict.advice is (Advice.NOTHING if shows else Advice.MORE_DAYS)


def test_weights_that_a_few_draws_carry_are_not_shown_however_many_there_are() -> None:
    assert verdict_of(_worth(900, khat=MOST_KHAT)).may_show
    assert not verdict_of(_worth(900, khat=MOST_KHAT + 0.01)).may_show


def test_draws_that_stand_both_ways_round_are_not_worth_twice_as_many() -> None:
    once = _worth(LEAST_EFFECTIVE - 1)
    twice = both_ways(once)
    assert twice.effective == pytest.approx(once.effective)
    assert twice.weights.sum() == pytest.approx(1.0)
    assert not verdict_of(twice).may_show
