"""Say what narrowed since an earlier reading of the same two, and what did not."""

from collections.abc import Iterator
from math import isfinite

from pasdedeux.present import arrows, figures, loop
from pasdedeux.present.people import People, people
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.reading import Estimate, Link, Reading

_NARROWER = 0.9
"""Share of the earlier width from which on a range counts as the same (a convention)."""
_MOST = 3


def since(before: Reading, now: Reading, words: Words = ENGLISH) -> tuple[str, ...]:
    """Give a sentence for what narrowed most, and one that says so where nothing did.

    Source: decision 0026.
    Limits: a range may also widen, when new days tell otherwise than the old ones; that is said.
    """
    if not (before.links and now.links):
        return ()
    both = people(now.names)
    told = [*_echo(before, now, words), *_links(before, now, both, words)]
    if told:
        return tuple(told)
    return (words.gettext("Nothing has narrowed since then. More of the same days may not do it."),)


def _echo(before: Reading, now: Reading, words: Words) -> Iterator[str]:
    old, new = before.echo_days, now.echo_days
    if old is None or new is None or not isfinite(new.high):
        return
    parts = {
        "old": figures.duration_range(old.low, old.high, words),
        "new": figures.duration_range(new.low, new.high, words),
    }
    if parts["old"] == parts["new"]:
        return
    if not isfinite(old.high) or _share(old, new) <= _NARROWER:
        yield words.say("How long a hard moment echoes: {old} before; {new} now.", **parts)
    elif _share(old, new) >= 1 / _NARROWER:
        yield words.say(
            "How long a hard moment echoes is less sure than it was: {old} before; {new} now.",
            **parts,
        )


def _links(before: Reading, now: Reading, both: People, words: Words) -> list[str]:
    earlier = {_key(link): link for link in before.links}
    shown = loop.shown_links(now)
    pairs = [(earlier[_key(link)], link) for link in shown if _key(link) in earlier]
    narrowed = [
        (_share(old.strength, new.strength), new)
        for old, new in pairs
        if _share(old.strength, new.strength) <= _NARROWER
    ]
    narrowed.sort(key=lambda pair: pair[0])
    return [_narrowed(share, link, both, words) for share, link in narrowed[:_MOST]]


def _key(link: Link) -> tuple[object, ...]:
    return link.source, link.cause, link.target, link.effect


def _share(old: Estimate, new: Estimate) -> float:
    width = old.high - old.low
    return (new.high - new.low) / width if width > 0 else 1.0


def _narrowed(share: float, link: Link, both: People, words: Words) -> str:
    """Say by how many tenths a range is narrower, and which arrow it is."""
    tenths = max(1, round(10 * (1 - share)))
    return words.count(
        "The range of \u201c{arrow}\u201d is about one tenth narrower.",
        "The range of \u201c{arrow}\u201d is about {count} tenths narrower.",
        count=tenths,
        arrow=arrows.clause(link, both, words),
    )
