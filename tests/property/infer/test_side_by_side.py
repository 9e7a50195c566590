"""Laws of lanes: pairs judged side by side are judged as each alone; single precision suffices."""

import numpy as np
import pytest

from pasdedeux.infer.density import Density
from pasdedeux.infer.fit import believe
from pasdedeux.infer.likelihood import NEWS, Timeline, fill_span, log_likelihood
from pasdedeux.infer.mode import climb
from pasdedeux.infer.prior import WIDTH, people_of, prior_of
from pasdedeux.infer.timeline import timeline
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.diary import Plan
from pasdedeux.model.world import ORDINARY
from pasdedeux.study.made_couples import people_at, written
from tests.couples import couple
from tests.plain_filter import plain_log_likelihood

DRAWS = 37
"""Two full rows of lanes, and five lanes of a third."""


def _drawn(seed: int, draws: int) -> np.ndarray:
    whites = np.random.default_rng(seed).normal(size=(draws, WIDTH))
    return np.ascontiguousarray(people_of(prior_of(), whites))


def _judged(people: np.ndarray, line: Timeline, cells: int = 0) -> tuple[np.ndarray, np.ndarray]:
    out, news = np.empty(len(people)), np.empty((len(people), cells, NEWS))
    fill_span(people, line, ORDINARY, (0, len(people)), out, news)
    return out, news


def test_pairs_side_by_side_have_the_likelihood_of_each_alone_bit_for_bit() -> None:
    people, line = _drawn(1, DRAWS), timeline(couple(1).record)
    together, _ = _judged(people, line)
    assert np.array_equal(together, [log_likelihood(pair, line) for pair in people])


@pytest.mark.parametrize("strange", [np.nan, np.inf, 1e6, -50.0])
def test_a_pair_that_is_out_of_this_world_leaves_its_neighbours_as_they_are(
    strange: float,
) -> None:
    people, line = _drawn(1, DRAWS), timeline(couple(1).record)
    before, _ = _judged(people, line)
    others = np.ones(DRAWS, dtype=bool)
    others[[5, 20, DRAWS - 1]] = False
    people[~others] = strange
    after, _ = _judged(people, line)
    assert np.array_equal(after[others], before[others])


def test_the_news_of_each_pair_is_its_own_in_every_row_of_lanes() -> None:
    people, line = _drawn(2, DRAWS), timeline(couple(1).record)
    cells = line.at.size
    out, news = _judged(people, line, cells)
    assert np.array_equal(out, _judged(people, line)[0])
    for place in (0, 15, 16, 31, 32, DRAWS - 1):
        assert np.array_equal(news[place], _judged(people[[place]], line, cells)[1][0])
    assert len({tuple(row) for row in news[:, -1]}) == DRAWS


def test_single_precision_errs_by_less_than_a_thousandth_near_the_top() -> None:
    """Held against another filter, written in plain NumPy and double precision."""
    away = []
    for place in range(6):
        made = couple(place)
        line = timeline(made.record)
        near = np.random.default_rng(place).normal(0.0, 0.05, (3, *made.people.shape))
        away += [
            abs(log_likelihood(people, line) - plain_log_likelihood(people, line))
            for people in made.people + near
        ]
    assert np.quantile(away, 0.9) < 1e-3
    assert max(away) < 1e-2


def test_couples_far_from_the_record_have_the_plain_filters_likelihood() -> None:
    for place, people in enumerate(_drawn(3, 6)):
        line = timeline(couple(place, days=14).record)
        plain = plain_log_likelihood(people, line)
        assert log_likelihood(people, line) == pytest.approx(plain, rel=1e-4)


@pytest.mark.slow
def test_a_year_of_four_check_ins_a_day_has_a_likelihood_and_a_belief_that_may_be_shown() -> None:
    people = people_at(5, 1)
    record = written(5, 1, people, Plan(365, slots=(0, 1, 2, 3)), told=False).record
    line = timeline(record)
    assert line.at.size > 15_000
    assert np.isfinite(log_likelihood(np.ascontiguousarray(people), line))
    found = believe(record, threads=1)
    assert verdict_of(found).may_show


def test_slopes_of_several_points_are_those_of_each_alone_bit_for_bit() -> None:
    density = Density(prior_of(), timeline(couple(1).record), threads=2)
    points = 0.3 * np.random.default_rng(3).normal(size=(3, WIDTH))
    for together, white in zip(density.slopes(points), points, strict=True):
        (alone,) = density.slopes(white[None])
        assert together.value == alone.value
        assert np.array_equal(together.gradient, alone.gradient)
        assert np.array_equal(together.information, alone.information)


def test_climbs_side_by_side_come_to_where_each_comes_alone() -> None:
    density = Density(prior_of(), timeline(couple(1).record), threads=2)
    starts = 0.5 * np.random.default_rng(4).normal(size=(3, WIDTH))
    together = climb(density, starts)
    alone = [top for white in starts for top in climb(density, white[None])]
    assert together
    for top in together:
        nearest = min(alone, key=lambda other: float(np.abs(other.at - top.at).max()))
        assert np.array_equal(nearest.at, top.at)
    best = max(top.here.value for top in together)
    assert best == max(top.here.value for top in alone)
