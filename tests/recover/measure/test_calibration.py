"""Does calibration find the parameters that made the answers?"""

import numpy as np
import pytest

from pasdedeux.measure import calibration, catalogue, graded
from pasdedeux.measure.graded import NONE, Parameters

ECR = catalogue.fetch("ecr")
PEOPLE = 6_000


def _answers(items: Parameters, theta: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    share = graded.probabilities(items, theta)
    falls = chance.random((len(theta), len(items.slopes)))
    above = falls[:, :, None] > np.cumsum(share, axis=1).transpose(2, 0, 1)[:, :, :-1]
    given: np.ndarray = above.sum(axis=2).astype(np.uint8)
    return given


@pytest.fixture(scope="module")
def known() -> Parameters:
    items = [item.id for item in ECR.items_of("anxiety")]
    return graded.parameters(ECR.graded, items)


def test_known_parameters_come_back_within_their_own_errors(known: Parameters) -> None:
    chance = np.random.default_rng(1)
    categories = _answers(known, chance.standard_normal(PEOPLE), chance)
    categories[chance.random(categories.shape) < 0.03] = NONE
    fit = calibration.calibrate(categories, 5)
    assert fit.is_settled
    assert fit.people == PEOPLE
    slopes = (fit.items.slopes - known.slopes) / fit.slope_errors
    places = ((fit.items.thresholds - known.thresholds) / fit.threshold_errors).ravel()
    misses = np.abs(np.concatenate([slopes, places]))
    assert (misses < 1.645).mean() > 0.75
    assert misses.max() < 4.5
    assert np.abs(fit.items.slopes - known.slopes).max() < 0.2


def test_a_place_with_its_error_holds_the_truth_as_often_as_it_says(known: Parameters) -> None:
    chance = np.random.default_rng(2)
    theta = chance.standard_normal(PEOPLE)
    places = graded.estimate(known, _answers(known, theta, chance))
    within = np.abs(places.eap - theta) <= 1.645 * places.error
    assert within.mean() == pytest.approx(0.90, abs=0.015)
    assert np.corrcoef(places.eap, theta)[0, 1] ** 2 == pytest.approx(0.929, abs=0.01)


def test_the_fit_tells_its_rounds_and_gets_better(known: Parameters) -> None:
    chance = np.random.default_rng(3)
    categories = _answers(known, chance.standard_normal(800), chance)
    told: list[tuple[int, float]] = []
    fit = calibration.calibrate(categories, 5, lambda number, change: told.append((number, change)))
    assert told[-1][0] == fit.rounds
    assert told[-1][1] <= calibration.SETTLED < told[0][1]
    start = calibration._start(categories, 5)
    shown = calibration._shown(categories, 5)
    assert fit.loglik > calibration._expect(start, shown)[1]


def test_a_category_that_nobody_chose_is_named(known: Parameters) -> None:
    chance = np.random.default_rng(4)
    categories = _answers(known, chance.standard_normal(500), chance)
    categories[:, 2] = np.where(categories[:, 2] == 4, 3, categories[:, 2])
    with pytest.raises(ValueError, match="item in place 3: nobody chose category 5 of 5"):
        calibration.calibrate(categories, 5)
