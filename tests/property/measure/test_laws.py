"""What holds for every sheet of answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasdedeux.intake.answers import AnswerTable
from pasdedeux.measure import catalogue, graded, norms, region, respondent, scoring
from pasdedeux.measure.region import Place
from pasdedeux.terms.score import Score, Unscored

ECR = catalogue.fetch("ecr")
ECR_R = catalogue.fetch("ecr_r")
SHEETS = st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=36, max_size=36)
FULL = st.lists(st.integers(1, 5), min_size=36, max_size=36)
FULL_R = st.lists(st.integers(1, 7), min_size=36, max_size=36)
PLACES = st.floats(-3, 3)
ERRORS = st.floats(0.01, 0.9)


def _answers(values: list[int | None] | list[int]) -> dict[str, int | None]:
    return dict(zip(ECR.item_ids, values, strict=True))


def _place(anxiety: float, avoidance: float, errors: tuple[float, float]) -> Place:
    found = region.locate(
        ECR,
        Score(anxiety, errors[0], ECR.ruler("anxiety", "theta")),
        Score(avoidance, errors[1], ECR.ruler("avoidance", "theta")),
    )
    assert isinstance(found, Place)
    return found


def _mean_place(answers: dict[str, int | None]) -> Place:
    one, two = scoring.score(ECR_R, answers)
    assert isinstance(one, Score)
    assert isinstance(two, Score)
    found = region.locate(ECR_R, one, two)
    assert isinstance(found, Place)
    return found


@given(FULL)
def test_mirrored_answers_mirror_the_mean(values: list[int]) -> None:
    there = scoring.score(ECR, _answers(values))
    back = scoring.score(ECR, _answers([6 - value for value in values]))
    for one, other in zip(there, back, strict=True):
        if one.ruler.metric == "mean":
            assert isinstance(one, Score)
            assert isinstance(other, Score)
            assert one.value + other.value == pytest.approx(6)
            assert one.error == pytest.approx(other.error)


@given(FULL)
def test_mirrored_items_and_answers_mirror_the_place(values: list[int]) -> None:
    items = [item.id for item in ECR.items_of("anxiety")]
    held = graded.parameters(ECR.graded, items)
    turned = graded.Parameters(held.slopes, -held.thresholds[:, ::-1])
    categories = np.array([values[:18]], np.uint8) - 1
    there = graded.estimate(held, categories)
    back = graded.estimate(turned, (4 - categories).astype(np.uint8))
    assert there.eap[0] == pytest.approx(-back.eap[0], abs=1e-4)
    assert there.error[0] == pytest.approx(back.error[0], abs=1e-4)
    assert there.map[0] == pytest.approx(-back.map[0], abs=1e-3)


@given(SHEETS)
def test_any_subset_is_scored_or_says_why_not(values: list[int | None]) -> None:
    answers = _answers(values)
    for one in scoring.score(ECR, answers):
        items = [item.id for item in ECR.items_of(one.ruler.scale)]
        have = sum(answers[item] is not None for item in items)
        needed = 1 if one.ruler.metric == "theta" else 15
        assert isinstance(one, Score) is (have >= needed)
        if isinstance(one, Score):
            assert 0 < one.error < 1.01
        else:
            assert isinstance(one, Unscored)
            assert one.reason


@given(SHEETS, st.randoms())
def test_the_order_in_which_answers_are_handed_in_does_not_matter(
    values: list[int | None], chance: object
) -> None:
    answers = list(_answers(values).items())
    shuffled = answers.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis hands in its own Random
    assert scoring.score(ECR, dict(answers)) == scoring.score(ECR, dict(shuffled))


@given(FULL, st.integers(0, 35))
def test_an_answer_closer_to_the_key_never_lowers_its_score(values: list[int], place: int) -> None:
    item = ECR.items[place]
    towards = values[place] + (-1 if item.is_reversed else 1)
    if not 1 <= towards <= 5:
        return
    before = scoring.score(ECR, _answers(values))
    after = scoring.score(ECR, _answers([*values[:place], towards, *values[place + 1 :]]))
    for one, other in zip(before, after, strict=True):
        assert isinstance(one, Score)
        assert isinstance(other, Score)
        if one.ruler.scale in item.scales:
            assert other.value > one.value - 1e-5
        else:
            assert other == one


@settings(max_examples=25)
@given(st.lists(SHEETS, min_size=1, max_size=4))
def test_one_by_one_and_all_at_once_are_the_same(sheets: list[list[int | None]]) -> None:
    rows = [scoring.one_row(ECR, _answers(values)) for values in sheets]
    table = AnswerTable(
        ECR.item_ids,
        np.concatenate([row.values for row in rows]),
        np.concatenate([row.given for row in rows]),
        np.arange(len(rows)),
    )
    singles = [scoring.score(ECR, _answers(values)) for values in sheets]
    for column in scoring.score_table(ECR, table):
        for place in range(len(sheets)):
            (one,) = [s for s in singles[place] if s.ruler == column.ruler]
            assert isinstance(one, Score) is bool(column.is_scored[place])
            if isinstance(one, Score):
                assert one.value == pytest.approx(column.values[place], abs=1e-5)
                assert one.error == pytest.approx(column.errors[place], abs=1e-5)


@given(PLACES, PLACES, st.tuples(ERRORS, ERRORS))
def test_the_regions_share_all_probability(
    anxiety: float, avoidance: float, errors: tuple[float, float]
) -> None:
    shares = _place(anxiety, avoidance, errors).probabilities
    assert sum(shares.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in shares.values())


@given(FULL_R, st.data())
def test_two_first_results_a_tenth_apart_never_carry_two_names(
    values: list[int], data: st.DataObject
) -> None:
    before = dict(zip(ECR_R.item_ids, values, strict=True))
    after = _nudged(before, data)
    one, two = (region.first_headline(_mean_place(dict(sheet))) for sheet in (before, after))
    if len(one.regions) == len(two.regions) == 1:
        assert one.regions == two.regions


@given(FULL_R, st.data())
def test_a_tenth_of_a_point_never_flips_a_headline(values: list[int], data: st.DataObject) -> None:
    before = dict(zip(ECR_R.item_ids, values, strict=True))
    kept = region.first_headline(_mean_place(dict(before)))
    assert region.next_headline(kept, _mean_place(dict(_nudged(before, data)))) is kept


@given(PLACES, PLACES, st.tuples(ERRORS, ERRORS), st.sampled_from(list(region.Region)), st.data())
def test_from_any_stored_state_a_tenth_flips_nothing(
    anxiety: float,
    avoidance: float,
    errors: tuple[float, float],
    said: region.Region,
    data: st.DataObject,
) -> None:
    tenth = st.floats(-0.14, 0.14)  # a tenth of a point of the mean, in standard deviations
    before = _place(anxiety, avoidance, errors)
    after = _place(anxiety + data.draw(tenth), avoidance + data.draw(tenth), errors)
    kept = region.Headline((said,), before)
    assert region.next_headline(kept, after) is kept


def _nudged(before: dict[str, int], data: st.DataObject) -> dict[str, int]:
    """Move one item of each scale by one, so that no mean moves by more than a tenth."""
    after = dict(before)
    for scale in ("anxiety", "avoidance"):
        item = data.draw(st.sampled_from([entry.id for entry in ECR_R.items_of(scale)]))
        step = data.draw(st.sampled_from([-1, 1]))
        after[item] = min(7, max(1, after[item] + step))
    return after


@given(st.floats(1, 5), st.floats(1, 5))
def test_a_higher_mean_never_stands_lower(one: float, other: float) -> None:
    held = norms.fetch("ecr")
    low, high = sorted([one, other])
    ruler = ECR.ruler("anxiety", "mean")
    below, above = (norms.standing(held, Score(value, 0.23, ruler)) for value in (low, high))
    assert below is not None
    assert above is not None
    assert below.percent <= above.percent


@given(st.sampled_from(catalogue.NAMES), st.integers(0, 2**32 - 1), PLACES)
def test_a_respondent_always_answers_within_range(name: str, seed: int, standing: float) -> None:
    instrument = catalogue.fetch(name)
    uniforms = np.random.default_rng(seed).random(len(instrument.items))
    everywhere = {scale.name: standing for scale in instrument.scales}
    for item, answer in respondent.answer(instrument, everywhere, uniforms).items():
        low, high = instrument.ranges[item]
        assert low <= answer <= high
