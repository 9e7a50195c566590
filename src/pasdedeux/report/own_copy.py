"""Make the readable page of what somebody takes with them: one file that needs nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.report import page


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing as it is read: what it is, and its parts by name."""

    heading: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """All of one kind."""

    heading: str
    entries: tuple[Entry, ...]


def own_copy(chapters: Iterable[Chapter], left_out: Iterable[str], words: Words = ENGLISH) -> str:
    """Give the page as HTML: nobody's words are ever markup in it."""
    return page.template("own_copy.html").render(
        chapters=tuple(chapters),
        left_out=tuple(left_out),
        style=Markup(page.style()),  # noqa: S704 - our own shipped file, no one's words
        policy=page.style_policy(),
        _=words.gettext,
    )


def parts_of(body: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Spell a kept body out, part by part, as a person reads it."""
    return tuple(_spelled("", body))


def _spelled(name: str, value: object) -> Iterable[tuple[str, str]]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from _spelled(f"{name} {key}".strip().replace("_", " "), inner)
        case list() if any(isinstance(one, dict | list) for one in value):
            for place, inner in enumerate(value, 1):
                yield from _spelled(f"{name} {place}".strip(), inner)
        case list():
            yield name, ", ".join(map(str, value))
        case None:
            return
        case _:
            yield name, str(value)
