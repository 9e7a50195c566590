from functools import partial

import numpy as np
import pytest

from pasdedeux.recognise.dance import TIE_BAR
from pasdedeux.study.made_couples import lived_apart, made
from pasdedeux.study.pseudo_couples import (
    BARS,
    QUANTILES,
    apart,
    of_made,
    of_records,
    paired,
    shuffled,
)
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, CheckIn, Item, Moment, Record, Step
from pasdedeux.terms.score import Trait


def _couple(number: int) -> Record:
    """Give a couple whose every entry tells whose it is."""
    return Record(
        couple=str(number),
        names=(f"a{number}", f"b{number}"),
        check_ins=tuple(
            CheckIn(who, day, 3, {Item.CLOSE: float(number)}) for day in range(3) for who in Partner
        ),
        moments=tuple(
            Moment(who, number % 3, 1, (Step(who, Act.REACHES), Step(who.other, Act.STAYS)))
            for who in Partner
        ),
        traits=tuple(Trait(who, "anxiety", float(number), 0.25, "test") for who in Partner),
    )


COUPLES = [_couple(number) for number in range(8)]


def test_nobody_keeps_their_partner_and_nobody_is_left_out() -> None:
    pairs = [record.names for record in shuffled(COUPLES, 1)]
    assert sorted(a for a, _ in pairs) == [f"a{k}" for k in range(8)]
    assert sorted(b for _, b in pairs) == [f"b{k}" for k in range(8)]
    assert all(a[1:] != b[1:] for a, b in pairs)


def test_two_couples_exchange_partners() -> None:
    assert {record.names for record in shuffled(COUPLES[:2], 1)} == {("a0", "b1"), ("a1", "b0")}


def test_everything_a_person_said_goes_with_them() -> None:
    for record in shuffled(COUPLES, 1):
        numbers = dict(zip(Partner, (float(name[1:]) for name in record.names), strict=True))
        assert len(record.check_ins) == 6
        assert len(record.traits) == len(record.moments) == 2
        assert all(e.values[Item.CLOSE] == numbers[e.partner] for e in record.check_ins)
        assert all(t.value == numbers[t.partner] for t in record.traits)
        assert all(m.day == int(numbers[m.teller]) % 3 for m in record.moments)


def test_entries_stay_in_order_of_time() -> None:
    for record in shuffled(COUPLES, 1):
        days = [entry.day for entry in record.check_ins]
        assert days == sorted(days)


def test_a_seed_is_a_shuffle() -> None:
    assert shuffled(COUPLES, 1) == shuffled(COUPLES, 1)
    assert {r.names for r in shuffled(COUPLES, 1)} != {r.names for r in shuffled(COUPLES, 2)}


def test_one_couple_cannot_be_shuffled() -> None:
    with pytest.raises(ValueError, match="cannot be shuffled"):
        shuffled(COUPLES[:1], 1)


def test_two_who_live_apart_are_asked_and_answer_as_they_would_together() -> None:
    together = made(3, 2).record
    strangers = apart(3, 2, 0.3)
    assert strangers.traits == together.traits
    assert [(e.partner, e.day, e.exchange, set(e.values)) for e in strangers.check_ins] == [
        (e.partner, e.day, e.exchange, set(e.values)) for e in together.check_ins
    ]
    assert [(m.teller, m.day, m.exchange, len(m.steps)) for m in strangers.moments] == [
        (m.teller, m.day, m.exchange, len(m.steps)) for m in together.moments
    ]
    assert strangers.check_ins != together.check_ins


def test_each_of_two_who_live_apart_has_a_ghost_of_their_own() -> None:
    people = made(3, 2).people
    here, there = lived_apart(3, 2, 0.3)
    assert (here.people[0] == people[0]).all()
    assert (there.people[1] == people[1]).all()
    assert not (here.people[1] == people[1]).any()
    assert not (there.people[0] == people[0]).any()


def test_one_stranger_writes_the_same_however_much_load_is_shared() -> None:
    few, much = (apart(3, 2, shared) for shared in (0.0, 0.9))
    of_a, of_b = (partial(_entries, who=who) for who in Partner)
    assert of_a(few) == of_a(much)
    assert of_b(few) != of_b(much)


def _entries(record: Record, who: Partner) -> list[CheckIn]:
    return [entry for entry in record.check_ins if entry.partner is who]


def test_whole_numbers_of_made_couples_are_counted_at_every_bar() -> None:
    found = of_made(2, 394, (0.3,))
    assert (found.asked, found.done) == (6, 6)
    (strangers,) = found.apart
    assert strangers.shared == 0.3
    for side in (found.real, found.pseudo, strangers.side):
        assert side.couples == 2
        assert [at.bar for at in side.bars] == list(BARS)
        named = [at.named for at in side.bars]
        assert named == sorted(named, reverse=True)
        assert named[0] <= side.by_dance <= side.shown
        (own,) = [at for at in side.bars if at.bar == TIE_BAR]
        assert (own.named, own.interval) == (side.named, side.interval)
        assert len(side.ties) == len(QUANTILES)
        assert list(side.ties) == sorted(side.ties)
        assert np.isfinite(side.ties).all()


def test_a_run_broken_off_counts_what_is_there() -> None:
    def stop(done: int, whole: int) -> None:
        assert whole == 16
        if done == 1:
            raise KeyboardInterrupt

    found = of_records(COUPLES, 1, progress=stop)
    assert (found.done, found.real.couples, found.pseudo.couples) == (1, 1, 0)
    assert found.pseudo.interval == (0.0, 1.0)


def test_the_two_of_a_pair_keep_their_names() -> None:
    assert paired(COUPLES[3], COUPLES[5]).names == ("a3", "b5")
