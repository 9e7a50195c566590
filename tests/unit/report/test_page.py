"""The page of every reading is one file that asks for nothing."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from pasdedeux.actions.make_page import make_note, make_page, page_policy
from pasdedeux.present.places import Place
from pasdedeux.terms.reading import Reading
from tests import readings

VOID = {"meta", "link", "br", "img", "input", "hr"}
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")


class Outline(HTMLParser):
    """Follow the tags, and complain where one is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    assert not found.open
    return found


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_a_page_is_well_formed_and_names_each_thing_once(reading: Reading) -> None:
    found = outline(make_page(reading))
    assert len(found.ids) == len(set(found.ids))
    levels = [int(tag[1]) for tag, _ in found.seen if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_a_page_asks_for_nothing_from_outside_and_runs_nothing(reading: Reading) -> None:
    page = make_page(reading)
    tags = {tag for tag, _ in outline(page).seen}
    assert not tags & {"script", "img", "iframe", "object", "form", "audio", "video"}
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert "url(" not in page
    assert "@import" not in page
    names = {name for _, attributes in outline(page).seen for name in attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_the_policy_lets_in_this_style_and_nothing_else() -> None:
    page = make_page(readings.SECURE)
    assert "default-src 'none'" in page_policy()
    assert "unsafe" not in page_policy()
    assert page_policy().replace("'", "&#39;") in page


def test_the_title_tells_a_history_nothing() -> None:
    assert "<title>pasdedeux</title>" in make_page(readings.ANXIOUS_AVOIDANT)


def test_every_picture_has_its_table() -> None:
    found = outline(make_page(readings.ANXIOUS_AVOIDANT))
    figures = [one for one in found.seen if one[0] == "figure"]
    tables = [one for one in found.seen if one[0] == "table"]
    assert len(figures) == len(tables) == 4


def test_a_note_and_the_way_to_other_pages_are_shown_where_given() -> None:
    places = (Place("Secure", "/sample/secure", is_here=True), Place("Other", "/o", is_here=False))
    page = make_page(readings.SECURE, note="A note.", places=places)
    assert "A note." in page
    assert page.count('aria-current="page"') == 1
    assert "A note." not in make_page(readings.SECURE)


def test_a_note_page_can_ask_again_by_itself() -> None:
    assert 'http-equiv="refresh" content="2"' in make_note("Getting ready", refresh_seconds=2)
    assert "refresh" not in make_note("Not found")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_in_light_in_dark_and_on_paper() -> None:
    style = make_page(readings.SECURE).split("<style>")[1].split("</style>")[0]
    light = dict(_TOKEN.findall(style.split("@media")[0]))
    dark = dict(_TOKEN.findall(style.split("@media")[1]))
    assert light != dark
    for tokens in (light, dark):
        for ground in ("paper", "card", "calm", "a-wash", "b-wash"):
            assert _contrast(tokens["ink"], tokens[ground]) >= 7
        for ground in ("paper", "card"):
            assert _contrast(tokens["soft"], tokens[ground]) >= 7
            assert _contrast(tokens["a"], tokens[ground]) >= 3
            assert _contrast(tokens["b"], tokens[ground]) >= 3
