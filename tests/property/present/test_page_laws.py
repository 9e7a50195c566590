"""Laws of what is shown: swapped partners swap the page, and no name or number goes astray."""

import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from pasdedeux.actions.make_page import make_page
from pasdedeux.present.as_json import as_json
from pasdedeux.present.cards import Shown, shown
from pasdedeux.present.chart import Chart
from pasdedeux.present.draw.chart import figure
from pasdedeux.present.people import people, shortened, width_in_cells, width_in_ems
from pasdedeux.present.plain import Terminal, reading_lines
from pasdedeux.present.words import ENGLISH
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import CourseDay, Estimate, Reading
from tests import readings

NAMES = st.text(max_size=60)
SVG = "{http://www.w3.org/2000/svg}"
ordered = st.lists(
    st.floats(-12, 12, allow_nan=False, allow_subnormal=False), min_size=3, max_size=3
).map(sorted)
times = st.lists(st.floats(0.0, 400), min_size=3, max_size=3).map(sorted)


def arrows(seen: Shown) -> list[tuple[str, str, str]]:
    every = (*seen.arrows, *seen.more_arrows)
    return sorted((one.card.title, one.card.sentence, one.card.doubt) for one in every)


def charts(seen: Shown) -> list[Chart]:
    found: list[Chart | None] = [
        seen.loop,
        seen.days,
        seen.patterns and seen.patterns[1],
        seen.echo and seen.echo[1],
        *(one.dots for one in seen.arrows),
    ]
    return [one for one in found if one is not None]


@given(st.sampled_from(readings.EVERY))
@settings(max_examples=20)
def test_swapping_the_partners_swaps_the_reading_and_nothing_else(reading: Reading) -> None:
    one, two = shown(reading), shown(readings.swapped(reading))
    assert one.heading == two.heading
    assert arrows(one) == arrows(two)
    assert one.clearer == two.clearer
    assert [unknown.both for unknown in one.unknowns] == [unknown.both for unknown in two.unknowns]
    if one.patterns and two.patterns:
        assert one.patterns[1].rows == two.patterns[1].rows
    if one.days and two.days:
        assert one.days.about.title == two.days.about.title
        assert one.days.lines[0].values == two.days.lines[1].values


@given(NAMES, NAMES)
@settings(max_examples=25)
def test_any_names_give_a_page_whose_every_word_is_escaped(first: str, second: str) -> None:
    reading = replace(readings.ANXIOUS_AVOIDANT, names=(first, second))
    seen = shown(reading)
    for chart in charts(seen):
        for drawing in figure(chart, ENGLISH).drawings:
            ET.fromstring(drawing)  # noqa: S314 - our own text
    page = make_page(reading)
    assert page.count("<script") == 0
    assert seen.arrows[0].card.title in unescape(page)
    bare = make_page(readings.ANXIOUS_AVOIDANT)
    assert re.findall(r"<(\w+)[ >]", page.split("</svg>")[-1]) == re.findall(
        r"<(\w+)[ >]", bare.split("</svg>")[-1]
    )


@given(NAMES, NAMES)
@settings(max_examples=40)
def test_any_names_stay_inside_their_pictures(first: str, second: str) -> None:
    seen = shown(replace(readings.NOT_ENOUGH, names=(first, second)))
    for chart in charts(seen):
        for drawing in figure(chart, ENGLISH).drawings:
            root = ET.fromstring(drawing)  # noqa: S314 - our own text
            width = float(root.attrib["viewBox"].split()[2])
            for one in root.iter(f"{SVG}text"):
                wide = width_in_ems("".join(one.itertext())) * 14
                anchored = {"start": 0.0, "middle": 0.5, "end": 1.0}[one.attrib["text-anchor"]]
                left = float(one.attrib["x"]) - anchored * wide
                assert left > -6
                assert left + wide < width + 6


@given(NAMES, NAMES)
def test_cleaned_names_are_two_printable_and_different(first: str, second: str) -> None:
    one, two = people((first, second)).names
    assert one
    assert two
    assert one.casefold() != two.casefold()
    joiners = str.maketrans("", "", "\u200c\u200d")
    assert f"{one}{two}".translate(joiners).isprintable()


@given(NAMES, st.floats(1.5, 20))
def test_shortening_keeps_to_its_width(text: str, ems: float) -> None:
    assert width_in_ems(shortened(text, ems)) <= ems


@given(ordered, times)
@settings(max_examples=25)
def test_every_number_told_is_in_the_table_beside_it(
    strength: list[float], echo: list[float]
) -> None:
    low, value, high = strength
    soon, half, late = echo
    links = tuple(
        replace(link, strength=Estimate(value, low, high))
        for link in readings.ANXIOUS_AVOIDANT.links
    )
    reading = replace(readings.ANXIOUS_AVOIDANT, links=links, echo_days=Estimate(half, soon, late))
    seen = shown(reading)
    for one in seen.arrows:
        told = re.findall(r"\d+\.\d", f"{one.card.sentence} {one.card.doubt}")
        table = re.findall(r"\d+\.\d", " ".join(one.dots.about.table.rows[0]))
        alike = round(low, 1) == round(high, 1)
        is_nought = round(value, 1) == 0.0
        assert len(told) == 3 or (len(told) == 1 and (alike or is_nought))
        assert set(told) <= set(table)
    assert seen.echo is not None
    table_words = " ".join(seen.echo[1].about.table.rows[0])
    assert set(re.findall(r"\d+", seen.echo[0].title)) <= set(re.findall(r"\d+", table_words))
    assert "nan" not in make_page(reading)


@given(st.sampled_from(readings.EVERY))
@settings(max_examples=20)
def test_every_day_drawn_is_in_the_table(reading: Reading) -> None:
    seen = shown(reading)
    if seen.days is None:
        return
    rows = seen.days.about.table.rows
    for place, line in enumerate(seen.days.lines, start=1):
        told = [row[place] for row in rows]
        assert told == ["not written" if value is None else f"{value:.1f}" for value in line.values]


@given(NAMES, NAMES, st.integers(1, 300))
@settings(max_examples=40)
def test_a_terminal_line_never_overflows(first: str, second: str, columns: int) -> None:
    reading = replace(readings.SECURE, names=(first, second))
    told = reading_lines(shown(reading), Terminal(columns))
    words = max(map(width_in_cells, told.split()))
    assert max(map(width_in_cells, told.splitlines())) <= max(32, min(columns, 80), words + 4)


@given(
    st.lists(st.none() | st.floats(0, 10), min_size=1, max_size=500),
    st.lists(st.none() | st.floats(0, 10), min_size=1, max_size=500),
)
@settings(max_examples=30)
def test_any_course_of_days_stays_on_its_chart(
    first: list[float | None], second: list[float | None]
) -> None:
    course = tuple(
        CourseDay(partner, day, value)
        for partner, values in zip(Partner, (first, second), strict=True)
        for day, value in enumerate(values)
    )
    chart = shown(replace(readings.SECURE, course=course)).days
    if chart is None:
        assert all(value is None for value in (*first, *second))
        return
    written = sum(value is not None for value in (*first, *second))
    assert sum(value is not None for line in chart.lines for value in line.values) == written
    for drawing in figure(chart, ENGLISH).drawings:
        width, height = map(float, re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawing)[0])
        for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", drawing):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height


@given(st.sampled_from(readings.EVERY), NAMES)
def test_json_gives_names_as_they_were_written(reading: Reading, name: str) -> None:
    assert as_json(replace(reading, names=(name, "Ben")))["names"]["A"] == name
