"""Two people in two real browsers: arrive, link, share, take back, part; and how pages look.

With PASDEDEUX_SHOTS set to a folder, every page is also drawn there, to be looked at.
"""

import os
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from pasdedeux.web.network import HomeNetwork
from tests.living import WORDS, Living, living

pytestmark = pytest.mark.journey

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SHOTS = os.environ.get("PASDEDEUX_SHOTS", "")
LOOKS = [(390, False), (390, True), (1280, False), (1280, True)]
_SMALL_TARGETS = """
() => [...document.querySelectorAll('a, button, summary, input, textarea, .pick')].filter(e => {
  if (e.matches('.skip, [type=hidden], .pick input')) return false;
  const b = e.getBoundingClientRect();
  return b.width && b.height < 43.5;
}).map(e => e.outerHTML.slice(0, 80))
"""


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Living]:
    with living(tmp_path) as found:
        yield found


@pytest.fixture
def enter(browser: Browser, house: Living) -> Iterator[Callable[..., Page]]:
    """Give a browser of one's own, which must stay on this machine and silent."""
    contexts: list[BrowserContext] = []
    said: list[str] = []
    asked: list[str] = []

    def entered(*, scripts: bool = True, width: int = 390) -> Page:
        context = browser.new_context(
            base_url=house.served.address,
            java_script_enabled=scripts,
            viewport=ViewportSize(width=width, height=844),
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        return page

    yield entered
    for context in contexts:
        context.close()
    faults = [line for line in said if not line.startswith(("info:", "verbose:"))]
    assert [line for line in faults if "404" not in line] == []
    assert all(address.startswith(house.served.address) for address in asked)


def arrive(page: Page, name: str) -> None:
    page.goto("/new")
    page.get_by_label("What shall we call you?").fill(name)
    page.get_by_label("A passphrase", exact=True).fill(WORDS)
    page.get_by_label("The same passphrase again").fill(WORDS)
    page.get_by_label("I am 18 or older.").check()
    page.get_by_role("button", name="Make my place").click()
    page.get_by_label("I have it on paper").check()
    page.get_by_role("button", name="Go on").click()
    if page.url.endswith("/private"):  # whoever was invited is asked later
        page.get_by_role("button", name="Not now").click()


def say_no(page: Page) -> None:
    """Answer each private question with a no, which opens what is done together."""
    page.goto("/private/on")
    for fieldset in page.locator("form.sheet fieldset").all():
        fieldset.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Go on").click()


def write(page: Page, words: str) -> None:
    page.goto("/notes/new")
    page.get_by_label("What do you want to keep?").fill(words)
    page.get_by_role("button", name="Keep it").click()


def invited(page: Page) -> str:
    page.goto("/invite")
    page.get_by_role("button", name="Make an invitation").click()
    return page.locator(".link-shown").inner_text()


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_camera_reads_the_invitation_off_the_screen(
    browser: Browser, tmp_path: Path, width: int, *, dark: bool
) -> None:
    network = HomeNetwork(7417, find=lambda: "192.168.178.21")
    network.listen_by(lambda _host, _port: lambda: None)
    with living(tmp_path, network=network) as house:
        page = browser.new_page(
            base_url=house.served.address,
            viewport=ViewportSize(width=width, height=844),
            color_scheme="dark" if dark else "light",
        )
        arrive(page, "Ana")
        page.goto("/invite")
        page.get_by_role("button", name="Open to the home network").click()
        address = invited(page)
        assert address.startswith("http://192.168.178.21:7417/join/")
        picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
        page.close()
    away = picture.resize((picture.width * 4 // 5, picture.height * 4 // 5))
    for seen in (picture, away.rotate(3, fillcolor=128)):  # straight; further off and askew
        (code,) = zxingcpp.read_barcodes(seen)
        assert code.text == address


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_two_people_arrive_link_share_take_back_part_and_erase(
    enter: Callable[..., Page], *, scripts: bool
) -> None:
    ana, ben = enter(scripts=scripts), enter(scripts=scripts, width=1280)
    ana.goto("/")
    ana.get_by_role("link", name="Start", exact=True).click()
    ana.get_by_role("link", name="Yes, make my place").click()
    assert ana.url.endswith("/new")
    arrive(ana, "Ana")
    ana.get_by_role("link", name="Mine").click()
    ana.get_by_role("link", name="Invite your partner").click()
    address = invited(ana)
    ben.goto(address)
    assert address not in ben.url
    ben.get_by_role("link", name="I am new here").click()
    ben.get_by_role("link", name="Yes, make my place").click()
    arrive(ben, "Ben")
    ben.get_by_role("button", name="Accept and link us").click()
    assert "You and Ana are linked" in ben.locator("main").inner_text()

    write(ana, "I miss our walks")
    ben.goto("/us")
    assert "I miss our walks" not in ben.content()
    ana.goto("/sharing")
    ana.get_by_role("button", name="Share: Notes").click()
    assert "One thing, and nothing else" in ana.locator("main").inner_text()
    ben.reload()
    assert "I miss our walks" in ben.content()
    ana.get_by_role("button", name="Stop sharing: Notes").click()
    ben.reload()
    assert "I miss our walks" not in ben.content()

    ana.get_by_role("link", name="Mine").click()
    ana.get_by_role("link", name="Settings").click()
    ana.get_by_role("link", name="Unlink").click()
    ana.get_by_role("button", name="Unlink now").click()
    ben.reload()
    assert "My side" in ben.locator("main").inner_text()
    assert "Ana" not in ben.content()

    ana.goto("/settings/data")
    ana.get_by_label("Your passphrase").fill(WORDS)
    ana.get_by_label("Erase everything of mine.").check()
    ana.get_by_role("button", name="Erase everything of mine").click()
    assert "It is gone" in ana.locator("main").inner_text()
    ana.goto("/in")
    ana.get_by_label("Your name here").fill("Ana")
    ana.get_by_label("Your passphrase").fill(WORDS)
    ana.get_by_role("button", name="Sign in").click()
    assert "open nothing here" in ana.locator("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_exit_leaves_and_going_back_shows_nothing(
    enter: Callable[..., Page], *, scripts: bool
) -> None:
    ana = enter(scripts=scripts)
    arrive(ana, "Ana")
    write(ana, "a private thing")
    box = ana.get_by_role("button", name="Leave this page").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] + box["width"] > 360
    ana.get_by_role("button", name="Leave this page").click()
    ana.wait_for_url("**/measures")
    ana.wait_for_timeout(300)
    for _ in range(3):
        ana.go_back()
        assert "a private thing" not in ana.content()
        assert "Ana" not in ana.locator("body").inner_text()


def test_shift_three_times_leaves_from_within_a_field_and_capitals_do_not(
    enter: Callable[..., Page],
) -> None:
    ana = enter()
    arrive(ana, "Ana")
    ana.goto("/notes/new")
    ana.get_by_label("What do you want to keep?").press_sequentially("ABCD")
    for letter in "ABC":
        ana.keyboard.down("Shift")
        ana.keyboard.press(letter)
        ana.keyboard.up("Shift")
    assert ana.url.endswith("/notes/new")
    for _ in range(3):
        ana.keyboard.press("Shift")
    ana.wait_for_url("**/measures")
    for _ in range(50):  # the word to sign out travels beside the page that is left
        after = ana.goto("/today")
        assert after is not None
        if after.status == 404:
            return
        ana.wait_for_timeout(100)
    pytest.fail("still signed in after leaving")


def test_what_is_being_typed_is_kept_when_the_window_is_closed(enter: Callable[..., Page]) -> None:
    ana = enter()
    arrive(ana, "Ana")
    ana.goto("/notes/new")
    with ana.expect_response(re.compile("keep")) as kept:
        ana.get_by_label("What do you want to keep?").press_sequentially("half a thought")
    assert kept.value.status == 204
    ana.goto("/today")
    ana.goto("/notes/new")
    assert ana.get_by_label("What do you want to keep?").input_value() == "half a thought"


def test_the_keyboard_alone_goes_the_whole_way(enter: Callable[..., Page]) -> None:
    ana = enter(width=1280)
    ana.goto("/")
    _press(ana, "Start")
    _press(ana, "Yes, make my place")
    for words in ("Ana", WORDS, WORDS):
        _tab_to_field(ana)
        ana.keyboard.type(words)
    ana.keyboard.press("Tab")
    ana.keyboard.press("Space")
    _press(ana, "Make my place")
    ana.wait_for_url("**/code")
    _tab_to_field(ana)
    ana.keyboard.press("Space")
    _press(ana, "Go on")
    ana.wait_for_url("**/private")
    _press(ana, "Not now")
    ana.wait_for_url("**/today")
    _press(ana, "Write a note")
    _tab_to_field(ana)
    ana.keyboard.type("by keys alone")
    _press(ana, "Keep it")
    ana.wait_for_url("**/notes")
    assert "by keys alone" in ana.content()


def _focused(page: Page) -> tuple[str, str]:
    found = page.evaluate(
        "() => [document.activeElement.tagName, document.activeElement.innerText || '']"
    )
    return found[0], found[1]


def _press(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if _focused(page)[1].strip() == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    message = f"no way to {name} by keyboard"
    raise AssertionError(message)


def _tab_to_field(page: Page) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if _focused(page)[0] in {"INPUT", "TEXTAREA"}:
            return
    message = "no field by keyboard"
    raise AssertionError(message)


def looked_at(page: Page, name: str) -> list[str]:
    """Look a page over at both widths, by day and by night; give what is wrong with it."""
    wrong: list[str] = []
    for width, is_dark in LOOKS:
        page.set_viewport_size(ViewportSize(width=width, height=844))
        page.emulate_media(color_scheme="dark" if is_dark else "light")
        found = Axe().run(page)
        where = f"{name} {width} {'dark' if is_dark else 'light'}"
        if found.violations_count:
            wrong.append(f"{where}: {found.generate_report()}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{where}: too wide")
        wrong += [f"{where}: small {one}" for one in page.evaluate(_SMALL_TARGETS)]
        if SHOTS:
            Path(SHOTS).mkdir(exist_ok=True)
            shot = f"{name}-{width}-{'dark' if is_dark else 'light'}.png"
            page.screenshot(path=Path(SHOTS) / shot, full_page=True)
    return wrong


def test_every_page_in_every_state_is_for_everybody(enter: Callable[..., Page]) -> None:
    ana, ben = enter(), enter()
    wrong: list[str] = []

    def look(page: Page, path: str, name: str) -> None:
        page.goto(path)
        wrong.extend(looked_at(page, name))

    for path, name in (
        ("/", "start"),
        ("/begin", "begin"),
        ("/leaving", "leaving"),
        ("/join", "join-code"),
        ("/in/code", "recover"),
        ("/nowhere", "nothing"),
        ("/locked", "locked"),
        ("/gone", "gone"),
    ):
        look(ana, path, name)
    ana.goto("/new")
    ana.get_by_label("What shall we call you?").fill("Ana")
    ana.get_by_role("button", name="Make my place").click()
    wrong.extend(looked_at(ana, "new-refused"))
    ana.get_by_label("A passphrase", exact=True).fill(WORDS)
    ana.get_by_label("The same passphrase again").fill(WORDS)
    ana.get_by_label("I am 18 or older.").check()
    ana.get_by_role("button", name="Make my place").click()
    wrong.extend(looked_at(ana, "code"))
    ana.get_by_label("I have it on paper").check()
    ana.get_by_role("button", name="Go on").click()
    for path in ("/today", "/us", "/try", "/learn", "/mine", "/sharing", "/invite", "/notes"):
        look(ana, path, f"alone-{path[1:]}")
    for path in ("name", "passphrase", "code", "data"):
        look(ana, f"/settings/{path}", f"settings-{path}")
    address = invited(ana)
    wrong.extend(looked_at(ana, "invite-open"))
    ben.goto(address)
    wrong.extend(looked_at(ben, "join-invited"))
    look(ben, "/in", "in-invited")
    arrive(ben, "Ben")
    wrong.extend(looked_at(ben, "join-accept"))
    ben.get_by_role("button", name="Accept and link us").click()
    wrong.extend(looked_at(ben, "linked"))
    write(ana, "I miss our walks.\n\n\u0645\u0631\u062d\u0628\u0627 \U0001f388")
    ana.goto("/sharing")
    ana.get_by_role("button", name="Share: Notes").click()
    ana.locator("summary").first.click()
    wrong.extend(looked_at(ana, "sharing"))
    for path in ("/notes", "/notes/new", "/settings", "/settings/link", "/invite", "/mine"):
        look(ana, path, f"linked-{path[1:].replace('/', '-')}")
    ana.goto("/notes")
    ana.get_by_role("link", name="Change").click()
    wrong.extend(looked_at(ana, "note-change"))
    look(ben, "/us", "us-shared")
    assert wrong == []
