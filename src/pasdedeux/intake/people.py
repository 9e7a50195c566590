"""Tell who of the two each line means, whatever the order of the lines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pasdedeux.intake.said import Called, Said
from pasdedeux.terms.partner import Partner

_LETTERS = {"A": Partner.A, "a": Partner.A, "B": Partner.B, "b": Partner.B}


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


def pair_up(lines: Sequence[Said]) -> Pair | Crowd:
    """Find the two partners of one couple.

    Letters mean themselves; a name that a line of kind person gives to A or B means that
    partner; other names take the places left, in alphabetical order.

    Source: decision 0021 (a third partner spoils the couple, since any line may be the slip).
    """
    called = _called(lines)
    labels = {line.label for line in lines}
    partners = {label: _LETTERS[label] for label in labels if label in _LETTERS}
    for partner, name in called.items():
        if name in labels - partners.keys() and name != called.get(partner.other):
            partners[name] = partner
    taken = {*partners.values(), *called}
    places = [partner for partner in Partner if partner not in taken]
    strangers = sorted(labels - partners.keys(), key=lambda name: (name.casefold(), name))
    if len(strangers) > len(places):
        return _crowd(lines)
    found = dict(zip(strangers, places, strict=False))
    names = {Partner.A: "A", Partner.B: "B"} | {at: name for name, at in found.items()} | called
    return Pair(partners | found, (names[Partner.A], names[Partner.B]))


def _called(lines: Sequence[Said]) -> dict[Partner, str]:
    """Give the names that lines of kind person tell; two names for one partner are none."""
    told: dict[Partner, set[str]] = {}
    for line in lines:
        if isinstance(line.what, Called):
            told.setdefault(_LETTERS[line.label], set()).add(line.what.name)
    return {partner: names.pop() for partner, names in told.items() if len(names) == 1}


def _crowd(lines: Sequence[Said]) -> Crowd:
    people = [_LETTERS.get(line.label, line.label) for line in lines]
    counts = Counter(people)
    first: dict[str, int] = {}
    for line, person in zip(lines, people, strict=True):
        first.setdefault(person, line.row)
    ranked = sorted(first, key=lambda person: (-counts[person], first[person]))
    rows = [first[person] for person in ranked]
    return Crowd(min(rows[2:] or rows), tuple(sorted(rows[:2])))
