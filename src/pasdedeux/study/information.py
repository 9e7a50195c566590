"""What narrows what: how much each slider, day, check-in, moment and questionnaire tells.

One thing is changed at a time, for the same couples and the same chance, so that the change and
nothing else moves the width of what is read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import count, islice, product

import numpy as np

from pasdedeux.infer.fit import chances
from pasdedeux.infer.prior import people_of, prior_of
from pasdedeux.model.diary import Plan
from pasdedeux.model.gains import Person
from pasdedeux.model.observe import OUTLOOK
from pasdedeux.model.response import respond
from pasdedeux.recognise.links import SHOWN, figure_name
from pasdedeux.recognise.weighted import ENDS
from pasdedeux.study import spread
from pasdedeux.study.fits import figures, fitted, true_dance, values_of
from pasdedeux.study.made_couples import moments_at, people_at, written
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance
from pasdedeux.terms.record import Item

TRAP_TRAITS = ((0.7, -0.2), (-0.2, 0.7))
"""Anxiety and avoidance of A and of B in a moderate trap."""
_PRIOR_DRAWS = 4000
_OUTLOOK = Person._fields.index("outlook")


class Group(StrEnum):
    """In which couples."""

    TRAP = "in the trap"
    CALM = "out of it"


@dataclass(frozen=True, slots=True)
class Design:
    """What a couple is asked."""

    name: str
    days: int = 42
    slots: tuple[int, ...] = (1, 3)
    items: tuple[Item, ...] = tuple(Item)
    moments: int = 0
    tellers: tuple[Partner, ...] = tuple(Partner)
    told: bool = True
    """Whether both answered a questionnaire (error .25)."""


USUAL = Design("as usual")
MISSING = 0.2
_LABELS = {item: item.value.replace("_", " ") for item in Item}


def _designs() -> Iterator[Design]:
    yield USUAL
    yield replace(USUAL, name="no day yet", slots=())
    for days in (7, 14, 28, 90):
        yield replace(USUAL, name=f"{days} days", days=days)
    yield replace(USUAL, name="1 check-in a day", slots=(3,))
    yield replace(USUAL, name="2 a day, one soon after the other", slots=(2, 3))
    yield replace(USUAL, name="4 check-ins a day", slots=(0, 1, 2, 3))
    for told in (1, 2, 6, 12):
        yield replace(USUAL, name=_told(told), moments=told)
    for told in (1, 2):
        yield replace(USUAL, name=f"no day yet, {_told(told)}", slots=(), moments=told)
        yield replace(USUAL, name=f"7 days, {_told(told)}", days=7, moments=told)
    for who in Partner:
        yield replace(USUAL, name=f"only {who} writes", tellers=(who,))
    yield replace(USUAL, name="no questionnaire", told=False)
    for item in Item:
        rest = tuple(other for other in Item if other is not item)
        yield replace(USUAL, name=without(item), items=rest)
    for item in Item:
        yield replace(USUAL, name=alone(item), items=(item,))


def _told(moments: int) -> str:
    return "1 moment told" if moments == 1 else f"{moments} moments told"


def without(item: Item) -> str:
    """Name the design in which one slider is not asked."""
    return f"without {_LABELS[item]}"


def alone(item: Item) -> str:
    """Name the design in which one slider is all that is asked."""
    return f"only {_LABELS[item]}"


DESIGNS = tuple(_designs())

_STEPS = (
    ("7 days", "no day yet"),
    ("14 days", "7 days"),
    ("28 days", "14 days"),
    (USUAL.name, "28 days"),
    ("no day yet, 1 moment told", "no day yet"),
    ("no day yet, 2 moments told", "no day yet"),
    ("7 days, 1 moment told", "7 days"),
    ("7 days, 2 moments told", "7 days"),
    ("6 moments told", "2 moments told"),
    ("12 moments told", "6 moments told"),
)
"""Designs that are compared with another than the usual one: what more of one thing adds."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One couple under one design: the width of each read-out as a share of the prior's."""

    group: Group
    design: int
    place: int
    shares: np.ndarray
    may_show: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One read-out under one design, over the couples of a group."""

    group: Group
    design: str
    beside: str
    """The design that it is compared with."""
    figure: str
    share: float
    """Mean width of the 90% interval, as a share of its width before any day or answer."""
    error: float
    change: float
    """Mean difference from the same couple's share beside it; above 0 something is missed."""
    change_error: float
    couples: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run found."""

    seed: int
    asked: int
    """Fits to make; fewer were done where the work was broken off."""
    done: int
    cells: tuple[Cell, ...]


def arrows() -> tuple[str, ...]:
    """Name the arrows that are shown."""
    return tuple(figure_name(cause, effect) for _, cause, effect in SHOWN)


def columns() -> tuple[str, ...]:
    """Name the read-outs, in the order of `Narrowed.shares`."""
    return (*arrows(), "loop gain", "echo days")


def people_in(group: Group, seed: int) -> Iterator[tuple[int, np.ndarray]]:
    """Give couples of a group, each with its place, without end."""
    for place in count():
        people = people_at(seed, place)
        if group is Group.TRAP:
            people = _with_traits(people)
            wanted = true_dance(people) == (Dance.PURSUE_WITHDRAW, Partner.A)
        else:
            wanted = true_dance(people)[0] is Dance.REPAIR
        if wanted:
            yield place, people


def _with_traits(people: np.ndarray) -> np.ndarray:
    """Put two people where a moderate trap is likely; the rest of them stays as it was."""
    traits = np.array(TRAP_TRAITS)
    moved = people.copy()
    moved[:, _OUTLOOK] += OUTLOOK * (traits - people[:, :2]).sum(axis=1)
    moved[:, :2] = traits
    return moved


@cache
def before() -> np.ndarray:
    """Give the width of every figure among couples in general; axis figure."""
    people = people_of(prior_of(), chances(_PRIOR_DRAWS))
    low, high = np.quantile(values_of(people, respond(people)), (ENDS[0], ENDS[-1]), axis=0)
    width: np.ndarray = high - low
    return width


_Work = tuple[int, Group, int, int, np.ndarray]


def narrowed(work: _Work) -> Narrowed:
    """Let a couple write what a design asks, and fit it."""
    seed, group, number, place, people = work
    design = DESIGNS[number]
    plan = Plan(
        days=design.days,
        slots=design.slots,
        missing=MISSING,
        items=design.items,
        moments=moments_at(seed, place, design.days, design.moments),
        tellers=design.tellers,
    )
    fit, _, _ = fitted(written(seed, place, people, plan, told=design.told).record)
    shares = (fit.high - fit.low) / before()
    return Narrowed(group, number, place, by_column(shares, group), fit.may_show)


def by_column(shares: np.ndarray, group: Group) -> np.ndarray:
    """Take the loop's own arrows in the trap (A presses, B pulls away); else both partners'.

    Args:
        shares: of every figure, in the order of `fits.figures`.
        group: in which couples.

    Returns:
        axis read-out, in the order of `columns`.
    """
    listed = figures()
    out = []
    for name in columns():
        places = [k for k, one in enumerate(listed) if one.name == name]
        if group is Group.TRAP and len(places) > 1:
            source = Partner.A if name.startswith("pressing") else Partner.B
            places = [k for k in places if listed[k].partner is source]
        out.append(shares[places].mean())
    return np.array(out)


def measure(
    couples: int,
    seed: int,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Measured:
    """Fit every couple of both groups under every design.

    Args:
        couples: of each group.
        seed: of the whole run.
        processes: how many share the work; the numbers stay the same.
        progress: told how many fits are done, and of how many.
    """
    both = zip(*(islice(people_in(group, seed), couples) for group in Group), strict=True)
    work = (
        (seed, group, number, place, people)
        for pair in both
        for group, (place, people) in zip(Group, pair, strict=True)
        for number in range(len(DESIGNS))
    )
    asked = couples * len(Group) * len(DESIGNS)
    results = spread.over(narrowed, work, processes=processes)
    found = spread.gathered(results, asked, progress)
    return Measured(seed, asked, len(found), summed_up(found))


def summed_up(found: Sequence[Narrowed]) -> tuple[Cell, ...]:
    """Sum up over couples, by group, design and read-out; then the steps of `_STEPS`."""
    held: dict[tuple[Group, str], dict[int, np.ndarray]] = {}
    # In one order, so that sums are the same to the last digit however the work was shared.
    for one in sorted(found, key=lambda one: one.place):
        if one.may_show:
            held.setdefault((one.group, DESIGNS[one.design].name), {})[one.place] = one.shares
    pairs = (*((design.name, USUAL.name) for design in DESIGNS), *_STEPS)
    return tuple(
        cell
        for group, (design, beside) in product(Group, pairs)
        for cell in _cells(group, design, beside, held)
    )


def _cells(
    group: Group, design: str, beside: str, held: dict[tuple[Group, str], dict[int, np.ndarray]]
) -> Iterator[Cell]:
    """Compare two designs over the couples that both could be read under."""
    mine, others = held.get((group, design), {}), held.get((group, beside), {})
    places = [place for place in mine if place in others]
    if not places:
        return
    shares = np.array([mine[place] for place in places])
    change = shares - np.array([others[place] for place in places])
    for k, name in enumerate(columns()):
        yield Cell(
            group,
            design,
            beside,
            name,
            share=float(shares[:, k].mean()),
            error=_error(shares[:, k]),
            change=float(change[:, k].mean()),
            change_error=_error(change[:, k]),
            couples=len(places),
        )


def _error(values: np.ndarray) -> float:
    """Give the standard error of a mean; of one value, none can be known."""
    if values.size < 2:
        return float("nan")
    return float(values.std(ddof=1) / np.sqrt(values.size))
