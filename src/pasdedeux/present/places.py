"""Name the pages that a page leads to, and the made-up couples by what they do, never by a type."""

from dataclasses import dataclass

from pasdedeux.present.words import ENGLISH, Words

_SAMPLES = {
    "anxious-avoidant": "One presses, one steps back",
    "push-pull": "Close, then apart",
    "two-anxious": "Both press",
    "two-avoidant": "Both step back",
    "secure": "Both come back",
    "gaps": "A third of the days missing",
}
"""By the names of the terminal, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to."""

    name: str
    address: str
    is_here: bool


def in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the made-up couples in the order in which a page lists them."""
    known = [name for name in _SAMPLES if name in names]
    return (*known, *(name for name in names if name not in _SAMPLES))


def sample_name(name: str, words: Words = ENGLISH) -> str:
    """Give the name of a made-up couple as a page writes it."""
    return words.gettext(_SAMPLES.get(name, name.replace("-", " ").capitalize()))


def sample_note(words: Words = ENGLISH) -> str:
    """Say that a couple is made up."""
    return words.gettext("A made-up couple. Nobody\u2019s real days are shown.")
