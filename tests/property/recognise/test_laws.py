"""Laws of recognition: swapped partners swap the figures, and no count of days is below zero."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pasdedeux.infer.fit import chances
from pasdedeux.infer.prior import people_of, prior_of
from pasdedeux.model.response import respond
from pasdedeux.recognise.borders import BORDERS, courses_of_days
from pasdedeux.recognise.dance import ANXIETY, BAR, LEAST_DAYS, TIE_BAR, outcomes, patterns
from pasdedeux.recognise.echo import echo_days, loop_gain
from pasdedeux.recognise.enough import enough
from pasdedeux.recognise.links import links
from pasdedeux.recognise.people import share_below
from pasdedeux.recognise.weighted import deviation, estimate, quantiles
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance, Enough, Pattern
from tests.couples import exchanged

COUPLES = 300
PEOPLE = people_of(prior_of(), chances(COUPLES, 17))
WEIGHTS = np.random.default_rng(4).dirichlet(np.ones(COUPLES))

finite = st.floats(-100.0, 100.0)
samples = arrays(np.float64, st.integers(2, 200), elements=finite)


def test_swapping_the_partners_swaps_every_link_and_leaves_loop_and_echo() -> None:
    here, there = respond(PEOPLE), respond(exchanged(PEOPLE))
    np.testing.assert_allclose(there.links[:, ::-1], here.links, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(there.loop, here.loop, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(there.echo, here.echo, rtol=1e-9)


def test_swapping_the_partners_swaps_who_leads_every_dance() -> None:
    here = outcomes(PEOPLE, respond(PEOPLE))
    there = outcomes(exchanged(PEOPLE), respond(exchanged(PEOPLE)))
    swapped = np.array([1, 0, 2, 3, 5, 4, 6, 7])
    assert len(set(here.tolist())) >= 7
    assert (swapped[there] == here).mean() > 0.99


def test_of_two_who_turn_round_as_often_neither_letter_comes_first() -> None:
    alike = PEOPLE.copy()
    alike[:, 1] = alike[:, 0]
    alike[:, 0, ANXIETY] += 1e-6
    here = outcomes(alike, respond(alike))
    there = outcomes(exchanged(alike), respond(exchanged(alike)))
    assert (here == 4).sum() > 3
    np.testing.assert_array_equal(here == 4, there == 5)


def test_other_courses_of_days_change_the_dance_of_few_couples() -> None:
    people = people_of(prior_of(), chances(1000, 29))
    response = respond(people)
    usual, *others = (outcomes(people, response, courses_of_days(seed)) for seed in (4021, 5, 6))
    assert (outcomes(people, response) == usual).all()
    for other in others:
        assert 0.0 < (other != usual).mean() < 0.03


def test_a_course_has_the_usual_share_of_calm_and_hard_exchanges_and_its_mirror() -> None:
    lived = courses_of_days()[:, BORDERS.burn_in :]
    np.testing.assert_allclose(lived[:, :, [0, 2, 3]].mean(axis=1)[: len(lived) // 2], 0, atol=0.01)
    np.testing.assert_allclose(lived.std(axis=1), 1.0, atol=0.06)
    half = len(lived) // 2
    assert (lived[:half][:, :, [1, 0, 3, 2]] == lived[half:]).all()


def _by_name(found: tuple[Pattern, ...], *, swapped: bool) -> dict[tuple[Dance, str], Pattern]:
    names = {}
    for pattern in found:
        leader = pattern.leader
        if swapped and leader:
            leader = leader.other
        names[pattern.dance, str(leader)] = pattern
    return names


def test_swapping_the_partners_swaps_all_that_weighted_draws_show() -> None:
    figures = []
    for people in (PEOPLE, exchanged(PEOPLE)):
        response = respond(people)
        figures.append(
            (
                patterns(people, WEIGHTS, response, 5.0, 30),
                links(response, WEIGHTS, response),
                (echo_days(response, WEIGHTS), loop_gain(response, WEIGHTS)),
            )
        )
    (found, arrows, sums), (other, others, other_sums) = figures
    mine, theirs = _by_name(found, swapped=False), _by_name(other, swapped=True)
    for name, pattern in mine.items():
        assert theirs[name].probability == pytest.approx(pattern.probability, abs=0.01)
    swapped = {(link.source.other, link.cause, link.effect): link for link in others}
    for link in arrows:
        there = swapped[link.source, link.cause, link.effect]
        assert there.strength.value == pytest.approx(link.strength.value, rel=1e-9, abs=1e-9)
        assert there.among_people == pytest.approx(link.among_people, abs=1e-9)
        assert there.narrowed == pytest.approx(link.narrowed)
    for figure, there_figure in zip(sums, other_sums, strict=True):
        assert there_figure.value == pytest.approx(figure.value)


def test_the_dances_of_a_belief_sum_to_one_and_come_likeliest_first() -> None:
    found = patterns(PEOPLE, WEIGHTS, respond(PEOPLE), 5.0, 30)
    chance = [pattern.probability for pattern in found]
    assert sum(chance) == pytest.approx(1.0)
    assert chance == sorted(chance, reverse=True)


@given(samples, st.floats(0.01, 0.99))
def test_quantiles_of_even_weights_are_numpys(values: np.ndarray, at: float) -> None:
    even = np.full(values.size, 1.0 / values.size)
    expected = np.quantile(values, at, method="hazen")
    np.testing.assert_allclose(quantiles(values, even, (at,))[0], expected, rtol=1e-6, atol=1e-6)


@given(samples)
def test_a_draw_of_no_weight_is_not_there(values: np.ndarray) -> None:
    even = np.full(values.size, 1.0 / values.size)
    more = np.concatenate([values, values + 1000.0])
    weights = np.concatenate([even, np.zeros(values.size)])
    assert deviation(more, weights) == pytest.approx(deviation(values, even), abs=1e-6)
    assert estimate(more, weights).value <= values.max() + 1e-9


@given(samples)
def test_an_interval_holds_its_median_and_lies_among_the_draws(values: np.ndarray) -> None:
    weights = np.random.default_rng(values.size).dirichlet(np.ones(values.size))
    found = estimate(values, weights)
    assert values.min() <= found.low <= found.value <= found.high <= values.max()


leads = st.builds(
    Pattern,
    st.sampled_from(Dance),
    st.none() | st.sampled_from(Partner),
    st.floats(0.13, 1.0),
    st.booleans(),
)


@given(leads, st.integers(0, 400), st.floats(-20.0, 50.0))
@example(Pattern(Dance.REPAIR, None, 0.75, is_named=False), 60, 5e-324)  # next to no tie
def test_the_days_still_needed_are_never_below_zero(lead: Pattern, days: int, tie: float) -> None:
    found = enough((lead,), days, tie)
    clear = lead.is_named or (
        lead.dance is Dance.MIXED and lead.probability >= BAR and tie >= TIE_BAR
    )
    assert found.is_enough == (clear and days >= LEAST_DAYS)
    if found.is_enough:
        assert found.more_days == 0
    elif days < LEAST_DAYS:
        assert found.more_days == LEAST_DAYS - days
    else:
        assert found.more_days is None or found.more_days >= 1


def test_a_dance_named_on_two_weeks_is_enough_and_on_thirteen_days_is_not() -> None:
    lead = Pattern(Dance.PURSUE_WITHDRAW, Partner.A, 0.97, is_named=True)
    assert enough((lead,), 14, 9.0).is_enough
    short = enough((lead,), 13, 9.0)
    assert not short.is_enough
    assert short.more_days == 1


def test_none_of_these_is_a_finding_at_the_bar_and_no_number_of_days_below_it() -> None:
    def found(probability: float, tie: float) -> Enough:
        return enough((Pattern(Dance.MIXED, None, probability, is_named=False),), 30, tie)

    assert found(BAR, TIE_BAR) == Enough(is_enough=True, more_days=0)
    assert found(BAR - 0.01, TIE_BAR) == Enough(is_enough=False, more_days=None)
    assert found(BAR, TIE_BAR - 0.1) == Enough(is_enough=False, more_days=None)


@given(st.sampled_from(Dance), st.floats(0.13, 0.54), st.floats(-20.0, 50.0))
def test_where_no_dance_leads_nobody_is_told_a_number_of_days(
    dance: Dance, probability: float, tie: float
) -> None:
    lead = Pattern(dance, None, probability, is_named=False)
    assert enough((lead,), 30, tie) == Enough(is_enough=False, more_days=None)


@given(st.sampled_from(Dance), st.floats(0.56, 1.0), st.floats(-50.0, 0.0))
def test_two_whose_days_fit_as_well_apart_are_told_no_number_of_days(
    dance: Dance, probability: float, tie: float
) -> None:
    lead = Pattern(dance, None, probability, is_named=False)
    assert enough((lead,), 30, tie) == Enough(is_enough=False, more_days=None)
    assert (
        enough((lead,), 30, TIE_BAR - 1e-9).more_days == 1
        or dance is Dance.MIXED
        or (probability < BAR)
    )


@given(st.floats(0.56, 0.89), st.integers(14, 60))
def test_a_clearer_lead_needs_no_more_days(probability: float, days: int) -> None:
    def more(chance: float) -> float:
        found = enough((Pattern(Dance.REPAIR, None, chance, is_named=False),), days, 5.0)
        return np.inf if found.more_days is None else found.more_days

    assert more(min(probability + 0.01, BAR - 1e-6)) <= more(probability)


@given(st.floats(0.0, 1.0), st.floats(-5.0, 10.0), st.integers(0, 30))
def test_a_name_needs_both_bars_and_two_weeks(probability: float, tie: float, days: int) -> None:
    people = np.repeat(PEOPLE[:2], [1, 1], axis=0)
    response = respond(people)
    weights = np.array([probability, 1.0 - probability])
    for pattern in patterns(people, weights, response, tie, days):
        clear = pattern.probability >= BAR and tie >= TIE_BAR and pattern.dance is not Dance.MIXED
        assert pattern.is_named == (clear and days >= LEAST_DAYS)


@given(st.floats(-10.0, 10.0), st.floats(0.0, 5.0))
def test_more_of_a_link_is_never_less_among_people(value: float, more: float) -> None:
    here = share_below("pulling_away to pressing", value)
    assert 0.0 <= here <= share_below("pulling_away to pressing", value + more) <= 1.0
