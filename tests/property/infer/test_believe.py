"""Laws of a belief: it comes for any record, does not depend on threads, and narrows with days."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasdedeux.infer.fit import Belief, believe, chances, prior_belief, tie_of
from pasdedeux.infer.pareto import smoothed
from pasdedeux.infer.prior import FACTOR_SD, TRAIT_SD, WIDTH, people_of, prior_of
from pasdedeux.infer.sides import mirrored
from pasdedeux.infer.timeline import timeline
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.gains import Person
from pasdedeux.recognise.reading import read_dance
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Basis, Dance, Estimate, Limit
from pasdedeux.terms.record import Act, CheckIn, Ending, Item, Moment, Record, Step
from pasdedeux.terms.score import Trait
from tests.couples import A, B, belief, check_in, couple, exchanged, numbers_of

OPENNESS = Person._fields.index("openness")

MOMENT = Moment(
    B, 0, 2, (Step(A, Act.PRESSES), Step(B, Act.PULLS_AWAY), Step(A, Act.PRESSES)), Ending.APART
)
SCORES = tuple(
    Trait(who, dimension, 0.8, 0.3, "ecr")
    for who in Partner
    for dimension in ("anxiety", "avoidance")
)
SPARSE = {
    "one check-in": Record("1", check_ins=(check_in(A, 0, uneasy=7.0),)),
    "one day": Record(
        "1",
        check_ins=(check_in(A, 0, uneasy=7.0, close=3.0), check_in(B, 0, close=10.0, stress=0.0)),
    ),
    "a moment alone": Record("1", moments=(MOMENT,)),
    "answers alone": Record("1", traits=SCORES),
    "one partner alone": Record(
        "1", check_ins=tuple(check_in(A, day, pulled_away=float(day)) for day in range(8))
    ),
    "one item alone": Record(
        "1", check_ins=tuple(check_in(who, day, close=6.0) for day in range(8) for who in Partner)
    ),
    "nothing": Record("1"),
}


@pytest.mark.parametrize("record", SPARSE.values(), ids=SPARSE.keys())
def test_a_sparse_record_gives_a_reading_or_an_honest_refusal(record: Record) -> None:
    found = believe(record, threads=1)
    reading = read_dance(record, found)
    assert reading.is_shown == verdict_of(found).may_show
    assert np.isfinite(numbers_of(reading)).all()
    chance = sum(pattern.probability for pattern in reading.patterns)
    assert chance == pytest.approx(1.0 if reading.is_shown else 0.0)
    assert (Limit.POOR_FIT in reading.limits) != reading.is_shown
    assert not any(pattern.is_named for pattern in reading.patterns)
    assert not reading.enough.is_enough


@pytest.mark.parametrize(
    "name", ["one check-in", "one day", "a moment alone", "answers alone", "nothing"]
)
def test_the_first_entries_are_shown_as_what_they_are(name: str) -> None:
    reading = read_dance(SPARSE[name], believe(SPARSE[name], threads=1))
    assert reading.is_shown
    assert reading.days == (0 if name in {"answers alone", "nothing"} else 1)
    assert np.mean([link.narrowed for link in reading.links]) > 0.7


def test_a_reading_says_what_it_rests_on() -> None:
    basis = {name: read_dance(it, believe(it, threads=1)).basis for name, it in SPARSE.items()}
    assert basis["nothing"] is Basis.NOTHING
    assert basis["answers alone"] is Basis.ANSWERS
    assert basis["a moment alone"] is Basis.DAYS


@pytest.mark.parametrize("value", [0.0, 5.0, 10.0])
def test_answers_that_never_change_name_no_dance(value: float) -> None:
    values = dict.fromkeys(Item, value)
    entries = [CheckIn(who, day, 1, values) for day in range(21) for who in Partner]
    record = Record("1", check_ins=tuple(entries))
    found = believe(record, threads=1)
    reading = read_dance(record, found)
    assert np.isfinite(numbers_of(reading)).all()
    assert reading.is_shown == verdict_of(found).may_show
    assert not any(pattern.is_named for pattern in reading.patterns)


sliders = st.sampled_from([0.0, 10.0]) | st.integers(0, 10).map(float)
entries = st.builds(
    CheckIn,
    st.sampled_from(Partner),
    st.integers(0, 3),
    st.integers(0, 3),
    st.dictionaries(st.sampled_from(Item), sliders, min_size=1, max_size=3),
)


@given(
    st.lists(entries, min_size=1, max_size=6, unique_by=lambda e: (e.partner, e.day, e.exchange))
)
@settings(max_examples=12)
def test_any_short_record_gives_weights_that_are_weights(seen: list[CheckIn]) -> None:
    found = believe(Record("1", check_ins=tuple(seen)), threads=1)
    assert np.isfinite(found.people).all()
    assert found.weights.min() >= 0.0
    assert found.weights.sum() == pytest.approx(1.0)
    assert found.khat is not None
    assert np.isfinite([found.khat, found.tie]).all()


def test_threads_do_not_change_a_belief() -> None:
    record = couple(3, days=14, moments=1).record
    alone, together = believe(record, threads=1), believe(record, threads=3)
    assert np.array_equal(alone.whites, together.whites)
    assert np.array_equal(alone.weights, together.weights)
    assert (alone.khat, alone.tie) == (together.khat, together.tie)


def _first(record: Record, days: int) -> Record:
    return replace(
        record,
        check_ins=tuple(entry for entry in record.check_ins if entry.day < days),
        moments=tuple(moment for moment in record.moments if moment.day < days),
    )


def _width(found: Belief) -> float:
    """Give the width of both partners' openness, the gain that days tell most of."""
    drawn = found.people[:, :, OPENNESS]
    centre = found.weights @ drawn
    return float(np.sqrt(found.weights @ (drawn - centre) ** 2).mean())


def test_more_days_narrow_a_belief_and_never_bring_nothing() -> None:
    record = couple(1, days=42).record
    widths = [FACTOR_SD]
    for days in (3, 14, 42):
        found = believe(_first(record, days), threads=1)
        assert np.isfinite(found.people).all()
        widths.append(_width(found))
    assert np.isfinite(widths).all()
    assert widths[3] < 0.6 * widths[0]
    assert widths[3] < widths[2] < widths[1] < widths[0]


@pytest.mark.parametrize("place", range(12))
def test_swapping_the_partners_swaps_the_reading(place: int) -> None:
    made = couple(place, days=(14, 21, 42)[place % 3], told=place % 4 > 0)
    record = made.record
    here, there = (believe(it, threads=1) for it in (record, mirrored(record)))
    one, other = read_dance(record, here), read_dance(mirrored(record), there)
    assert (other.is_shown, other.limits) == (one.is_shown, one.limits)
    assert other.names == one.names[::-1]
    assert other.check_ins == one.check_ins[::-1]
    assert other.days_written == one.days_written[::-1]
    assert other.enough == one.enough
    swapped = {(link.source.other, link.cause, link.effect): link for link in other.links}
    for link in one.links:
        strength = swapped[link.source, link.cause, link.effect].strength
        np.testing.assert_allclose(_ends(strength), _ends(link.strength), rtol=1e-4, atol=1e-5)
        assert swapped[link.source, link.cause, link.effect].told_by is link.told_by
    for ours, theirs in ((one.loop_gain, other.loop_gain), (one.echo_days, other.echo_days)):
        assert (ours is None) == (theirs is None)
        if ours and theirs:
            np.testing.assert_allclose(_ends(theirs), _ends(ours), rtol=1e-4, atol=1e-5)
    found = {(p.dance, p.leader): p for p in one.patterns}
    for pattern in other.patterns:
        same = found[pattern.dance, pattern.leader.other if pattern.leader else None]
        # The trial lives in single precision: a draw on a border may fall to either side.
        assert pattern.probability == pytest.approx(same.probability, abs=0.01)
        assert pattern.is_named == same.is_named


def _ends(figure: Estimate) -> list[float]:
    return [figure.low, figure.value, figure.high]


@pytest.mark.parametrize(
    "traits", [SCORES[:1], SCORES[:3], (Trait(A, "anxiety", 1.2, 0.3, "ecr"),)]
)
def test_before_any_day_swapping_the_partners_swaps_the_belief(traits: tuple[Trait, ...]) -> None:
    record = Record("1", traits=traits)
    here, there = believe(record), believe(mirrored(record))
    assert not np.allclose(here.people[:, 0], here.people[:, 1])
    np.testing.assert_allclose(exchanged(there.people), here.people, atol=1e-9)


def _alike(place: int) -> Record:
    """Give a record in which both wrote the very same, from what one of a couple wrote."""
    own = [entry for entry in couple(place).record.check_ins if entry.partner is A]
    entries = (replace(entry, partner=who) for entry in own for who in Partner)
    return Record("1", check_ins=tuple(entries))


ALIKE = {
    "nothing": Record("1"),
    "the same answers": Record("1", traits=SCORES),
    "one day": Record("1", check_ins=tuple(check_in(who, 0, close=4.0) for who in Partner)),
    "twenty fives": Record(
        "1", check_ins=tuple(check_in(who, day, close=5.0) for day in range(20) for who in Partner)
    ),
    **{f"days {place}": _alike(place) for place in (3, 9, 13)},
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_two_wrote_alike_tells_neither_apart(name: str) -> None:
    record = ALIKE[name]
    reading = read_dance(record, believe(record))
    found = {(link.source, link.cause, link.effect): link for link in reading.links}
    for (source, cause, effect), link in found.items():
        other = found[source.other, cause, effect]
        np.testing.assert_allclose(_ends(other.strength), _ends(link.strength), atol=1e-6)
        np.testing.assert_allclose(other.among_people, link.among_people, atol=1e-6)
        assert other.narrowed == pytest.approx(link.narrowed, abs=1e-6)
        assert other.told_by is link.told_by
    chances_of = {(one.dance, one.leader): one.probability for one in reading.patterns}
    if reading.is_shown:
        for dance in (Dance.PURSUE_WITHDRAW, Dance.PUSH_PULL):
            # The trial lives in single precision: a draw on a border may fall to either side.
            assert chances_of[dance, A] == pytest.approx(chances_of[dance, B], abs=0.005)


def test_the_tie_of_swapped_partners_is_the_same_within_the_filters_own_error() -> None:
    made = couple(1)
    people = np.ascontiguousarray(made.people)
    here = tie_of(people, timeline(made.record))
    there = tie_of(exchanged(people), timeline(mirrored(made.record)))
    assert there == pytest.approx(here, abs=1.0)


def test_two_who_never_write_on_the_same_days_are_not_tied_by_their_stress() -> None:
    record = Record("1", check_ins=(check_in(A, 0, stress=8.0), check_in(B, 9, stress=8.0)))
    people = people_of(prior_of(), np.zeros(WIDTH))[0]
    assert tie_of(people, timeline(record)) == pytest.approx(0.0, abs=1e-9)


def test_without_days_the_belief_is_the_priors_and_has_no_tie() -> None:
    found = believe(Record("1", traits=SCORES))
    assert found.khat is None
    assert found.method == "prior"
    assert found.tie == 0.0
    assert np.array_equal(found.weights, prior_belief(prior_of(SCORES)).weights)


def test_a_score_moves_its_own_dimension_and_a_little_the_partners() -> None:
    prior = prior_of((Trait(A, "anxiety", 1.5, 0.3, "ecr"),))
    mean = prior.mean.reshape(2, -1)
    assert mean[0, 0] == pytest.approx(1.5 * TRAIT_SD**2 / (TRAIT_SD**2 + 0.09))
    assert mean[1, 0] == pytest.approx(0.15 * mean[0, 0])
    assert not mean[:, 1].any()
    assert prior.told == (True, False)


def test_scores_of_swapped_partners_give_the_swapped_prior() -> None:
    scores = (Trait(A, "anxiety", 1.5, 0.3, "ecr"), Trait(B, "avoidance", -0.7, 0.5, "ecr"))
    here = prior_of(scores)
    there = prior_of(tuple(replace(score, partner=score.partner.other) for score in scores))
    np.testing.assert_allclose(there.mean.reshape(2, -1)[::-1], here.mean.reshape(2, -1))
    cov, other = ((p.root @ p.root.T).reshape(2, WIDTH // 2, 2, WIDTH // 2) for p in (here, there))
    np.testing.assert_allclose(other[::-1, :, ::-1], cov, atol=1e-9)


def test_the_draws_of_the_prior_have_the_priors_spread() -> None:
    people = people_of(prior_of(), chances(20_000))
    assert np.abs(people[:, :, :2].std(axis=0) - TRAIT_SD).max() < 0.02
    assert np.abs(people[:, :, 2:8].std(axis=0) - FACTOR_SD).max() < 0.01
    alike = [np.corrcoef(people[:, 0, k], people[:, 1, k])[0, 1] for k in (0, 1)]
    np.testing.assert_allclose(alike, 0.15, atol=0.03)


def test_a_proposal_too_narrow_for_its_target_is_seen_and_a_wide_one_passes() -> None:
    normal = np.random.default_rng(3).normal(size=4000)

    def khat(sd: float) -> float:
        drawn = sd * normal
        return smoothed(-0.5 * drawn**2 + 0.5 * (drawn / sd) ** 2)[1]

    assert khat(0.4) > 0.7
    assert khat(1.3) < 0.5


def test_a_belief_of_a_made_couple_may_be_shown() -> None:
    assert verdict_of(belief(1)).may_show
    bad = replace(belief(1), khat=0.71)
    assert not verdict_of(bad).may_show
    reading = read_dance(couple(1).record, bad)
    assert not reading.is_shown
    assert reading.patterns == ()
    assert reading.links == ()
    assert reading.enough.more_days is None
