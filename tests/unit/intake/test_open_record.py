from pathlib import Path

import pytest

from pasdedeux.actions.open_record import open_record
from pasdedeux.intake import samples
from pasdedeux.intake.record import read_record
from pasdedeux.terms.errors import UnknownNameError, UnreadableError
from pasdedeux.terms.partner import Partner

MAPPING = """
[partner]
column = "p"
[day]
column = "d"
[items.close]
column = "c"
low = 0
high = 100
"""


def keep(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_record_and_its_answers_are_opened_together(tmp_path: Path) -> None:
    record = keep(tmp_path, "ours.csv", "partner,day,close\nAna,1,7\nBen,1,x\n")
    answers = keep(tmp_path, "answers.csv", "partner,instrument,q1\nAna,k6,3\nAna,k6,x\n")
    result = open_record(record, answers=answers)
    assert result.sheets[0].partner is Partner.A
    assert [line.file for line in result.refused] == ["ours.csv", "answers.csv"]


def test_answers_alone_are_enough(tmp_path: Path) -> None:
    answers = keep(tmp_path, "answers.csv", "partner,instrument,q1\nAna,k6,3\n")
    assert open_record(None, answers=answers).records[0].days == 0


def test_a_mapping_is_opened_by_its_path(tmp_path: Path) -> None:
    record = keep(tmp_path, "theirs.csv", "p,d,c\nx,1,50\n")
    chosen = keep(tmp_path, "map.toml", MAPPING)
    result = open_record(record, mapping=str(chosen))
    assert list(result.records[0].check_ins[0].values.values()) == [5.0]


def test_a_mapping_that_is_nowhere_lists_those_that_ship(tmp_path: Path) -> None:
    record = keep(tmp_path, "theirs.csv", "p,d,c\nx,1,50\n")
    with pytest.raises(UnreadableError, match="shipped mappings are campbell_kashy"):
        open_record(record, mapping="no such mapping")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.csv: there is no such file\."):
        open_record(tmp_path / "gone.csv")


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"this is a folder, not a file\."):
        open_record(tmp_path)


def test_a_path_that_cannot_be_is_one_sentence() -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        open_record(Path("a\0b"))


def test_nothing_to_read_is_said() -> None:
    with pytest.raises(UnreadableError, match="There is nothing to read"):
        open_record(None)


def test_every_sample_is_read_without_a_refused_line() -> None:
    for name in samples.names():
        result = read_record(samples.text(name).encode(), name)
        assert result.records
        assert not result.refused


def test_an_unknown_sample_lists_those_that_there_are() -> None:
    with pytest.raises(UnknownNameError, match="no sample called 'nobody'"):
        samples.text("nobody")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            "Ana,1,77\nBen,1,x\n",
            (
                "None of 2 lines could be understood. The first: ours.csv, row 2, column close: "
                '"77" is outside 0 to 10.'
            ),
        ),
        (
            "Ana,1,77\n",
            'No line could be understood. ours.csv, row 2, column close: "77" is outside 0 to 10.',
        ),
        (",,\n", "ours.csv: every row below the header is blank."),
    ],
)
def test_a_file_of_which_no_line_says_anything_is_refused_with_the_first_reason(
    tmp_path: Path, rows: str, sentence: str
) -> None:
    with pytest.raises(UnreadableError) as refused:
        open_record(keep(tmp_path, "ours.csv", f"partner,day,close\n{rows}"))
    assert str(refused.value) == sentence
