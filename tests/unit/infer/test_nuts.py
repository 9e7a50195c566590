"""The slower sampler, on a record so short that it takes seconds."""

import dataclasses
import sys

import numpy as np
import pytest

from pasdedeux.infer.fit import Belief, believe, prior_belief
from pasdedeux.infer.nuts import LEAST_EFFECTIVE, MOST_RHAT, Length, Sampled, refine
from pasdedeux.infer.prior import prior_of
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import CheckIn, Item, Record

RECORD = Record("one word", check_ins=(CheckIn(Partner.A, 0, 0, {Item.CLOSE: 3.0}),))


@pytest.fixture(scope="module")
def belief() -> Belief:
    return believe(RECORD, threads=1)


@pytest.fixture(scope="module")
def sampled(belief: Belief) -> Belief:
    pytest.importorskip("nutpie", reason="nutpie is not installed (pip install 'pasdedeux[nuts]')")
    return refine(RECORD, belief, Length(chains=2, warm_up=200, draws=700))


@pytest.mark.slow
def test_chains_that_agree_give_equal_draws_and_say_so(sampled: Belief) -> None:
    assert isinstance(sampled, Sampled)
    assert sampled.method == "nuts"
    assert sampled.rhat <= MOST_RHAT
    assert sampled.effective >= LEAST_EFFECTIVE
    assert np.ptp(sampled.weights) == 0.0
    assert verdict_of(sampled).may_show


@pytest.mark.slow
def test_both_samplers_find_the_same_posterior(sampled: Belief, belief: Belief) -> None:
    theirs, mine = sampled.whites, belief.whites
    gap = np.abs(theirs.mean(axis=0) - belief.weights @ mine) / theirs.std(axis=0)
    by_chance = np.sqrt(1.0 / sampled.effective + 1.0 / belief.effective)
    assert np.sqrt(np.mean(gap**2)) < 1.5 * by_chance
    assert gap.max() < 4.5 * by_chance


@pytest.mark.slow
def test_chains_too_short_to_agree_leave_the_belief_as_it_was(belief: Belief) -> None:
    pytest.importorskip("nutpie", reason="nutpie is not installed (pip install 'pasdedeux[nuts]')")
    assert refine(RECORD, belief, Length(chains=2, warm_up=20, draws=10)) is belief


def test_a_belief_without_days_needs_no_sampler() -> None:
    before = prior_belief(prior_of())
    assert refine(Record("nothing"), before) is before


def test_a_sampler_that_is_not_there_is_one_sentence(
    belief: Belief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nutpie", None)  # as Python marks what cannot be imported
    with pytest.raises(PasDeDeuxError, match=r"pasdedeux\[nuts\]"):
        refine(RECORD, dataclasses.replace(belief, khat=1.0))
