import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pasdedeux.cli.checks import check
from pasdedeux.intake.write import write_records
from pasdedeux.study.made_couples import people_at, plan_at, written
from pasdedeux.terms.record import Record


def _short(place: int) -> Record:
    plan = replace(plan_at(1, place), days=5, slots=(3,), moments=())
    return written(1, place, people_at(1, place), plan, told=True).record


@pytest.fixture(scope="module")
def two_couples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("checks") / "two.csv"
    file.write_text(write_records([_short(0), _short(1)]), encoding="utf-8")
    return file


def test_calibration_judges_every_figure_with_its_error() -> None:
    done = CliRunner().invoke(check, ["calibration", "--couples", "2", "--seed", "5", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["couples"] == 2
    assert len({row["figure"] for row in found["whole"]}) == 17
    assert all(row["error"] > 0.0 for row in found["whole"])
    assert "of 2 couples" in done.stderr


def test_calibration_is_readable_too() -> None:
    done = CliRunner().invoke(check, ["calibration", "--couples", "2", "--seed", "5"])
    assert done.exit_code == 0, done.output
    assert "2 made-up couples, seed 5" in done.stdout
    assert "k-hat" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 90


def test_shuffled_partners_are_counted_beside_real_ones(two_couples: Path) -> None:
    done = CliRunner().invoke(check, ["pseudo-couples", str(two_couples), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["real"]["couples"] == found["pseudo"]["couples"] == 2
    assert found["pseudo"]["interval"][1] > found["pseudo"]["share"]


def test_a_line_not_understood_is_listed_and_told_by_the_exit_code(
    two_couples: Path, tmp_path: Path
) -> None:
    lines = two_couples.read_text(encoding="utf-8").splitlines()
    lines.append(lines[1].replace("check-in", "chat"))
    file = tmp_path / "bad.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(check, ["pseudo-couples", str(file)])
    assert done.exit_code == 3
    assert f"bad.csv, row {len(lines)}" in done.stderr
    assert "partners shuffled" in done.stdout


def test_one_couple_is_told_what_the_check_needs(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text(write_records([_short(0)]), encoding="utf-8")
    done = CliRunner().invoke(check, ["pseudo-couples", str(file)])
    assert done.exit_code == 2
    assert "at least two couples" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(check, ["pseudo-couples", str(tmp_path / "none.csv")])
    assert done.exit_code == 2
    assert "there is no such file" in done.stderr


def test_a_record_or_a_number_is_asked_for() -> None:
    done = CliRunner().invoke(check, ["pseudo-couples"])
    assert done.exit_code == 2
    assert "Name a RECORD" in done.stderr
