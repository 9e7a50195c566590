from datetime import date

import pytest

from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import AnswerSheet, Intake
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, CheckIn, Ending, Item, Moment, Record, Step
from pasdedeux.terms.score import Trait


def read(text: str) -> Intake:
    result = read_record(text.encode(), "ours.csv")
    assert not result.refused, result.refused
    return result


def record(text: str) -> Record:
    (only,) = read(text).records
    return only


def test_a_slider_left_alone_is_absent() -> None:
    (check_in,) = record("partner,day,exchange,stress,close\nA,3,2,,6.5\n").check_ins
    assert check_in == CheckIn(Partner.A, 2, 1, {Item.CLOSE: 6.5})


def test_a_check_in_without_any_slider_is_a_blank_row() -> None:
    result = read("partner,day,close\nA,1,7\nA,2,\n\nB,2,\n")
    assert (result.rows, result.understood, result.blank) == (4, 1, 3)


def test_without_a_time_a_report_looks_back_on_the_whole_day() -> None:
    assert record("partner,day,close\nA,1,7\n").check_ins[0].exchange == 3


@pytest.mark.parametrize(
    ("time", "exchange"),
    [
        ("00:00", 0),
        ("07:00", 0),
        ("10:59", 0),
        ("11:00", 1),
        ("14:59", 1),
        ("15:00", 2),
        ("9:05", 0),
        ("18:59:59", 2),
        ("19:00", 3),
        ("23:59", 3),
    ],
)
def test_a_time_falls_into_a_quarter_of_the_waking_day(time: str, exchange: int) -> None:
    assert record(f"partner,day,time,close\nA,1,{time},7\n").check_ins[0].exchange == exchange


def test_the_first_date_of_a_couple_is_its_day_nought() -> None:
    result = read(
        "couple,partner,date,close\n1,A,2024-05-03,7\n1,B,2024-05-01,5\n2,A,2023-12-31,5\n"
    )
    first, second = result.records
    assert (first.began, second.began) == (date(2024, 5, 1), date(2023, 12, 31))
    assert [check_in.day for check_in in first.check_ins] == [0, 2]


def test_day_numbers_are_kept_as_they_are() -> None:
    found = record("partner,day,close\nA,5,7\n")
    assert found.check_ins[0].day == 4
    assert found.began is None


def test_a_moment_is_told_from_the_tellers_side() -> None:
    found = record(
        "partner,day,exchange,kind,steps,ended\n"
        "B,1,2,moment,me:reaches you:pulls_away me:presses you:stays,apart\n"
    )
    steps = (
        Step(Partner.B, Act.REACHES),
        Step(Partner.A, Act.PULLS_AWAY),
        Step(Partner.B, Act.PRESSES),
        Step(Partner.A, Act.STAYS),
    )
    assert found.moments == (Moment(Partner.B, 0, 1, steps, Ending.APART),)


def test_a_moment_may_leave_its_end_untold() -> None:
    assert record("partner,day,kind,steps\nA,1,moment,me:stays\n").moments[0].ended is None


def test_answers_become_a_sheet_with_its_row() -> None:
    result = read("partner,kind,instrument,answers\nA,answers,ecr,1 2 - 5\n")
    (sheet,) = result.sheets
    assert sheet == AnswerSheet("1", Partner.A, "ecr", (1, 2, None, 5))
    assert sheet.row == 2
    assert result.records == (Record("1"),)


def test_a_sheet_gives_as_many_answers_as_the_instrument_asks() -> None:
    sheet = AnswerSheet("1", Partner.A, "k6", (1, None, 3, None, None))
    assert sheet.filled(3) == (1, None, 3)
    assert sheet.filled(6) == (1, None, 3, None, None, None)
    assert sheet.filled(2) == (1, None, 3)


def test_a_trait_worked_out_elsewhere_is_taken() -> None:
    found = record("partner,kind,dimension,value,error,source\nA,trait,anxiety,-0.5,0.3,ecr_rs\n")
    assert found.traits == (Trait(Partner.A, "anxiety", -0.5, 0.3, "ecr_rs"),)


def test_letters_mean_themselves_whatever_their_case() -> None:
    found = record("partner,day,close\nb,1,1\nA,1,2\n")
    assert [check_in.partner for check_in in found.check_ins] == [Partner.A, Partner.B]
    assert found.names == ("A", "B")


def test_names_stand_in_alphabetical_order_whoever_wrote_first() -> None:
    found = record("partner,day,close\nZoë,1,1\nAna,1,2\n")
    assert found.names == ("Ana", "Zoë")
    assert found.check_ins[0].values == {Item.CLOSE: 2.0}


def test_one_name_alone_is_partner_a() -> None:
    assert record("partner,day,close\nZoë,1,1\n").names == ("Zoë", "B")


def test_a_letter_and_a_name_share_the_couple() -> None:
    found = record("partner,day,close\nA,1,1\nBen,1,2\n")
    assert found.names == ("A", "Ben")


def test_a_person_line_says_who_is_who() -> None:
    found = record(
        "partner,kind,name,day,close\nA,person,Zoë,,\nB,person,Ana,,\nZoë,,,1,1\nB,,,1,2\n"
    )
    assert found.names == ("Zoë", "Ana")
    assert [check_in.partner for check_in in found.check_ins] == [Partner.A, Partner.B]


@pytest.mark.parametrize(("mark", "number"), [(";", "6,5"), ("\t", "6,5"), (",", "6.5")])
def test_semicolons_and_tabs_are_read_with_their_decimal_comma(mark: str, number: str) -> None:
    text = f"partner{mark}day{mark}close\nA{mark}1{mark}{number}\n"
    assert record(text).check_ins[0].values == {Item.CLOSE: 6.5}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    result = read_record(b"\xef\xbb\xbfpartner,day,close\r\nA,1,7\r\n", "ours.csv")
    assert result.rows == result.understood == 1


def test_capitals_and_spaces_in_the_header_do_no_harm() -> None:
    found = record("Partner, Day ,Pulled away\nA,1,7\n")
    assert found.check_ins[0].values == {Item.PULLED_AWAY: 7.0}


def test_empty_columns_at_the_end_do_no_harm() -> None:
    assert read("partner,day,close,,\nA,1,7,,\nA,2,7,,,\n").understood == 2


def test_a_quoted_name_may_hold_a_comma() -> None:
    assert record('partner,day,close\n"Ana, the first",1,7\n').names[0] == "Ana, the first"


def test_couples_stand_in_the_order_of_their_numbers() -> None:
    result = read("couple,partner,day,close\n10,A,1,1\n2,A,1,1\nx,A,1,1\n")
    assert [found.couple for found in result.records] == ["2", "10", "x"]


def test_a_couple_column_left_empty_throughout_means_one_couple() -> None:
    assert record("couple,partner,day,close\n,A,1,1\n,B,1,1\n").couple == "1"


def test_capitals_and_blanks_part_no_two_names() -> None:
    found = record(
        "partner,day,close\nAna,1,7\nana,2,6\n ANA ,3,5\nAna,4,5\n"
        "Ben  K,1,4\nben k,2,4\nBen  K,3,4\n"
    )
    assert found.names == ("Ana", "Ben  K")
    assert [found.days_written(who) for who in Partner] == [4, 3]


def test_how_a_name_is_most_often_written_is_what_it_is_called() -> None:
    assert record("partner,day,close\nana,1,7\nAna,2,6\nAna,3,5\n").names[0] == "Ana"


def test_a_date_with_dots_has_its_day_first() -> None:
    found = record("partner,date,close\nAna,1.5.2024,7\nAna,03.05.2024,6\n")
    assert found.began == date(2024, 5, 1)
    assert [entry.day for entry in found.check_ins] == [0, 2]


def test_a_decimal_comma_in_quotes_is_a_decimal_point() -> None:
    assert record('partner,day,close\nAna,1,"7,5"\n').check_ins[0].values[Item.CLOSE] == 7.5
