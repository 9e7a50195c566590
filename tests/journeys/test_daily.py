"""The daily pages in a real browser: a first evening, a check-in by thumb, and how they look.

With PASDEDEUX_SHOTS set to a folder, every page is also drawn there, to be looked at.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.test_home import arrive, browser, enter, house, invited, looked_at, say_no
from tests.living import Living
from tests.unit.web.test_daily import keep_reading

__all__ = ["browser", "enter", "house"]
pytestmark = pytest.mark.journey


def answer_all(page: Page, words: str) -> None:
    for _ in range(40):
        if page.url.endswith("/result"):
            return
        page.get_by_role("button", name=words).click()


def tell(page: Page, *steps: str, ended: str) -> None:
    for step in steps:
        page.get_by_role("button", name=step).click()
    page.get_by_role("button", name=ended).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_first_evening_from_questions_to_a_picture_on_its_way(
    enter: Callable[..., Page], *, scripts: bool
) -> None:
    ana = enter(scripts=scripts)
    arrive(ana, "Ana")
    say_no(ana)
    ana.goto("/today")
    ana.get_by_role("link", name="Begin with the questions").click()
    ana.get_by_role("button", name="agree", exact=False).nth(3).click()
    ana.get_by_role("link", name="Stop here for today").click()
    ana.get_by_role("link", name="You and closeness 1 answered; go on").click()
    answer_all(ana, "neither agree nor disagree")
    assert "What this is not" in ana.locator("main").inner_text()
    ana.goto("/today")
    ana.get_by_role("link", name="Tell one evening").click()
    ana.get_by_role("button", name="On to what happened").click()
    tell(ana, "I reach out", "the other steps back", "I press", ended="We were apart")
    ana.get_by_role("button", name="Keep it").click()
    ana.get_by_role("link", name="Go on").click()
    assert "My side" in ana.locator("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_check_in_takes_seven_taps_and_can_be_changed(
    enter: Callable[..., Page], *, scripts: bool
) -> None:
    ana = enter(scripts=scripts)
    arrive(ana, "Ana")
    ana.get_by_role("link", name="Check in").first.click()
    rows = ana.locator("fieldset.scale")
    for row, value in enumerate((2, 3, 5, 0, 8, 10)):
        rows.nth(row).get_by_label(str(value), exact=True).check(force=True)
    ana.get_by_role("button", name="Keep it").click()
    assert "Kept." in ana.locator("main").inner_text()
    ana.get_by_role("link", name="Check in").first.click()
    assert rows.nth(5).get_by_label("10", exact=True).is_checked()


def test_one_moment_from_two_sides(enter: Callable[..., Page]) -> None:
    ana, ben = enter(), enter(width=1280)
    arrive(ana, "Ana")
    ben.goto(invited(ana))
    ben.goto("/new")
    arrive(ben, "Ben")
    ben.get_by_role("button", name="Accept and link us").click()
    ana.goto("/moments/when")
    ana.get_by_role("button", name="On to what happened").click()
    tell(ana, "I press", "Ben steps back", ended="We were apart")
    ana.get_by_label("The other, once they have told it too").check()
    ana.get_by_role("button", name="Keep it").click()
    mine = ana.url
    say_no(ben)
    ben.goto("/today")
    ben.get_by_role("button", name="Tell it from my side").click()
    tell(ben, "I stay", "Ana presses", "I step back", ended="It was left open")
    ben.get_by_label("The other, once they have told it too").check()
    ben.get_by_role("button", name="Keep it").click()
    ana.goto(mine)
    assert "You both tell 2 steps alike" in ana.locator("main").inner_text()
    ben.reload()
    assert "You both tell 2 steps alike" in ben.locator("main").inner_text()


def test_every_daily_page_in_every_state_is_for_everybody(
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
        ("/today", "today-first"),
        ("/us", "us-empty"),
        ("/answers", "answers"),
        ("/answers/1", "question-first"),
        ("/answers/3", "question-mother"),
        ("/answers/2/result", "result-none"),
        ("/check-in", "check-in"),
        ("/days", "days-none"),
        ("/days/over-time", "over-time-none"),
        ("/moments", "moments-none"),
        ("/moments/when", "moment-when"),
        ("/journal", "journal-none"),
        ("/journal/new/2", "journal-new"),
    ):
        look(path, name)
    ana.goto("/moments/when")
    ana.get_by_role("button", name="On to what happened").click()
    look("", "moment-first")
    ana.get_by_role("button", name="I reach out").click()
    ana.get_by_role("button", name="the other steps back").click()
    look("", "moment-tell")
    ana.get_by_role("button", name="We were apart").click()
    look("", "moment-keep")
    ana.get_by_role("button", name="Keep it").click()
    look("", "moment")
    ana.goto("/answers/1")
    answer_all(ana, "neither agree nor disagree")
    look("", "result")
    ana.goto("/answers/3")
    answer_all(ana, "strongly disagree")
    look("", "result-mother")
    ana.goto("/check-in")
    ana.locator("fieldset.scale").nth(4).get_by_label("7", exact=True).check(force=True)
    ana.get_by_role("button", name="Keep it").click()
    look("", "today-later")
    look("/days", "days")
    look("/days/over-time", "over-time")
    look("/us", "us-days")
    ana.goto("/journal/new/0")
    ana.get_by_label("Your page").fill("A walk by the river, and the kitchen light was on.")
    ana.get_by_role("button", name="Keep it").click()
    ana.get_by_label("Find in my journal").fill("kitchen")
    ana.get_by_role("button", name="Find").click()
    look("", "journal-found")
    say_no(ana)
    look("/today", "today-open")
    keep_reading(house, "Ana")
    look("/us", "us-picture")
    assert wrong == []
