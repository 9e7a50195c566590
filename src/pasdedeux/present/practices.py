"""The words around a practice: for whom, how long, how hard, who acts, and how it went."""

from collections.abc import Sequence
from enum import StrEnum

from pasdedeux.guide import library
from pasdedeux.guide.library import By, Mode, Practice, Step, StepKind, Who
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.errors import UnknownNameError

_MINUTE = 60


class Group(StrEnum):
    """Under which heading a practice stands."""

    PRESSER = "For the one who presses"
    AWAY = "For the one who steps back"
    TWO = "For the two of you"
    SELF = "For yourself"


EFFORTS = ("light", "some effort", "takes courage")
FELT = (
    ("1", "very easy"),
    ("2", "easy"),
    ("3", "in between"),
    ("4", "hard"),
    ("5", "very hard"),
)
"""How hard it was, as somebody says it afterwards."""
_KINDS = {
    StepKind.SAY: "Say",
    StepKind.WRITE: "Write",
    StepKind.BREATHE: "Breathe",
    StepKind.TIMER: "Take the time",
    StepKind.SWAP: "Swap",
    StepKind.CHOOSE: "Choose",
}
_BY = {
    By.SELF: "",
    By.ONE: "Whoever begins",
    By.OTHER: "The other",
    By.BOTH: "Both of you",
}


def group_of(one: Practice) -> Group:
    """Say under which heading a practice stands."""
    if one.mode is Mode.TWO:
        return Group.TWO
    return {Who.PRESSER: Group.PRESSER, Who.AWAY: Group.AWAY}.get(one.who, Group.SELF)


def grouped(found: Sequence[Practice]) -> tuple[tuple[Group, tuple[Practice, ...]], ...]:
    """Give the headings that hold something, each with its practices in the order given."""
    held = ((group, tuple(one for one in found if group_of(one) is group)) for group in Group)
    return tuple((group, inside) for group, inside in held if inside)


def in_short(one: Practice, words: Words = ENGLISH) -> str:
    """Say in one line how long it takes and how hard it is."""
    minutes = words.count("about one minute", "about {count} minutes", one.minutes)
    return f"{minutes} \u00b7 {words.gettext(EFFORTS[one.effort - 1])}"


def facts(one: Practice, words: Words = ENGLISH) -> str:
    """Say besides for how many it is."""
    crowd = words.gettext("for two" if one.mode is Mode.TWO else "alone")
    return f"{in_short(one, words)} \u00b7 {crowd}"


def facts_alone(one: Practice, words: Words = ENGLISH) -> str:
    """Say how long the part takes that needs nobody else."""
    minutes = sum(step.seconds for step in one.own_steps) // _MINUTE + 1
    taken = words.count("about one minute", "about {count} minutes", minutes)
    return f"{taken} \u00b7 {words.gettext('alone')}"


def often(one: Practice, words: Words = ENGLISH) -> str:
    """Say how often it is suggested."""
    if one.per_week == 7:
        return words.gettext("Once a day, if you like; less is fine.")
    if one.per_week == 2:
        return words.gettext("About twice a week, if you like; less is fine.")
    return words.count(
        "About once a week, if you like.",
        "About {count} times a week, if you like; less is fine.",
        one.per_week,
    )


def step_label(step: Step, words: Words = ENGLISH) -> str:
    """Say what sort of step it is and, where two take part, who acts."""
    kind, who = words.gettext(_KINDS[step.kind]), _BY[step.by]
    return f"{words.gettext(who)} \u00b7 {kind}" if who else kind


def span(seconds: int, words: Words = ENGLISH) -> str:
    """Say how long a step takes, as people do.

    >>> span(240), span(90), span(10)
    ('four minutes', 'one minute and 30 seconds', 'ten seconds')
    """
    whole, rest = divmod(seconds, _MINUTE)
    minutes = words.count("one minute", "{count} minutes", whole)
    some = words.count("one second", "{count} seconds", rest)
    if whole and rest:
        return words.say("{minutes} and {seconds}", minutes=minutes, seconds=some)
    return minutes if whole else some


def felt(effort: int | None, words: Words = ENGLISH) -> str:
    """Say how hard it was; empty where nothing was said."""
    return words.gettext(dict(FELT).get(str(effort), ""))


def title(name: str, words: Words = ENGLISH) -> str:
    """Name a practice that somebody did, also one that ships no longer."""
    try:
        return words.gettext(library.practice(name).title)
    except UnknownNameError:
        return name.replace("-", " ").capitalize() or words.gettext("A practice")


def sources(one: Practice, words: Words = ENGLISH) -> tuple[str, ...]:
    """Name what it rests on; nothing where all of it is assumed."""
    named = (library.cited(key) for key in one.sources)
    return tuple(words.gettext(source) for source in named if source)
