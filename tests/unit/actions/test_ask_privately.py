"""The private questions, as somebody goes through them at home."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from pasdedeux.actions import ask_privately
from pasdedeux.actions.open_home import Home
from pasdedeux.guide.safety import Feature, Said, Step, questions
from pasdedeux.store import drafts
from pasdedeux.store.sessions import Sessions
from pasdedeux.store.tables import draft
from tests.homes import Cast, gather, open_in

DAY = date(2026, 3, 2)
ALL_NO = {question.name: Said.NO for question in questions(Step.FIRST)}
MORE_ALL_NO = {question.name: Said.NO for question in questions(Step.MORE)}


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    store = open_in(tmp_path)
    yield gather(store)
    store.close()


@pytest.fixture
def home(cast: Cast) -> Home:
    return Home(cast.store, Sessions(cast.store.chance))


def _sees_the_map(home: Home, cast: Cast) -> bool:
    return ask_privately.my_offer(home, cast.ana, Feature.DANCE_MAP) is Feature.DANCE_MAP


def test_before_anybody_asked_the_map_waits(home: Home, cast: Cast) -> None:
    assert ask_privately.is_time_to_ask(home, cast.ana, DAY)
    assert not _sees_the_map(home, cast)


def test_only_noes_open_the_map(home: Home, cast: Cast) -> None:
    assert not ask_privately.answer_first(home, cast.ana, ALL_NO, DAY)
    assert _sees_the_map(home, cast)


def test_leaving_before_the_second_step_leaves_the_careful_path(home: Home, cast: Cast) -> None:
    ask_privately.answer_first(home, cast.ana, ALL_NO, DAY)
    assert ask_privately.answer_first(home, cast.ana, ALL_NO | {"hurt": Said.YES}, DAY)
    assert not _sees_the_map(home, cast)


def test_what_was_unsure_is_settled_by_plainer_questions(home: Home, cast: Cast) -> None:
    ask_privately.answer_first(home, cast.ana, ALL_NO | {"afraid": Said.UNSURE}, DAY)
    ask_privately.answer_more(home, cast.ana, MORE_ALL_NO)
    assert _sees_the_map(home, cast)


def test_a_yes_is_not_outweighed_by_what_follows(home: Home, cast: Cast) -> None:
    ask_privately.answer_first(home, cast.ana, ALL_NO | {"afraid": Said.YES}, DAY)
    ask_privately.answer_more(home, cast.ana, MORE_ALL_NO)
    assert not _sees_the_map(home, cast)


def test_a_second_step_out_of_nowhere_opens_nothing(home: Home, cast: Cast) -> None:
    ask_privately.answer_more(home, cast.ana, MORE_ALL_NO)
    assert not _sees_the_map(home, cast)
    ask_privately.not_now(home, cast.ana, DAY)
    ask_privately.answer_more(home, cast.ana, MORE_ALL_NO)
    assert not _sees_the_map(home, cast)


def test_not_now_asks_again_after_a_week_and_changes_no_path(home: Home, cast: Cast) -> None:
    ask_privately.not_now(home, cast.ana, DAY)
    assert not ask_privately.is_time_to_ask(home, cast.ana, DAY + timedelta(days=6))
    assert ask_privately.is_time_to_ask(home, cast.ana, DAY + timedelta(days=7))
    assert not _sees_the_map(home, cast)


def test_it_comes_again_on_the_same_day_whatever_was_said(home: Home, cast: Cast) -> None:
    ask_privately.answer_first(home, cast.ana, ALL_NO, DAY)
    ask_privately.answer_first(home, cast.ben, ALL_NO | {"hurt": Said.YES}, DAY)
    for days in (0, 29, 30, 90):
        later = DAY + timedelta(days=days)
        asked = {ask_privately.is_time_to_ask(home, who, later) for who in (cast.ana, cast.ben)}
        assert asked == {days >= 30}


def test_no_answer_is_kept_only_the_way(home: Home, cast: Cast) -> None:
    ask_privately.answer_first(home, cast.ana, ALL_NO | {"hurt": Said.YES}, DAY)
    ask_privately.answer_more(home, cast.ana, MORE_ALL_NO | {"marks": Said.YES})
    kept = drafts.find(cast.store, cast.ana, ask_privately._NAME)
    assert kept is not None
    assert set(kept) == {"path", "is_settled", "is_open", "asked", "rounds"}


def test_one_persons_way_is_not_the_others(home: Home, cast: Cast) -> None:
    ask_privately.answer_first(home, cast.ben, ALL_NO, DAY)
    assert not _sees_the_map(home, cast)


@pytest.mark.parametrize(
    ("first", "more"),
    [
        (ALL_NO, None),
        (ALL_NO | {"hurt": Said.YES}, MORE_ALL_NO | {"marks": Said.YES}),
        (ALL_NO | {"hurt": Said.UNSURE}, MORE_ALL_NO),
        (ALL_NO | {"hurt": Said.UNSURE}, MORE_ALL_NO | {"marks": Said.YES}),
        ({}, MORE_ALL_NO),
    ],
)
def test_a_round_is_two_writes_whatever_was_answered(
    home: Home, cast: Cast, first: Mapping[str, Said], more: Mapping[str, Said] | None
) -> None:
    """Whoever counts what is written in the file learns nothing of what was said (0050)."""
    seen = {_sealed(cast)}
    ask_privately.answer_first(home, cast.ana, first, DAY)
    seen.add(_sealed(cast))
    if more is not None:
        ask_privately.answer_more(home, cast.ana, more)
        seen.add(_sealed(cast))
    for _ in range(3):  # the end of the round, and looks at Today
        ask_privately.close(home, cast.ana)
        seen.add(_sealed(cast))
    assert len(seen) == 3, "nothing, then one write, then another"


def _sealed(cast: Cast) -> bytes | None:
    with cast.store.reading() as connection:
        found: bytes | None = connection.execute(
            select(draft.c.sealed).where(draft.c.owner == cast.ana.id)
        ).scalar()
    return found
