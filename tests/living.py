"""A home for a test: an empty store, its pages served, and browsers without scripts to ask them."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import httpx

from pasdedeux.actions import ask_privately
from pasdedeux.actions.ask_privately import Step
from pasdedeux.actions.open_home import Home, open_home
from pasdedeux.actions.see_dance import Readings
from pasdedeux.store.place import Place
from pasdedeux.store.seal import Cost
from pasdedeux.terms.reading import Reading
from pasdedeux.web.network import HomeNetwork
from pasdedeux.web.site import home_site
from pasdedeux.web.walks import Walks
from tests.readings import SECURE
from tests.serving import Served, served

QUICK = Cost(1, 64, 1)
WORDS = "correct horse battery"
_FORM = re.compile(r'<form method="post" action="([^"]+)".*?</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def _read(name: str) -> Reading:
    return {"secure": SECURE}[name]


@dataclass
class Browser:
    """Keeps cookies and follows where a form leads, as a browser without scripts does."""

    address: str
    client: httpx.Client = field(init=False)
    page: httpx.Response = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.address, follow_redirects=True, timeout=20)

    def go(self, path: str) -> str:
        self.page = self.client.get(path)
        return self.page.text

    @property
    def text(self) -> str:
        """What stands on the page, without its tags."""
        main = self.page.text.partition("<main")[2].partition("</main>")[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    @property
    def path(self) -> str:
        return self.page.url.path

    def marks(self, action: str) -> dict[str, str]:
        """The hidden fields of the form that leads to an address."""
        for found in _FORM.finditer(self.page.text):
            if found[1] == action:
                return {name: unescape(value) for name, value in _HIDDEN.findall(found[0])}
        message = f"no form for {action} on {self.path}"
        raise AssertionError(message)

    def send(
        self, values: Mapping[str, str] | None = None, to: str = "", *, at: str = ""
    ) -> "Browser":
        """Fill the form in and press its button."""
        if at:
            self.go(at)
        action = to or self.path
        return self.post(action, {**self.marks(action), **(values or {})})

    def post(
        self, action: str, values: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> "Browser":
        sent = {"Origin": self.address, "Sec-Fetch-Site": "same-origin", **(headers or {})}
        self.page = self.client.post(action, data=dict(values), headers=sent)
        return self

    def moved_in(self) -> "Browser":
        """Wait as the page does that comes back by itself."""
        until = time.monotonic() + 60
        while self.path == "/walk/wait" and time.monotonic() < until:
            time.sleep(0.1)
            self.go(self.path)
        assert self.path == "/today", self.text
        return self

    def arrive(self, name: str, words: str = WORDS) -> str:
        """Make a place of one's own; gives the recovery code."""
        self.send({"name": name, "new": words, "again": words, "adult": "yes"}, at="/new")
        assert self.path == "/code", self.text
        code = "".join(re.findall(r"<span>([A-Z0-9]+-?)</span>", self.page.text))
        self.send({"noted": "yes"})
        return code

    def say_no(self) -> "Browser":
        """Answer each private question with a no, which opens what is done together."""
        no = {question.name: "no" for question in ask_privately.questions(Step.FIRST)}
        return self.send({**no, "step": Step.FIRST.value}, at="/private/on")

    def sign_in(self, name: str, words: str = WORDS) -> "Browser":
        return self.send({"name": name, "passphrase": words}, at="/in")


@dataclass
class Living:
    """A served home."""

    home: Home
    served: Served
    readings: Readings
    walks: Walks
    browsers: list[Browser] = field(default_factory=list)

    def browser(self) -> Browser:
        made = Browser(self.served.address)
        self.browsers.append(made)
        return made

    def person(self, name: str) -> Browser:
        made = self.browser()
        made.arrive(name)
        return made

    def walker(self, side: str = "a") -> Browser:
        """A browser that walks through the made-up couple."""
        made = self.browser()
        made.send(to=f"/walk/{side}", at="/walk")
        return made.moved_in()

    def couple(self, one: str, other: str) -> tuple[Browser, Browser]:
        first, second = self.person(one), self.person(other)
        link(first, second)
        return first, second


def link(first: Browser, second: Browser) -> None:
    """Let the first invite and the second accept."""
    first.send(to="/invite", at="/invite")
    word = re.search(r"/join/([A-Z0-9-]+)", first.page.text)
    assert word, first.text
    second.go(f"/join/{word[1]}")
    second.send(to="/join")
    assert second.path in {"/us", "/private"}, second.text


@contextmanager
def living(  # noqa: PLR0913 - each a part of a home that a test may bring along
    folder: Path,
    *,
    idle: float = 900.0,
    readings: Readings | None = None,
    url: str = "",
    draws_ahead: bool = False,
    network: HomeNetwork | None = None,
) -> Iterator[Living]:
    place = Place(folder / "data", folder / "config" / "key", url)
    home = open_home(place, cost=QUICK, idle=idle)
    work, walks = Readings() if readings is None else readings, Walks(draws_ahead=draws_ahead)
    site = home_site(home, lambda: (("secure",), _read), network, work, walks)
    with served(site) as pages:
        made = Living(home, pages, work, walks)
        try:
            yield made
        finally:
            for browser in made.browsers:
                browser.client.close()
            home.close()
