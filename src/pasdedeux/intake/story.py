"""Read the story of the made-up couple: what they write beside the record that ships of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pasdedeux.terms import shipped
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import EXCHANGES_A_DAY, Act, Ending, Step


class What(StrEnum):
    """What somebody does in a scene."""

    SHEET = "sheet"
    SHARE = "share"
    LINE = "line"
    MOMENT = "moment"
    SIDE = "side"
    NOTE = "note"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that one of the two does on one day."""

    day: int
    """Days since the record began, 0 for the first."""
    who: Partner
    what: What
    name: str
    """A questionnaire, a kind of what is shown, or the question that a journal page began from."""
    text: str
    slot: int
    """Which part of the day."""
    answers: tuple[int, ...]
    """In the order of the items; empty where the record itself has them."""
    steps: tuple[Step, ...]
    """A moment from one's own side: the teller is partner A here, whoever it is."""
    ended: Ending | None
    asks: bool
    """Whether the other is asked to tell it too."""
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A sample record, and what its two people write beside it."""

    sample: str
    scenes: tuple[Scene, ...]


def story() -> Story:
    """Give the story that ships, its scenes by day.

    Source: decision 0060.
    Limits: it is made up; nobody lived it.
    """
    told = shipped.table("intake", "walk", "story.toml")
    scenes = sorted((_scene(one) for one in told["scene"]), key=lambda scene: scene.day)
    return Story(told["sample"], tuple(scenes))


def _scene(told: dict[str, Any]) -> Scene:
    return Scene(
        day=told["day"] - 1,
        who=Partner(told["who"]),
        what=What(told["what"]),
        name=told.get("name", ""),
        text=told.get("text", "").strip(),
        slot=told.get("slot", EXCHANGES_A_DAY - 1),
        answers=tuple(told.get("answers", ())),
        steps=tuple(_step(one) for one in told.get("steps", "").split()),
        ended=Ending(told["ended"]) if "ended" in told else None,
        asks=told.get("asks", False),
        is_shared=told.get("is_shared", False),
    )


def _step(told: str) -> Step:
    who, _, act = told.partition(":")
    return Step(Partner.A if who == "me" else Partner.B, Act(act))
