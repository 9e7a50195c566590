"""The walk through the made-up couple in a real browser: in, across, put back, out; and its looks.

With PASDEDEUX_SHOTS set to a folder, every page is also drawn there, to be looked at.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.test_home import arrive, browser, enter, house, looked_at
from tests.living import Living

__all__ = ["browser", "enter", "house"]
pytestmark = pytest.mark.journey


def walk_in(page: Page, name: str = "Ana") -> None:
    page.goto("/walk")
    page.get_by_role("button", name=f"See it as {name}").click()
    page.wait_for_url("**/today", timeout=60_000)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_somebody_walks_through_sees_both_sides_puts_back_and_leaves(
    enter: Callable[..., Page], house: Living, *, scripts: bool
) -> None:
    page = enter(scripts=scripts)
    page.goto("/")
    page.get_by_role("link", name="Walk through").click()
    page.get_by_role("button", name="See it as Ana").click()
    page.wait_for_url("**/today", timeout=60_000)
    assert "This couple is made up. Nothing here is kept." in page.locator(".walk").inner_text()

    page.goto("/notes/new")
    page.get_by_label("What do you want to keep?").fill("typed by a visitor")
    page.get_by_role("button", name="Keep it").click()
    page.goto("/notes")
    assert "typed by a visitor" in page.content()
    page.get_by_role("button", name="See it as Ben").click()
    page.wait_for_url("**/notes")
    assert "You see it as Ben" in page.locator(".walk").inner_text()
    assert "typed by a visitor" not in page.content()
    page.get_by_role("button", name="See it as Ana").click()
    page.get_by_role("button", name="Put it all back").click()
    page.wait_for_url("**/today", timeout=60_000)
    assert "Everything is put back" in page.locator("main").inner_text()
    page.goto("/notes")
    assert "typed by a visitor" not in page.content()

    page.get_by_role("button", name="Leave the walk").click()
    page.wait_for_url(house.served.address + "/")
    assert "nothing of it was kept" in page.locator("main").inner_text()
    assert page.locator(".walk").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_exit_leaves_a_walk_and_going_back_shows_nothing_of_it(
    enter: Callable[..., Page], house: Living, *, scripts: bool
) -> None:
    page = enter(scripts=scripts)
    walk_in(page)
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url("**/measures")
    page.wait_for_timeout(300)
    assert len(house.walks) == 0
    page.go_back()
    assert "Hello, Ana" not in page.content()
    assert page.locator(".walk").count() == 0


def test_every_page_of_a_walk_is_for_everybody(enter: Callable[..., Page], house: Living) -> None:
    page = enter()
    wrong: list[str] = []
    page.goto("/walk")
    wrong += looked_at(page, "walk-door")
    walk_in(page)
    for path in (
        "/today", "/days", "/moments", "/journal", "/notes", "/sharing", "/answers/1/result",
        "/mine", "/settings/data", "/walk", "/no/such/page",
    ):  # fmt: skip
        page.goto(path)
        assert page.locator(".walk").count() == 1
        wrong += looked_at(page, "walk" + path.replace("/", "-"))
    page.get_by_role("button", name="See it as Ben").click()
    wrong += looked_at(page, "walk-ben")
    eve = enter()
    arrive(eve, "Eve")
    eve.goto("/walk")
    wrong += looked_at(eve, "walk-door-at-home")
    assert len(house.walks) == 1
    assert wrong == []


def test_the_picture_of_the_made_up_couple_can_be_seen_and_is_kept_for_the_next_walk(
    enter: Callable[..., Page], house: Living
) -> None:
    page = enter(width=1280)
    walk_in(page)
    page.goto("/us")
    page.get_by_text("Drawn from what you wrote").wait_for(timeout=170_000)
    said = page.locator("main").inner_text()
    assert "Ben" in said
    assert "could not be read well enough" not in said
    assert looked_at(page, "walk-us") == []
    assert len(house.readings) == 0  # the real home's worker had nothing to do with it
