"""What climbing promises, on hills whose tops are known."""

from typing import cast

import numpy as np
import pytest

from pasdedeux.infer.density import Density, Slopes
from pasdedeux.infer.mode import _Climb, _is_vain, climb, tops

WIDTH = 3


class Hills:
    """A mixture of round normals; `tops` are their centres, and `edge` is where numbers end."""

    def __init__(self, *tops: float, edge: float = np.inf, steepness: float = 1.0) -> None:
        self.tops = np.array([[top, 0.0, 0.0] for top in tops])
        self.edge = edge
        self.steepness = steepness
        self.asked = 0

    def _values(self, whites: np.ndarray) -> np.ndarray:
        away = ((whites[:, None] - self.tops) ** 2).sum(axis=2)
        values = np.logaddexp.reduce(-0.5 * self.steepness * away, axis=1)
        return np.asarray(np.where(np.abs(whites).max(axis=1) > self.edge, np.nan, values))

    def many(self, whites: np.ndarray) -> np.ndarray:
        self.asked += len(whites)
        return np.asarray(np.nan_to_num(self._values(whites), nan=-1e300))

    def slopes(self, whites: np.ndarray, reach: float = 1e-5) -> list[Slopes]:
        return [self._slopes(white, reach) for white in whites]

    def _slopes(self, white: np.ndarray, reach: float) -> Slopes:
        moves = reach * np.eye(WIDTH)
        rise = self._values(white + moves) - self._values(white - moves)
        information = self.steepness * np.eye(WIDTH)
        return Slopes(float(self._values(white[None])[0]), rise / (2.0 * reach), information)


def at(*firsts: float) -> np.ndarray:
    return np.array([[first, 0.4, -0.2] for first in firsts])


def found(hills: Hills, starts: np.ndarray) -> list[float]:
    tops = climb(cast("Density", hills), starts)
    assert all(top.converged for top in tops)
    return sorted(round(float(top.at[0]), 2) for top in tops)


def test_climbs_side_by_side_find_every_top_that_they_start_below() -> None:
    assert found(Hills(-6.0, 6.0), at(-5.0, 5.0)) == [-6.0, 6.0]


def test_climbs_that_meet_end_as_one_top() -> None:
    assert found(Hills(0.0), at(-2.0, 1.0, 2.0)) == [0.0]


def test_a_top_that_is_known_is_not_found_again() -> None:
    hills = cast("Density", Hills(-6.0, 6.0))
    known = climb(hills, at(-5.0))
    again = climb(hills, at(-4.0, 5.0), known)
    assert [round(float(top.at[0]), 2) for top in again] == [6.0]


def test_a_climb_that_ends_far_below_the_best_is_given_up() -> None:
    class Uneven(Hills):
        def _values(self, whites: np.ndarray) -> np.ndarray:
            low = -0.5 * ((whites - self.tops[0]) ** 2).sum(axis=1) - 50.0
            high = -0.5 * ((whites - self.tops[1]) ** 2).sum(axis=1)
            return np.asarray(np.where(whites[:, 0] < 0.0, low, high))

    assert found(Uneven(-6.0, 6.0), at(-5.0, 5.0)) == [6.0]


@pytest.mark.parametrize("start", [1.0, 3.0])
def test_a_step_into_where_there_are_no_numbers_is_taken_back(start: float) -> None:
    class Overshoots(Hills):
        """Its information is a tenth of the true one, so that full steps go ten times too far."""

        def _slopes(self, white: np.ndarray, reach: float) -> Slopes:
            here = super()._slopes(white, reach)
            return here._replace(information=0.1 * here.information)

    tops = climb(cast("Density", Overshoots(0.0, edge=5.0)), at(start))
    assert len(tops) == 1
    assert np.isfinite(tops[0].here.value)
    assert abs(float(tops[0].at[0])) < 0.25


def test_where_nothing_is_a_number_no_top_is_made_up() -> None:
    assert climb(cast("Density", Hills(0.0, edge=0.1)), at(3.0)) == []


def test_where_no_start_has_slopes_the_middle_is_given_and_not_called_a_top() -> None:
    class Cliff(Hills):
        """Tall where its slopes are no numbers."""

        def _values(self, whites: np.ndarray) -> np.ndarray:
            return np.asarray(np.abs(whites).sum(axis=1))

        def _slopes(self, white: np.ndarray, reach: float) -> Slopes:
            here = super()._slopes(white, reach)
            lost = np.abs(white).max() > 1.0
            return here._replace(gradient=np.full(WIDTH, np.nan)) if lost else here

    (given,) = tops(cast("Density", Cliff(0.0)), at(5.0, 6.0, 7.0))
    assert not given.converged
    assert np.array_equal(given.at, np.zeros(WIDTH))


def test_a_place_with_a_density_and_no_slopes_is_not_gone_to() -> None:
    class Brink(Hills):
        """Beyond 2 the density is a number and its slopes are none; the top lies there."""

        def _slopes(self, white: np.ndarray, reach: float) -> Slopes:
            here = super()._slopes(white, reach)
            gradient = np.full(WIDTH, np.nan) if white[0] > 2.0 else here.gradient
            return here._replace(gradient=gradient)

    (top,) = climb(cast("Density", Brink(3.0)), at(0.0))
    assert np.isfinite(top.here.gradient).all()
    assert float(top.at[0]) <= 2.0


def test_a_slow_climb_is_measured_by_tops_found_and_not_by_climbs_under_way() -> None:
    slow = _Climb(np.zeros(WIDTH), Slopes(-1.0, np.ones(WIDTH), np.eye(WIDTH)), steps=12)
    better = _Climb(np.full(WIDTH, 9.0), Slopes(-0.5, np.ones(WIDTH), np.eye(WIDTH)), steps=12)
    assert not _is_vain(slow, [], [better])
    assert _is_vain(slow, [better.top()], [])
