"""The private questions seen from both sides, help, a reminder and a copy, in real browsers."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.test_home import (
    arrive,
    browser,
    enter,
    house,
    invited,
    looked_at,
    write,
)

pytestmark = pytest.mark.journey
__all__ = ["browser", "enter", "house"]

_MARKS = re.compile(r'name="(?:form|once|mark)" value="[^"]*"')
_BENS = (
    "/today",
    "/us",
    "/try",
    "/learn",
    "/mine",
    "/notes",
    "/sharing",
    "/private",
    "/private/on",
)


def _answer(page: Page, said: str) -> None:
    for fieldset in page.locator("form.sheet fieldset").all():
        fieldset.get_by_label(said, exact=True).check()
    page.get_by_role("button", name="Go on").click()


def _all_of(page: Page) -> dict[str, str]:
    found = {}
    for path in _BENS:
        page.goto(path)
        found[path] = _MARKS.sub("", page.content())
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_private_way_seen_from_both_sides(enter: Callable[..., Page], *, scripts: bool) -> None:
    ana, ben = enter(scripts=scripts), enter(scripts=scripts, width=1280)
    arrive(ana, "Ana")
    address = invited(ana)
    ben.goto(address)
    ben.get_by_role("link", name="I am new here").click()
    ben.get_by_role("link", name="Yes, make my place").click()
    arrive(ben, "Ben")
    ben.get_by_role("button", name="Accept and link us").click()
    write(ana, "a walk by the sea")
    before = _all_of(ben)

    ana.get_by_role("link", name="Mine").click()
    ana.get_by_role("link", name="Questions for me alone").click()
    ana.get_by_role("link", name="Yes, go on").click()
    _answer(ana, "Yes")
    assert "Somebody to talk to" in ana.locator("main").inner_text()
    _answer(ana, "Not sure")
    assert "quietly" in ana.locator("main").inner_text()
    assert ana.url.endswith("/private/on")
    assert _all_of(ben) == before

    ana.get_by_role("link", name="Us", exact=True).click()
    assert "You and Ben" in ana.locator("main").inner_text()
    assert "one line at a time" in ana.locator("main").inner_text()
    assert _all_of(ben) == before

    ana.goto("/private/on")
    assert "For you alone" in ana.locator("main").inner_text()
    assert ana.locator("input:checked").count() == 0


def test_help_a_reminder_and_a_copy(enter: Callable[..., Page], tmp_path: Path) -> None:
    ana = enter()
    arrive(ana, "Ana")
    write(ana, "a walk by the sea")
    ana.get_by_role("link", name="Numbers to call").click()
    ana.get_by_role("link", name="Germany").click()
    assert "116 016" in ana.locator("main").inner_text()
    ana.goto("/reminder")
    with ana.expect_download() as saved:
        ana.get_by_role("button", name="Make the file").click()
    saved.value.save_as(tmp_path / "calendar.ics")
    assert "SUMMARY:A few minutes" in (tmp_path / "calendar.ics").read_text(encoding="utf-8")
    ana.goto("/copy")
    with ana.expect_download() as saved:
        ana.get_by_role("link", name="Take the copy").click()
    saved.value.save_as(tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert b"a walk by the sea" in archive.read("everything.json")
        page = archive.read("read-me.html")
    assert b"a walk by the sea" in page
    (tmp_path / "read-me.html").write_bytes(page)


def test_these_pages_are_for_everybody(enter: Callable[..., Page]) -> None:
    ana = enter()
    wrong: list[str] = []
    arrive(ana, "Ana")
    for path in (
        "/numbers",
        "/numbers/gb",
        "/limits",
        "/private",
        "/private/on",
        "/reminder",
        "/copy",
    ):
        ana.goto(path)
        wrong += looked_at(ana, path[1:].replace("/", "-"))
    ana.goto("/private/on")
    _answer(ana, "Not sure")
    wrong += looked_at(ana, "private-more")
    _answer(ana, "No")
    wrong += looked_at(ana, "private-end")
    ana.goto("/reminder")
    ana.get_by_label("At what time?").fill("late")
    ana.get_by_role("button", name="Make the file").click()
    wrong += looked_at(ana, "reminder-refused")
    assert wrong == []
