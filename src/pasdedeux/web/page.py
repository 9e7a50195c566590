"""Say what a page is: where it is, who may see it, and what answers there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response


class Audience(StrEnum):
    """Who may see a page."""

    ANYONE_HERE = "anyone at this computer: it shows nobody's own words"


@dataclass(frozen=True, slots=True)
class Page:
    """One page; without an audience there is none."""

    path: str
    audience: Audience
    answer: Callable[[Request], Response]
