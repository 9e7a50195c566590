"""Name the pages that a page leads to, and the made-up couples as a reader sees them."""

from dataclasses import dataclass

from pasdedeux.present.words import ENGLISH, Words

_SAMPLES = {"anxious-avoidant": "Anxious and avoidant", "push-pull": "Push and pull"}


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to."""

    name: str
    address: str
    is_here: bool


def sample_name(name: str, words: Words = ENGLISH) -> str:
    """Give the name of a made-up couple as a page writes it."""
    return words.gettext(_SAMPLES.get(name, name.replace("-", " ").capitalize()))


def sample_note(words: Words = ENGLISH) -> str:
    """Say that a couple is made up."""
    return words.gettext("A made-up couple. Nobody\u2019s real days are shown.")
