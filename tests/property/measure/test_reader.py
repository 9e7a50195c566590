"""No bytes, and no cell, break the reader of answer files: it reads, or it says why not."""

import contextlib
import zipfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pasdedeux.actions.read_answer_file import read_answer_file
from pasdedeux.intake.answer_map import AnswerMap, guess_map
from pasdedeux.intake.answers import read_answers, read_header
from pasdedeux.measure import catalogue
from pasdedeux.measure.sheet import supplied
from pasdedeux.terms.errors import UnreadableError

K6 = catalogue.fetch("k6")
MAP = AnswerMap("test", {item: f"Q{item}" for item in K6.item_ids}, frozenset({"-9"}))
HEADER = ",".join(f"Q{item}" for item in K6.item_ids)
ROWS = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=6, max_size=6),
    min_size=1,
    max_size=20,
)


@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfe")
@example(b'Q1,Q2,"Q3\n\n\n')
@example(b"\xef\xbb\xbf")
@example(b"\r")
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    for text in (data, HEADER.encode() + b"\n" + data):
        try:
            header = read_header(text, "answers.csv")
            guess_map(header, K6.name, K6.item_ids, "answers.csv")
            table = read_answers(text, "answers.csv", MAP, K6.ranges)
        except UnreadableError as refused:
            told = str(refused)
        else:
            told = f"answers.csv was read: {table.values.shape}"
        assert told.startswith("answers.csv")
        assert "\n" not in told


@given(ROWS, st.sampled_from([",", "\t", ";"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_was_written_is_what_is_read(
    rows: list[list[int | None]], separator: str, newline: str
) -> None:
    lines = [HEADER.replace(",", separator)]
    lines += [separator.join("-9" if cell is None else str(cell) for cell in row) for row in rows]
    table = read_answers(newline.join(lines).encode(), "answers.csv", MAP, K6.ranges)
    found = [
        [int(value) if given else None for value, given in zip(*row, strict=True)]
        for row in zip(table.values, table.given, strict=True)
    ]
    assert found == rows
    assert table.rows.tolist() == list(range(2, len(rows) + 2))


@given(ROWS, st.text(alphabet="abc-.5679 ", min_size=1, max_size=5), st.data())
def test_no_row_is_lost_when_impossible_cells_are_set_aside(
    rows: list[list[int | None]], cell: str, data: st.DataObject
) -> None:
    bad = data.draw(st.integers(0, len(rows) - 1))
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    texts[bad][2] = cell
    text = "\n".join([HEADER, *(",".join(row) for row in texts)])
    table = read_answers(text.encode(), "answers.csv", MAP, K6.ranges, sets_aside=True)
    seen = {*table.rows.tolist(), *(refused.row for refused in table.refused)}
    assert seen == set(range(2, len(rows) + 2))
    assert len(table.rows) + len(table.refused) == len(rows)
    assert np.all(table.values[table.given] <= 4)


@given(st.text(max_size=300))
def test_any_supplied_words_fit_or_are_refused(text: str) -> None:
    with contextlib.suppress(UnreadableError):
        shown = supplied(catalogue.fetch("saam"), text, "words.txt")
        assert len(shown.questions) == 21


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8), st.integers(0, 300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_zip_is_read_or_refused_in_one_sentence(
    tmp_path: Path, place: int, noise: bytes, cut: int
) -> None:
    path = tmp_path / "answers.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.csv", f"{HEADER}\n" + "1,1,1,1,1,1\n" * 20)
    whole = path.read_bytes()
    place %= len(whole)
    changed = whole[:place] + noise + whole[place + len(noise) :]
    path.write_bytes(changed[: len(changed) - cut] if cut < len(changed) else changed)
    try:
        told = f"answers.zip gave {len(read_answer_file(path, K6).table.rows)} rows"
    except UnreadableError as refused:
        told = str(refused)
    assert "answers.zip" in told
    assert "\n" not in told
