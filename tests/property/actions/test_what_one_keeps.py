"""Whatever one keeps private changes nothing of the record that the other's picture rests on."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasdedeux.actions.gather_record import assemble, fingerprint, gather_record
from pasdedeux.store import grants, items
from pasdedeux.terms.home import Body, Choice, Kind, Link, LinkId, Mine, Person, PersonId, Shared
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Item
from tests.homes import Cast, gather, open_in

_FIRST = date(2026, 3, 1)
_KINDS = (Kind.CHECK_INS, Kind.MOMENTS, Kind.SCORES)


@pytest.fixture(scope="module")
def cast() -> Iterator[Cast]:
    with TemporaryDirectory() as folder:
        store = open_in(Path(folder))
        found = gather(store)
        for kind in _KINDS:
            grants.share(store, found.ana, kind)
        items.write(store, found.ana, Kind.CHECK_INS, _body(0, 3, {"close": 4}))
        items.write(store, found.ben, Kind.CHECK_INS, _body(1, 2, {"close": 8}))
        yield found
        store.close()


def _body(day: int, slot: int, values: dict[str, int]) -> Body:
    return {"day": (_FIRST + timedelta(days=day)).isoformat(), "slot": slot, "values": dict(values)}


_days = st.integers(-40, 400)
_values = st.dictionaries(st.sampled_from([item.value for item in Item]), st.integers(0, 10))
_check_ins = st.builds(_body, _days, st.integers(0, 3), _values)
_steps = st.lists(
    st.tuples(st.sampled_from(["me", "you"]), st.sampled_from(["reaches", "pulls_away"])).map(list),
    max_size=4,
)
_moments = st.builds(
    lambda body, steps: {**body, "steps": steps, "ended": "apart"}, _check_ins, _steps
)
_private = st.lists(
    st.one_of(
        st.tuples(st.just(Kind.CHECK_INS), _check_ins),
        st.tuples(st.just(Kind.MOMENTS), _moments),
        st.tuples(st.sampled_from([Kind.JOURNAL, Kind.SAFETY, Kind.NOTES]), _check_ins),
    ),
    max_size=4,
)


@settings(max_examples=15, deadline=None)
@given(written=_private)
def test_what_ana_keeps_changes_nothing_of_bens_record(
    cast: Cast, written: list[tuple[Kind, Body]]
) -> None:
    before = gather_record(cast.home, cast.ben)
    kept = [
        items.write(cast.store, cast.ana, kind, body, choice=Choice.PRIVATE).id
        for kind, body in written
    ]
    after = gather_record(cast.home, cast.ben)
    assert after == before
    assert fingerprint(after, "one") == fingerprint(before, "one")
    for which in kept:
        items.erase(cast.store, cast.ana, which)
    assert gather_record(cast.home, cast.ben) == before


_entries = st.lists(
    st.one_of(
        st.tuples(st.just(Kind.CHECK_INS), _check_ins), st.tuples(st.just(Kind.MOMENTS), _moments)
    ),
    max_size=6,
)


@settings(deadline=None)
@given(ana=_entries, ben=_entries)
def test_two_who_show_each_other_everything_get_the_same_record(
    ana: list[tuple[Kind, Body]], ben: list[tuple[Kind, Body]]
) -> None:
    a, b = Person(PersonId("1a"), "Ana"), Person(PersonId("2b"), "Ben")
    of_ana = assemble(a.id, a.name, Link(LinkId("l"), b), _mine(ana), _shared(b, ben))
    of_ben = assemble(b.id, b.name, Link(LinkId("l"), a), _mine(ben), _shared(a, ana))
    assert of_ana.record == of_ben.record
    assert of_ana.record.names == ("Ana", "Ben")
    assert (of_ana.viewer, of_ben.viewer) == (Partner.A, Partner.B)


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


@settings(deadline=None)
@given(
    kind=st.sampled_from(_KINDS),
    body=st.dictionaries(
        st.sampled_from(["day", "slot", "values", "steps", "ended", "what", "scores"]), _junk
    ),
)
def test_whatever_stands_in_an_item_a_record_comes_of_it(kind: Kind, body: Body) -> None:
    alone = assemble(PersonId("a"), "Ana", None, _mine([(kind, body)]), ())
    assert alone.record.names == ("Ana", "Partner")
    assert alone.is_alone


def _mine(written: list[tuple[Kind, Body]]) -> list[Mine]:
    return [
        Mine(str(place), kind, body, 1, "", Choice.AS_KIND, is_shared=False)  # type: ignore[arg-type]  # plain ids in a test
        for place, (kind, body) in enumerate(written)
    ]


def _shared(owner: Person, written: list[tuple[Kind, Body]]) -> list[Shared]:
    return [
        Shared(str(place), owner.id, kind, body, 1, "")  # type: ignore[arg-type]  # plain ids in a test
        for place, (kind, body) in enumerate(written)
    ]
