import pytest

from pasdedeux.study.share import NINETY, wilson


def test_an_interval_of_a_share_is_wilsons() -> None:
    # Newcombe 1998, table I: 0 of 20, 1 of 29, 81 of 263.
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_an_interval_that_holds_less_often_is_narrower() -> None:
    low, high = wilson(3, 20)
    closer, nearer = wilson(3, 20, NINETY)
    assert low < closer < 0.15 < nearer < high


def test_of_nothing_every_share_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
