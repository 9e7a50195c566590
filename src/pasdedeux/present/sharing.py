"""Say in plain words what each kind of thing is, and what the other sees of it when shared."""

from dataclasses import dataclass

from pasdedeux.consent.policy import is_shareable
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.home import Kind


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind as a page names it."""

    kind: Kind
    name: str
    seen: str  # what the other sees when it is shared
    unseen: str  # what they do not see even then


_WORDS = {
    Kind.SCORES: (
        "Results of questionnaires",
        "the result, as a region with its doubt, and when you answered",
        "your answers to single questions",
    ),
    Kind.CHECK_INS: (
        "Check-ins",
        "the sliders you set, and the day",
        "the line that you add for yourself",
    ),
    Kind.MOMENTS: (
        "Moments",
        "what happened first, what each did, and how it ended",
        "the words you add to it, or a moment that you keep for yourself",
    ),
    Kind.REFLECTIONS: (
        "Reflections",
        "what you wrote on a practice or a question for both",
        "a reflection that you marked as private",
    ),
    Kind.NOTES: (
        "Notes",
        "the note and its day",
        "a note that you marked as private",
    ),
    Kind.PRACTICES: (
        "Practices",
        "which practice you did, and on which day",
        "how hard it was for you, and the line that you add for yourself",
    ),
    Kind.TRIALS: (
        "Trials",
        "which practice you try out, in which weeks, and on which days you did it",
        "the line that you add for yourself",
    ),
    Kind.JOURNAL: ("Journal", "", "anything of it, whatever is chosen elsewhere"),
    Kind.SAFETY: ("Safety questions", "", "that you answered them, or what"),
    Kind.HANDED: ("What you gave a therapist", "", "that you gave anything, to whom, or what"),
}

_UNWRITTEN = frozenset({Kind.REFLECTIONS, Kind.TRIALS})
"""Kinds for which no page writes anything yet: nobody is asked about what is not there."""


def kind_words(kind: Kind, words: Words = ENGLISH) -> KindWords:
    """Name a kind and say what is seen of it.

    Source: decision 0032.
    """
    name, seen, unseen = (words.gettext(one) if one else "" for one in _WORDS[kind])
    return KindWords(kind, name, seen, unseen)


def shareable(words: Words = ENGLISH) -> tuple[KindWords, ...]:
    """List the kinds that can be shared, in the order of the page."""
    return tuple(
        kind_words(kind, words) for kind in _WORDS if is_shareable(kind) and kind not in _UNWRITTEN
    )


def never_shared(words: Words = ENGLISH) -> tuple[KindWords, ...]:
    """List the kinds that nobody else ever sees."""
    return tuple(kind_words(kind, words) for kind in _WORDS if not is_shareable(kind))
