"""Pictures are well-formed, stay in their frame, and no words lie on other words."""

import re
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

import pytest

from pasdedeux.present.cards import shown
from pasdedeux.present.chart import Chart
from pasdedeux.present.draw.chart import figure
from pasdedeux.present.people import people, width_in_ems
from pasdedeux.present.what_if import what_if
from pasdedeux.present.words import ENGLISH
from pasdedeux.terms.reading import Dance, Reading
from tests import forecasts, readings

SVG = "{http://www.w3.org/2000/svg}"
SIZE = 16.0


@dataclass(frozen=True)
class Box:
    words: str
    left: float
    right: float
    base: float

    def lies_on(self, other: "Box") -> bool:
        return (
            abs(self.base - other.base) < SIZE * 0.9
            and self.left < other.right
            and other.left < self.right
        )


def charts(reading: Reading) -> list[Chart]:
    seen = shown(reading)
    found: list[Chart | None] = [
        seen.loop,
        seen.days,
        seen.patterns and seen.patterns[1],
        seen.echo and seen.echo[1],
        *(one.dots for one in (*seen.arrows, *seen.more_arrows)),
    ]
    return [one for one in found if one is not None]


def drawings(reading: Reading) -> list[str]:
    return [one for chart in charts(reading) for one in figure(chart, ENGLISH).drawings]


def boxes(root: ET.Element) -> list[Box]:
    found = []
    for one in root.iter(f"{SVG}text"):
        words = "".join(one.itertext())
        x, wide = float(one.attrib["x"]), width_in_ems(words) * SIZE * 0.86
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[one.attrib["text-anchor"]]
        found.append(Box(words, left, left + wide, float(one.attrib["y"])))
    return found


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_every_picture_has_a_title_a_description_and_a_role(reading: Reading) -> None:
    for drawing in drawings(reading):
        root = ET.fromstring(drawing)  # noqa: S314 - our own text
        assert root.attrib["role"] == "img"
        title, description = root[0], root[1]
        assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
        names = root.attrib["aria-labelledby"].split()
        assert [title.attrib["id"], description.attrib["id"]] == names
        assert root.findtext(f"{SVG}title")
        assert root.findtext(f"{SVG}desc")


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_colour_comes_by_class_name_alone(reading: Reading) -> None:
    for drawing in drawings(reading):
        assert not re.search(r"#[0-9a-fA-F]{3}|rgb|style=|fill=|stroke=", drawing)


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_no_words_leave_the_frame_or_lie_on_other_words(reading: Reading) -> None:
    for drawing in drawings(reading):
        root = ET.fromstring(drawing)  # noqa: S314 - our own text
        width, height = map(float, root.attrib["viewBox"].split()[2:])
        found = boxes(root)
        for place, box in enumerate(found):
            assert box.left > -2, box
            assert box.right < width + 2, box
            assert 0 < box.base < height, box
            assert not [other for other in found[:place] if box.lies_on(other)], box


def test_a_stronger_arrow_is_thicker_and_a_surer_one_has_a_narrower_band() -> None:
    def widths(reading: Reading) -> dict[str, list[float]]:
        (wide, _) = figure(charts(reading)[0], ENGLISH).drawings
        found = re.findall(r'class="(band|core)[^"]*"[^>]*stroke-width="([\d.]+)"', wide)
        return {
            kind: [float(width) for name, width in found if name == kind]
            for kind in ("band", "core")
        }

    strong, weak = widths(readings.ANXIOUS_AVOIDANT), widths(readings.SECURE)
    assert min(strong["core"]) > max(weak["core"])
    doubtful = widths(readings.NOT_ENOUGH)
    assert min(doubtful["band"]) > max(strong["band"])


def test_the_picture_draws_the_named_pattern_s_own_arrows() -> None:
    seen = shown(readings.ESCALATION)
    assert [one.card.title for one in seen.arrows] == [
        "When Pia steps back, Rui presses.",
        "When Rui steps back, Pia presses.",
    ]
    assert len(seen.more_arrows) == len(readings.ESCALATION.links) - 4


def test_two_who_both_withdraw_see_each_step_back_after_the_other() -> None:
    patterns = readings.patterns((Dance.MUTUAL_WITHDRAWAL, None, 0.95), named=True)
    seen = shown(replace(readings.ESCALATION, patterns=patterns))
    assert seen.heading == "When it gets tense, you both step back"
    assert {one.card.title for one in seen.arrows} == {
        "When Pia steps back, Rui steps back.",
        "When Rui steps back, Pia steps back.",
    }
    assert len(seen.more_arrows) == len(readings.ESCALATION.links) - 2


def test_stepping_back_alike_is_told_only_where_it_is_the_pattern() -> None:
    seen = shown(readings.ANXIOUS_AVOIDANT)
    titles = [one.card.title for one in (*seen.arrows, *seen.more_arrows)]
    assert len(titles) == len(readings.ANXIOUS_AVOIDANT.links) - 2
    assert not any("When Ana steps back, Ben steps back" in title for title in titles)


def test_the_days_break_where_nobody_wrote() -> None:
    seen = shown(readings.ONE_SIDED)
    assert seen.days is not None
    wide, _ = figure(seen.days, ENGLISH).drawings
    assert len(re.findall('class="line a"', wide)) == 3
    assert 'class="line b"' not in wide
    assert 'class="mark b"' not in wide


def test_partners_differ_by_shape_as_well_as_colour() -> None:
    wide = drawings(readings.ANXIOUS_AVOIDANT)[0]
    assert re.search(r'<circle class="person a"', wide)
    assert re.search(r'<rect class="person b"', wide)


def test_an_arrow_has_ten_dots_that_can_be_counted() -> None:
    seen = shown(readings.ANXIOUS_AVOIDANT)
    (strip,) = figure(seen.arrows[0].dots, ENGLISH).drawings
    centres = re.findall(r'<circle class="dot b" cx="([\d.]+)" cy="([\d.]+)"', strip)
    assert len(set(centres)) == 10


@pytest.mark.parametrize("name", forecasts.EVERY)
def test_the_weeks_ahead_stay_in_their_frame(name: str) -> None:
    told = what_if(forecasts.EVERY[name], people(("Ana", "Ben")), ())
    for drawing in figure(told.chart, ENGLISH).drawings:
        assert not re.search(r"#[0-9a-fA-F]{3}|rgb|style=|fill=|stroke=", drawing)
        root = ET.fromstring(drawing)  # noqa: S314 - our own text
        width, height = map(float, root.attrib["viewBox"].split()[2:])
        found = boxes(root)
        for place, box in enumerate(found):
            assert box.left > -2, box
            assert box.right < width + 2, box
            assert 0 < box.base < height, box
            assert not [other for other in found[:place] if box.lies_on(other)], box
