import pytest

from pasdedeux.study.pseudo_couples import shuffled, wilson
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


def test_an_interval_of_a_share_is_wilsons() -> None:
    # Newcombe 1998, table I: 0 of 20, 1 of 29, 81 of 263.
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
