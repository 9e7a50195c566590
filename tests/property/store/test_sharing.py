"""Whatever two people do, each reads exactly what the other's wishes say, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pasdedeux.consent.policy import NEVER_SHARED, Asked, choices, may_see
from pasdedeux.store import forget, grants, items, links
from pasdedeux.store.keys import Session
from pasdedeux.terms.home import Choice, ItemId, Kind, PersonId, Viewer
from tests.homes import Cast, gather, open_in, relink

TOPICS = ("trust", "closeness")
ACTS = st.one_of(
    st.tuples(
        st.just("write"), st.sampled_from(Kind), st.sampled_from(Choice), st.sampled_from(TOPICS)
    ),
    st.tuples(st.just("share"), st.sampled_from(Kind)),
    st.tuples(st.just("withdraw"), st.sampled_from(Kind)),
    st.tuples(st.just("choose"), st.integers(0, 9), st.sampled_from(Choice)),
    st.tuples(st.just("edit"), st.integers(0, 9)),
    st.tuples(st.just("erase"), st.integers(0, 9)),
    st.tuples(st.just("relink")),
)
STEPS = st.lists(st.tuples(st.booleans(), ACTS), max_size=14)


@dataclass
class Told:
    """What one person said, kept beside the store in plain words."""

    session: Session
    items: dict[ItemId, tuple[Kind, Choice, str, int]] = field(default_factory=dict)
    granted: frozenset[Kind] = frozenset()


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    store = open_in(tmp_path_factory.mktemp("home"))
    yield gather(store)
    store.close()


def _fresh(cast: Cast) -> None:
    """Take away what the last example wrote."""
    for session in (cast.ana, cast.ben):
        for found in items.mine(cast.store, session):
            items.erase(cast.store, session, found.id)
    if links.find(cast.store, cast.ana):
        links.unlink(cast.store, cast.ana)
    relink(cast)


def _act(  # noqa: C901 - one case for each thing that a person can do
    cast: Cast, me: Told, other: Told, act: tuple[object, ...], number: int
) -> None:
    store, which = cast.store, list(me.items)
    match act:
        case ("write", Kind() as kind, Choice() as choice, str() as topic):
            if choice in choices(kind):
                body = {"n": number}
                new = items.write(store, me.session, kind, body, topic=topic, choice=choice)
                me.items[new.id] = (kind, choice, topic, number)
        case ("share", Kind() as kind) if kind not in NEVER_SHARED:
            grants.share(store, me.session, kind)
            me.granted |= {kind}
        case ("withdraw", Kind() as kind):
            grants.withdraw(store, me.session, kind)
            me.granted -= {kind}
        case ("choose", int() as place, Choice() as choice) if which:
            item = which[place % len(which)]
            kind, _, topic, said = me.items[item]
            if choice in choices(kind):
                grants.choose(store, me.session, item, choice)
                me.items[item] = (kind, choice, topic, said)
        case ("edit", int() as place) if which:
            item = which[place % len(which)]
            items.edit(store, me.session, item, {"n": number})
            me.items[item] = (*me.items[item][:3], number)
        case ("erase", int() as place) if which:
            item = which[place % len(which)]
            items.erase(store, me.session, item)
            del me.items[item]
        case ("relink",):
            links.unlink(store, me.session)
            relink(cast)
            for told in (me, other):
                told.granted = frozenset()
                told.items = {item: _unchosen(told.items[item]) for item in told.items}
        case _:
            pass


def _unchosen(said: tuple[Kind, Choice, str, int]) -> tuple[Kind, Choice, str, int]:
    kind, choice, topic, number = said
    return kind, choice if choice is Choice.PRIVATE else Choice.AS_KIND, topic, number


def _offers(told: Told) -> set[str]:
    return {topic for _, choice, topic, _ in told.items.values() if choice is Choice.WHEN_BOTH}


def _expected(owner: Told, reader: Told) -> list[int]:
    """Say from the plain words alone what the reader should see."""
    both = _offers(owner) & _offers(reader)
    seen = []
    for kind, choice, topic, number in owner.items.values():
        asked = Asked(
            owner=owner.session.id,
            partner=reader.session.id,
            kind=kind,
            choice=choice,
            granted=owner.granted,
            have_both_answered=topic in both,
        )
        if may_see(Viewer(reader.session.id), asked):
            seen.append(number)
    return seen


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_each_reads_exactly_what_the_other_lets_them(
    cast: Cast, steps: list[tuple[bool, tuple[object, ...]]]
) -> None:
    _fresh(cast)
    ana, ben = Told(cast.ana), Told(cast.ben)
    for number, (is_ana, act) in enumerate(steps):
        me, other = (ana, ben) if is_ana else (ben, ana)
        _act(cast, me, other, act, number)
        for told in (ana, ben):
            grants.settle(cast.store, told.session)
    for owner, reader in ((ana, ben), (ben, ana)):
        seen = items.shared_with_me(cast.store, reader.session)
        assert [found.body["n"] for found in seen] == _expected(owner, reader)
        mine = items.mine(cast.store, owner.session)
        assert [found.body["n"] for found in mine] == [
            number for *_, number in owner.items.values()
        ]
        assert {found.id for found in mine if found.is_shared} == {found.id for found in seen}
    assert items.shared_with_me(cast.store, cast.cleo) == ()


PRIVATE = st.lists(
    st.tuples(st.sampled_from(sorted(NEVER_SHARED)), st.text(max_size=600)), max_size=5
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(private=PRIVATE)
def test_what_one_keeps_private_changes_nothing_that_the_other_gets(
    tmp_path_factory: pytest.TempPathFactory, private: list[tuple[Kind, str]]
) -> None:
    """Two stores in which Ana did the same, but for what she keeps to herself."""
    got = []
    for secrets in ([], private):
        folder: Path = tmp_path_factory.mktemp("home")
        store = open_in(folder)
        cast = gather(store)
        grants.share(store, cast.ana, Kind.CHECK_INS)
        for number in range(3):
            for kind, words in secrets:
                written = items.write(store, cast.ana, kind, {"words": words})
                items.edit(store, cast.ana, written.id, {"words": words * 2})
            items.write(store, cast.ana, Kind.CHECK_INS, {"n": number})
            items.write(store, cast.ben, Kind.NOTES, {"n": number})
        nobody = PersonId("")
        seen = [
            replace(found, id=ItemId(""), owner=nobody)
            for found in items.shared_with_me(store, cast.ben)
        ]
        own = [replace(found, id=ItemId("")) for found in items.mine(store, cast.ben)]
        waiting = grants.waiting_for_me(store, cast.ben)
        link = links.find(store, cast.ben)
        forget.erase_person(store, cast.ana)
        after = [replace(found, id=ItemId("")) for found in items.mine(store, cast.ben)]
        got.append((seen, own, waiting, link is not None, after))
        store.close()
    assert got[0] == got[1]
