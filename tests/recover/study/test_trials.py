import numpy as np
import pytest

from pasdedeux.study.calibration import summed_up
from pasdedeux.study.fits import Trial, judged_at
from pasdedeux.study.information import DESIGNS, Group, narrowed, people_in
from pasdedeux.study.pseudo_couples import QUANTILES, of_made

COUPLES = 10
SHORT = 1187
"""A seed whose first couples write for a few weeks only, so that they are soon read."""


@pytest.fixture(scope="module")
def found() -> list[Trial]:
    return [judged_at(11, place) for place in range(COUPLES)]


@pytest.mark.slow
def test_nine_intervals_in_ten_hold_the_truth(found: list[Trial]) -> None:
    """A small version of `check calibration`: 320 intervals, which lean on each other."""
    by_couple = np.array([trial.covered.mean() for trial in found if trial.fit.may_show])
    assert by_couple.size >= COUPLES - 4
    assert 0.80 <= by_couple.mean() <= 0.98


@pytest.mark.slow
def test_the_truth_is_at_no_favourite_rank(found: list[Trial]) -> None:
    ranks = np.array([trial.rank for trial in found])
    assert abs(ranks.mean() - 0.5) < 0.08
    # A doubt that is too small sends truths to both ends, one that is too large to the middle.
    assert abs(ranks.std() - 12.0**-0.5) < 0.04
    by_tenth = np.histogram(ranks, bins=10, range=(0.0, 1.0))[0] / ranks.size
    assert by_tenth.min() > 0.04
    assert by_tenth.max() < 0.18


@pytest.mark.slow
def test_a_dance_is_hardly_ever_named_falsely(found: list[Trial]) -> None:
    summed = summed_up(found, 11)
    assert summed.named >= 1
    assert summed.named_falsely <= 1


@pytest.mark.slow
def test_more_days_and_a_questionnaire_narrow_the_reading() -> None:
    place, people = next(people_in(Group.TRAP, 1))
    names = {design.name: number for number, design in enumerate(DESIGNS)}
    shares = {
        name: narrowed((1, Group.TRAP, names[name], place, people)).shares.mean()
        for name in ("14 days", "as usual", "no questionnaire")
    }
    assert shares["as usual"] < shares["14 days"] < 1.0
    assert shares["as usual"] < shares["no questionnaire"] < 1.0


@pytest.mark.slow
def test_two_who_never_answered_each_other_are_left_unnamed_for_want_of_a_tie() -> None:
    found = of_made(4, SHORT, (0.6,))
    (strangers,) = found.apart
    median = QUANTILES.index(0.50)
    assert found.pseudo.ties[median] < found.real.ties[median]
    assert strangers.side.ties[median] < found.real.ties[median]
    assert found.real.named >= 1
    # Their days alone would have named some of them: it is the tie that holds the names back.
    assert min(found.pseudo.by_dance, strangers.side.by_dance) >= 1
    assert found.pseudo.named == strangers.side.named == 0
