"""Put people together who never answered each other: how often is a pattern named all the same?

Two such pairings. *Shuffled*: the A of one couple beside the B of another, days laid side by side
as counted from each one's first. *Apart*: two made-up people, each living with somebody else, under
the same load. A claim that two answer each other must fail on both; and the second is the harder,
since a hard week that both live through makes two diaries alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from pasdedeux.infer.fit import believe
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.noise import normals
from pasdedeux.model.response import respond
from pasdedeux.recognise.dance import TIE_BAR
from pasdedeux.recognise.naming import dances
from pasdedeux.study import spread
from pasdedeux.study.made_couples import lived_apart, made
from pasdedeux.study.share import NINETY, wilson
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Record

LEAST_COUPLES = 2
BARS = (0.0, 1.0, 2.0, 3.0, 4.0)
"""Bars of the tie of which the shares are told, so that one can be chosen."""
SHARED = (0.0, 0.3, 0.6)
"""Correlations of two strangers' load; partners who live together have .3."""
QUANTILES = (0.05, 0.25, 0.50, 0.75, 0.95)
_ORDER = 49
"""Stream of the chance by which partners are shuffled."""
_TOGETHER, _SHUFFLED = -1, -2

_Make = Callable[[], Record]
_Work = tuple[int, _Make]


@dataclass(frozen=True, slots=True)
class AtBar:
    """What would be named were the tie's bar here."""

    bar: float
    named: int
    share: float
    interval: tuple[float, float]
    """Wilson's 90% interval of the share."""


@dataclass(frozen=True, slots=True)
class Side:
    """What came out over couples as they are, or over some that are none."""

    couples: int
    shown: int
    """Fits that may be shown; no other names a pattern."""
    named: int
    share: float
    """Share of couples for whom a pattern is named."""
    interval: tuple[float, float]
    """Wilson's 90% interval of the share."""
    by_dance: int
    """How many would be named whatever their tie: the pattern is clear and the days are enough."""
    ties: tuple[float, ...]
    """Log odds that the two records belong together; in the order of `QUANTILES`."""
    tie_holds: tuple[float, ...]
    """Share of couples whose tie reaches each of `BARS`, whatever is seen of a pattern."""
    bars: tuple[AtBar, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two who live through the same load and never answer each other."""

    shared: float
    """Correlation of their load."""
    side: Side


@dataclass(frozen=True, slots=True)
class Shuffle:
    """Couples as they are beside pairs that are none."""

    seed: int
    asked: int
    """Pairs to read; fewer are below where the work was broken off."""
    done: int
    real: Side
    pseudo: Side
    apart: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    group: int
    may_show: bool
    is_clear: bool
    """Whether a pattern would be named, were the tie beyond doubt."""
    tie: float


def ring(count: int, seed: int) -> tuple[tuple[int, int], ...]:
    """Say whose A is put beside whose B.

    Couples are put into a ring in an order drawn from the seed; each takes the B of the next.
    So nobody keeps their own partner, and everybody appears once.

    Raises:
        ValueError: there are fewer than two couples.
    """
    if count < LEAST_COUPLES:
        msg = f"records: {count} couple(s) cannot be shuffled"
        raise ValueError(msg)
    chance = normals(seed, range(1), range(count), _ORDER)[:, 0, 0]
    order = [int(place) for place in np.argsort(chance, kind="stable")]
    return tuple(zip(order, [*order[1:], order[0]], strict=True))


def shuffled(records: Sequence[Record], seed: int) -> tuple[Record, ...]:
    """Give every first partner the second partner of another couple.

    Raises:
        ValueError: there are fewer than two couples.
    """
    return tuple(paired(records[one], records[other]) for one, other in ring(len(records), seed))


def paired(one: Record, other: Record) -> Record:
    """Put the A of one couple beside the B of another; everything that each said goes with them."""
    sides = ((one, Partner.A), (other, Partner.B))
    both = [
        (
            [entry for entry in record.check_ins if entry.partner is who],
            [moment for moment in record.moments if moment.teller is who],
            [trait for trait in record.traits if trait.partner is who],
        )
        for record, who in sides
    ]
    check_ins, moments, traits = (tuple(x + y) for x, y in zip(*both, strict=True))
    return Record(
        couple=f"{one.couple} with {other.couple}",
        names=(one.names[0], other.names[1]),
        check_ins=tuple(sorted(check_ins, key=lambda e: (e.day, e.exchange, e.partner))),
        moments=tuple(sorted(moments, key=lambda m: (m.day, m.exchange, m.teller))),
        traits=tuple(traits),
    )


def of_records(
    records: Sequence[Record],
    seed: int,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Shuffle:
    """Read couples as they are and shuffled, and count what is named.

    Args:
        records: real couples, two or more, with days.
        seed: of the shuffle.
        processes: how many share the work; the numbers stay the same.
        progress: told how many records are read, and of how many.

    Raises:
        ValueError: there are fewer than two couples.
    """
    work: list[_Work] = []
    for one, other in ring(len(records), seed):
        work += [
            (_TOGETHER, partial(_itself, records[one])),
            (_SHUFFLED, partial(paired, records[one], records[other])),
        ]
    return _read(work, (), seed, processes, progress)


def of_made(
    couples: int,
    seed: int,
    shared: Sequence[float] = SHARED,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Shuffle:
    """Make couples up; read them as they are, shuffled, and as the same two would live apart.

    Args:
        couples: how many, two or more.
        seed: of the couples, and of the shuffle.
        shared: correlations of load of two who live apart, one run of all couples for each.
        processes: how many share the work; the numbers stay the same.
        progress: told how many pairs are read, and of how many.

    Raises:
        ValueError: there are fewer than two couples.
    """
    work: list[_Work] = []
    for one, other in ring(couples, seed):
        work += [
            (_TOGETHER, partial(_couple, seed, one)),
            (_SHUFFLED, partial(_strangers, seed, one, other)),
            *((k, partial(apart, seed, one, load)) for k, load in enumerate(shared)),
        ]
    return _read(work, shared, seed, processes, progress)


def apart(seed: int, place: int, shared: float) -> Record:
    """Give what two would write who live through the same load, each with somebody else."""
    here, there = lived_apart(seed, place, shared)
    return paired(here.record, there.record)


def _itself(record: Record) -> Record:
    return record


def _couple(seed: int, place: int) -> Record:
    return made(seed, place).record


def _strangers(seed: int, one: int, other: int) -> Record:
    return paired(made(seed, one).record, made(seed, other).record)


def _read(
    work: Sequence[_Work],
    shared: Sequence[float],
    seed: int,
    processes: int,
    progress: Callable[[int, int], None] | None,
) -> Shuffle:
    results: Iterator[_Seen] = spread.over(_seen, work, processes=processes)
    found = spread.gathered(results, len(work), progress)
    return Shuffle(
        seed,
        asked=len(work),
        done=len(found),
        real=_side(found, _TOGETHER),
        pseudo=_side(found, _SHUFFLED),
        apart=tuple(Apart(load, _side(found, k)) for k, load in enumerate(shared)),
    )


def _seen(work: _Work) -> _Seen:
    group, make = work
    record = make()
    belief = believe(record, threads=1)
    beyond_doubt = replace(belief, tie=float("inf"))
    lead = dances(record, beyond_doubt, respond(belief.people))[0]
    return _Seen(group, verdict_of(belief).may_show, lead.is_named, belief.tie)


def _side(seen: Sequence[_Seen], group: int) -> Side:
    found = [one for one in seen if one.group == group]
    ties = np.array([one.tie for one in found])
    clear = np.array([one.may_show and one.is_clear for one in found], dtype=bool)
    own = _at_bar(TIE_BAR, ties, clear)
    return Side(
        couples=len(found),
        shown=sum(one.may_show for one in found),
        named=own.named,
        share=own.share,
        interval=own.interval,
        by_dance=int(clear.sum()),
        ties=tuple(np.quantile(ties, QUANTILES).tolist()) if found else (float("nan"),) * 5,
        tie_holds=tuple(_mean(ties >= bar) for bar in BARS),
        bars=tuple(_at_bar(bar, ties, clear) for bar in BARS),
    )


def _at_bar(bar: float, ties: np.ndarray, clear: np.ndarray) -> AtBar:
    is_named = clear & (ties >= bar)
    named = int(is_named.sum())
    return AtBar(bar, named, _mean(is_named), wilson(named, ties.size, NINETY))


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else float("nan")
