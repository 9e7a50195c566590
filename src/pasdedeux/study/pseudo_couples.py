"""Shuffle partners across couples: how often is a pattern named where there is no bond?

Two people who never met have nothing to do with each other, so a claim of coupling must fail on
them. Each keeps their own days, moments and questionnaire; days are laid side by side as counted
from each one's first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pasdedeux.infer.fit import believe
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.noise import normals
from pasdedeux.model.response import respond
from pasdedeux.recognise.dance import BAR, TIE_BAR
from pasdedeux.recognise.naming import dances
from pasdedeux.study import spread
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance, Pattern
from pasdedeux.terms.record import Record

LEAST_COUPLES = 2
_ORDER = 49
"""Stream of the chance by which partners are shuffled."""
_FULL = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Side:
    """What came out over real couples, or over shuffled ones."""

    couples: int
    shown: int
    """Fits that may be shown; no other names a pattern."""
    named: int
    share: float
    """Share of couples for whom a pattern is named."""
    interval: tuple[float, float]
    """Wilson's 95% interval of the share."""
    without_tie: int
    """How many would be named by the dance's probability alone."""
    ties: tuple[float, float, float]
    """Log odds that the two records belong together: 5%, 50% and 95% of couples have less."""
    tie_holds: float
    """Share of couples whose tie alone clears the bar."""


@dataclass(frozen=True, slots=True)
class Shuffle:
    """Real couples beside the same people shuffled."""

    seed: int
    real: Side
    pseudo: Side


@dataclass(frozen=True, slots=True)
class _Named:
    may_show: bool
    lead: Pattern
    tie: float


def shuffled(records: Sequence[Record], seed: int) -> tuple[Record, ...]:
    """Give every first partner the second partner of another couple.

    Couples are put into a ring in an order drawn from the seed; each takes the B of the next.
    So nobody keeps their own partner, and everybody appears once.

    Raises:
        ValueError: there are fewer than two couples.
    """
    if len(records) < LEAST_COUPLES:
        msg = f"records: {len(records)} couple(s) cannot be shuffled"
        raise ValueError(msg)
    chance = normals(seed, range(1), range(len(records)), _ORDER)[:, 0, 0]
    ring = [records[k] for k in np.argsort(chance, kind="stable")]
    return tuple(_paired(one, other) for one, other in pairwise([*ring, ring[0]]))


def _paired(one: Record, other: Record) -> Record:
    """Put the A of one couple beside the B of another."""
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
        processes: how many share the work.
        progress: told how many records are read, and of how many.

    Raises:
        ValueError: there are fewer than two couples.
    """
    work = [*records, *shuffled(records, seed)]
    numbered = list(enumerate(work))
    found: dict[int, _Named] = {}
    for place, named in spread.over(_numbered, numbered, processes=processes):
        found[place] = named
        if progress is not None:
            progress(len(found), len(work))
    return Shuffle(
        seed,
        real=_side([found[k] for k in range(len(records))]),
        pseudo=_side([found[k] for k in range(len(records), len(work))]),
    )


def _numbered(work: tuple[int, Record]) -> tuple[int, _Named]:
    place, record = work
    belief = believe(record, threads=1)
    found = dances(record, belief, respond(belief.people))
    return place, _Named(verdict_of(belief).may_show, found[0], belief.tie)


def _side(found: Sequence[_Named]) -> Side:
    named = sum(one.may_show and one.lead.is_named for one in found)
    ties = np.array([one.tie for one in found])
    low, middle, high = np.quantile(ties, (0.05, 0.50, 0.95))
    return Side(
        couples=len(found),
        shown=sum(one.may_show for one in found),
        named=named,
        share=named / len(found),
        interval=wilson(named, len(found)),
        without_tie=sum(one.may_show and _leads(one.lead) for one in found),
        ties=(float(low), float(middle), float(high)),
        tie_holds=float(np.mean(ties >= TIE_BAR)),
    )


def _leads(lead: Pattern) -> bool:
    return lead.probability >= BAR and lead.dance is not Dance.MIXED


def wilson(hits: int, whole: int) -> tuple[float, float]:
    """Give Wilson's 95% interval of a share, which holds near 0 and 1 too."""
    share, square = hits / whole, _FULL**2
    centre = (share + square / (2 * whole)) / (1 + square / whole)
    half = _FULL / (1 + square / whole)
    half *= (share * (1 - share) / whole + square / (4 * whole**2)) ** 0.5
    return max(centre - half, 0.0), min(centre + half, 1.0)
