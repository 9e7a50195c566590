"""What a shown interval is: between the ends that hold nine truths in ten."""

import numpy as np

from pasdedeux.recognise.weighted import ENDS, estimate, quantiles

COUNT = 1000
EVEN = np.full(COUNT, 1.0 / COUNT)
LADDER = np.arange(COUNT) + 0.5


def test_an_interval_lies_between_the_fourth_and_the_ninety_sixth_of_a_hundred_draws() -> None:
    shown = estimate(LADDER, EVEN)
    assert np.allclose((shown.low, shown.value, shown.high), (40.0, 500.0, 960.0))
    assert ENDS == (0.04, 0.50, 0.96)


def test_weights_move_the_ends() -> None:
    heavy = np.where(LADDER < COUNT / 2, 3.0, 1.0)
    shown = estimate(LADDER, heavy / heavy.sum())
    assert abs(shown.value - 333.3) < 1.0
    assert abs(shown.high - 920.0) < 1.0


def test_the_order_of_draws_changes_nothing() -> None:
    mixed = np.random.default_rng(1).permutation(COUNT)
    assert np.array_equal(
        quantiles(LADDER[mixed], EVEN, (0.1, 0.9)), quantiles(LADDER, EVEN, (0.1, 0.9))
    )
