"""Smoothed weights and k-hat, held against ArviZ."""

import numpy as np
import pytest

from pasdedeux.infer.pareto import smoothed


def _log_ratios(count: int, tail: float, seed: int) -> np.ndarray:
    return tail * np.random.default_rng(seed).standard_exponential(count)


@pytest.mark.parametrize("count", [30, 225, 226, 1000, 4000])
@pytest.mark.parametrize("tail", [0.05, 0.4, 0.7, 1.5])
def test_weights_and_khat_are_those_of_arviz(count: int, tail: float) -> None:
    pytest.importorskip("arviz_stats", reason="ArviZ, the reference, is not installed")
    from arviz_stats.base import array_stats

    ratios = _log_ratios(count, tail, seed=count)
    log_weights, khat = array_stats.psislw(-ratios)  # it takes ratios turned round, as for LOO
    weights, ours = smoothed(ratios)
    assert ours == pytest.approx(float(khat), abs=1e-12)
    np.testing.assert_allclose(weights, np.exp(log_weights), rtol=1e-10)


def test_a_constant_added_to_every_ratio_changes_nothing() -> None:
    ratios = _log_ratios(500, 0.5, seed=1)
    weights, khat = smoothed(ratios)
    moved, again = smoothed(ratios + 700.0)
    assert again == pytest.approx(khat)
    np.testing.assert_allclose(moved, weights, rtol=1e-9)


def test_khat_tells_the_shape_of_the_tail() -> None:
    heavy = _log_ratios(40_000, 0.9, seed=2)  # its exponential is Pareto with shape 0.9
    assert smoothed(heavy)[1] == pytest.approx(0.9, abs=0.1)


def test_weights_that_are_all_alike_are_refused() -> None:
    with pytest.raises(ValueError, match="heaviest are alike"):
        smoothed(np.zeros(100))
