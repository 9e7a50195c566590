"""The adaptive form: what it asks next, and when it stops."""

import itertools

import numpy as np
import pytest

from pasdedeux.measure import adaptive, catalogue, respondent
from pasdedeux.measure.adaptive import Answered, StopRule

ECR = catalogue.fetch("ecr")
REVERSED = {item.id for item in ECR.items_of("avoidance") if item.is_reversed}


def _run(standing: dict[str, float], seed: int, stop: StopRule | None = None) -> list[Answered]:
    uniforms = np.random.default_rng(seed).random(len(ECR.items))
    person = respondent.answer(ECR, standing, uniforms)
    given: list[Answered] = []
    while (item := adaptive.next_item(ECR, tuple(given), seed, stop)) is not None:
        given.append(Answered(item, person[item]))
    return given


PLACES = [
    {"anxiety": anxiety, "avoidance": avoidance}
    for anxiety, avoidance in itertools.product((-2.0, 0.0, 1.5), repeat=2)
]


@pytest.mark.parametrize("standing", PLACES, ids=str)
def test_the_form_keeps_its_rules_wherever_someone_stands(standing: dict[str, float]) -> None:
    given = [answer.item for answer in _run(standing, 7)]
    assert len(given) == len(set(given))
    for pair in ECR.dependent_pairs:
        assert not set(pair) <= set(given)
    assert REVERSED & set(given)
    for scale in ("anxiety", "avoidance"):
        asked = [item for item in given if item in {i.id for i in ECR.items_of(scale)}]
        assert 4 <= len(asked) <= 12


def test_the_form_stops_at_the_stated_precision_or_at_its_most() -> None:
    for seed in range(4):
        given = tuple(_run({"anxiety": 0.2, "avoidance": 0.5}, seed))
        for standing in adaptive.standings(ECR, given).values():
            assert standing.is_done
            assert standing.score.error <= 0.30 or standing.asked == 12
            assert standing.score.ruler.form == "adaptive"


def test_a_looser_stop_asks_less() -> None:
    assert len(_run({}, 3, StopRule(error=0.45))) < len(_run({}, 3))


def test_the_same_answers_and_seed_give_the_same_next_item() -> None:
    given = tuple(_run({}, 5))
    for step in range(len(given)):
        assert adaptive.next_item(ECR, given[:step], 5) == given[step].item


def test_nearly_equal_items_are_settled_by_the_seed() -> None:
    forms = set()
    for seed in range(12):
        given: list[Answered] = []
        while (item := adaptive.next_item(ECR, tuple(given), seed)) is not None:
            given.append(Answered(item, 3))
        forms.add(tuple(answer.item for answer in given))
    assert len(forms) > 1


def test_an_instrument_without_parameters_has_no_adaptive_form() -> None:
    with pytest.raises(ValueError, match="ecr_r has no graded parameters"):
        adaptive.next_item(catalogue.fetch("ecr_r"), (), 1)
