"""Who may see what, rule by rule."""

from dataclasses import replace

import pytest

from pasdedeux.consent.policy import NEVER_SHARED, Asked, choices, is_shareable, may_see
from pasdedeux.terms.home import NOBODY, Choice, Kind, PersonId, Viewer

ANA, BEN, CLEO = PersonId("ana"), PersonId("ben"), PersonId("cleo")
WIDE_OPEN = Asked(
    owner=ANA,
    partner=BEN,
    kind=Kind.NOTES,
    choice=Choice.SHARED,
    granted=frozenset(Kind),
    have_both_answered=True,
)

NOTES = frozenset({Kind.NOTES})
CASES = {
    "nothing": (frozenset[Kind](), False),
    "kind granted": (NOTES, False),
    "both answered": (frozenset[Kind](), True),
    "kind granted, both answered": (NOTES, True),
}


@pytest.mark.parametrize("kind", Kind)
def test_an_owner_sees_their_own_and_nobody_and_strangers_nothing(kind: Kind) -> None:
    asked = replace(WIDE_OPEN, kind=kind)
    assert may_see(Viewer(ANA), asked)
    assert not may_see(NOBODY, asked)
    assert not may_see(Viewer(CLEO), asked)
    assert not may_see(Viewer(BEN), replace(asked, partner=None))


@pytest.mark.parametrize("choice", Choice)
@pytest.mark.parametrize("kind", sorted(NEVER_SHARED))
def test_no_choice_and_no_grant_opens_what_is_never_shared(kind: Kind, choice: Choice) -> None:
    assert not may_see(Viewer(BEN), replace(WIDE_OPEN, kind=kind, choice=choice))
    assert not is_shareable(kind)
    assert set(choices(kind)) == {Choice.AS_KIND, Choice.PRIVATE}


@pytest.mark.parametrize(
    ("choice", "seen_in"),
    [
        (Choice.AS_KIND, {"kind granted", "kind granted, both answered"}),
        (Choice.SHARED, set(CASES)),
        (Choice.PRIVATE, set()),
        (Choice.WHEN_BOTH, {"both answered", "kind granted, both answered"}),
    ],
)
def test_the_choice_for_an_item_goes_before_that_for_its_kind(
    choice: Choice, seen_in: set[str]
) -> None:
    asked = {
        name: replace(WIDE_OPEN, choice=choice, granted=granted, have_both_answered=both)
        for name, (granted, both) in CASES.items()
    }
    assert {name for name in asked if may_see(Viewer(BEN), asked[name])} == seen_in


def test_the_journal_the_safety_answers_and_what_was_handed_on_are_the_ones_never_shared() -> None:
    assert {Kind.JOURNAL, Kind.SAFETY, Kind.HANDED} == NEVER_SHARED
