"""Do the open ECR data give what was computed from them before? Skips where they are absent."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pasdedeux.actions.calibrate_instrument import calibrate_instrument
from pasdedeux.measure import catalogue, graded, scoring, style
from pasdedeux.measure.adaptive import StopRule
from pasdedeux.measure.replay import cost, replay
from tests.published.measure.open_data import OpenData

pytestmark = pytest.mark.data
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)
ECR = catalogue.fetch("ecr")
SCALES = ("anxiety", "avoidance")


def _case(figure: str, scale: str) -> dict[str, Any]:
    (case,) = [c for c in CASES["data"] if (c["figure"], c["scale"]) == (figure, scale)]
    return case


def _is(figure: str, scale: str, value: float) -> None:
    case = _case(figure, scale)
    assert value == pytest.approx(case["value"], abs=case["tolerance"]), figure


def _alpha(keyed: np.ndarray) -> float:
    number = keyed.shape[1]
    whole = keyed.sum(axis=1).var(ddof=1)
    return float(number / (number - 1) * (1 - keyed.var(axis=0, ddof=1).sum() / whole))


def _places(data: OpenData, scale: str) -> graded.Places:
    held = graded.parameters(ECR.graded, [item.id for item in ECR.items_of(scale)])
    return graded.estimate(held, scoring.categories(ECR, scale, data.complete))


def test_every_row_of_the_file_is_read(open_data: OpenData) -> None:
    table = open_data.file.table
    assert open_data.file.is_recognised
    assert len(table.rows) == 51_491
    assert int(table.given.all(axis=1).sum()) == 46_610
    assert int((~table.given.any(axis=1)).sum()) == 58
    assert int((~table.given).sum()) == 9_534
    assert len(open_data.entering.rows) == 42_867
    assert len(open_data.complete.rows) == 39_049


@pytest.mark.parametrize("scale", SCALES)
def test_every_keyed_item_goes_with_the_rest_of_its_scale(open_data: OpenData, scale: str) -> None:
    keyed = open_data.keyed(open_data.complete, scale)
    for item in range(keyed.shape[1]):
        rest = np.delete(keyed, item, axis=1).mean(axis=1)
        assert np.corrcoef(keyed[:, item], rest)[0, 1] >= 0.48


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_mean_and_spread_are_those_computed_before(open_data: OpenData, scale: str) -> None:
    keyed = open_data.keyed(open_data.file.table, scale)
    complete = keyed[~np.isnan(keyed).any(axis=1)]
    _is("rows complete on the scale", scale, len(complete))
    _is("alpha of all rows complete on the scale", scale, _alpha(complete))
    means = open_data.keyed(open_data.complete, scale).mean(axis=1)
    _is("mean of the norm group", scale, float(means.mean()))
    _is("spread of the norm group", scale, float(means.std(ddof=1)))
    for percent in (10, 25, 50, 75, 90):
        _is(f"percentile {percent} of the norm group", scale, float(np.percentile(means, percent)))


def test_the_two_scales_hardly_go_together(open_data: OpenData) -> None:
    means = [open_data.keyed(open_data.complete, scale).mean(axis=1) for scale in SCALES]
    _is(
        "correlation of the scale means in the norm group",
        "both",
        float(np.corrcoef(means[0], means[1])[0, 1]),
    )


@pytest.mark.parametrize("scale", SCALES)
def test_errors_of_scores_are_those_computed_before(open_data: OpenData, scale: str) -> None:
    columns = scoring.score_table(ECR, open_data.complete)
    (mean,) = [c for c in columns if (c.ruler.scale, c.ruler.metric) == (scale, "mean")]
    _is("error of the mean", scale, float(np.median(mean.errors)))
    _is("median error of the place", scale, float(np.median(_places(open_data, scale).error)))


@pytest.mark.parametrize("lost", [1, 2, 3, 6])
def test_the_error_grows_with_what_is_missing(open_data: OpenData, lost: int) -> None:
    keyed = open_data.keyed(open_data.complete, "anxiety")
    chance = np.random.default_rng(1)
    kept = [chance.permutation(18)[: 18 - lost] for _ in range(10)]
    moved = np.mean([(keyed[:, k].mean(axis=1) - keyed.mean(axis=1)).std() for k in kept])
    _is(f"spread of the mean without {lost} of 18 answers", "anxiety", float(moved))
    own = keyed.var(axis=1, ddof=1).mean()
    added = np.sqrt(own * (1 / (18 - lost) - 1 / 18))
    assert moved <= added <= 1.25 * moved


def test_where_the_sample_is_unknown_the_error_errs_on_the_careful_side(
    open_data: OpenData,
) -> None:
    chance = np.random.default_rng(2)
    for scale in SCALES:
        keyed = open_data.keyed(open_data.complete, scale)
        halves = np.array_split(chance.permutation(18), 2)
        means = [keyed[:, half].mean(axis=1) for half in halves]
        squares = [
            ((keyed[:, half] - mean[:, None]) ** 2).sum(axis=1)
            for half, mean in zip(halves, means, strict=True)
        ]
        errors = [np.sqrt((square + 2 * 2) / (8 + 2) / 9) for square in squares]
        within = np.abs(means[0] - means[1]) <= 1.645 * np.hypot(errors[0], errors[1])
        assert 0.90 <= within.mean() <= 0.97


def test_both_marks_of_hurry_are_as_rare_as_stated(open_data: OpenData) -> None:
    table = open_data.file.table
    flags = style.flag(ECR, table)
    assert int((flags.straight_lined & table.given.all(axis=1)).sum()) == 66
    reference = style.flag(ECR, open_data.entering)
    assert 0.03 <= reference.contradictory.mean() <= 0.05


@pytest.mark.parametrize("case", CASES["first_row"], ids=lambda case: str(case["scale"]))
def test_the_first_row_of_the_file_has_the_published_place(
    open_data: OpenData, case: dict[str, Any]
) -> None:
    items = [item.id for item in ECR.items_of(case["scale"])]
    categories = scoring.categories(ECR, case["scale"], open_data.file.table)[:1]
    place = graded.estimate(graded.parameters(ECR.graded, items), categories)
    assert place.eap[0] == pytest.approx(case["eap"], abs=case["tolerance"])
    assert place.error[0] == pytest.approx(case["error"], abs=case["tolerance"])
    assert place.map[0] == pytest.approx(case["mode"], abs=case["tolerance"])


@pytest.mark.parametrize(
    "case", CASES["replay"], ids=lambda case: f"{case['scale']} {case['stop']}"
)
def test_what_precision_costs_is_what_was_found_before(
    open_data: OpenData, case: dict[str, Any]
) -> None:
    chosen = np.random.default_rng(3).choice(len(open_data.complete.rows), 1_500, replace=False)
    categories = scoring.categories(ECR, case["scale"], open_data.complete)[chosen]
    rule = StopRule(case["stop"], 4, 18)
    found = cost(replay(ECR, case["scale"], categories, rule, keeps_rules=False))
    assert found.mean_items == pytest.approx(case["mean_items"], abs=0.4)
    assert found.items_90 == pytest.approx(case["items_90"], abs=1.01)
    assert found.correlation == pytest.approx(case["correlation"], abs=0.012)
    assert found.distance == pytest.approx(case["distance"], abs=0.04)


def test_the_default_stop_costs_what_its_decision_says(open_data: OpenData) -> None:
    chosen = np.random.default_rng(4).choice(len(open_data.complete.rows), 1_500, replace=False)
    costs = {
        scale: cost(
            replay(
                ECR,
                scale,
                scoring.categories(ECR, scale, open_data.complete)[chosen],
                StopRule(),
            )
        )
        for scale in SCALES
    }
    assert sum(found.mean_items for found in costs.values()) == pytest.approx(18.4, abs=0.5)
    assert costs["anxiety"].correlation == pytest.approx(0.985, abs=0.005)
    assert costs["avoidance"].correlation == pytest.approx(0.973, abs=0.008)


def test_the_shipped_parameters_are_what_calibrate_gives(open_data: OpenData) -> None:
    made = calibrate_instrument(open_data.path, "ecr")
    assert made.people == 42_867
    for scale in made.scales:
        assert scale.fit.is_settled
        assert scale.apart is not None
        assert scale.apart < 0.002
        _is("marginal reliability", scale.name, scale.fit.reliability)
        for item, found in zip(scale.items, scale.graded, strict=True):
            (case,) = [c for c in CASES["parameters"] if c["item"] == item]
            assert found.slope == pytest.approx(case["slope"], abs=0.05)
            assert found.thresholds == pytest.approx(case["thresholds"], abs=0.05)
            assert 0.005 < found.slope_error < 0.05
