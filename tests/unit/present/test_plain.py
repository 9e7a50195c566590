import re

import pytest

from pasdedeux.present.cards import shown
from pasdedeux.present.people import width_in_cells
from pasdedeux.present.plain import Terminal, bar, reading_lines, summary_lines
from pasdedeux.terms.reading import Reading
from tests import readings


@pytest.mark.parametrize("columns", [32, 44, 80, 200])
@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_no_line_is_wider_than_the_terminal_or_than_eighty(reading: Reading, columns: int) -> None:
    told = reading_lines(shown(reading), Terminal(columns))
    assert max(width_in_cells(line) for line in told.splitlines()) <= min(columns, 80)


def test_without_weight_no_escape_is_written() -> None:
    assert "\x1b" not in reading_lines(shown(readings.ANXIOUS_AVOIDANT), Terminal())
    assert "\x1b[1m" in reading_lines(shown(readings.ANXIOUS_AVOIDANT), Terminal(is_bold=True))


def test_a_terminal_without_dots_gets_letters_that_it_has() -> None:
    told = reading_lines(shown(readings.ANXIOUS_AVOIDANT), Terminal(has_dots=False))
    assert "#########." in told
    assert "\u25cf" not in told


def test_a_reading_opens_with_its_finding_and_ends_with_who_it_is_not_for() -> None:
    lines = reading_lines(shown(readings.SECURE), Terminal()).splitlines()
    assert lines[0] == "After a hard evening, you find each other again"
    last = " ".join(lines).rpartition("If you are afraid of your partner, this map is not for you.")
    assert last[1]
    assert "emergency number" in last[2]


def test_every_arrow_comes_with_its_likely_range() -> None:
    told = reading_lines(shown(readings.ANXIOUS_AVOIDANT), Terminal())
    arrows = re.findall(r"^  When .*\.$", told, re.MULTILINE)
    assert len(arrows) == 5  # those that their days told, without the two of stepping back alike
    assert "One more arrow is as in couples in general" in " ".join(told.split())
    flat = " ".join(told.split())
    assert len(re.findall(r"points of 10; likely \S+ to \S+\.", flat)) == len(arrows)


def test_a_bar_stands_where_its_numbers_are() -> None:
    seen = shown(readings.ANXIOUS_AVOIDANT)
    drawn = bar(seen.arrows[0])
    assert drawn.index("|") < drawn.index("[") < drawn.index("o") < drawn.index("]")


def test_a_reading_that_may_not_be_shown_says_no_figure() -> None:
    told = reading_lines(shown(readings.POOR_FIT), Terminal())
    assert "likely" not in told
    assert "not to be trusted" in told


def test_many_couples_take_a_line_each() -> None:
    rows = tuple((one.couple, "9 days", shown(one).heading) for one in readings.EVERY)
    told = summary_lines(rows, Terminal())
    starts = [line for line in told.splitlines() if not line.startswith(" ")]
    assert len(starts) == len(rows)
