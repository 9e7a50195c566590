from dataclasses import replace

import pytest

from pasdedeux.recognise.source import told_by
from pasdedeux.terms.reading import Basis, Limit, ToldBy
from tests import readings

ARROW = readings.ANXIOUS_AVOIDANT.links[0]
STRONG = replace(ARROW, narrowed=0.94, among_people=(0.85, 0.99))


def test_an_arrow_that_the_days_narrowed_is_told_by_the_days() -> None:
    assert told_by(ARROW, Basis.DAYS, (40, 40), ()) is ToldBy.DAYS


def test_a_strong_arrow_that_the_answers_had_placed_is_still_their_own() -> None:
    assert told_by(STRONG, Basis.DAYS, (40, 40), ()) is ToldBy.ANSWERS


def test_an_arrow_as_wide_as_couples_in_general_is_not_their_own() -> None:
    wide = replace(STRONG, among_people=(0.06, 0.94))
    assert told_by(wide, Basis.DAYS, (40, 40), ()) is ToldBy.GENERAL


@pytest.mark.parametrize(
    ("basis", "days", "reasons"),
    [
        (Basis.ANSWERS, (0, 0), ()),
        (Basis.DAYS, (40, 0), ()),
        (Basis.DAYS, (40, 40), (Limit.NO_ANSWERS,)),
    ],
)
def test_without_answers_or_without_days_of_both_no_arrow_rests_on_answers(
    basis: Basis, days: tuple[int, int], reasons: tuple[Limit, ...]
) -> None:
    assert told_by(STRONG, basis, days, reasons) is ToldBy.GENERAL
