"""Who may see what somebody wrote; the store follows it with keys, pages with words."""

from dataclasses import dataclass
from typing import assert_never

from pasdedeux.terms.home import Choice, Kind, PersonId, Viewer

NEVER_SHARED = frozenset({Kind.JOURNAL, Kind.SAFETY, Kind.HANDED})
"""Kinds that no grant, choice or mistake can show to anybody but their owner."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the rule looks at."""

    owner: PersonId
    partner: PersonId | None  # with whom the owner is linked now
    kind: Kind
    choice: Choice  # the owner's, for this one item
    granted: frozenset[Kind]  # the owner's, for whole kinds
    have_both_answered: bool  # both offered an answer on the same topic


def may_see(viewer: Viewer, asked: Asked) -> bool:
    """Say whether this viewer may read this item now.

    Source: decision 0032.
    """
    if viewer.id is None:
        return False
    if viewer.id == asked.owner:
        return True
    if viewer.id != asked.partner or not is_shareable(asked.kind):
        return False
    return _chosen(asked)


def is_shareable(kind: Kind) -> bool:
    """Say whether anything of this kind can ever be shown to the other.

    Source: decision 0032.
    """
    return kind not in NEVER_SHARED


def choices(kind: Kind) -> tuple[Choice, ...]:
    """List what an owner may choose for one item of this kind.

    Source: decision 0032.
    """
    return tuple(Choice) if is_shareable(kind) else (Choice.AS_KIND, Choice.PRIVATE)


def _chosen(asked: Asked) -> bool:
    match asked.choice:
        case Choice.AS_KIND:
            return asked.kind in asked.granted
        case Choice.SHARED:
            return True
        case Choice.PRIVATE:
            return False
        case Choice.WHEN_BOTH:
            return asked.have_both_answered
        case _:
            assert_never(asked.choice)
