"""A practice in a real browser: found from Today, played step by step, kept; and how it looks.

With PASDEDEUX_SHOTS set to a folder, every page is also drawn there, to be looked at.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_home import arrive, browser, enter, house, invited, looked_at, say_no
from tests.living import Living

__all__ = ["browser", "enter", "house"]
pytestmark = pytest.mark.journey


def step_on(page: Page, name: str) -> None:
    page.locator(".stage:visible").get_by_role("link", name=name).click()


def is_at(page: Page, step: str) -> None:
    """Wait until this step alone can be seen."""
    expect(page.locator(f".stage#{step}")).to_be_visible()
    expect(page.locator(".stage:visible")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_today_to_a_practice_done(enter: Callable[..., Page], *, scripts: bool) -> None:
    ana = enter(scripts=scripts)
    arrive(ana, "Ana")
    ana.goto("/today")
    ana.get_by_role("navigation", name="Places").get_by_role("link", name="Try").click()
    ana.get_by_role("link", name="Slow breathing").click()
    assert "When not" in ana.locator("main").inner_text()
    ana.get_by_role("link", name="Begin").click()
    is_at(ana, "s1")
    step_on(ana, "Next")
    is_at(ana, "s2")
    assert "about four minutes" in ana.locator("main").inner_text()
    ana.get_by_text("Breathe along").click()
    expect(ana.locator(".ring")).to_be_visible()
    step_on(ana, "Next")
    ana.go_back()
    is_at(ana, "s2")
    step_on(ana, "Next")
    step_on(ana, "To the end")
    is_at(ana, "end")
    expect(ana.get_by_role("button", name="Leave this page")).to_be_in_viewport()
    ana.get_by_label("easy", exact=True).check()
    ana.get_by_label("A line for yourself").fill("The kitchen was quiet.")
    ana.get_by_role("button", name="Done", exact=True).click()
    told = ana.locator("main").inner_text()
    assert "Kept." in told
    assert "Slow breathing" in told
    assert "The kitchen was quiet." in told
    ana.get_by_role("button", name="Erase: Slow breathing, today").click()
    assert "Nothing yet" in ana.locator("main").inner_text()


def test_a_clock_is_begun_held_and_says_once_that_its_time_is_over(
    enter: Callable[..., Page],
) -> None:
    ana = enter()
    arrive(ana, "Ana")
    ana.clock.install()
    ana.goto("/try/slow-breathing/go#s2")
    here = ana.locator("#s2")
    assert here.locator(".ticks").inner_text() == ""
    here.get_by_role("button", name="Start the clock").click()
    ana.clock.run_for(61_000)
    assert here.locator(".ticks").inner_text() == "2:59"
    here.get_by_role("button", name="Hold the clock").click()
    ana.clock.run_for(600_000)
    assert here.locator(".ticks").inner_text() == "2:59"
    here.get_by_role("button", name="Start the clock").click()
    ana.clock.run_for(179_500)
    assert here.get_by_role("status").inner_text() == "The time is over. Go on when you are ready."
    expect(here.get_by_role("button")).to_have_count(0)


def test_without_a_script_no_clock_is_promised_and_with_less_motion_nothing_moves(
    enter: Callable[..., Page],
) -> None:
    ana = enter(scripts=False)
    arrive(ana, "Ana")
    ana.emulate_media(reduced_motion="reduce")
    ana.goto("/try/slow-breathing/go#s2")
    expect(ana.locator("#s2").get_by_role("button")).to_have_count(0)
    ana.get_by_text("Breathe along").click()
    expect(ana.locator(".ring")).to_be_hidden()
    assert "In for four, out for six." in ana.locator("main").inner_text()


def test_two_phones_play_the_same_and_nothing_passes_between_them(
    enter: Callable[..., Page],
) -> None:
    ana, ben = enter(), enter()
    arrive(ana, "Ana")
    ben.goto(invited(ana))
    ben.goto("/new")
    arrive(ben, "Ben")
    ben.get_by_role("button", name="Accept and link us").click()
    for one in (ana, ben):
        say_no(one)
        one.goto("/try")
        one.get_by_role("link", name="for two").first.click()
        one.get_by_role("link", name="One speaks, one listens").click()
        one.get_by_role("link", name="Begin").click()
        is_at(one, "s0")
    step_on(ana, "We are ready")
    is_at(ana, "s1")
    is_at(ben, "s0")
    assert "Both of you" in ana.locator("#s1").inner_text()
    step_on(ana, "Stop here")
    ana.get_by_role("button", name="I stopped halfway").click()
    assert "halfway" in ana.locator("main").inner_text()
    ben.goto("/try/done")
    assert "Nothing yet" in ben.locator("main").inner_text()


def test_every_page_of_practices_in_every_state_is_for_everybody(
    enter: Callable[..., Page], house: Living
) -> None:
    ana = enter()
    wrong: list[str] = []

    def look(path: str, name: str) -> None:
        if path:
            ana.goto(path)
        wrong.extend(looked_at(ana, name))

    arrive(ana, "Ana")
    for path, name in (
        ("/try", "try-one"),
        ("/try/listening", "practice-part"),
        ("/try/done", "tried-none"),
    ):
        look(path, name)
    say_no(ana)
    for path, name in (
        ("/try", "try"),
        ("/try?minutes=5&effort=1", "try-narrow"),
        ("/try?minutes=5&effort=1&mode=two", "try-few"),
        ("/try/after-a-fight", "practice-two"),
        ("/try/slow-breathing", "practice"),
        ("/try/after-a-fight/go", "play-two"),
        ("/try/after-a-fight/go#s2", "play-step"),
        ("/try/slow-breathing/go#s2", "play-breathe"),
        ("/try/slow-breathing/go#end", "play-end"),
    ):
        look(path, name)
    ana.get_by_role("button", name="Done", exact=True).click()
    look("", "tried")
    assert wrong == []
    assert house.served.address
