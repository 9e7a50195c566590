"""A result is a region; a word for it is probable, and stays until a change is."""

import numpy as np
import pytest

from pasdedeux.measure import catalogue, region
from pasdedeux.measure.region import Headline, NoPlace, Place, Region
from pasdedeux.terms.errors import ScaleMismatchError
from pasdedeux.terms.score import Score

ECR = catalogue.fetch("ecr")
ECR_R = catalogue.fetch("ecr_r")


def _place(anxiety: float, avoidance: float, error: float = 0.25) -> Place:
    found = region.locate(
        ECR,
        Score(anxiety, error, ECR.ruler("anxiety", "theta")),
        Score(avoidance, error, ECR.ruler("avoidance", "theta")),
    )
    assert isinstance(found, Place)
    return found


def _mean_place(anxiety: float, avoidance: float, error: float = 0.3) -> Place:
    found = region.locate(
        ECR_R,
        Score(anxiety, error, ECR_R.ruler("anxiety", "mean")),
        Score(avoidance, error, ECR_R.ruler("avoidance", "mean")),
    )
    assert isinstance(found, Place)
    return found


@pytest.mark.parametrize(
    ("anxiety", "avoidance", "name"),
    [
        (-1, -1, Region.SECURE),
        (1, -1, Region.ANXIOUS),
        (-1, 1, Region.AVOIDANT),
        (1, 1, Region.FEARFUL),
    ],
)
def test_far_from_the_lines_the_headline_is_one_word(
    anxiety: float, avoidance: float, name: Region
) -> None:
    headline = region.first_headline(_place(anxiety, avoidance))
    assert headline.regions == (name,)
    assert headline.words == name.value


def test_near_a_line_the_headline_is_between_two() -> None:
    headline = region.first_headline(_place(0.02, -1))
    assert set(headline.regions) == {Region.SECURE, Region.ANXIOUS}
    assert headline.words.startswith("between ")


def test_the_probabilities_are_those_of_a_million_draws() -> None:
    place = _mean_place(4.2, 3.7, 0.4)
    draws = np.random.default_rng(1).multivariate_normal(place.point, place.covariance, 1_000_000)
    high = draws > place.line
    for name, probability in place.probabilities.items():
        share = ((high[:, 0] == name.sides[0]) & (high[:, 1] == name.sides[1])).mean()
        assert probability == pytest.approx(share, abs=0.003)


def test_the_ellipse_holds_nine_in_ten() -> None:
    place = _mean_place(4.5, 3.0, 0.5)
    long, short, angle = place.ellipse
    draws = np.random.default_rng(2).multivariate_normal(place.point, place.covariance, 200_000)
    turn = np.radians(angle)
    across = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    flat = (draws - place.point) @ across.T
    inside = (flat[:, 0] / long) ** 2 + (flat[:, 1] / short) ** 2 <= 1
    assert inside.mean() == pytest.approx(0.90, abs=0.005)
    assert long >= short > 0


def test_axes_are_never_taken_for_independent() -> None:
    assert _mean_place(4, 4).covariance[0][1] > 0
    assert _place(0, 0).covariance[0][1] > 0
    assert _mean_place(4, 4).covariance[0][1] > _place(0, 0).covariance[0][1]


def test_the_graded_place_keeps_its_own_prior_only_once() -> None:
    place = _place(1.5, 1.5, 0.25)
    assert place.point[0] == pytest.approx(1.5, abs=0.02)
    assert place.covariance[0][0] ** 0.5 == pytest.approx(0.25, abs=0.005)


def test_without_a_known_correlation_there_is_no_region() -> None:
    rs = catalogue.fetch("ecr_rs")
    found = region.locate(
        rs,
        Score(3.0, 0.6, rs.ruler("anxiety", "mean", target="partner")),
        Score(2.0, 0.4, rs.ruler("avoidance", "mean", target="partner")),
    )
    assert found == NoPlace("the correlation of the two scales of ecr_rs is not known")


def test_a_mean_of_five_point_answers_has_no_lines_of_its_own() -> None:
    found = region.locate(
        ECR,
        Score(3.0, 0.2, ECR.ruler("anxiety", "mean")),
        Score(2.0, 0.2, ECR.ruler("avoidance", "mean")),
    )
    assert found == NoPlace("ecr has no plane for the mean of its answers")


def test_instruments_and_forms_never_share_one_map() -> None:
    with pytest.raises(ScaleMismatchError, match="share no map"):
        region.locate(
            ECR,
            Score(0.0, 0.2, ECR.ruler("anxiety", "theta")),
            Score(0.0, 0.2, ECR.ruler("avoidance", "theta", form="adaptive")),
        )
    with pytest.raises(ScaleMismatchError, match="different rulers"):
        region.next_headline(region.first_headline(_place(1, 1)), _mean_place(5, 5))


def test_a_real_and_lasting_change_moves_the_headline() -> None:
    kept = region.first_headline(_place(1.5, -1))
    moved = region.next_headline(kept, _place(-0.8, -1))
    assert moved.regions == (Region.SECURE,)


def test_a_change_that_may_be_a_passing_state_moves_nothing() -> None:
    kept = region.first_headline(_place(0.35, -1))
    assert kept.regions == (Region.ANXIOUS,)
    assert region.next_headline(kept, _place(-0.35, -1)) is kept


def test_a_headline_between_two_waits_for_a_reliable_change_too() -> None:
    place = _place(0.1, -1)
    kept = Headline((Region.ANXIOUS, Region.SECURE), place)
    assert region.next_headline(kept, _place(0.4, -1)) is kept
    assert region.next_headline(kept, _place(1.4, -1)).regions == (Region.ANXIOUS,)
