"""What is remembered while somebody is signed in is what reading it again would give."""

import pytest

from pasdedeux.actions.gather_record import gather_record
from pasdedeux.actions.remember import remember
from pasdedeux.store import grants, items, memory
from pasdedeux.store.memory import MADE, MINE, THEIRS, Memory
from pasdedeux.terms.home import Body, Choice, Kind
from tests.homes import Cast

DAY: Body = {"day": "2026-11-20", "slot": 3, "values": {"close": 7}}
OTHER: Body = {"day": "2026-11-21", "slot": 3, "values": {"close": 2}}


def test_the_same_inputs_give_what_was_made_and_others_make_it_anew() -> None:
    held, made = Memory(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert held.recall((MINE, "one"), (1,), make) == 1
    assert held.recall((MINE, "one"), (1,), make) == 1
    assert held.recall((MINE, "one"), (2,), make) == 2
    assert held.recall((MINE, "one"), (1,), make) == 3
    assert held.knows((MINE, "one"), (1,))
    assert not held.knows((MINE, "one"), (2,))


def test_what_is_gone_is_let_go_and_all_that_was_made_of_it() -> None:
    held = Memory()
    for name in (
        (MINE, "one", "body"),
        (MINE, "two", "body"),
        (THEIRS, "three", "body"),
        (MADE, "x"),
    ):
        held.recall(name, (), object)
    held.forget_but(MINE, {"one", "two"})
    assert len(held) == 4
    held.forget_but(THEIRS, ())
    assert len(held) == 2
    assert held.knows((MINE, "one", "body"), ())
    assert not held.knows((MADE, "x"), ())


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 2)
    held = Memory()
    for number in range(4):
        assert held.recall((MINE, str(number)), (), lambda: "made") == "made"
    assert len(held) == 2


def test_what_changed_is_read_as_it_is_now(cast: Cast) -> None:
    one = items.write(cast.store, cast.ana, Kind.CHECK_INS, DAY)
    assert [found.body for found in items.mine(cast.store, cast.ana)] == [DAY]
    items.edit(cast.store, cast.ana, one.id, OTHER, 1)
    assert [found.body for found in items.mine(cast.store, cast.ana)] == [OTHER]
    items.erase(cast.store, cast.ana, one.id)
    assert items.mine(cast.store, cast.ana) == ()


def test_what_is_taken_back_is_neither_read_nor_remembered(cast: Cast) -> None:
    one = items.write(cast.store, cast.ben, Kind.CHECK_INS, DAY, choice=Choice.SHARED)
    assert [found.body for found in items.shared_with_me(cast.store, cast.ana)] == [DAY]
    assert not gather_record(cast.home, cast.ana).is_one_sided
    before = len(cast.ana.memory)
    grants.choose(cast.store, cast.ben, one.id, Choice.PRIVATE)
    assert items.shared_with_me(cast.store, cast.ana) == ()
    assert gather_record(cast.home, cast.ana).is_one_sided
    assert len(cast.ana.memory) < before
    assert not [name for name in cast.ana.memory._known if name[0] == THEIRS]


def test_words_of_a_page_are_opened_each_time_and_never_held(cast: Cast) -> None:
    for kind in (Kind.JOURNAL, Kind.NOTES):
        items.write(cast.store, cast.ana, kind, {"text": "the sea in the morning"})
    assert len(items.mine(cast.store, cast.ana)) == 2
    assert "the sea in the morning" not in repr(cast.ana.memory._known)


def test_each_viewer_has_a_memory_of_their_own(cast: Cast) -> None:
    assert remember(cast.ana, "x", (), lambda: "hers") == "hers"
    assert remember(cast.ben, "x", (), lambda: "his") == "his"
    assert "memory" not in repr(cast.ana)
