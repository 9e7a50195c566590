"""The real diary, by the mapping that ships: the counts that its documentation states."""

import csv
from pathlib import Path

import pytest

from pasdedeux.actions.open_record import open_record
from pasdedeux.intake.result import Intake
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Item

pytestmark = pytest.mark.data
ROWS = 2884
COUPLES = 103


@pytest.fixture(scope="module")
def diary(shared_data: Path) -> Path:
    return shared_data / "campbell_kashy_diary" / "kashy_pairwise_14days.csv"


@pytest.fixture(scope="module")
def read(diary: Path) -> Intake:
    return open_record(diary, mapping="campbell_kashy")


def test_every_row_and_every_couple_is_read(read: Intake) -> None:
    assert len(read.records) == COUPLES
    assert read.rows == ROWS == COUPLES * 2 * 14
    assert not read.refused
    assert read.understood + read.blank == ROWS
    assert {record.days for record in read.records} == {14}


def test_missing_answers_are_those_that_the_documentation_counts(read: Intake) -> None:
    given = [check_in.values for record in read.records for check_in in record.check_ins]
    assert ROWS - sum(Item.UNEASY in values for values in given) == 29
    assert ROWS - sum(Item.CLOSE in values for values in given) == 18


def test_avoidance_is_missing_for_one_couple(read: Intake) -> None:
    without = [record for record in read.records if not record.traits]
    assert len(without) == 1
    assert 2 * 14 * len(without) == 28
    assert all(len(record.traits) == 2 for record in read.records if record.traits)


def test_conflict_has_the_distribution_that_the_documentation_states(read: Intake) -> None:
    counts = [0] * 7
    for record in read.records:
        for check_in in record.check_ins:
            if Item.UNEASY in check_in.values:
                counts[round(check_in.values[Item.UNEASY] * 0.6)] += 1
    assert counts == [1479, 643, 319, 209, 127, 48, 30]


def test_satisfaction_keeps_its_mean_on_the_slider(read: Intake) -> None:
    close = [
        check_in.values[Item.CLOSE]
        for record in read.records
        for check_in in record.check_ins
        if Item.CLOSE in check_in.values
    ]
    assert sum(close) / len(close) * 0.6 + 1 == pytest.approx(6.3243, abs=5e-5)


def test_partner_a_is_the_man_of_the_file(read: Intake, diary: Path) -> None:
    with diary.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["dyadid"] == read.records[0].couple]
    mine = {
        (check_in.partner, check_in.day): check_in.values.get(Item.CLOSE)
        for check_in in read.records[0].check_ins
    }
    for row in rows:
        partner = Partner.A if row["genderS"] == "M" else Partner.B
        value = mine[partner, int(float(row["Day"])) - 1]
        assert value == pytest.approx((float(row["satisf_A"]) - 1) / 0.6)


def test_avoidance_is_standardised_over_persons_not_rows(read: Intake) -> None:
    values = [trait.value for record in read.records for trait in record.traits]
    assert len(values) == 204
    assert sum(values) == pytest.approx(0, abs=1e-9)
    assert sum(value**2 for value in values) / 203 == pytest.approx(1)
    assert {round(trait.error, 4) for record in read.records for trait in record.traits} == {0.5916}
