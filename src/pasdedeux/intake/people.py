"""Tell who of the two each line means, whatever the order of the lines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pasdedeux.intake.cells import folded
from pasdedeux.intake.said import Called, Said
from pasdedeux.terms.partner import Partner

_LETTERS = {"a": Partner.A, "b": Partner.B}
_ALIKE = 0.7
"""How alike two names are spelt (0 to 1) from which one may be a slip for the other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two of one couple, and the labels that mean each."""

    partners: Mapping[str, Partner]
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Crowd:
    """A couple of which the lines name more than two."""

    row: int
    """The first line that names the third."""
    others: tuple[int, ...]
    """The first lines of the two whom most lines name."""
    like: int | None = None
    """The first line of the one of the two whose name the third is spelt much like."""


def pair_up(lines: Sequence[Said]) -> Pair | Crowd:
    """Find the two partners of one couple.

    Letters mean themselves; a name that a line of kind person gives to A or B means that
    partner; other names take the places left, in alphabetical order. Capitals and blanks
    part no two names.

    Source: decision 0021 (a third partner spoils the couple, since any line may be the slip).
    """
    called = _called(lines)
    spelt = _spellings(lines)
    partners = {key: _LETTERS[key] for key in spelt if key in _LETTERS}
    for partner, name in called.items():
        key = folded(name)
        across = called.get(partner.other)
        if key in spelt.keys() - partners.keys() and (across is None or key != folded(across)):
            partners[key] = partner
    taken = {*partners.values(), *called}
    places = [partner for partner in Partner if partner not in taken]
    strangers = sorted(spelt.keys() - partners.keys())
    if len(strangers) > len(places):
        return _crowd(lines)
    found = dict(zip(strangers, places, strict=False))
    names = {Partner.A: "A", Partner.B: "B"} | {at: spelt[key] for key, at in found.items()}
    names |= called
    by_key = partners | found
    labels = {line.label for line in lines}
    return Pair(
        {label: by_key[folded(label)] for label in labels}, (names[Partner.A], names[Partner.B])
    )


def _spellings(lines: Sequence[Said]) -> dict[str, str]:
    """Give each name as most lines write it, by what it is compared by."""
    counts = Counter(line.label for line in lines)
    ranked = sorted(counts, key=lambda label: (-counts[label], label))
    return {folded(label): label for label in reversed(ranked)}


def _called(lines: Sequence[Said]) -> dict[Partner, str]:
    """Give the names that lines of kind person tell; two names for one partner are none."""
    told: dict[Partner, set[str]] = {}
    for line in lines:
        if isinstance(line.what, Called):
            told.setdefault(_LETTERS[folded(line.label)], set()).add(line.what.name)
    return {
        partner: min(names) for partner, names in told.items() if len({*map(folded, names)}) == 1
    }


def _crowd(lines: Sequence[Said]) -> Crowd:
    people = [folded(line.label) for line in lines]
    counts = Counter(people)
    first: dict[str, int] = {}
    for line, person in zip(lines, people, strict=True):
        first.setdefault(person, line.row)
    ranked = sorted(first, key=lambda person: (-counts[person], first[person]))
    third = min(ranked[2:] or ranked, key=lambda person: first[person])
    like = get_close_matches(third, ranked[:2], n=1, cutoff=_ALIKE)
    return Crowd(
        first[third],
        tuple(sorted(first[person] for person in ranked[:2])),
        first[like[0]] if like and like[0] != third else None,
    )
