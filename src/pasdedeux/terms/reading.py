"""What a couple's record says: links, patterns, echo, each with its doubt."""

from dataclasses import dataclass
from enum import StrEnum

from pasdedeux.terms.partner import Partner


class Move(StrEnum):
    """One end of an arrow: what one partner does, or what it stirs in the other."""

    PULLING_AWAY = "pulling_away"
    PRESSING = "pressing"
    ALARM = "alarm"


class Dance(StrEnum):
    """A way two people move together; never a kind of person."""

    PURSUE_WITHDRAW = "pursue-withdraw"
    ESCALATION = "mutual escalation"
    MUTUAL_WITHDRAWAL = "mutual withdrawal"
    PUSH_PULL = "push-pull"
    REPAIR = "secure repair"
    MIXED = "none of these"


class Basis(StrEnum):
    """What a reading rests on."""

    NOTHING = "nothing yet"
    ANSWERS = "questionnaires alone"
    DAYS = "days and, where given, questionnaires"


class ToldBy(StrEnum):
    """What an arrow rests on most."""

    DAYS = "days"
    OTHER_SLIDERS = "other sliders"
    NOT_YET = "too little to tell it yet"
    ANSWERS = "answers"
    GENERAL = "couples in general"


class Limit(StrEnum):
    """Something the data cannot say; `present` has the sentence for each."""

    NO_ANSWERS = "no questionnaire"
    ANSWERS_ONLY = "no day yet"
    ONE_SIDED = "one partner wrote next to nothing"
    FEW_DAYS = "few days"
    FEW_HARD_DAYS = "few hard moments"
    MISSING_ITEMS = "items missing"
    MANY_GAPS = "many gaps"
    CONSTANT = "answers that never change"
    SAME = "both wrote the very same"
    NO_COUPLING_SEEN = "no tie beyond chance"
    POOR_FIT = "the fit is not good enough"
    NOT_CAUSE = "a model's reading, not proof of cause"
    ONE_SOURCE = "reports, not observation"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A posterior median with its 90% interval: where the truth lies nine times in ten."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Link:
    """One arrow of the loop, as a total effect at the reference state."""

    source: Partner
    cause: Move
    target: Partner
    effect: Move
    strength: Estimate
    """Points of a 0-10 slider by which the effect rises; below zero it falls."""
    among_people: tuple[float, float]
    """Share of couples in general whose arrow is weaker: 90% interval, 0 to 1."""
    narrowed: float
    """Width after the days as a share of how far off the belief before them was, its own width
    and the way it had to go together; 1 says that the days added nothing."""
    dots: tuple[float, ...]
    """Ten quantiles of the strength (5%, 15%, ... 95%), each one in ten."""
    told_by: ToldBy = ToldBy.GENERAL


@dataclass(frozen=True, slots=True)
class Bars:
    """What a pattern has to clear before it is named, and where these two stand."""

    probability: float
    """A pattern is named from this probability on."""
    least_days: int
    """... after this many days on which both wrote."""
    tie: float
    """... from this many log odds on that the two records belong together."""
    days_together: int
    """Days on which both wrote."""
    tie_found: float
    """Log odds that the two records belong together rather than side by side."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A dance and how probable it is for these two."""

    dance: Dance
    leader: Partner | None
    """Who reaches or presses, where the dance has two parts."""
    probability: float
    is_named: bool


@dataclass(frozen=True, slots=True)
class Enough:
    """Whether the days tell yet, and how many more would be expected to."""

    is_enough: bool
    more_days: int | None
    """Further days on which both write: before two weeks of them the least, from then on a rough
    expectation; None where no number can be told."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Whether the computation may be believed."""

    khat: float | None
    """Pareto k of the importance weights; above 0.7 the figures are not shown."""
    converged: bool
    method: str
    """`prior`, `importance` or `nuts`."""
    effective_draws: float
    """How many equal draws the weighted ones are worth."""


@dataclass(frozen=True, slots=True)
class CourseDay:
    """One day of one partner: what was written, and what the model makes of it."""

    partner: Partner
    day: int
    written: float | None
    """Mean of the day's answers to `close`, 0 to 10; None where nobody wrote."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The dance of one couple, read from its own record."""

    couple: str
    names: tuple[str, str]
    basis: Basis
    days: int
    check_ins: tuple[int, int]
    days_written: tuple[int, int]
    moments: tuple[int, int]
    """Told step by step, by each partner."""
    answered: tuple[bool, bool]
    """Whose questionnaires are in it."""
    patterns: tuple[Pattern, ...]
    links: tuple[Link, ...]
    loop_gain: Estimate | None
    """How much of a small lasting step comes back after one round of the loop, at rest."""
    echo_days: Estimate | None
    """Days until half of a shared bad moment is gone."""
    bars: Bars
    enough: Enough
    diagnostic: Diagnostic
    limits: tuple[Limit, ...]
    course: tuple[CourseDay, ...]
    likely: str = ""
    """Even draws of the two, as text, from which a what-if is answered (`recognise/what_if`)."""

    @property
    def told(self) -> tuple[int, int]:
        """How much each gave of what it rests on: entries, or without any, questionnaires."""
        first, second = (
            int(self.answered[who.place])
            if self.basis is Basis.ANSWERS
            else self.check_ins[who.place] + self.moments[who.place]
            for who in Partner
        )
        return first, second

    @property
    def is_shown(self) -> bool:
        """Whether the figures passed their own diagnostic."""
        return self.diagnostic.converged
