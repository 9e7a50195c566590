"""The terminal's questionnaires: what a person sees, and one sentence where something is wrong."""

import csv
import io
import tomllib
import zipfile
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from pasdedeux.actions import read_answer_file
from pasdedeux.actions.fetch_instrument import SETTING
from pasdedeux.cli.measures import calibrate, instruments, score
from pasdedeux.measure import catalogue, respondent

K6 = catalogue.fetch("k6")
HEADER = "Q1,Q2,Q3,Q4,Q5,Q6"


def _score(*arguments: str | Path) -> Result:
    return CliRunner().invoke(score, [str(argument) for argument in arguments])


def _file(folder: Path, text: str, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_scores_and_gaps_are_written_side_by_side(tmp_path: Path) -> None:
    file = _file(tmp_path, f"{HEADER}\n4,4,4,4,4,4\n1,1,,1,1,1\n")
    done = _score(file, "--instrument", "k6", "--out", tmp_path / "out.csv")
    assert done.exit_code == 0, done.output
    assert "2 rows of answers.csv" in done.output
    assert "1  rows scored in full" in done.output
    assert "1  rows not scored" in done.output
    scored = _rows(tmp_path / "out.csv")
    assert [row["row"] for row in scored] == ["2", "3"]
    assert scored[0]["total_sum"] == "24.000"
    assert float(scored[0]["total_sum_se"]) > 0
    assert scored[0]["measured_with"] == "k6 | 2002 | en | full"
    assert scored[1]["total_sum"] == ""
    (gap,) = _rows(tmp_path / "out.not-scored.csv")
    assert gap["row"] == "3"
    assert gap["reason"] == "not enough answers: 5 of 6, needs 6; left out: item 3"


def test_a_percentile_is_written_with_the_ends_of_its_interval(tmp_path: Path) -> None:
    items = [f"Q{item}" for item in range(1, 37)]
    file = _file(tmp_path, f"{','.join(items)}\n{','.join(['3'] * 36)}\n")
    done = _score(file, "--instrument", "ecr", "--out", tmp_path / "out.csv")
    assert done.exit_code == 0, done.output
    (row,) = _rows(tmp_path / "out.csv")
    name = "anxiety_mean_percent_lower"
    assert 5 <= float(row[f"{name}_low"]) < float(row[name]) < float(row[f"{name}_high"]) <= 95
    assert "anxiety_eap_percent_lower" not in row


def test_without_out_nothing_is_written_and_it_says_so(tmp_path: Path) -> None:
    file = _file(tmp_path, f"{HEADER}\n4,4,4,4,4,4\n1,1,,1,1,1\n")
    done = _score(file, "--instrument", "k6")
    assert done.exit_code == 0
    assert "Nothing was written. Add --out FILE to keep the scores." in done.output
    assert "row 3, Distress sum: not enough answers: 5 of 6" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["answers.csv"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "answers.csv is empty"),
        (f"{HEADER}\n", "answers.csv has a header (row 1) but no row of answers"),
        (f"{HEADER}\n1,1,9,1,1,1\n", "answers.csv, row 2, column Q3: '9' is not 0 to 4 (item 3)"),
        (f"{HEADER}\n1,1,1\n", "answers.csv, row 2: has 3 cells where the header has 6"),
        ("a,b\n1,2\n", "answers.csv, row 1: no column for item 1 of k6"),
    ],
)
def test_a_bad_file_gets_one_sentence_exit_code_2_and_nothing_written(
    tmp_path: Path, text: str, sentence: str
) -> None:
    kept = _file(tmp_path, "what stood here before", "out.csv")
    done = _score(_file(tmp_path, text), "--instrument", "k6", "--out", kept, "--replace")
    assert done.exit_code == 2
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("pasdedeux:")]
    assert line.startswith(f"pasdedeux: {sentence}")
    assert "Traceback" not in done.output
    assert kept.read_text(encoding="utf-8") == "what stood here before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "out.csv"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--instrument", "mmpi"], "instrument 'mmpi' is not known; there are: ecr"),
        (["--instrument", "k6", "--form", "short"], "k6 has no form 'short'; forms: full"),
        (["--instrument", "k6", "--target", "boss"], "k6: target 'boss' is not known"),
        (["--instrument", "k6", "--map", "nowhere.toml"], "no map nowhere.toml: neither a file"),
        (["--instrument", "k6", "--map", "openpsychometrics_ecr"], "is for the instrument ecr"),
        (["--instrument", "k6", "--out", "no/such/out.csv"], "the folder no/such does not exist"),
        (["--instrument", "k6", "--out", "."], ". is a folder; name a file"),
    ],
)
def test_a_wrong_option_gets_one_sentence(
    tmp_path: Path, options: list[str], sentence: str
) -> None:
    done = _score(_file(tmp_path, f"{HEADER}\n1,1,1,1,1,1\n"), *options)
    assert done.exit_code == 2
    assert sentence in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = _score(tmp_path / "gone.csv", "--instrument", "k6")
    assert done.exit_code == 2
    assert "gone.csv cannot be read: No such file or directory" in done.stderr


@pytest.mark.parametrize("there", ["out.csv", "out.not-scored.csv"])
def test_a_file_that_is_there_is_written_over_only_where_asked(tmp_path: Path, there: str) -> None:
    file = _file(tmp_path, f"{HEADER}\n1,1,1,1,1,1\n")
    kept = _file(tmp_path, "what stood here before", there)
    asked = ("--instrument", "k6", "--out", tmp_path / "out.csv")
    done = _score(file, *asked)
    assert done.exit_code == 2
    assert f"{there} is there already" in done.stderr
    assert kept.read_text(encoding="utf-8") == "what stood here before"
    assert _score(file, *asked, "--replace").exit_code == 0
    assert kept.read_text(encoding="utf-8") != "what stood here before"


def test_the_spread_of_one_person_is_not_a_number_and_not_called_one(tmp_path: Path) -> None:
    done = _score(_file(tmp_path, f"{HEADER}\n1,1,1,1,1,1\n"), "--instrument", "k6")
    assert done.exit_code == 0
    assert "nan" not in done.output


def test_the_file_of_answers_is_never_written_over(tmp_path: Path) -> None:
    text = f"{HEADER}\n1,1,1,1,1,1\n"
    file = _file(tmp_path, text)
    done = _score(file, "--instrument", "k6", "--out", file, "--replace")
    assert done.exit_code == 2
    assert "is the file of answers itself" in done.stderr
    assert file.read_text(encoding="utf-8") == text


def test_impossible_cells_can_be_set_aside_and_are_then_listed(tmp_path: Path) -> None:
    file = _file(tmp_path, f"{HEADER}\n1,1,9,1,1,1\n1,1,1\n4,4,4,4,4,4\n")
    done = _score(file, "--instrument", "k6", "--set-aside", "--out", tmp_path / "out.csv")
    assert done.exit_code == 0
    assert "2  rows not scored" in done.output
    gaps = _rows(tmp_path / "out.not-scored.csv")
    assert [(gap["row"], gap["scale"]) for gap in gaps] == [("2", "all"), ("3", "all")]
    assert [row["row"] for row in _rows(tmp_path / "out.csv")] == ["4"]


def test_a_map_of_ones_own_says_which_column_is_which(tmp_path: Path) -> None:
    columns = "\n".join(f'{item} = "k{item}"' for item in K6.item_ids)
    own = _file(tmp_path, f'missing = [-1]\nid = "who"\n[columns]\n{columns}\n', "own.toml")
    file = _file(tmp_path, "who\tk1\tk2\tk3\tk4\tk5\tk6\nAna\t1\t1\t1\t1\t1\t-1\n", "t.tsv")
    done = _score(file, "--instrument", "k6", "--map", own, "--out", tmp_path / "out.csv")
    assert done.exit_code == 0, done.output
    (gap,) = _rows(tmp_path / "out.not-scored.csv")
    assert gap["id"] == "Ana"


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"x =", "not readable as TOML"), (b"\xff", "is not UTF-8 text")]
)
def test_a_map_that_cannot_be_read_gets_its_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(content)
    file = _file(tmp_path, f"{HEADER}\n1,1,1,1,1,1\n")
    done = _score(file, "--instrument", "k6", "--map", own)
    assert done.exit_code == 2
    assert sentence in done.stderr


def test_a_zip_with_one_table_is_read_and_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/data.csv", f"{HEADER}\n1,1,1,1,1,1\n")
        archive.writestr("folder/other.csv", "x\n")
    assert _score(path, "--instrument", "k6").exit_code == 0
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "x\n")
        archive.writestr("b.csv", "x\n")
    done = _score(path, "--instrument", "k6")
    assert "answers.zip holds 2 CSV files; it must hold one, or one data.csv" in done.stderr
    path.write_bytes(b"not a zip")
    done = _score(path, "--instrument", "k6")
    assert (
        "answers.zip is not a ZIP file that can be opened, though its name says so" in done.stderr
    )


def _ecr_file(folder: Path, people: int) -> Path:
    ecr = catalogue.fetch("ecr")
    chance = np.random.default_rng(1)
    lines = [",".join([*(f"Q{item}" for item in ecr.item_ids), "age", "gender", "country"])]
    for _ in range(people):
        standing = dict(zip(("anxiety", "avoidance"), chance.standard_normal(2), strict=True))
        given = respondent.answer(ecr, standing, chance.random(36))
        lines.append(",".join([*map(str, given.values()), "30", "1", "FI"]))
    return _file(folder, "\n".join(lines) + "\n", "ecr.csv")


def test_a_known_layout_is_recognised_and_a_zero_is_then_no_answer(tmp_path: Path) -> None:
    file = _ecr_file(tmp_path, 3)
    text = file.read_text(encoding="utf-8") + ",".join(["0"] * 36) + ",30,1,FI\n"
    done = _score(_file(tmp_path, text, "ecr.csv"), "--instrument", "ecr")
    assert done.exit_code == 0, done.output
    assert "openpsychometrics_ecr (recognised by its header)" in done.output
    assert "3  rows scored in full" in done.output
    assert "1  rows not scored" in done.output


def test_calibration_shows_and_writes_parameters_with_errors(tmp_path: Path) -> None:
    out = tmp_path / "graded.toml"
    arguments = [str(_ecr_file(tmp_path, 400)), "--instrument", "ecr", "--out", str(out)]
    done = CliRunner().invoke(calibrate, arguments)
    assert done.exit_code == 0, done.output
    assert "400  people in the fit" in done.output
    assert "Attachment anxiety: settled after" in done.output
    made = tomllib.loads(out.read_text(encoding="utf-8"))
    assert len(made["items"]) == 36
    assert all(item["slope_error"] > 0 for item in made["items"])


def test_too_few_people_are_not_calibrated(tmp_path: Path) -> None:
    done = CliRunner().invoke(calibrate, [str(_ecr_file(tmp_path, 5)), "--instrument", "ecr"])
    assert done.exit_code == 2
    assert "ecr.csv: 5 rows may enter; a calibration needs 200" in done.stderr


def test_the_list_of_instruments_says_what_may_be_shown() -> None:
    done = CliRunner().invoke(instruments, [])
    assert done.exit_code == 0
    assert "saam     ask first" in done.output
    assert "ecr      ship" in done.output


def test_a_sheet_is_shown_with_its_notice_or_withheld(tmp_path: Path) -> None:
    shown = CliRunner().invoke(instruments, ["phq_4"])
    assert "1. Feeling nervous, anxious, or on edge" in shown.output
    assert "No permission required" in shown.output
    withheld = CliRunner().invoke(instruments, ["saam"])
    assert withheld.exit_code == 2
    assert "may not be passed on" in withheld.stderr
    words = _file(tmp_path, "\n".join(f"Statement {n}" for n in range(1, 22)), "saam.txt")
    supplied = CliRunner().invoke(instruments, ["saam", "--words", str(words)])
    assert supplied.exit_code == 0
    assert "21. Statement 21" in supplied.output
    words.write_bytes(b"\xff")
    bad = CliRunner().invoke(instruments, ["saam", "--words", str(words)])
    assert "saam.txt is not UTF-8 text" in bad.stderr
    gone = CliRunner().invoke(instruments, ["saam", "--words", str(tmp_path / "gone")])
    assert "cannot be read" in gone.stderr


def test_the_setting_leaves_an_instrument_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "ECR-RS, k6")
    done = CliRunner().invoke(instruments, [])
    assert "ecr_rs" not in done.output
    assert "k6 " not in done.output
    assert "phq_4" in done.output


def test_what_cannot_be_calibrated_is_said(tmp_path: Path) -> None:
    csi = catalogue.fetch("csi_16")
    header = ",".join(f"Q{item}" for item in csi.item_ids)
    same = _file(tmp_path, f"{header}\n" + f"{','.join(['3'] * 16)}\n" * 250, "csi.csv")
    done = CliRunner().invoke(calibrate, [str(same), "--instrument", "csi_16"])
    assert done.exit_code == 2
    assert "csi_16 satisfaction: items differ in their number of answers" in done.stderr
    few = _file(tmp_path, f"{HEADER}\n" + "1,1,1,1,1,1\n" * 250, "k6.csv")
    done = CliRunner().invoke(calibrate, [str(few), "--instrument", "k6"])
    assert done.exit_code == 2
    assert "item in place 1: nobody chose category 1 of 5" in done.stderr


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_answer_file, "MOST_BYTES", 10)
    file = _file(tmp_path, f"{HEADER}\n1,1,1,1,1,1\n")
    assert "answers.csv is larger than" in _score(file, "--instrument", "k6").stderr
    with zipfile.ZipFile(tmp_path / "answers.zip", "w") as archive:
        archive.write(file, "data.csv")
    done = _score(tmp_path / "answers.zip", "--instrument", "k6")
    assert done.exit_code == 2
    assert "answers.zip is larger than" in done.stderr
