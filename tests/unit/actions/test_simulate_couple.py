"""Check the made-up couples that ship, and those that can be asked for."""

from dataclasses import replace

import pytest

from pasdedeux.actions.read_couple import read_sample
from pasdedeux.actions.simulate_couple import SAMPLES, Wish, simulate_couples
from pasdedeux.intake import samples
from pasdedeux.intake.record import read_record
from pasdedeux.terms.errors import UnknownNameError, UnreadableError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance


@pytest.mark.parametrize("name", SAMPLES)
def test_a_shipped_sample_is_what_its_wish_gives(name: str) -> None:
    assert samples.text(name) == simulate_couples(SAMPLES[name])


def test_the_shipped_samples_are_those_with_a_wish() -> None:
    assert set(samples.names()) == set(SAMPLES)


def test_a_simulated_record_is_read_without_a_refused_line() -> None:
    intake = read_record(simulate_couples(Wish(couples=3, days=20)).encode(), "made.csv")
    assert len(intake.records) == 3
    assert intake.refused == ()
    assert len(intake.sheets) == 6


def test_the_same_seed_gives_the_same_record_whatever_the_number_of_couples() -> None:
    one = read_record(simulate_couples(Wish(days=9)).encode(), "one.csv").records[0]
    many = read_record(simulate_couples(Wish(days=9, couples=3)).encode(), "many.csv").records
    assert replace(one, couple=many[0].couple) == many[0]


def test_another_seed_gives_another_record() -> None:
    assert simulate_couples(Wish(days=5)) != simulate_couples(Wish(days=5, seed=2))


def test_a_hard_week_is_felt_as_stress() -> None:
    easy = read_record(simulate_couples(Wish(missing=0.0)).encode(), "easy.csv").records[0]
    hard = Wish(missing=0.0, scenario="hard-week")
    week = read_record(simulate_couples(hard).encode(), "hard.csv").records[0]
    gained = [
        now.values[next(iter(now.values))] - before.values[next(iter(before.values))]
        for before, now in zip(easy.check_ins, week.check_ins, strict=True)
        if 7 <= now.day <= 13
    ]
    assert sum(gained) / len(gained) > 1.0


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(days=0), "days: 0 is outside 1 to 730."),
        (Wish(check_ins=5), "check-ins a day: 5 is outside 1 to 4."),
        (Wish(missing=1.5), "missing: 1.5 is outside 0 to 0.95."),
        (Wish(couples=0), "couples: 0 is outside 1 to 10000."),
        (Wish(days=3, moments=4), "moments: 4 is outside 0 to 3."),
        (Wish(seed=-1), "seed: -1 is outside"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_in_one_sentence(wish: Wish, words: str) -> None:
    with pytest.raises(UnreadableError, match=words.replace(".", r"\.")):
        simulate_couples(wish)


@pytest.mark.parametrize("wish", [Wish(kind="perfect"), Wish(scenario="moon")])
def test_an_unknown_kind_or_scenario_lists_those_that_exist(wish: Wish) -> None:
    with pytest.raises(UnknownNameError, match="there are"):
        simulate_couples(wish)


@pytest.mark.parametrize(
    ("name", "dance", "leader"),
    [
        ("secure", Dance.REPAIR, None),
        ("anxious-avoidant", Dance.PURSUE_WITHDRAW, Partner.A),
        ("push-pull", Dance.PUSH_PULL, Partner.B),
        ("two-avoidant", Dance.MUTUAL_WITHDRAWAL, None),
    ],
)
def test_a_sample_shows_the_dance_it_was_made_to_show(
    name: str, dance: Dance, leader: Partner | None
) -> None:
    reading = read_sample(name).readings[0]
    assert (reading.patterns[0].dance, reading.patterns[0].leader) == (dance, leader)


def test_the_sample_with_gaps_lacks_a_third_of_its_days() -> None:
    reading = read_sample("gaps").readings[0]
    written = sum(reading.days_written) / (2 * reading.days)
    assert 0.55 < written < 0.78
    assert reading.is_shown
