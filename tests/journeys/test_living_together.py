"""Whole stretches of a life with it, in real browsers: a first evening, a week, a loss, a parting."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.journeys.test_home import arrive, browser, enter, house, invited, say_no, write
from tests.living import WORDS

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
        return subprocess.run(  # noqa: S603 - our own command line
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
        program = subprocess.Popen(  # noqa: S603 - our own command line
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
    context = browser.new_context(
        base_url=address, viewport=ViewportSize(width=390, height=844)
    )
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
