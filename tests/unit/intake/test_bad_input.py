"""Every way in which a record can be wrong, and the one sentence that each gets."""

import pytest

from pasdedeux.intake import table
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake
from pasdedeux.terms.errors import TooMuchError, UnreadableError

HEADER = "partner,date,time,exchange,kind,stress,close,steps,ended,instrument,answers"


def read(text: str) -> Intake:
    return read_record(text.encode(), "ours.csv")


def only_refusal(line: str, header: str = HEADER) -> str:
    result = read(f"{header}\nB,2024-05-01,,,,1,1,,,,\n{line}\n")
    assert result.understood == 1
    (refused,) = result.refused
    return refused.sentence


def error(content: bytes | str) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_record(content if isinstance(content, bytes) else content.encode(), "ours.csv")
    message = str(caught.value)
    assert message.startswith("ours.csv")
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_an_empty_file_says_that_it_is_empty() -> None:
    expected = "ours.csv: the file is empty; it needs a header row and at least one row below it."
    assert error(b"") == expected
    assert error(b"\xef\xbb\xbf") == expected
    assert error("\n \r\n\t\n") == expected


def test_a_header_alone_says_that_rows_are_missing() -> None:
    assert error("partner,day,close\n\n") == "ours.csv, row 1: there is no row below the header."


def test_a_file_that_is_not_utf8_names_the_row_and_the_byte() -> None:
    assert error("partner,day,close\nA,1,2\nZo\xeb,1,2\n".encode("latin-1")) == (
        "ours.csv, row 3: the byte 0xeb is not UTF-8 text; save the file again as CSV UTF-8."
    )


def test_utf16_is_named_as_such() -> None:
    assert "is UTF-16, not UTF-8" in error("partner,day\nA,1\n".encode("utf-16"))
    assert "row 1: the file holds a zero byte" in error("partner,day\nA,1\n".encode("utf-16-le"))


def test_a_picture_is_no_record() -> None:
    assert "is not UTF-8 text" in error(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def test_an_unknown_column_names_the_closest_known_one() -> None:
    assert error("partner,day,pulled_awy\nA,1,2\n") == (
        "ours.csv, row 1, column pulled_awy: a record has no such column, the closest is "
        "pulled_away; a file with columns of its own needs a mapping."
    )


def test_a_column_twice_is_refused() -> None:
    assert error("partner,day,close,Close\nA,1,2,3\n") == (
        "ours.csv, row 1, column close: the header names it 2 times; keep one."
    )


@pytest.mark.parametrize(
    ("header", "column"), [("day,close", "partner"), ("partner,close", "date")]
)
def test_a_missing_column_is_named(header: str, column: str) -> None:
    assert error(f"{header}\n1,2\n").startswith(
        f"ours.csv, row 1, column {column}: this column is missing"
    )


def test_days_are_told_in_one_way_only() -> None:
    assert error("partner,date,day\nA,2024-01-01,1\n") == (
        "ours.csv, row 1, column day: the file has both date and day; keep one of the two."
    )


def test_an_impossible_number_of_rows_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 1000)
    with pytest.raises(TooMuchError, match=r"ours\.csv: 1,001 rows are more than the 1,000 that"):
        read_record(b"partner,day,close\n" + b"A,1,2\n" * 1001, "ours.csv")


def test_a_huge_file_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_BYTES", 5_000_000)
    with pytest.raises(TooMuchError, match=r"ours\.csv: more than 5 MB are too many"):
        read_record(b"x" * 5_000_001, "ours.csv")


def test_unmatched_quotation_marks_in_the_header_are_named() -> None:
    assert error('partner,"day\nA,1\n') == (
        "ours.csv, row 1: the quotation marks of the header do not match."
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A,2024-05-01,,,,11,,,,,", 'row 3, column stress: "11" is outside 0 to 10.'),
        ("A,2024-05-01,,,,-1,,,,,", 'row 3, column stress: "-1" is outside 0 to 10.'),
        ("A,2024-05-01,,,,nan,,,,,", 'row 3, column stress: "nan" is not a number.'),
        ("A,2024-05-01,,,,inf,,,,,", 'row 3, column stress: "inf" is not a number.'),
        ("A,2024-05-01,,,,1_0,,,,,", 'row 3, column stress: "1_0" is not a number.'),
        ("A,2024-05-01,,,,٣,,,,,", 'row 3, column stress: "٣" is not a number.'),
        ("A,2024-05-01,,,,fine,,,,,", 'row 3, column stress: "fine" is not a number.'),
        ("A,2024-02-30,,,,1,,,,,", 'row 3, column date: there is no day "2024-02-30".'),
        (
            "A,5/1/2024,,,,1,,,,,",
            (
                'row 3, column date: "5/1/2024" is not a date written as YYYY-MM-DD or DD.MM.YYYY; '
                "or give a mapping that says how dates are written (--map, date.format)."
            ),
        ),
        ("A,31.4.2024,,,,1,,,,,", 'row 3, column date: there is no day "31.4.2024".'),
        (
            "A,2024-W01-1,,,,1,,,,,",
            'row 3, column date: "2024-W01-1" is not a date written as YYYY-MM-DD or DD.MM.YYYY.',
        ),
        ("A,,,,,1,,,,,", "row 3, column date: the cell is empty; it needs to say when."),
        (
            "A,2024-05-01,7pm,,,1,,,,,",
            'row 3, column time: "7pm" is not a time written as HH:MM.',
        ),
        ("A,2024-05-01,24:00,,,1,,,,,", 'row 3, column time: there is no time "24:00".'),
        ("A,2024-05-01,,5,,1,,,,,", 'row 3, column exchange: "5" is outside 1 to 4.'),
        ("A,2024-05-01,,2.5,,1,,,,,", 'row 3, column exchange: "2.5" is not a whole number.'),
        (
            "A,2024-05-01,10:00,1,,1,,,,,",
            "row 3, column exchange: give either time or exchange.",
        ),
        (
            "A,2024-05-01,,,diary,1,,,,,",
            'row 3, column kind: "diary" is none of check-in, moment, answers, trait, person.',
        ),
        (
            ",2024-05-01,,,,1,,,,,",
            "row 3, column partner: the cell is empty; it needs to say who of the two wrote.",
        ),
        (
            "A,2024-05-01,,,,1,,me:reaches,,,",
            "row 3, column steps: a line of kind check-in has nothing to say here.",
        ),
        (
            "A,2024-05-01,,,moment,,,me:shouts,,,",
            (
                'row 3, column steps: "me:shouts" does not end with one of pulls_away, stays, '
                "reaches, presses."
            ),
        ),
        (
            "A,2024-05-01,,,moment,,,mum:presses,,,",
            'row 3, column steps: "mum:presses" does not begin with me: or you:.',
        ),
        (
            "A,2024-05-01,,,moment,,,,,,",
            (
                "row 3, column steps: the cell is empty; it needs to say who did what, such as "
                "me:reaches you:pulls_away."
            ),
        ),
        (
            "A,2024-05-01,,,moment,,,me:reaches,badly,,",
            'row 3, column ended: "badly" is none of apart, open, together.',
        ),
        (
            f"A,2024-05-01,,,moment,,,{'me:stays ' * 25},,,",
            "row 3, column steps: 25 steps are more than the 24 of a moment.",
        ),
        (
            "A,,,,answers,,,,,ecr,1 2 x",
            'row 3, column answers: "x" is not a whole number.',
        ),
        (
            "A,,,,answers,,,,,,1 2 3",
            "row 3, column instrument: the cell is empty; it needs to say which questionnaire.",
        ),
        ("A,2024-05-01,,,,1", "row 3: 6 cells where the header has 11."),
        (
            "A,2024-05-01,,,,1,1,,,,,1",
            (
                "row 3: 12 cells where the header has 11; if a number has a decimal comma, part "
                "the cells by semicolons."
            ),
        ),
        ('"A,2024-05-01,,,,1,1,,,,', "row 3: its quotation marks do not match."),
    ],
)
def test_one_bad_line_gets_one_sentence(line: str, sentence: str) -> None:
    assert only_refusal(line) == f"ours.csv, {sentence}"


def test_a_bad_line_costs_no_other_line() -> None:
    result = read("partner,day,close\nA,1,7\nA,2,70\nA,3,8\n")
    assert [check_in.day for check_in in result.records[0].check_ins] == [0, 2]
    assert (result.rows, result.understood, len(result.refused), result.blank) == (3, 2, 1, 0)


def test_two_reports_that_differ_are_both_refused_and_both_named() -> None:
    result = read("partner,day,close\nA,1,7\nB,1,5\nA,1,3\n")
    assert [line.row for line in result.refused] == [2, 4]
    assert result.refused[0].sentence == (
        "ours.csv, row 2, column day: rows 2 and 4 are check-ins of one partner for the same part "
        "of a day that differ, so none of them is used; give each its own time, or its exchange, "
        "1 to 4."
    )


def test_a_report_sent_twice_counts_once() -> None:
    result = read("partner,day,close\nA,1,7\nB,1,5\nA,1,7\n")
    assert result.understood == 2
    assert result.refused[0].sentence == (
        "ours.csv, row 4, column day: this line only repeats row 2."
    )


def test_two_moments_told_for_one_exchange_are_both_refused() -> None:
    result = read("partner,day,kind,steps\nA,1,moment,me:reaches\nA,1,moment,me:presses\n")
    assert [line.row for line in result.refused] == [2, 3]


def test_a_third_partner_makes_a_lone_couple_unreadable() -> None:
    assert error("partner,day,close\nAna,1,7\nBen,1,5\nAna,2,4\nBen,2,4\nCleo,2,3\n") == (
        "ours.csv, row 6, column partner: a third partner; the couple's two are named in rows 2 "
        "and 3, so write one of those names here, or give another couple a number of its own in a "
        "column couple."
    )


def test_a_third_partner_costs_only_that_couple() -> None:
    result = read("couple,partner,day,close\n1,A,1,7\n1,B,1,5\n1,C,1,4\n2,A,1,4\n")
    assert [record.couple for record in result.records] == ["2"]
    assert [line.row for line in result.refused] == [2, 3, 4]
    assert result.refused[2].reason.startswith("a third partner")
    assert result.refused[0].reason == "the couple of this line names three partners (see row 4)"


def test_a_line_without_its_couple_is_refused_where_others_name_one() -> None:
    result = read("couple,partner,day,close\n1,A,1,7\n,B,1,5\n")
    assert result.refused[0].sentence == (
        "ours.csv, row 3, column couple: the cell is empty; it needs to say which couple, "
        "as other lines do."
    )


def test_a_year_mistyped_is_seen() -> None:
    result = read("partner,date,close\nA,2024-05-01,7\nA,2042-05-02,5\nA,2024-05-03,5\n")
    assert [check_in.day for check_in in result.records[0].check_ins] == [0, 2]
    assert result.refused[0].sentence == (
        "ours.csv, row 3, column date: more than 1096 days after the couple's first, which is "
        "more than a record may run; check the year, or start a new record."
    )


def test_a_year_mistyped_backwards_is_seen() -> None:
    result = read("partner,date,close\nA,2014-05-01,7\nA,2024-05-02,5\nA,2024-05-03,5\n")
    assert result.records[0].began is not None
    assert result.records[0].began.year == 2024
    assert result.refused[0].sentence == (
        "ours.csv, row 2, column date: a gap of more than 400 days parts this line from most of "
        "the couple's; check the year, or start a new record."
    )


def test_a_day_past_three_years_is_refused() -> None:
    result = read("partner,day,close\nA,1,7\nA,1097,7\nA,0,7\n")
    assert [line.reason for line in result.refused] == [
        '"1097" is outside 1 to 1096',
        '"0" is outside 1 to 1096',
    ]


def test_a_record_of_one_day_is_a_record() -> None:
    result = read("partner,day,close\nA,1,7\n")
    assert result.records[0].days == 1
    assert not result.refused


def test_answers_that_never_change_are_taken_as_they_are() -> None:
    lines = "".join(f"{partner},{day},5\n" for day in range(1, 31) for partner in "AB")
    result = read(f"partner,day,close\n{lines}")
    assert len(result.records[0].check_ins) == 60
    assert not result.refused


def test_a_message_repeats_no_long_text_and_no_control_character() -> None:
    private = "I was so angry that I left the house for hours"
    assert only_refusal(f"A,2024-05-01,,,,{private},,,,,") == (
        "ours.csv, row 3, column stress: a text of 46 characters is not a number."
    )
    assert "\x1b" not in only_refusal("A,2024-05-01,,,,\x1b[2J,,,,,")


def test_a_name_that_a_terminal_would_obey_is_refused() -> None:
    assert only_refusal("\x1b[2JAna,2024-05-01,,,,1,,,,,") == (
        "ours.csv, row 3, column partner: the name holds characters that cannot be shown."
    )


def test_a_stray_quotation_mark_swallows_no_other_line() -> None:
    lines = "".join(f"A,{day},5\n" for day in range(2, 60))
    result = read(f'partner,day,close\n"A,1,5\n{lines}')
    assert [line.row for line in result.refused] == [2]
    assert result.understood == 58


def test_a_huge_cell_is_one_refused_line() -> None:
    result = read(f'partner,day,close\nA,1,"{"9" * 200_000}"\nA,2,{"9" * 200_000}\nA,3,1\n')
    assert [line.row for line in result.refused] == [2, 3]
    assert max(len(line.sentence) for line in result.refused) < 200


def test_a_misspelt_third_name_is_pointed_to_the_row_it_resembles() -> None:
    assert error("partner,day,close\nAna,1,7\nBenjamin,1,6\nBenjamn,2,5\n") == (
        "ours.csv, row 4, column partner: a third partner, spelt much like the one in row 3; "
        "if it is a slip, write the name as it stands there."
    )


def test_a_sentence_in_a_wrong_cell_is_never_quoted() -> None:
    assert "he left me" not in only_refusal("A,2024-05-01,,,,he left me,,,,,")


def test_a_date_in_the_column_of_days_is_told_where_it_belongs() -> None:
    (line,) = read("partner,day,close\nA,1,7\nB,2026-03-01,5\n").refused
    assert line.sentence == (
        "ours.csv, row 3, column day: this is a date; call the column date, or count days from 1."
    )


def test_a_column_like_none_of_a_record_gets_the_names_of_the_sliders() -> None:
    told = error("partner,day,worried\nA,1,7\n")
    assert "closest" not in told
    assert "its sliders are stress, uneasy, reached, pulled_away, close, there_for_me;" in told
