import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pasdedeux.cli.checks import _opened, check
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
    done = CliRunner().invoke(check, ["calibration", "--couples", "2", "--seed", "394", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["couples"] == 2
    assert len({row["figure"] for row in found["whole"]}) == 18
    assert all(row["error"] > 0.0 for row in found["whole"])
    assert "of 2 couples" in done.stderr


def test_calibration_is_readable_too() -> None:
    done = CliRunner().invoke(check, ["calibration", "--couples", "2", "--seed", "394"])
    assert done.exit_code == 0, done.output
    assert "2 made-up couples, seed 394" in done.stdout
    assert "k-hat" in done.stdout
    assert "2 couples are too few to judge by" in done.stdout
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


def test_without_a_record_couples_are_made_up_and_live_apart_too() -> None:
    done = CliRunner().invoke(
        check, ["pseudo-couples", "--couples", "2", "--seed", "394", "--shared", ".6"]
    )
    assert done.exit_code == 0, done.output
    assert "couples as they are" in done.stdout
    assert "apart, load shared 0.6" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120
    assert "read 6 of 6 pairs" in done.stderr


def test_answers_without_a_record_are_told_to_be_of_no_use() -> None:
    done = CliRunner().invoke(check, ["pseudo-couples", "--map", "campbell_kashy"])
    assert done.exit_code == 2
    assert "go with a RECORD" in done.stderr


def test_answers_handed_in_beside_the_record_enter_its_couples(
    two_couples: Path, tmp_path: Path
) -> None:
    couple = _short(0)
    answers = tmp_path / "answers.csv"
    head = ",".join(f"Q{k}" for k in range(1, 37))
    row = ",".join(["4"] * 36)
    answers.write_text(
        f"couple,partner,instrument,{head}\n{couple.couple},{couple.names[0]},ecr,{row}\n",
        encoding="utf-8",
    )
    plain, _ = _opened(two_couples, None, None)
    told, refused = _opened(two_couples, answers, None)
    assert not refused
    assert len(told[0].traits) == len(plain[0].traits) + 2
    assert told[1].traits == plain[1].traits


@pytest.mark.slow
def test_work_that_is_broken_off_prints_what_was_done() -> None:
    command = [sys.executable, "-m", "pasdedeux", "check", "calibration"]
    with subprocess.Popen(
        [*command, "--couples", "60", "--seed", "1187", "--processes", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as work:
        assert work.stderr is not None
        told = work.stderr.readline()
        os.killpg(work.pid, signal.SIGINT)
        out, err = work.communicate(timeout=120)
    assert told == "read 1 of 60 couples\n"
    assert work.returncode == 130
    assert "of 60 couples were read" in out.splitlines()[0]
    assert "made-up couples, seed 1187" in out
    assert "Broken off" in err
    assert "Traceback" not in err
