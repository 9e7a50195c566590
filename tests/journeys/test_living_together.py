"""Whole stretches of a life with it, in real browsers: an evening, a week, a loss, a parting."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select

from pasdedeux.actions import check_in as checking
from pasdedeux.actions import clock
from pasdedeux.actions.check_in import When
from pasdedeux.present.daily import day_words, short_day
from pasdedeux.store import people
from pasdedeux.store.keys import Session
from pasdedeux.store.tables import metadata
from pasdedeux.terms.home import Instant
from pasdedeux.terms.record import Item
from tests.journeys.test_daily import answer_all, tell
from tests.journeys.test_home import arrive, browser, enter, house, invited, say_no, write
from tests.living import WORDS, Living

__all__ = ["browser", "enter", "house"]
pytestmark = pytest.mark.journey


# A home started as its owners start it, and lost


class Computer:
    """A computer of somebody's own, whose terminal is asked as they would ask it."""

    def __init__(self, folder: Path) -> None:
        self.data, self.key = folder / "data", folder / "config" / "key"
        self.settings = {
            **os.environ,
            "PASDEDEUX_STORE": str(self.data),
            "PASDEDEUX_KEY": str(self.key),
        }

    def run(self, *asked: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._line(*asked),
            env=self.settings,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @contextmanager
    def opened(self) -> Iterator[str]:
        """Start the program, give its address once it answers, and end it with Ctrl-C."""
        program = subprocess.Popen(
            self._line("open", "--no-browser"),
            env=self.settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        try:
            address = program.stdout.readline().strip()
            assert address.startswith("http://localhost:"), address
            yield address
        finally:
            program.send_signal(signal.SIGINT)
            said, complained = program.communicate(timeout=20)
        assert "Closed." in said
        assert complained == ""
        assert program.returncode == 0

    def _line(self, *asked: str) -> list[str]:
        return [sys.executable, "-m", "pasdedeux", *asked]


@contextmanager
def window(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport=ViewportSize(width=390, height=844))
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str) -> None:
    page.goto("/in")
    page.get_by_label("Your name here").fill(name)
    page.get_by_label("Your passphrase").fill(WORDS)
    page.get_by_role("button", name="Sign in").click()
    assert page.url.endswith("/today"), main(page)


def main(page: Page) -> str:
    return page.locator("main").inner_text()


def link(ana: Page, ben: Page) -> None:
    """Let Ana invite and Ben, who is new here, accept."""
    arrive(ana, "Ana")
    ben.goto(invited(ana))
    ben.get_by_role("link", name="I am new here").click()
    ben.get_by_role("link", name="Yes, make my place").click()
    arrive(ben, "Ben")
    ben.get_by_role("button", name="Accept and link us").click()


def share(page: Page, what: str) -> None:
    page.goto("/sharing")
    page.get_by_role("button", name=f"Share: {what}").click()


def check_in(page: Page, *values: int) -> None:
    rows = page.locator("fieldset.scale")
    for row, value in enumerate(values):
        rows.nth(row).get_by_label(str(value), exact=True).check(force=True)
    page.get_by_role("button", name="Keep it").click()


def keep_journal(page: Page, words: str) -> None:
    page.goto("/journal/new/0")
    page.get_by_label("Your page").fill(words)
    page.get_by_role("button", name="Keep it").click()


def everything_is_there(ana: Page, ben: Page) -> None:
    """Look for what each wrote before the copy, and for nothing that came after it."""
    sign_in(ana, "Ana")
    sign_in(ben, "Ben")
    ana.goto("/notes")
    assert "the sea in the morning" in main(ana)
    assert "written too late" not in main(ana)
    ana.goto("/journal")
    ana.get_by_label("Find in my journal").fill("kitchen")
    ana.get_by_role("button", name="Find").click()
    assert "the kitchen light was on" in main(ana)
    ben.goto("/check-in")
    rows = ben.locator("fieldset.scale")
    kept = (7, 8, 1, 2, 3, 4)
    for row, value in enumerate(kept):
        assert rows.nth(row).get_by_label(str(value), exact=True).is_checked()
    ben.goto("/us")
    assert "the sea in the morning" in ben.content()
    ben.goto("/journal")
    assert "kitchen" not in ben.content()


def test_a_lost_home_is_brought_back_from_its_copy_here_and_on_another_computer(
    browser: Browser, tmp_path: Path
) -> None:
    mine, copy = Computer(tmp_path / "mine"), tmp_path / "our-home.backup"
    with mine.opened() as address, window(browser, address) as ana, window(browser, address) as ben:
        link(ana, ben)
        write(ana, "the sea in the morning")
        share(ana, "Notes")
        keep_journal(ana, "the kitchen light was on")
        ben.goto("/check-in")
        check_in(ben, 7, 8, 1, 2, 3, 4)
        made = mine.run("backup", str(copy))  # while the program runs: nobody is sent away for it
        assert made.returncode == 0, made.stderr
        write(ana, "written too late")
    code = re.search(r"^    ([A-Z0-9-]+)$", made.stdout, re.MULTILINE)
    assert code, made.stdout

    for file in mine.data.glob("home.db*"):
        file.unlink()
    refused = mine.run("open", "--no-browser")
    assert refused.returncode == 2
    assert "is gone" in refused.stderr
    assert refused.stderr.count("\n") == 1
    back = mine.run("restore", str(copy), "--yes")
    assert back.returncode == 0, back.stderr
    with mine.opened() as address, window(browser, address) as ana, window(browser, address) as ben:
        everything_is_there(ana, ben)

    other = Computer(tmp_path / "other")
    closed = other.run("restore", str(copy), "--yes")
    assert closed.returncode == 2
    assert "code" in closed.stderr
    assert not other.key.exists()
    back = other.run("restore", str(copy), "--yes", "--code", code[1])
    assert back.returncode == 0, back.stderr
    with (
        other.opened() as address,
        window(browser, address) as ana,
        window(browser, address) as ben,
    ):
        everything_is_there(ana, ben)


# The first evening, up to the picture


def test_from_an_empty_home_to_the_first_picture_by_clicks_alone(
    enter: Callable[..., Page],
) -> None:
    begun = time.monotonic()
    ana = enter()
    ana.goto("/")
    _arrive_by_clicks(ana)
    ana.get_by_role("link", name="Begin with the questions").click()
    answer_all(ana, "neither agree nor disagree")
    ana.get_by_role("link", name="Today", exact=True).click()
    ana.get_by_role("link", name="Tell one evening").click()
    ana.get_by_role("button", name="On to what happened").click()
    tell(ana, "I reach out", "the other steps back", "I press", ended="We were apart")
    ana.get_by_role("button", name="Keep it").click()
    ana.get_by_role("link", name="Go on").click()
    expect(ana.locator(".picture").first).to_be_attached(timeout=240_000)  # it comes by itself
    taken = time.monotonic() - begun

    said = main(ana)
    assert "Drawn from your side alone." in said
    assert "Not enough days yet to name a pattern" in said
    assert "each figure below is a first sketch" in said
    assert "From no check-ins, and one moment told step by step." in said
    ana.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    _every_arrow_is_wide(ana)
    _every_figure_has_its_doubt(ana)
    assert taken < 300, f"{taken:.0f} s of a ten-minute evening went to the machine"


def _arrive_by_clicks(ana: Page) -> None:
    ana.get_by_role("link", name="Start", exact=True).click()
    ana.get_by_role("link", name="Yes, make my place").click()
    ana.get_by_label("What shall we call you?").fill("Ana")
    ana.get_by_label("A passphrase", exact=True).fill(WORDS)
    ana.get_by_label("The same passphrase again").fill(WORDS)
    ana.get_by_label("I am 18 or older.").check()
    ana.get_by_role("button", name="Make my place").click()
    ana.get_by_label("I have it on paper").check()
    ana.get_by_role("button", name="Go on").click()
    ana.get_by_role("link", name="Yes, go on").click()
    for fieldset in ana.locator("form.sheet fieldset").all():
        fieldset.get_by_label("No", exact=True).check()
    ana.get_by_role("button", name="Go on").click()
    ana.get_by_role("link", name="Go on").click()
    assert ana.url.endswith("/today")


def _every_arrow_is_wide(page: Page) -> None:
    """See that nothing is claimed of a couple of whom one evening is known."""
    arrows = page.locator("article.arrow")
    assert arrows.count() >= 2
    for arrow in arrows.all():
        said = arrow.inner_text()
        assert "perhaps" in said
        assert "what is common in couples in general" in said
    # From one side alone no pattern of two is listed, not even as a chance.
    assert page.locator("table", has_text="How likely").count() == 0


def _every_figure_has_its_doubt(page: Page) -> None:
    for said in page.locator("article.arrow p.soft").all_inner_texts():
        found = re.search(r"about ([\d.]+) points of 10; likely ([\d.]+) to ([\d.]+)\.", said)
        assert found, said
        value, low, high = (float(one) for one in found.groups())
        assert low < value < high
    loop = page.locator("table", has_text="Couples with a weaker one").locator("tbody tr")
    assert loop.count() == 2
    for row in loop.all():
        _, likely, among = row.locator("td").all_inner_texts()
        for low_to_high in (likely, among.removesuffix(" in 100")):
            low, high = (float(one) for one in low_to_high.split(" to "))
            assert low < high
    echo = page.get_by_role("heading", name="Half of a hard moment").inner_text()
    assert re.search(r"likely .+ to .+", echo), echo
    for figure in page.locator("main p, main h2, main li").all_inner_texts():
        if re.search(r"about (one|a) (tenth|day)", figure):
            assert "likely" in figure


# What opens once both have answered


def tell_when_both(page: Page, *steps: str, ended: str) -> None:
    tell(page, *steps, ended=ended)
    page.get_by_label("The other, once they have told it too").check()
    page.get_by_role("button", name="Keep it").click()


def all_that(page: Page, *more: str) -> str:
    """Give every page on which something of the other could show."""
    found = []
    for path in ("/today", "/us", "/moments", "/notes", "/sharing", "/mine", *more):
        page.goto(path)
        found.append(page.content())
    return "\n".join(found)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_what_waits_for_both_opens_to_both_and_closes_when_one_withdraws(
    enter: Callable[..., Page], *, scripts: bool
) -> None:
    ana, ben = enter(scripts=scripts), enter(scripts=scripts, width=1280)
    link(ana, ben)
    say_no(ana)
    say_no(ben)
    ana.goto("/moments/when")
    ana.get_by_role("button", name="On to what happened").click()
    tell_when_both(ana, "I press", "Ben steps back", ended="We were apart")
    anas = ana.url
    assert "Until then nobody sees a step of yours" in main(ana)
    before = all_that(ben)
    assert "Ana</bdi> has told a moment" in before
    for step in ("Ana presses", "You press", "You step back", "We were apart"):
        assert step not in before
    assert ben.goto(anas).status == 404  # type: ignore[union-attr]  # a page always answers

    ben.goto("/today")
    ben.get_by_role("button", name="Tell it from my side").click()
    assert "Ana presses" not in re.sub(r"<button.*?</button>", "", ben.content(), flags=re.DOTALL)
    tell_when_both(ben, "I stay", "Ana presses", "I step back", ended="It was left open")
    bens = ben.url
    ana.goto(anas)
    ben.goto(bens)
    assert "It was left open" in main(ana)
    assert "Ben stays" in main(ana)
    assert "We were apart" in main(ben)
    assert "As Ana tells it" in main(ben)

    ana.goto(anas)
    ana.get_by_label("Only me").check()
    ana.get_by_role("button", name="Change who sees it").click()
    assert "Only you can see them now" in main(ana)
    assert "Ben stays" not in main(ana)
    ben.goto(bens)
    assert "We were apart" not in main(ben)
    assert "As Ana tells it" not in main(ben)
    assert "I stay" in main(ben)  # one's own telling stays
    assert "Ana</bdi> has told a moment" not in all_that(ben)


# A week of check-ins


def test_a_week_of_check_ins_shows_truly_and_to_the_other_only_what_is_shared(
    enter: Callable[..., Page], house: Living
) -> None:
    ana, ben = enter(), enter(width=1280)
    link(ana, ben)
    here = checking.part_of_day(clock.today())
    days = [here.day - timedelta(days=ago) for ago in range(6, -1, -1)]
    _five_days_ago_and_on(house, days)
    ana.goto("/check-in")
    ana.get_by_role("link", name="Yesterday evening").click()
    check_in(ana, 9, 6, 2, 3, 1, 0)
    ana.goto("/check-in")
    ana.get_by_label("A line about it").fill("a line for nobody else")
    check_in(ana, 3, 5, 8, 1, 7, 9)

    ana.goto("/days")
    rows = ana.locator("ul.rows li").all_inner_texts()
    assert len(rows) == 7
    assert "This" in rows[0]
    assert "with a line for yourself" in rows[0]
    assert "Yesterday evening" in rows[1]
    assert day_words(days[0], here.day) in rows[6]
    assert ana.get_by_text("the other can see it").count() == 0

    ana.get_by_role("link", name="My days over time").click()
    lead = main(ana)
    since = day_words(days[0], here.day)
    assert f"You wrote on seven of seven days, since {since}." in lead
    assert "The closest day: yesterday (9 of 10). The least close: today (3 of 10)." in lead
    close = ana.locator("details", has_text="How close and safe it felt").first
    close.locator("summary").click()
    told = close.locator("tbody tr").all_inner_texts()
    kept = (4, 5, 6, 7, 8, 9, 3)
    assert [row.split() for row in told] == [
        [*short_day(day).split(), f"{value}.0"] for day, value in zip(days, kept, strict=True)
    ]

    _sharing_check_ins_shows_them_and_no_more(ana, ben)


def _sharing_check_ins_shows_them_and_no_more(ana: Page, ben: Page) -> None:
    before = all_that(ben, "/days", "/days/over-time")
    assert "Your first check\u2011in goes here" in before
    assert "Drawn from what you wrote and from what" not in before
    for hidden in ("a line for nobody else", "The closest day", "Yesterday evening"):
        assert hidden not in before
    share(ana, "Check-ins")
    assert "7 things, and nothing else" in main(ana)
    ana.goto("/days")
    assert ana.get_by_text("the other can see it").count() == 7
    after = all_that(ben, "/days", "/days/over-time")
    assert "Your first check\u2011in goes here" in after  # hers never turn into his
    assert "a line for nobody else" not in after

    for page in (ana, ben):
        say_no(page)
        page.goto("/us")
        expect(page.locator(".picture").first).to_be_attached(timeout=240_000)
    assert "From seven days that Ana wrote" in page_rests(ana)
    assert page_rests(ben) == page_rests(ana)
    assert "Drawn from your side alone: nothing that Ben wrote is in it." in main(ana)
    assert "from what Ana shows you" in main(ben)
    assert "a line for nobody else" not in ben.content()
    share_off(ana, "Check-ins")
    ben.goto("/us")
    assert "that Ana wrote" not in main(ben)


def page_rests(page: Page) -> str:
    return page.locator(".rests").first.inner_text()


def share_off(page: Page, what: str) -> None:
    page.goto("/sharing")
    page.get_by_role("button", name=f"Stop sharing: {what}").click()


def _five_days_ago_and_on(house: Living, days: list[date]) -> None:
    """Write the days that no page writes any more, as they were written then."""
    session = _enter(house, "Ana")
    for close, day in enumerate(days[:5], start=4):
        values = {Item.CLOSE: close, Item.STRESS: 10 - close, Item.UNEASY: 2}
        assert checking.check_in(house.home, session, When(day, 3), values)


def _enter(house: Living, name: str) -> Session:
    now = clock.now()
    return people.sign_in(house.home.store, name, WORDS, Instant(now.wall, now.ticks))


# Parting


def test_unlinking_and_erasing_seen_from_both_sides(
    enter: Callable[..., Page], house: Living
) -> None:
    ana, ben = enter(), enter(width=1280)
    link(ana, ben)
    for page, words in ((ana, "the sea in the morning"), (ben, "bread on the table")):
        write(page, words)
        share(page, "Notes")
    for page, words in ((ana, "bread on the table"), (ben, "the sea in the morning")):
        page.goto("/us")
        assert words in page.content()

    ben.goto("/settings/link")
    ben.get_by_role("button", name="Unlink now").click()
    for page, name, own, others in (
        (ana, "Ben", "the sea in the morning", "bread on the table"),
        (ben, "Ana", "bread on the table", "the sea in the morning"),
    ):
        seen = all_that(page)
        assert own in seen  # what one wrote stays one's own
        assert others not in seen
        assert f">{name}<" not in seen
        assert "left" not in main(page).casefold()  # and nobody is told who did what
        page.goto("/us")
        assert "My side" in main(page)
    assert ana.goto("/settings/link").status == ben.goto("/settings/link").status  # type: ignore[union-attr]  # a page always answers

    hers = _enter(house, "Ana").id
    assert hers in _every_row(house)
    ana.goto("/settings/data")
    ana.get_by_label("Your passphrase").fill(WORDS)
    ana.get_by_label("Erase everything of mine.").check()
    ana.get_by_role("button", name="Erase everything of mine").click()
    assert "It is gone" in main(ana)
    ana.go_back()
    assert "the sea in the morning" not in ana.content()
    ana.goto("/in")
    ana.get_by_label("Your name here").fill("Ana")
    ana.get_by_label("Your passphrase").fill(WORDS)
    ana.get_by_role("button", name="Sign in").click()
    assert "open nothing here" in main(ana)
    ben.goto("/notes")
    assert "bread on the table" in main(ben)
    after = _every_row(house)
    assert hers not in after  # no row of hers is left that a key could be found for
    assert "Ben" not in after  # and what stays is sealed
    assert "bread on the table" not in after


def _every_row(house: Living) -> str:
    """Read all that stands in the store's tables, as one who has its key."""
    with house.home.store.reading() as connection:
        found = [connection.execute(select(table)).all() for table in metadata.sorted_tables]
    return repr(found)
