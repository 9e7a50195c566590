"""The gate: what quietly takes the place of joint work for somebody whom home frightens."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pasdedeux.terms import shipped

_AGAIN_AFTER = (30, 90)
"""Days: once after a month, then every quarter; the same for everybody, whatever they said."""


class Area(StrEnum):
    """What a question is about."""

    FEAR = "fear"
    CONTROL = "control"
    THREAT = "threat"
    INJURY = "injury"
    OWN_ACTS = "own acts"


class Said(StrEnum):
    """An answer; leaving a question out is `LEFT`, and is never a no."""

    NO = "no"
    UNSURE = "unsure"
    YES = "yes"
    LEFT = "left"


class Step(StrEnum):
    """The two steps: everybody sees the first, some the second."""

    FIRST = "first"
    MORE = "more"


class Path(StrEnum):
    """Which way through the app is somebody's own; never shown, never shared."""

    ORDINARY = "ordinary"
    CARE = "care"


class Feature(StrEnum):
    """What the app can offer one person: alone, or with the other in it."""

    DANCE_MAP = "the map of the two"
    WHAT_IF = "what if one of the two did otherwise"
    PRACTICE_TOGETHER = "a practice for two"
    SHARING_IDEA = "a suggestion to share something"
    BOTH_SIDES = "one moment told by both"
    INVITATION_IDEA = "a suggestion to invite the other"
    MY_SIDE = "my own days over time"
    MY_HARD_EVENINGS = "what my own hard evenings have in common"
    PRACTICE_ALONE = "a practice for one"
    JOURNAL_IDEA = "something to write about, for oneself"


INSTEAD: Mapping[Feature, Feature] = {
    Feature.DANCE_MAP: Feature.MY_SIDE,
    Feature.WHAT_IF: Feature.MY_HARD_EVENINGS,
    Feature.PRACTICE_TOGETHER: Feature.PRACTICE_ALONE,
    Feature.SHARING_IDEA: Feature.JOURNAL_IDEA,
    Feature.BOTH_SIDES: Feature.JOURNAL_IDEA,
    Feature.INVITATION_IDEA: Feature.JOURNAL_IDEA,
}
"""What joint work gives way to: each time something that others are offered as well."""


@dataclass(frozen=True, slots=True)
class Question:
    """One plain question, in words of our own."""

    name: str
    area: Area
    step: Step
    text: str


@cache
def questions(step: Step, language: str = "en") -> tuple[Question, ...]:
    """Give the questions of a step, in the order in which they are asked.

    Source: decision 0050.

    >>> [question.area.value for question in questions(Step.FIRST)]
    ['fear', 'control', 'threat', 'injury', 'own acts']
    """
    return tuple(
        Question(row["name"], Area(row["area"]), step, row["text"])
        for row in shipped.table("guide", "safety", f"{language}.toml")[step.value]
    )


def asks_more(first: Mapping[str, Said]) -> bool:
    """Say whether the second step follows: unless every question of the first got a no.

    Args:
        first: answers by the question's name; a missing one was left out.

    Source: decision 0050.
    """
    return any(_said(first, question) is not Said.NO for question in questions(Step.FIRST))


def path_of(first: Mapping[str, Said] | None, more: Mapping[str, Said] | None = None) -> Path:
    """Say which way somebody goes after what they said, or before they said anything.

    Args:
        first: answers to the first step; none where nobody asked yet, or it was not the time.
        more: answers to the second step; none where it was not reached or was left.

    Source: decision 0050 (an answer that is missing, unsure or left out never opens joint work;
        a yes to the first step is not outweighed by the second).
    Limits: the ordinary path is not a finding. People who are harmed often say no, with reason;
        nothing anywhere may read it as being safe.

    >>> path_of(None)
    <Path.CARE: 'care'>
    """
    if first is None:
        return Path.CARE
    if not asks_more(first):
        return Path.ORDINARY
    if more is None or Said.YES in first.values():
        return Path.CARE
    clear = all(_said(more, question) is Said.NO for question in questions(Step.MORE))
    return Path.ORDINARY if clear else Path.CARE


def offered(feature: Feature, path: Path) -> Feature:
    """Give what this person is offered in the place of a feature.

    Source: decision 0050 (joint work where there is fear, control, threats or injury can be
        punished later; what replaces it is harmless, useful and offered to others as well).

    >>> offered(Feature.DANCE_MAP, Path.CARE)
    <Feature.MY_SIDE: 'my own days over time'>
    >>> offered(Feature.DANCE_MAP, Path.ORDINARY)
    <Feature.DANCE_MAP: 'the map of the two'>
    """
    return INSTEAD.get(feature, feature) if path is Path.CARE else feature


def is_due(rounds: int, days_since: int | None) -> bool:
    """Say whether it is time to ask; it depends on time alone, never on what was said.

    Args:
        rounds: how often this person has been through the questions.
        days_since: days since the last time; none where there was none.

    Source: decision 0050 (a month, then a quarter: a convention).

    >>> is_due(0, None), is_due(1, 29), is_due(1, 30), is_due(2, 30)
    (True, False, True, False)
    """
    if days_since is None or rounds <= 0:
        return True
    return days_since >= _AGAIN_AFTER[min(rounds, len(_AGAIN_AFTER)) - 1]


def _said(answers: Mapping[str, Said], question: Question) -> Said:
    return answers.get(question.name, Said.LEFT)
