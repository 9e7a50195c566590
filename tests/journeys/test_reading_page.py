"""The page of a reading in a real browser, on a phone and on a desk, by day and by night."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from pasdedeux.actions.make_page import make_page
from pasdedeux.terms.reading import Reading
from pasdedeux.web.site import site
from tests import readings
from tests.serving import Served, served

pytestmark = pytest.mark.journey

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SHELF = {one.couple: one for one in (readings.ANXIOUS_AVOIDANT, readings.SECURE)}
WIDTHS = (320, 390, 1280)

# Words that leave their picture or lie on other words; a hair's breadth is allowed.
_CLASHES = """
() => [...document.querySelectorAll('svg.picture')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  if (!frame.width) return [];
  const boxes = [...svg.querySelectorAll('text')].map(
    t => [t.textContent, t.getBoundingClientRect()]);
  const out = boxes.filter(([, b]) => b.left < frame.left - 2 || b.right > frame.right + 2
    || b.top < frame.top - 2 || b.bottom > frame.bottom + 2).map(([words]) => 'outside: ' + words);
  boxes.forEach(([words, b], i) => boxes.slice(i + 1).forEach(([other, c]) => {
    if (b.left < c.right - 1 && c.left < b.right - 1
      && b.top < c.bottom - 5 && c.top < b.bottom - 5) out.push(words + ' lies on ' + other);
  }));
  return out;
})
"""
_SMALLEST_WORDS = """
() => Math.min(...[...document.querySelectorAll('svg.picture text')].filter(t =>
  t.getBoundingClientRect().width).map(t => parseFloat(getComputedStyle(t).fontSize)
    * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width))
"""


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def pages() -> Iterator[Served]:
    with served(site(tuple(SHELF), SHELF.__getitem__)) as found:
        yield found


def opened(browser: Browser, address: str, width: int, *, is_dark: bool = False) -> Page:
    page = browser.new_page(
        viewport=ViewportSize(width=width, height=860),
        color_scheme="dark" if is_dark else "light",
    )
    page.goto(address)
    return page


@pytest.mark.parametrize("reading", readings.EVERY, ids=lambda one: one.couple)
def test_nothing_overflows_overlaps_or_is_too_small_to_read(
    browser: Browser, reading: Reading, tmp_path: Path
) -> None:
    place = tmp_path / "page.html"
    place.write_text(make_page(reading), encoding="utf-8")
    page = opened(browser, place.as_uri(), WIDTHS[0])
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in WIDTHS:
        page.set_viewport_size(ViewportSize(width=width, height=860))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(_CLASHES) == []
        if width >= 390 and page.locator("svg.picture").count():
            assert page.evaluate(_SMALLEST_WORDS) >= 15
    page.close()


def test_a_wider_font_of_the_reader_s_own_still_fits(browser: Browser, tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    context = browser.new_context(bypass_csp=True)  # only to try another font on
    page = context.new_page()
    for reading in (readings.SECURE, readings.NOT_ENOUGH, readings.ODD_NAMES):
        place.write_text(make_page(reading), encoding="utf-8")
        page.goto(place.as_uri())
        page.add_style_tag(content=".picture text { letter-spacing: .05em }")
        for width in (320, 1280):
            page.set_viewport_size(ViewportSize(width=width, height=860))
            assert page.evaluate(_CLASHES) == []
    context.close()


@pytest.mark.parametrize(("width", "is_dark"), [(390, False), (1280, True)], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "reading",
    [readings.ANXIOUS_AVOIDANT, readings.NOT_ENOUGH, readings.POOR_FIT],
    ids=lambda one: one.couple,
)
def test_axe_finds_nothing_to_object_to(
    browser: Browser, reading: Reading, tmp_path: Path, width: int, *, is_dark: bool
) -> None:
    place = tmp_path / "page.html"
    place.write_text(make_page(reading, note="A made-up couple."), encoding="utf-8")
    page = opened(browser, place.as_uri(), width, is_dark=is_dark)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_axe_finds_nothing_on_the_served_pages(browser: Browser, pages: Served) -> None:
    for path in ("/", "/sample/nobody", "/measures"):
        page = opened(browser, pages.address + path, 390)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.close()


def test_no_request_leaves_the_machine_and_the_console_stays_silent(
    browser: Browser, pages: Served
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(pages.address)
    page.get_by_role("link", name="Both come back").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("After a hard evening")
    assert asked
    assert all(address.startswith(pages.address) for address in asked)
    assert said == []
    page.close()


def test_the_keyboard_alone_reaches_and_opens_every_detail(browser: Browser, pages: Served) -> None:
    page = opened(browser, pages.address, 1280)
    wanted = page.locator("summary").count()
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "() => { const e = document.activeElement; return e.tagName + "
            "[...document.querySelectorAll('summary')].indexOf(e); }"
        )
        if where.startswith("SUMMARY") and where not in reached:
            reached.add(where)
            page.keyboard.press("Enter")
    open_now = page.locator("details[open]").count()
    assert open_now == page.locator("details").count() == wanted == len(reached)
    page.close()


def test_the_exit_is_in_its_corner_large_enough_and_leaves(browser: Browser, pages: Served) -> None:
    page = opened(browser, pages.address, 390)
    box = page.get_by_role("link", name="Leave this page").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] + box["width"] > 360
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url("**/measures")
    page.close()


def test_targets_are_large_enough_for_a_thumb(browser: Browser, pages: Served) -> None:
    page = opened(browser, pages.address, 390)
    for target in page.locator("nav a, summary").all():
        if target.is_visible():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44
    page.close()


def test_on_paper_the_page_keeps_its_pictures_and_drops_its_buttons(
    browser: Browser, pages: Served
) -> None:
    page = opened(browser, pages.address, 390)
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Leave this page").is_visible()
    assert page.locator("svg.picture.wide").first.is_visible()
    assert not page.locator("svg.picture.tall").first.is_visible()
    page.close()
