"""Answers become scores with error, or a reason."""

import numpy as np
import pytest

from pasdedeux.measure import catalogue, scoring, style
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.score import Score, Scored, Unscored

ECR = catalogue.fetch("ecr")
RS = catalogue.fetch("ecr_rs")
MIDDLE: dict[str, int | None] = dict.fromkeys(ECR.item_ids, 3)


def _one(found: tuple[Scored, ...], scale: str, metric: str) -> Scored:
    (one,) = [s for s in found if (s.ruler.scale, s.ruler.metric) == (scale, metric)]
    return one


def _score(found: tuple[Scored, ...], scale: str, metric: str) -> Score:
    one = _one(found, scale, metric)
    assert isinstance(one, Score)
    return one


def test_a_missing_answer_is_not_a_zero() -> None:
    anxiety = [item.id for item in ECR.items_of("anxiety")]
    gap = MIDDLE | {anxiety[0]: None}
    assert _score(scoring.score(ECR, gap), "anxiety", "mean").value == 3.0


def test_an_absent_item_and_none_are_the_same() -> None:
    absent = {item: answer for item, answer in MIDDLE.items() if item != "2"}
    assert scoring.score(ECR, absent) == scoring.score(ECR, MIDDLE | {"2": None})


def test_a_reversed_item_counts_the_other_way() -> None:
    reversed_item = next(item.id for item in ECR.items if item.is_reversed)
    higher = scoring.score(ECR, MIDDLE | {reversed_item: 5})
    before = _score(scoring.score(ECR, MIDDLE), "avoidance", "mean").value
    assert _score(higher, "avoidance", "mean").value == pytest.approx(before - 2 / 18)


@pytest.mark.parametrize(
    ("name", "scale", "enough"),
    [
        ("ecr", "anxiety", 15),
        ("ecr_r", "avoidance", 15),
        ("ecr_rs", "avoidance", 5),
        ("ecr_rs", "anxiety", 3),
        ("saam", "security", 6),
        ("pprs", "responsiveness", 15),
    ],
)
def test_a_mean_needs_its_number_of_answers(name: str, scale: str, enough: int) -> None:
    instrument = catalogue.fetch(name)
    target = instrument.targets[0] if instrument.targets else ""
    items = [item.id for item in instrument.items_of(scale)]
    given: dict[str, int | None] = dict.fromkeys(items[:enough], 3)
    assert isinstance(_one(scoring.score(instrument, given, "full", target), scale, "mean"), Score)
    del given[items[0]]
    found = _one(scoring.score(instrument, given, "full", target), scale, "mean")
    assert isinstance(found, Unscored)
    assert f"{enough - 1} of {len(items)}, needs {enough}" in found.reason
    assert items[0] in found.reason


@pytest.mark.parametrize("name", ["csi_16", "phq_4", "k6", "cpq_sf"])
def test_a_sum_needs_every_answer(name: str) -> None:
    instrument = catalogue.fetch(name)
    scale = instrument.scales[0].name
    items = [item.id for item in instrument.items_of(scale)]
    found = scoring.score(instrument, dict.fromkeys(items[:-1], 1))
    assert isinstance(_one(found, scale, "sum"), Unscored)


def test_any_answered_subset_has_a_place_and_its_error_says_what_it_costs() -> None:
    one = _score(scoring.score(ECR, {"8": 5}), "anxiety", "theta")
    four = _score(scoring.score(ECR, {"8": 5, "2": 5, "18": 5, "6": 5}), "anxiety", "theta")
    assert 0 < one.value < four.value
    assert one.error > four.error


def test_no_answer_at_all_has_no_place() -> None:
    found = _one(scoring.score(ECR, {"1": 3}), "anxiety", "theta")
    assert isinstance(found, Unscored)
    assert found.reason == "no answer to any of its 18 items"


@pytest.mark.parametrize("answer", [0, 6, -1, 99])
def test_an_answer_out_of_range_is_named_with_its_range(answer: int) -> None:
    with pytest.raises(UnreadableError, match=rf"item 7: answer {answer} is outside 1 to 5"):
        scoring.score(ECR, MIDDLE | {"7": answer})


def test_an_unknown_item_is_named() -> None:
    with pytest.raises(UnreadableError, match="ecr has no item 37"):
        scoring.score(ECR, {"37": 1})


def test_scores_about_different_people_stay_apart() -> None:
    answers: dict[str, int | None] = dict.fromkeys(RS.item_ids, 4)
    partner, mother = (scoring.score(RS, answers, target=who) for who in ("partner", "mother"))
    assert partner[0].ruler != mother[0].ruler
    with pytest.raises(UnreadableError, match="target 'boss' is not known; targets: partner, mo"):
        scoring.score(RS, answers, target="boss")
    with pytest.raises(UnreadableError, match="target '' is not known"):
        scoring.score(RS, answers)


def test_the_adaptive_form_has_no_mean() -> None:
    metrics = {one.ruler.metric for one in scoring.score(ECR, MIDDLE, "adaptive")}
    assert metrics == {"theta"}


def test_the_error_of_a_mean_is_that_of_its_sample_where_it_is_known() -> None:
    error = _score(scoring.score(ECR, MIDDLE), "anxiety", "mean").error
    assert error == pytest.approx(0.8007 * np.sqrt(1 - 0.916), abs=1e-6)


def test_equal_answers_are_not_taken_for_perfect_precision() -> None:
    answers: dict[str, int | None] = dict.fromkeys(RS.item_ids, 7)
    assert _score(scoring.score(RS, answers, target="partner"), "anxiety", "mean").error > 0.5


def test_more_missing_answers_mean_a_larger_error() -> None:
    items = [item.id for item in ECR.items_of("anxiety")]
    answers = {item: 2 + place % 3 for place, item in enumerate(items)}
    errors = []
    for lost in range(4):
        kept: dict[str, int | None] = {item: answers[item] for item in items[lost:]}
        errors.append(_score(scoring.score(ECR, kept), "anxiety", "mean").error)
    assert errors == sorted(errors)
    assert errors[0] < errors[-1]


def test_every_score_carries_its_ruler() -> None:
    ruler = scoring.score(ECR, MIDDLE)[0].ruler
    assert (ruler.instrument, ruler.version, ruler.points) == ("ecr", "1998, 5 points", 5)
    assert (ruler.language, ruler.form) == ("en", "full")


def test_hurry_is_marked_and_changes_no_score() -> None:
    same: dict[str, int | None] = dict.fromkeys(ECR.item_ids, 5)
    flags = style.flag(ECR, scoring.one_row(ECR, same))
    assert flags.straight_lined[0]
    assert flags.contradictory[0]
    calm = style.flag(ECR, scoring.one_row(ECR, MIDDLE | {"2": 4, "22": 2}))
    assert not calm.straight_lined[0]
    assert not calm.contradictory[0]


def test_one_answer_throughout_means_nothing_where_all_items_point_one_way() -> None:
    saam = catalogue.fetch("saam")
    row = scoring.one_row(saam, dict.fromkeys(saam.item_ids, 4))
    assert not style.flag(saam, row).straight_lined[0]
