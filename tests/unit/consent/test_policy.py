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
    ("choice", "is_granted", "have_both", "is_seen"),
    [
        (Choice.AS_KIND, True, False, True),
        (Choice.AS_KIND, False, True, False),
        (Choice.SHARED, False, False, True),
        (Choice.PRIVATE, True, True, False),
        (Choice.WHEN_BOTH, True, False, False),
        (Choice.WHEN_BOTH, False, True, True),
    ],
)
def test_the_choice_for_an_item_goes_before_that_for_its_kind(
    choice: Choice, is_granted: bool, have_both: bool, is_seen: bool
) -> None:
    granted = frozenset({Kind.NOTES}) if is_granted else frozenset()
    asked = replace(WIDE_OPEN, choice=choice, granted=granted, have_both_answered=have_both)
    assert may_see(Viewer(BEN), asked) is is_seen


def test_the_journal_and_the_safety_answers_are_the_ones_never_shared() -> None:
    assert {Kind.JOURNAL, Kind.SAFETY} == NEVER_SHARED
