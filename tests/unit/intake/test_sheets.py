import pytest

from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import AnswerSheet, Intake
from pasdedeux.intake.sheets import read_sheets
from pasdedeux.terms.errors import UnreadableError
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Record


def record(text: str) -> Intake:
    return read_record(text.encode(), "ours.csv")


def read(text: str, known: Intake | None = None) -> Intake:
    return read_sheets(text.encode(), "answers.csv", known)


def test_answers_alone_give_a_couple_without_a_day() -> None:
    result = read("partner,instrument,Q1,Q2,Q3\nAna,k6,1,,3\nBen,k6,2,2,-\n")
    assert result.records == (Record("1", ("Ana", "Ben")),)
    assert result.sheets == (
        AnswerSheet("1", Partner.A, "k6", (1, None, 3)),
        AnswerSheet("1", Partner.B, "k6", (2, 2)),
    )


def test_answers_join_the_record_by_name() -> None:
    known = record("partner,day,close\nAna,1,7\nBen,1,6\n")
    result = read("partner,instrument,q1\nBen,k6,2\n", known)
    assert result.records == known.records
    assert result.sheets[0].partner is Partner.B
    assert (result.rows, result.understood) == (3, 3)


def test_answers_join_the_record_by_letter() -> None:
    known = record("couple,partner,day,close\n7,Ana,1,7\n7,Ben,1,6\n")
    assert read("partner,instrument,q1\nB,k6,2\n", known).sheets[0].couple == "7"


def test_a_stranger_to_the_record_is_refused() -> None:
    known = record("partner,day,close\nAna,1,7\nBen,1,6\n")
    result = read("partner,instrument,q1\nCleo,k6,2\n", known)
    assert result.refused[0].sentence == (
        "answers.csv, row 2, column partner: this is neither of the two whom the record names; "
        "the letters A and B do as well."
    )


def test_a_partner_who_wrote_no_day_may_still_answer() -> None:
    known = record("partner,day,close\nBen,1,7\n")
    result = read("partner,instrument,q1\nAna,k6,2\nBen,k6,1\n", known)
    assert not result.refused
    assert result.records[0].names == ("Ben", "Ana")
    assert {sheet.partner: sheet.answers for sheet in result.sheets} == {
        Partner.A: (1,),
        Partner.B: (2,),
    }


def test_a_name_never_takes_the_place_of_a_letter_that_wrote() -> None:
    known = record("partner,day,close\nA,1,7\nB,1,7\n")
    assert len(read("partner,instrument,q1\nAna,k6,2\n", known).refused) == 1


def test_many_couples_need_a_couple_column() -> None:
    known = record("couple,partner,day,close\n7,A,1,7\n8,A,1,6\n")
    with pytest.raises(UnreadableError, match=r"answers\.csv, row 1, column couple: this column"):
        read("partner,instrument,q1\nA,k6,2\n", known)
    result = read("couple,partner,instrument,q1\n,A,k6,2\n8,A,k6,2\n9,A,k6,2\n", known)
    assert [line.row for line in result.refused] == [2]
    assert [sheet.couple for sheet in result.sheets] == ["8", "9"]
    assert [one.couple for one in result.records] == ["7", "8", "9"]


def test_a_questionnaire_already_in_the_record_is_refused() -> None:
    known = record("partner,kind,instrument,answers\nA,answers,k6,1 2 3\n")
    result = read("partner,instrument,q1\nA,k6,2\nB,k6,2\n", known)
    assert [line.row for line in result.refused] == [2]
    assert len(result.sheets) == 2
    assert (result.rows, result.understood) == (3, 2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("partner,q1\nA,1\n", "column instrument: this column is missing; answers need it."),
        ("partner,instrument\nA,k6\n", "column q1: this column is missing; answers need it."),
        ("partner,instrument,q1,q3\nA,k6,1,1\n", "column Q2: this column is missing, though"),
        ("partner,instrument,q1,q1\nA,k6,1,1\n", "column q1: the header names it 2 times; keep"),
        ("partner,instrumnt,q1\nA,k6,1\n", "column instrumnt: a table of answers has no such"),
        ("partner,instrument,q1,q9999\nA,k6,1,1\n", "column Q9999: more than the 500 answers"),
    ],
)
def test_a_wrong_column_of_answers_is_named(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert f"answers.csv, row 1, {sentence}" in str(caught.value)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A,k6,x", 'row 2, column Q1: "x" is not a whole number.'),
        ("A,k6,101", 'row 2, column Q1: "101" is outside 0 to 100.'),
        ("A,k6,-", "row 2, column Q1: no question is answered."),
        ("A,,1", "row 2, column instrument: the cell is empty, and no line can do without it."),
    ],
)
def test_a_bad_line_of_answers_is_refused(line: str, sentence: str) -> None:
    result = read(f"partner,instrument,q1\n{line}\n")
    assert [one.sentence for one in result.refused] == [f"answers.csv, {sentence}"]


def test_names_of_answers_need_no_right_capitals() -> None:
    known = record("partner,day,close\nAna,1,7\nBen,1,6\n")
    result = read("partner,instrument,q1\nANA,k6,2\nben,k6,1\n", known)
    assert result.refused == ()
    assert [sheet.partner for sheet in result.sheets] == [Partner.A, Partner.B]
