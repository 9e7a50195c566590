"""The page on the record format cannot lie: its examples are read, its tables are the code's."""

import re
from pathlib import Path

import pytest

from pasdedeux.intake import mappings
from pasdedeux.intake.days import LONGEST_GAP_DAYS
from pasdedeux.intake.mapping import DATE_FORMATS, read_mapping
from pasdedeux.intake.native import COLUMNS, MOST_DAYS, MOST_STEPS
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import AnswerSheet, Intake
from pasdedeux.intake.sheets import read_sheets
from pasdedeux.intake.table import MOST_BYTES, MOST_ROWS
from pasdedeux.intake.write import write_records
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, Ending, Item

BLOCK = re.compile(r"<!-- (\w+): (\w+) -->\n```\w+\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/for-researchers/record-format.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def blocks(page: str) -> dict[tuple[str, str], str]:
    return {(kind, name): text for kind, name, text in BLOCK.findall(page)}


def read(blocks: dict[tuple[str, str], str], name: str) -> Intake:
    return read_record(blocks["example", name].encode(), "record.csv")


def test_every_block_of_the_page_is_tried(page: str, blocks: dict[tuple[str, str], str]) -> None:
    assert page.count("```") == 2 * len(blocks) == 14


@pytest.mark.parametrize("name", ["smallest", "fuller"])
def test_the_examples_are_read_and_come_back(blocks: dict[tuple[str, str], str], name: str) -> None:
    result = read(blocks, name)
    assert not result.refused
    assert result.understood == result.rows
    again = read_record(write_records(result.records, result.sheets).encode(), "again.csv")
    assert (again.records, again.sheets) == (result.records, result.sheets)


def test_the_fuller_example_uses_every_part_of_a_day(blocks: dict[tuple[str, str], str]) -> None:
    result = read(blocks, "fuller")
    assert [entry.exchange for entry in result.records[0].check_ins] == [0, 3, 3]
    assert len(result.records[0].moments) == len(result.sheets) == 1
    assert {*result.records[0].check_ins[0].values} == {*Item}


def test_the_answers_join_the_record(blocks: dict[tuple[str, str], str]) -> None:
    result = read_sheets(blocks["example", "answers"].encode(), "answers.csv")
    assert result.sheets[0] == AnswerSheet("7", Partner.A, "k6", (0, 1, 0, None, 2, 1))
    assert len(result.sheets) == 2


def test_the_refused_lines_get_the_sentences_of_the_page(
    blocks: dict[tuple[str, str], str],
) -> None:
    result = read(blocks, "refused")
    told = "".join(f"{line.sentence}\n" for line in result.refused)
    assert told == blocks["sentences", "refused"]
    assert result.understood == 1


def test_the_mapping_does_what_the_page_says(blocks: dict[tuple[str, str], str]) -> None:
    mapping = read_mapping(blocks["mapping", "theirs"], "theirs.toml")
    result = read_record(blocks["example", "theirs"].encode(), "theirs.csv", mapping)
    (record,) = result.records
    assert (record.couple, record.names) == ("7", ("Jan", "Kim"))
    told = [(it.values[Item.CLOSE], it.step[Item.CLOSE]) for it in record.check_ins]
    assert told == [(7.5, 2.5), (0.0, 2.5)]
    assert [trait.value for trait in record.traits] == pytest.approx([2.0, -1.0])
    assert [trait.error for trait in record.traits] == pytest.approx([0.4, 0.4])
    assert result.blank == 1


def test_the_table_lists_every_column_and_no_other(page: str) -> None:
    section = page.split("## Columns")[1].split("\n## ", maxsplit=1)[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == {*COLUMNS}


def test_every_word_that_a_cell_may_hold_is_on_the_page(page: str) -> None:
    words = {*Act, *Ending, *DATE_FORMATS, *mappings.names()}
    assert {word for word in words if word not in page} == set()


def test_the_limits_on_the_page_are_those_of_the_code(page: str) -> None:
    assert f"{MOST_ROWS:,} rows or {MOST_BYTES // 1_000_000} MB" in page
    assert f"from 1 to {MOST_DAYS}" in page
    assert f"at most {MOST_STEPS}" in page
    assert f"more than {LONGEST_GAP_DAYS} days" in page


def test_every_key_of_a_mapping_is_on_the_page(page: str, root: Path) -> None:
    code = (root / "src/pasdedeux/intake/mapping.py").read_text(encoding="utf-8")
    known = " ".join(re.findall(r"\.only\((.*?)\)", code, re.DOTALL))
    keys = set(re.findall(r'"(\w+)"', known))
    assert len(keys) > 20
    section = page.split("## Files of other studies")[1]
    assert {key for key in keys if not re.search(rf"\b{key}\b", section)} == set()
