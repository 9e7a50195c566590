from datetime import date

import pytest

from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import AnswerSheet
from pasdedeux.intake.write import write_record, write_records
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, CheckIn, Ending, Item, Moment, Record, Step

CHECK_IN = CheckIn(Partner.A, 0, 3, {Item.CLOSE: 7.5, Item.STRESS: 2.0}, {Item.CLOSE: 2.5})


def test_only_columns_that_say_something_are_written() -> None:
    moment = Moment(Partner.B, 1, 0, (Step(Partner.A, Act.PRESSES),), Ending.OPEN)
    sheet = AnswerSheet("1", Partner.A, "k6", (1, None, 3))
    record = Record("1", check_ins=(CHECK_IN,), moments=(moment,), began=date(2024, 5, 1))
    assert write_record(record, [sheet]) == (
        "partner,kind,date,exchange,stress,close,resolution,steps,ended,instrument,answers\n"
        "A,answers,,,,,,,,k6,1 - 3\n"
        "A,check-in,2024-05-01,4,2,7.5,close:2.5,,,,\n"
        "B,moment,2024-05-02,1,,,,you:presses,open,,\n"
    )


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "'=x", "'t Hooft", "''"])
def test_a_name_is_never_a_formula_in_a_spreadsheet_and_comes_back(name: str) -> None:
    record = Record("1", (name, "Ben"), (CHECK_IN,))
    text = write_record(record)
    assert not any(
        cell[0] in "=+-@" for line in text.splitlines() for cell in line.split(",") if cell
    )
    assert read_record(text.encode(), "x.csv").records == (record,)


@pytest.mark.parametrize("name", ["", " Ana", "An\na", "\x1b[2J", "a" * 100])
def test_a_name_that_could_not_come_back_is_not_written(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be written to a record"):
        write_record(Record("1", (name, "Ben"), (CHECK_IN,)))


def test_couples_with_and_without_dates_do_not_share_a_file() -> None:
    dated = Record("1", check_ins=(CHECK_IN,), began=date(2024, 5, 1))
    with pytest.raises(ValueError, match="some have dates"):
        write_records([dated, Record("2", check_ins=(CHECK_IN,))])


def test_a_couple_is_written_once() -> None:
    with pytest.raises(ValueError, match="two of them are of one couple"):
        write_records([Record("1"), Record("1")])


def test_a_sheet_of_nobody_is_not_lost() -> None:
    with pytest.raises(ValueError, match="belongs to none"):
        write_record(Record("1"), [AnswerSheet("2", Partner.A, "k6", (1,))])


def test_a_couple_that_wrote_nothing_still_has_its_names() -> None:
    record = Record("5", ("Zoë", "Ana"))
    assert read_record(write_record(record).encode(), "x.csv").records == (record,)
