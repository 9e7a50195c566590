from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from pasdedeux.study.calibration import evenness, rows, summed_up
from pasdedeux.study.fits import Fit, Trial, figures, placed
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance, Pattern

COUNT = len(figures())
LEAD = Pattern(Dance.REPAIR, None, 0.95, is_named=True)
FIT = Fit(
    days=30,
    told=True,
    low=np.full(COUNT, -1.0),
    middle=np.zeros(COUNT),
    high=np.full(COUNT, 1.0),
    width=np.full(COUNT, 0.6),
    khat=0.3,
    effective=500.0,
    converged=True,
    may_show=True,
    tie=3.0,
    found=(LEAD,),
    seconds=0.1,
)
TRIAL = Trial(
    place=0,
    moments=0,
    check_ins=60,
    truth=np.zeros(COUNT),
    dance=(Dance.REPAIR, None),
    rank=np.full(COUNT, 0.5),
    fit=FIT,
)


def _spread(couples: int) -> list[Trial]:
    """Make trials whose truths and ranks are as even as they can be."""
    ranks = (np.arange(couples) + 0.5) / couples
    return [
        replace(
            TRIAL, place=k, rank=np.full(COUNT, rank), truth=np.full(COUNT, (rank - 0.5) / 0.45)
        )
        for k, rank in enumerate(ranks)
    ]


def test_even_ranks_are_no_surprise_and_uneven_ones_are() -> None:
    even = (np.arange(200) + 0.5)[:, None] / 200
    assert evenness(even) > 0.99
    assert evenness(np.full((200, 1), 0.5)) < 1e-6
    assert evenness(np.linspace(0.0, 0.6, 200)[:, None]) < 1e-6
    assert evenness(np.array([[0.0], [1.0]])) == pytest.approx(1.0)
    # One uneven partner is not hidden by an even one.
    assert evenness(np.hstack([even, 0.6 * even])) < 1e-6


def test_ranks_of_few_weighted_draws_of_partners_alike_are_called_uneven_no_too_often() -> None:
    """Simulates the null: 400 couples, 132 draws of two weights (54 equal), correlation .3."""
    chance = np.random.default_rng(17)
    weights = np.repeat([1.0, 8.0], (110, 22)) / 286.0
    equal = 1.0 / np.sum(weights**2)
    found, naive = [], []
    for _ in range(500):
        normal = chance.normal(size=(3, 400, 2))
        where = ndtr(0.3**0.5 * normal[0, :, :1] + 0.7**0.5 * normal[1])
        light, heavy = chance.binomial(110, where), chance.binomial(22, where)
        below = (light + 8.0 * heavy) / 286.0
        found.append(evenness((below * equal + ndtr(normal[2])) / (equal + 1.0)))
        naive.append(evenness(below.reshape(-1, 1)))
    # A share of 5% has an error of 1% here.
    assert np.mean(np.array(found) < 0.05) < 0.08
    assert np.mean(np.array(naive) < 0.05) > 0.1


def test_the_place_of_a_truth_is_even_among_its_equals() -> None:
    """Among L draws like it, even ones, the truth has L + 1 places."""
    chance = np.random.default_rng(4)
    draws = chance.normal(size=(9, 20_000))
    found = placed(
        chance.normal(size=20_000), draws, np.full(9, 1 / 9), chance.uniform(size=20_000)
    )
    assert np.histogram(found, bins=10, range=(0.0, 1.0))[0] == pytest.approx(2_000, abs=180)
    level = placed(np.zeros(20_000), np.zeros((9, 20_000)), np.full(9, 1 / 9), found)
    assert np.histogram(level, bins=10, range=(0.0, 1.0))[0] == pytest.approx(2_000, abs=180)


def test_nine_intervals_in_ten_hold_an_even_truth() -> None:
    found = rows(_spread(400))
    assert {row.couples for row in found} == {400}
    for row in found:
        assert row.coverage == pytest.approx(0.9)
        assert row.mean_rank == pytest.approx(0.5)
        assert row.uniform > 0.99


def test_the_error_of_a_share_counts_a_couple_once() -> None:
    (both, one, *_) = rows(_spread(400))
    assert both.figure == one.figure == "anxiety"
    assert (both.partner, one.partner) == (None, Partner.A)
    # Here the two partners always agree, so that two tell no more than one.
    assert both.error == pytest.approx(one.error, rel=0.01)
    assert one.error == pytest.approx((0.9 * 0.1 / 400) ** 0.5, rel=0.01)


def test_every_parameter_and_every_figure_shown_is_judged() -> None:
    names = {(row.figure, row.is_shown) for row in rows([TRIAL, TRIAL])}
    assert len([name for name, is_shown in names if not is_shown]) == 12
    assert {name for name, is_shown in names if is_shown} == {
        "pulling_away to alarm",
        "pulling_away to pressing",
        "pulling_away to pulling_away",
        "pressing to pulling_away",
        "loop gain",
        "echo days",
    }


def test_a_fit_that_may_not_be_shown_counts_as_refused_alone() -> None:
    bad = replace(TRIAL, fit=replace(FIT, may_show=False, high=np.full(COUNT, -0.5)))
    found = summed_up([TRIAL, TRIAL, bad], seed=1)
    assert (found.couples, found.refused, found.named) == (3, 1, 2)
    assert {row.coverage for row in found.shown} == {1.0}
    assert {round(row.coverage, 3) for row in found.whole} == {0.667}


def test_a_name_for_another_dance_is_a_false_one() -> None:
    other = replace(TRIAL, dance=(Dance.ESCALATION, None))
    found = summed_up([TRIAL, other], seed=1)
    assert (found.named, found.named_falsely) == (2, 1)
    (band,) = [band for band in found.bands if band.couples]
    assert (band.low, band.couples, band.said, band.right) == (0.9, 2, 0.95, 0.5)


def test_a_dance_led_by_the_other_partner_is_another_dance() -> None:
    lead = Pattern(Dance.PURSUE_WITHDRAW, Partner.A, 0.95, is_named=True)
    chased = replace(
        TRIAL, dance=(Dance.PURSUE_WITHDRAW, Partner.B), fit=replace(FIT, found=(lead,))
    )
    assert summed_up([chased, chased], seed=1).named_falsely == 2


def test_a_run_in_which_nothing_may_be_shown_is_summed_up_too() -> None:
    bad = replace(TRIAL, fit=replace(FIT, may_show=False))
    found = summed_up([bad], seed=1)
    assert found.shown == ()
    assert found.refused == 1


def test_coverage_is_marked_by_the_borders_it_must_keep() -> None:
    ranks = (np.arange(100) + 0.5) / 100
    few = [
        replace(t, truth=np.where(r < 0.2, 9.0, t.truth))
        for t, r in zip(_spread(100), ranks, strict=True)
    ]
    assert {row.mark for row in rows(_spread(100))} == {"inside"}
    assert {row.mark for row in rows(few)} == {"below"}
    assert {row.mark for row in rows([TRIAL] * 4)} == {"above"}


def test_every_parameter_and_figure_is_judged_once_for_the_sum() -> None:
    found = summed_up(_spread(100), seed=1)
    assert (found.inside, found.judged, found.uneven) == (18, 18, 0)
    assert summed_up([TRIAL] * 100, seed=1).uneven == 18


def test_truths_are_counted_by_tenths_of_their_ranks() -> None:
    (both, one, *_) = rows(_spread(100))
    assert both.tenths == (20,) * 10
    assert one.tenths == (10,) * 10


def test_fewer_couples_than_were_asked_are_told() -> None:
    found = summed_up([TRIAL], seed=1, asked=5)
    assert (found.couples, found.asked) == (1, 5)
    assert summed_up([], seed=1, asked=5).couples == 0


def test_a_share_of_all_or_none_has_an_error_too() -> None:
    nowhere = replace(TRIAL, truth=np.full(COUNT, 9.0))
    for run in ([TRIAL] * 4, [nowhere] * 4):
        (both, one, *_) = rows(run)
        assert both.error == pytest.approx((0.9 * 0.1 / 8) ** 0.5)
        assert one.error == pytest.approx((0.9 * 0.1 / 4) ** 0.5)
