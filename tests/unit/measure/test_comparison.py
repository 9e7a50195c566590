"""Two scores are compared on one ruler or not at all."""

import pytest

from pasdedeux.measure import catalogue
from pasdedeux.measure.comparison import compare
from pasdedeux.terms.errors import ScaleMismatchError
from pasdedeux.terms.score import Ruler, Score

ECR = catalogue.fetch("ecr")
RULER = ECR.ruler("anxiety", "theta")


def test_the_error_of_a_difference_holds_both_errors() -> None:
    found = compare(Score(1.0, 0.3, RULER), Score(0.0, 0.4, RULER))
    assert (found.value, found.error) == pytest.approx((1.0, 0.5))
    assert found.probability == pytest.approx(0.977, abs=0.001)


def test_a_difference_within_its_doubt_is_not_said_whichever_way_it_points() -> None:
    low, high = Score(0.0, 0.3, RULER), Score(0.4, 0.3, RULER)
    assert not compare(high, low).may_be_said
    assert not compare(low, high).may_be_said
    higher = Score(0.7, 0.3, RULER)
    assert compare(higher, low).may_be_said
    assert compare(low, higher).may_be_said


@pytest.mark.parametrize(
    "ruler",
    [
        ECR.ruler("avoidance", "theta"),
        ECR.ruler("anxiety", "mean"),
        ECR.ruler("anxiety", "theta", "adaptive"),
        catalogue.fetch("ecr_r").ruler("anxiety", "mean"),
    ],
)
def test_scores_on_different_rulers_are_never_compared(ruler: Ruler) -> None:
    with pytest.raises(ScaleMismatchError, match="cannot be compared"):
        compare(Score(0.0, 0.3, RULER), Score(0.0, 0.3, ruler))
