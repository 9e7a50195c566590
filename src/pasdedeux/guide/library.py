"""The practices as they ship: what each is, for whom, its steps, and what it changes in the model.

One file a practice, in `practices/<language>/`. A file that is not as it has to be is told in one
sentence: which file, which key, what to do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from pasdedeux.guide.entries import Entry, broken
from pasdedeux.guide.safety import Path
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnknownNameError
from pasdedeux.terms.reading import Move

_ENDING = ".toml"
ARROWS = frozenset({
    (Move.PULLING_AWAY, Move.ALARM),
    (Move.PULLING_AWAY, Move.PRESSING),
    (Move.PULLING_AWAY, Move.PULLING_AWAY),
    (Move.PRESSING, Move.PULLING_AWAY),
})  # fmt: skip
"""The arrows that a reading tells; a practice is aimed at one of them."""
LARGEST: Mapping[str, tuple[str, float]] = {
    "vigilance": ("log", 0.35),
    "amplification": ("log", 0.35),
    "protest": ("log", 0.35),
    "deactivation": ("log", 0.35),
    "escape": ("log", 0.35),
    "reach": ("log", 0.35),
    "tolerance": ("add", 0.10),
    "openness": ("add", 0.50),
    "soothing": ("add", 0.08),
    "carry": ("add", 0.08),
    "demand": ("add", 0.15),
}
"""Each gain that a practice may move: by a factor or by an amount, and by how much at most."""


class Who(StrEnum):
    """For whom a practice is, in words of what one does."""

    PRESSER = "presser"
    AWAY = "away"
    BOTH = "both"
    EITHER = "either"


class Mode(StrEnum):
    """Whether it is done alone or by two."""

    ALONE = "alone"
    TWO = "two"


class Dimension(StrEnum):
    """Which of the two dimensions it speaks to."""

    ANXIETY = "anxiety"
    AVOIDANCE = "avoidance"
    BOTH = "both"


class End(StrEnum):
    """At which end of an arrow it works: at what is done first, or at the answer."""

    CAUSE = "cause"
    EFFECT = "effect"


class StepKind(StrEnum):
    """What is done in a step."""

    SAY = "say"
    WRITE = "write"
    BREATHE = "breathe"
    TIMER = "timer"
    SWAP = "swap"
    CHOOSE = "choose"


class By(StrEnum):
    """Who acts in a step."""

    SELF = "self"
    ONE = "one"
    OTHER = "other"
    BOTH = "both"


class Of(StrEnum):
    """Whose gain an act moves: of whoever does the practice, or of the one across."""

    SELF = "self"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Aim:
    """The arrow that a practice is aimed at, and at which end."""

    cause: Move
    effect: Move
    end: End

    @property
    def arrow(self) -> str:
        """Name the arrow as the files do."""
        return f"{self.cause}>{self.effect}"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    kind: StepKind
    text: str
    seconds: int
    """How long it takes; 0 where it takes as long as it takes."""
    by: By


@dataclass(frozen=True, slots=True)
class Act:
    """How a practice moves one gain of the model at its full dose."""

    of: Of
    gain: str
    """A field of the model's `Gains`."""
    how: str
    """`log`: the gain is multiplied by exp(amount); `add`: amount is added."""
    amount: float
    onset_days: float
    fading_days: float
    source: str
    """A key of docs/references.bib, or `assumption: ` and what is assumed."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Something to try, as it ships."""

    name: str
    title: str
    summary: str
    who: Who
    dimension: Dimension
    for_links: tuple[Aim, ...]
    mode: Mode
    minutes: int
    per_week: int
    """How often a week it is suggested."""
    full_per_week: int
    """From how often a week on the effect is full."""
    effort: int
    """1 is light, 3 is hard."""
    careful: bool
    """Whether it may be suggested to somebody whom home frightens; never one for two."""
    when_not: tuple[str, ...]
    why: str
    evidence: str
    sources: tuple[str, ...]
    side_effects: str
    steps: tuple[Step, ...]
    alone: tuple[Step, ...]
    """What one can do of it without the other; empty where all of it is for one."""
    acts: tuple[Act, ...]

    @property
    def own_steps(self) -> tuple[Step, ...]:
        """The steps that need nobody else."""
        return self.alone if self.mode is Mode.TWO else self.steps


@cache
def practices(language: str = "en") -> tuple[Practice, ...]:
    """List every practice, by name.

    Raises:
        UnreadableError: a shipped file is not as it has to be; says which, which key, what to do.

    Source: decision 0070.
    """
    files = shipped.names("guide", "practices", language)
    found = (one for one in files if one.endswith(_ENDING))
    return tuple(read(one, shipped.text("guide", "practices", language, one)) for one in found)


def practice(name: str, language: str = "en") -> Practice:
    """Give one practice.

    Raises:
        UnknownNameError: none has this name.

    Source: decision 0070.

    >>> practice("slow-breathing").minutes
    5
    """
    for one in practices(language):
        if one.name == name:
            return one
    msg = f"There is no practice called {name!r}; `practices()` lists them."
    raise UnknownNameError(msg)


def suited(path: Path, *modes: Mode) -> tuple[Practice, ...]:
    """Give the practices that may be suggested to somebody on this way through the app.

    Args:
        path: the way; on the careful one nothing for two is suggested, and nothing that could
            harm somebody whom home frightens.
        modes: alone, for two; none for either.

    Source: decision 0070; decision 0050.

    >>> {one.mode.value for one in suited(Path.CARE)}
    {'alone'}
    """
    wished = modes or tuple(Mode)
    may = (one for one in practices() if path is Path.ORDINARY or one.careful)
    return tuple(one for one in may if one.mode in wished)


@cache
def cited(key: str) -> str:
    """Name a source as a page does; empty for what is assumed.

    Source: decision 0070.

    >>> cited("feeney2007").partition(" (")[0]
    'Feeney'
    """
    return str(shipped.table("guide", "practices", "sources.toml").get(key, ""))


def read(file: str, text: str) -> Practice:
    """Read the file of one practice.

    Args:
        file: its name, which is the practice's name with an ending.
        text: what is in it.

    Raises:
        UnreadableError: it is not as it has to be; says which key, and what to do.

    Source: decision 0070.
    """
    entry = Entry.of_file(file, text)
    mode = entry.choice("mode", Mode)
    found = Practice(
        name=file.removesuffix(_ENDING),
        title=entry.text("title"),
        summary=entry.text("summary"),
        who=entry.choice("who", Who),
        dimension=entry.choice("dimension", Dimension),
        for_links=tuple(map(_aim, entry.parts("for_links"))),
        mode=mode,
        minutes=entry.whole("minutes", 1, 60),
        per_week=entry.whole("per_week", 1, 14),
        full_per_week=entry.whole("full_per_week", 1, 14),
        effort=entry.whole("effort", 1, 3),
        careful=entry.flag("careful"),
        when_not=entry.texts("when_not"),
        why=entry.text("why"),
        evidence=entry.text("evidence"),
        sources=entry.texts("sources"),
        side_effects=entry.text("side_effects"),
        steps=tuple(_step(one, mode) for one in entry.parts("steps")),
        alone=_alone(entry, mode),
        acts=tuple(map(_act, entry.parts("acts"))),
    )
    entry.refuse_unread()
    if found.careful and mode is Mode.TWO:
        raise broken(file, "careful", "a practice for two is never careful; write false")
    return found


def _alone(entry: Entry, mode: Mode) -> tuple[Step, ...]:
    if mode is Mode.ALONE:
        return ()
    return tuple(_step(one, Mode.ALONE) for one in entry.parts("alone"))


def _aim(entry: Entry) -> Aim:
    names = entry.text("arrow").split(">")
    moves = tuple(Move(one) for one in names if one in set(Move))
    if moves not in ARROWS:
        known = ", ".join(sorted(f"{cause}>{effect}" for cause, effect in ARROWS))
        raise broken(entry.file, entry.key("arrow"), f"write one of {known}")
    entry_end = entry.choice("end", End)
    entry.refuse_unread()
    return Aim(*moves, entry_end)


def _step(entry: Entry, mode: Mode) -> Step:
    seconds = entry.whole("seconds", 1, 3600) if entry.has("seconds") else 0
    by = entry.choice("by", By) if mode is Mode.TWO else By.SELF
    step = Step(entry.choice("kind", StepKind), entry.text("text"), seconds, by)
    if step.kind in {StepKind.TIMER, StepKind.BREATHE} and not seconds:
        raise broken(entry.file, entry.key("seconds"), "say how many seconds it takes")
    entry.refuse_unread()
    return step


def _act(entry: Entry) -> Act:
    gain, how = entry.text("gain"), entry.text("how")
    if gain not in LARGEST:
        raise broken(entry.file, entry.key("gain"), f"write one of {_listed(LARGEST)}")
    asked, most = LARGEST[gain]
    if how != asked:
        raise broken(entry.file, entry.key("how"), f"{gain} is moved by {asked!r}")
    act = Act(
        of=entry.choice("of", Of),
        gain=gain,
        how=how,
        amount=entry.number("amount", -most, most),
        onset_days=entry.number("onset_days", 0.5, 90),
        fading_days=entry.number("fading_days", 0.5, 365),
        source=entry.text("source"),
    )
    if not act.amount:
        raise broken(entry.file, entry.key("amount"), "an act that moves nothing is left out")
    entry.refuse_unread()
    return act


def _listed(names: Iterable[Any]) -> str:
    return ", ".join(sorted(map(str, names)))
