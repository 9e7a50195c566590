"""Say what a page is: where it is, who may see it, what it shows and what it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from starlette.responses import Response

from pasdedeux.web.forms import Filled, Form
from pasdedeux.web.visit import Visit


class Audience(StrEnum):
    """Who may see a page; for anybody else it is not there."""

    ANYONE = "anyone at this computer: it shows nobody's own words"
    SIGNED_IN = "whoever is signed in, about themselves"
    COUPLE = "whoever is signed in and linked with another person"


class InWalk(StrEnum):
    """What a page is to a browser that walks through the made-up couple."""

    SAME = "the same page, of the home in which they live"
    APART = "of no home, and the same for everybody"
    DOOR = "it leads in and out"
    ABSENT = "not there, since nobody signs in or arrives in a walk"


@dataclass(frozen=True, slots=True)
class Gone:
    """Where a browser goes after a form; every form is answered by going elsewhere."""

    to: str
    say: str = ""  # one sentence that the next page shows once
    token: str | None = None  # a new sign-in
    puts: Mapping[str, str] = field(default_factory=dict)  # codes that the next page shows
    leaves: bool = False  # the browser keeps nothing of ours
    walk: str = ""  # a walk that the browser enters


Show: TypeAlias = Callable[[Visit], Response]
Take: TypeAlias = Callable[[Visit, Filled], Gone]
FormOf: TypeAlias = Form | Callable[[Visit], Form]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; without an audience there is none."""

    path: str
    audience: Audience
    show: Show | None = None  # answers GET
    form: FormOf | None = None  # what a POST may bring
    take: Take | None = None  # does what was asked; a refusal is raised
    back: str = ""  # where a refusal shows, if not here
    most_bytes: int = 65_536
    is_safe_unasked: bool = False  # a POST that needs no token, since it only leaves
    in_walk: InWalk = InWalk.SAME

    @property
    def methods(self) -> tuple[str, ...]:
        """What it answers to."""
        asked = ("GET", "HEAD") if self.show else ()
        return (*asked, "POST") if self.take else asked

    def form_for(self, visit: Visit) -> Form | None:
        """Give the form as this visit meets it."""
        return self.form(visit) if callable(self.form) else self.form
