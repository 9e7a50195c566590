"""What one's own days over time promise: as written, with gaps, and of nobody else."""

from datetime import date, timedelta

import pytest

from pasdedeux.present.draw.chart import figure
from pasdedeux.present.own_days import LONGEST_DAYS, Days, own_days
from pasdedeux.present.words import ENGLISH
from pasdedeux.terms.record import Item

TODAY = date(2026, 3, 20)


def days(**ago: float) -> Days:
    """Write how close it felt so many days ago, such as `d3=7`."""
    return {
        TODAY - timedelta(days=int(name[1:])): {Item.CLOSE: value} for name, value in ago.items()
    }


def test_nothing_written_gives_no_line() -> None:
    assert own_days({}, TODAY) is None
    assert own_days({TODAY: {}}, TODAY) is None


def test_a_row_that_was_never_filled_in_has_no_chart() -> None:
    found = own_days({TODAY: {Item.CLOSE: 6, Item.STRESS: 2}}, TODAY)
    assert found is not None
    assert [one.about.title for one in found.charts] == [
        "How close and safe it felt: 6 so far",
        "How much pressed on you from outside: 2 so far",
    ]


def test_the_line_breaks_where_nothing_was_written() -> None:
    found = own_days(days(d4=3, d3=4, d1=8, d0=7), TODAY)
    assert found is not None
    (chart,) = found.charts
    assert list(chart.lines[0].values) == [3, 4, None, 8, 7]
    wide, narrow = figure(chart, ENGLISH).drawings
    assert wide.count('class="line a"') == narrow.count('class="line a"') == 2
    assert ("18 Mar", "not written") in chart.about.table.rows
    assert ("20 Mar", "7.0") in chart.about.table.rows


def test_one_line_alone_carries_no_name_and_nobody_else_s_line() -> None:
    found = own_days(days(d1=3, d0=4), TODAY)
    assert found is not None
    for drawing in figure(found.charts[0], ENGLISH).drawings:
        assert 'class="label' not in drawing
        assert "line b" not in drawing
        assert "19 Mar" in drawing


def test_the_first_sentence_names_the_closest_and_the_furthest_day() -> None:
    found = own_days(days(d9=5, d7=9, d5=2, d3=5, d2=4, d0=6), TODAY)
    assert found is not None
    assert found.lead == (
        "You wrote on six of ten days, since Wednesday, 11 March."
        " The closest day: Friday, 13 March (9 of 10). The least close: Sunday, 15 March (2 of 10)."
    )


@pytest.mark.parametrize("some", [days(d1=9, d0=1), days(d5=5, d4=5, d3=6, d2=5, d1=5, d0=6)])
def test_few_or_even_days_name_no_best_and_no_worst(some: Days) -> None:
    found = own_days(some, TODAY)
    assert found is not None
    assert "closest" not in found.lead


def test_what_is_said_of_most_days_holds_for_four_of_five() -> None:
    values = [0.0, 3.5, 4.0, 4.0, 5.0, 5.0, 5.5, 6.0, 6.5, 10.0]
    found = own_days(
        {TODAY - timedelta(days=n): {Item.CLOSE: v} for n, v in enumerate(values)}, TODAY
    )
    assert found is not None
    assert found.charts[0].about.title.endswith(": 3 to 7 on most days")
    assert sum(3 <= value <= 7 for value in values) >= 8


def test_a_long_record_shows_its_last_weeks_and_an_old_one_ends_with_its_last_day() -> None:
    year = {TODAY - timedelta(days=n): {Item.CLOSE: 5.0} for n in range(365)}
    found = own_days(year, TODAY)
    assert found is not None
    assert len(found.charts[0].lines[0].values) == LONGEST_DAYS
    later = own_days(days(d3=5, d1=5), TODAY + timedelta(days=400))
    assert later is not None
    assert len(later.charts[0].lines[0].values) == 3
    assert "2026" in later.lead


def test_yesterday_is_named_as_people_do() -> None:
    found = own_days(days(d6=5, d5=9, d3=5, d2=6, d1=2), TODAY)
    assert found is not None
    assert "The least close: yesterday (2 of 10)." in found.lead
