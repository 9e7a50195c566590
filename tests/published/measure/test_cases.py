"""Do we get the numbers that were read elsewhere? Cases with their sources: cases.toml."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pasdedeux.measure import adaptive, catalogue, graded, norms, scoring
from pasdedeux.measure.calibration import total_information
from pasdedeux.terms.score import Score

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)
ECR = catalogue.fetch("ecr")


def _named(kind: str) -> list[Any]:
    """Give each case an id of its own: what it is about, and its place in the list."""
    keys = ("instrument", "item", "gender", "age", "scale")
    return [
        pytest.param(case, id=" ".join([*(str(case[key]) for key in keys if key in case), str(at)]))
        for at, case in enumerate(CASES[kind])
    ]


def _parameters(scale: str) -> graded.Parameters:
    return graded.parameters(ECR.graded, [item.id for item in ECR.items_of(scale)])


def _answers(case: dict[str, Any]) -> dict[str, int | None]:
    items = catalogue.fetch(case["instrument"]).items
    if case["raw"] == "highest":
        return {item.id: item.highest for item in items}
    if case["raw"] == "lowest":
        return {item.id: item.lowest for item in items}
    return {item.id: answer for item, answer in zip(items, case["raw"], strict=True)}


def test_every_case_says_who_read_it_where() -> None:
    for kind, cases in CASES.items():
        for case in cases:
            assert case["source"], kind
            assert case["read_by"], kind


def test_every_instrument_has_a_published_case() -> None:
    covered = {case["instrument"] for case in CASES["score"]}
    assert covered == set(catalogue.NAMES)


@pytest.mark.parametrize("case", _named("place"))
def test_a_keyed_pattern_has_the_published_place(case: dict[str, Any]) -> None:
    categories = np.array([case["keyed"]], np.uint8) - 1
    place = graded.estimate(_parameters(case["scale"]), categories)
    assert place.eap[0] == pytest.approx(case["eap"], abs=case["tolerance"])
    assert place.error[0] == pytest.approx(case["error"], abs=case["tolerance"])
    assert place.map[0] == pytest.approx(case["mode"], abs=case["tolerance"])


@pytest.mark.parametrize("case", _named("information"))
def test_the_scale_informs_as_published(case: dict[str, Any]) -> None:
    told = total_information(_parameters(case["scale"]), np.array(case["at"], float))
    assert told == pytest.approx(np.array(case["value"]), abs=case["tolerance"])


@pytest.mark.parametrize("case", _named("most_informative"))
def test_the_most_informative_items_at_zero_are_those_published(case: dict[str, Any]) -> None:
    told = graded.information(_parameters(case["scale"]), np.array([0.0]))[:, 0]
    items = [item.id for item in ECR.items_of(case["scale"])]
    ranked = [items[place] for place in np.argsort(-told)][: len(case["items"])]
    assert ranked == case["items"]


@pytest.mark.parametrize("case", _named("score"))
def test_a_simple_score_is_the_published_one(case: dict[str, Any]) -> None:
    instrument = catalogue.fetch(case["instrument"])
    target = instrument.targets[0] if instrument.targets else ""
    found = scoring.score(instrument, _answers(case), case["form"], target)
    (one,) = [
        score
        for score in found
        if (score.ruler.scale, score.ruler.metric) == (case["scale"], case["metric"])
    ]
    assert isinstance(one, Score)
    assert one.value == pytest.approx(case["value"], abs=case["tolerance"])


@pytest.mark.parametrize("case", _named("parameters"))
def test_the_shipped_parameters_are_the_published_ones(case: dict[str, Any]) -> None:
    item = ECR.graded[case["item"]]
    (key,) = [entry for entry in ECR.items if entry.id == case["item"]]
    assert key.scales == (case["scale"],)
    assert key.is_reversed is case["reversed"]
    assert item.slope == pytest.approx(case["slope"], abs=case["tolerance"])
    assert item.thresholds == pytest.approx(case["thresholds"], abs=case["tolerance"])


@pytest.mark.parametrize("case", _named("norm"))
def test_the_shipped_norms_are_the_published_ones(case: dict[str, Any]) -> None:
    held = norms.fetch("ecr")
    assert held is not None
    for scale in ("anxiety", "avoidance"):
        group = held.groups[case["gender"], case["age"], scale]
        assert group.count == case["n"]
        assert (group.mean, group.spread) == pytest.approx(case[scale], abs=case["tolerance"])


def test_the_first_item_of_an_adaptive_form_is_the_one_that_tells_most_under_the_prior() -> None:
    weight = np.exp(-0.5 * graded.GRID**2)
    for scale in ("anxiety", "avoidance"):
        told = graded.information(_parameters(scale), graded.GRID) @ (weight / weight.sum())
        best = ECR.items_of(scale)[int(told.argmax())].id
        taken = set()
        for seed in range(40):
            first = adaptive.next_item(ECR, (), seed)
            assert first is not None
            given = (adaptive.Answered(first, 3),)
            taken |= {first, adaptive.next_item(ECR, given, seed)}
        assert best in taken
