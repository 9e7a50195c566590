"""What one's own days rest on: one's own check-ins, and nothing of the other's."""

from datetime import date

from pasdedeux.actions.check_in import When, check_in
from pasdedeux.actions.see_days import see_days
from pasdedeux.store import grants
from pasdedeux.terms.home import Kind
from pasdedeux.terms.record import Item
from tests.homes import Cast

DAY = date(2026, 3, 2)


def test_a_day_is_the_mean_of_its_check_ins_and_a_row_left_alone_counts_for_nothing(
    cast: Cast,
) -> None:
    check_in(cast.home, cast.ana, When(DAY, 0), {Item.CLOSE: 4})
    check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7, Item.STRESS: 2})
    assert see_days(cast.home, cast.ana) == {DAY: {Item.CLOSE: 5.5, Item.STRESS: 2.0}}


def test_a_day_on_which_the_other_shows_a_check_in_is_still_ones_own(cast: Cast) -> None:
    check_in(cast.home, cast.ben, When(DAY, 0), {Item.CLOSE: 1})
    grants.share(cast.store, cast.ben, Kind.CHECK_INS)
    assert see_days(cast.home, cast.ana) == {}
