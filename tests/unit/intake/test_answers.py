"""Every way in which a file of answers can be wrong has its sentence."""

import pytest

from pasdedeux.intake.answer_map import AnswerMap, guess_map, is_known_layout, read_map
from pasdedeux.intake.answers import read_answers, read_header
from pasdedeux.measure import catalogue
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import TooMuchError, UnreadableError

RANGES = {"1": (1, 5), "2": (1, 5)}
MAP = AnswerMap("test", {"1": "Q1", "2": "Q2"}, frozenset({"0"}), id_column="name")
GOOD = b"name,Q1,Q2\nx,1,5\ny,0,\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.csv is empty"),
        (b" \n\n", "a.csv is empty"),
        (b"name,Q1,Q2\n", "a.csv has a header (row 1) but no row of answers"),
        (b"name,Q1\nx,1\n", "a.csv, row 1: has no column Q2 (for item 2); it has: name, Q1"),
        (
            b"name,Q1,Q2,Q2\nx,1,1,1\n",
            "a.csv, row 1: has more than one column Q2 (for item 2); it has: name, Q1, Q2, Q2",
        ),
        (b"Q1,Q2\n1,1\n", "a.csv, row 1: has no column name (for the id); it has: Q1, Q2"),
        (b"name,Q1,Q2\nx,1,6\n", "a.csv, row 2, column Q2: '6' is not 1 to 5 (item 2)"),
        (
            b"name,Q1,Q2\nx,1,1\ny,yes,9\n",
            "a.csv, row 3, column Q1: 'yes' is not 1 to 5 (item 1); 1 more such cells",
        ),
        (b"name,Q1,Q2\nx,1,2.5\n", "a.csv, row 2, column Q2: '2.5' is not 1 to 5 (item 2)"),
        (b"name,Q1,Q2\nx,1\n", "a.csv, row 2: has 2 cells where the header has 3"),
        (
            b"name,Q1,Q2\nx,\xff,1\n",
            "a.csv, row 2: this is not UTF-8 text; save the file as UTF-8 and try again",
        ),
        (b"name,Q1,Q2\nx,1,\x00\n", "a.csv, row 2: holds a zero byte, so it is not a text file"),
    ],
)
def test_every_bad_file_has_its_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_answers(data, "a.csv", MAP, RANGES)
    assert str(refused.value) == sentence


def test_too_many_rows_are_refused_before_they_are_split() -> None:
    data = b"name,Q1,Q2\n" + b"x,1,1\n" * 11
    with pytest.raises(TooMuchError, match=r"a.csv has 11 rows; at most 10 are read at once"):
        read_answers(data, "a.csv", MAP, RANGES, most_rows=10)


def test_missing_codes_are_told_apart_from_answers() -> None:
    table = read_answers(GOOD, "a.csv", MAP, RANGES)
    assert table.given.tolist() == [[True, True], [False, False]]
    assert table.values[0].tolist() == [1, 5]
    assert table.ids == ("x", "y")
    assert table.rows.tolist() == [2, 3]


def test_an_empty_line_is_a_row_without_answers() -> None:
    table = read_answers(b"name,Q1,Q2\nx,1,1\n\ny,2,2\n", "a.csv", MAP, RANGES)
    assert table.rows.tolist() == [2, 3, 4]
    assert table.given.any(axis=1).tolist() == [True, False, True]


def test_a_byte_order_mark_and_quotes_do_no_harm() -> None:
    table = read_answers(b'\xef\xbb\xbf"name";"Q1";"Q2"\n"a;b";1;2.0\n', "a.csv", MAP, RANGES)
    assert table.ids == ("a;b",)
    assert table.values.tolist() == [[1, 2]]


def test_a_long_cell_is_cut_in_its_sentence() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_answers(b"name,Q1,Q2\nx,1," + b"z" * 5000 + b"\n", "a.csv", MAP, RANGES)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "names", ["Q1,Q2", "q1,q2", "item1,item2", "item_1,item_2", "ecr_1,ecr_2", "ecr1,ecr2", "1,2"]
)
def test_plain_column_names_are_found(names: str) -> None:
    found = guess_map(names.split(","), "ecr", ["1", "2"], "a.csv")
    assert list(found.columns.values()) == names.split(",")


def test_other_column_names_are_not_guessed() -> None:
    with pytest.raises(UnreadableError, match=r"a.csv, row 1: no column for item 1 of ecr"):
        guess_map(["first", "second"], "ecr", ["1", "2"], "a.csv")


def test_the_first_item_without_a_column_is_named() -> None:
    with pytest.raises(UnreadableError, match="no column for item 2 of ecr"):
        guess_map(["Q1", "Q3"], "ecr", ["1", "2", "3"], "a.csv")


def test_a_known_layout_is_known_by_its_whole_header() -> None:
    table = shipped.table("measure", "mappings", "openpsychometrics_ecr.toml")
    header = [*(f"Q{n}" for n in range(1, 37)), "age", "gender", "country"]
    assert is_known_layout(table, header)
    assert not is_known_layout(table, header[:-1])
    assert not is_known_layout(table, ["id", *header])
    assert not is_known_layout({}, header)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"instrument": "k6"}, "m.toml: this map is for the instrument k6, not for ecr"),
        ({"columns": {"1": "a"}}, "m.toml: the map has no column for item 2"),
        (
            {"columns": {"1": "a", "2": "b", "3": "c"}},
            "m.toml: the map names items that the instrument has not: 3",
        ),
        ({"columns": 3}, "m.toml: columns must be a table"),
        ({"column": "Q{item}", "missing": 0}, "m.toml: missing must be a list"),
        (
            {"column": "Q{item}", "calibrate": {"within": [{"column": "age"}]}},
            "m.toml: an entry of calibrate.within needs column, low and high",
        ),
    ],
)
def test_every_bad_map_has_its_sentence(table: dict[str, object], sentence: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_map(table, "ecr", ["1", "2"], "m.toml")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", shipped.names("measure", "mappings"))
def test_every_shipped_map_fits_its_instrument(name: str) -> None:
    table = shipped.table("measure", "mappings", name)
    instrument = catalogue.fetch(table["instrument"])
    found = read_map(table, instrument.name, instrument.item_ids, name)
    assert set(found.columns) == set(instrument.item_ids)


def test_a_header_alone_can_be_read() -> None:
    assert read_header(GOOD, "a.csv") == ("name", "Q1", "Q2")
