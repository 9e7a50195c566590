"""`pasdedeux read`, started as anyone would start it."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest
from jsonschema import Draft202012Validator

from pasdedeux.actions.read_couple import sample_names
from pasdedeux.present.as_json import schema

HEADER = "couple,partner,date,close,uneasy,reached,pulled_away,stress,there_for_me\n"
ONE = HEADER + "".join(
    f"ours,{who},2024-05-{day:02d},{5 + day % 3},{day % 4},2,{day % 5},1,6\n"
    for day in range(1, 8)
    for who in "AB"
)


def run(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **more}
    return subprocess.run(
        [sys.executable, "-m", "pasdedeux", "read", *map(str, arguments)],
        capture_output=True,
        env=environment,
        timeout=300,
        check=False,
    )


@pytest.fixture
def record(tmp_path: Path) -> Path:
    place = tmp_path / "ours.csv"
    place.write_text(ONE, encoding="utf-8")
    return place


def test_a_record_is_read_and_ends_with_nought(record: Path) -> None:
    done = run(record)
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert told.startswith("Couple ours\n")
    assert "What we cannot see, and what would tell" in told
    assert told.rstrip().endswith("--json.")
    assert max(map(len, told.splitlines())) <= 80


def test_json_is_one_line_for_each_couple_and_keeps_to_the_schema(tmp_path: Path) -> None:
    place = tmp_path / "two.csv"
    place.write_text(ONE + ONE.removeprefix(HEADER).replace("ours", "theirs"), encoding="utf-8")
    done = run(place, "--json")
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [one["couple"] for one in told] == ["ours", "theirs"]
    for one in told:
        Draft202012Validator(schema()).validate(one)


def test_many_couples_get_a_line_each_and_progress_goes_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "two.csv"
    place.write_text(ONE + ONE.removeprefix(HEADER).replace("ours", "theirs"), encoding="utf-8")
    done = run(place)
    lines = done.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["Couple", "ours", "theirs"]
    assert "add --couple" in lines[-1]
    assert "read 2 of 2 couples" in done.stderr.decode()
    alone = run(place, "--couple", "theirs")
    assert alone.stdout.decode().startswith("Couple theirs\n")


def test_lines_not_understood_are_listed_and_end_with_three(record: Path) -> None:
    record.write_text(ONE + "ours,A,2024-05-09,77,1,1,1,1,1\n", encoding="utf-8")
    done = run(record)
    assert done.returncode == 3
    assert "row 16" in done.stderr.decode()
    assert "1 line was not understood and left out." in done.stderr.decode()
    assert done.stdout.decode().startswith("Couple ours\n")


def test_the_smallest_record_of_the_readme_gives_what_stands_there(tmp_path: Path) -> None:
    readme = Path(__file__).parents[3].joinpath("README.md").read_text(encoding="utf-8")
    written, told = (
        readme.partition(f"```{kind}\n")[2].partition("```")[0] for kind in ("csv", "text")
    )
    place = tmp_path / "ours.csv"
    place.write_text(written, encoding="utf-8")
    said = run(place, COLUMNS="80").stdout.decode()
    assert told.strip()
    assert said.startswith(told.removesuffix("...\n")), "python docs/make_example.py"


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_file_of_which_no_line_is_understood_ends_with_two(
    record: Path, form: tuple[str, ...]
) -> None:
    record.write_text(HEADER + "ours,A,2024-05-09,77,1,1,1,1,1\n" * 3, encoding="utf-8")
    done = run(record, *form)
    assert done.returncode == 2
    assert not done.stdout
    (sentence,) = done.stderr.decode().splitlines()
    assert sentence.startswith("pasdedeux: None of 3 lines could be understood. The first: ")


def test_a_couple_is_found_whatever_its_capitals_and_none_is_named_unasked(record: Path) -> None:
    assert run(record, "--couple", " OURS").returncode == 0
    done = run(record, "--couple", "theirs")
    assert done.returncode == 2
    told = done.stderr.decode()
    assert 'The file has one couple, and none is called "theirs"' in told
    assert "ours" not in told.replace("theirs", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.csv",), "nowhere.csv"),
        ((), "Name a RECORD"),
        (("--sample", "nobody"), "nobody"),
        (("x.csv", "--sample", "secure"), "Name a RECORD"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence_and_ends_with_two(
    arguments: tuple[str, ...], words: str
) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert not done.stdout


def test_the_page_is_written_whole_and_only_for_one_couple(tmp_path: Path, record: Path) -> None:
    page = tmp_path / "page.html"
    assert run(record, "--html", page).returncode == 0
    assert page.read_text(encoding="utf-8").endswith("</html>")
    record.write_text(ONE + ONE.removeprefix(HEADER).replace("ours", "theirs"), encoding="utf-8")
    other = tmp_path / "other.html"
    done = run(record, "--html", other)
    assert done.returncode == 2
    assert "add --couple" in done.stderr.decode()
    assert not other.exists()


def test_an_old_terminal_code_page_is_no_obstacle(record: Path) -> None:
    done = run(record, PYTHONIOENCODING="cp1252", COLUMNS="40")
    assert done.returncode == 0, done.stderr.decode()
    assert max(map(len, done.stdout.decode("cp1252").splitlines())) <= 40
    assert run(record, PYTHONIOENCODING="ascii").returncode == 0


@pytest.mark.skipif(not sample_names(), reason="no made-up couple ships yet")
def test_every_sample_is_read() -> None:
    for name in sample_names():
        done = run("--sample", name)
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout.decode().startswith("A made-up couple.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
def test_the_page_opens_on_this_computer_and_closes_with_ctrl_c() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "pasdedeux", "open", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
    ) as program:
        guard = threading.Timer(60, program.kill)
        guard.start()
        assert program.stdout is not None
        address = program.stdout.readline().strip()
        assert address.startswith("http://localhost:")
        with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own localhost
            assert b"<title>pasdedeux</title>" in answer.read()
        program.send_signal(signal.SIGINT)
        rest = program.stdout.read()
        guard.cancel()
    assert program.returncode == 0, rest
    assert rest.rstrip().endswith("Closed.")
    assert "Traceback" not in rest


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Name a RECORD, or a made-up couple with --sample NAME."),
        (("--foo",), "No such option '--foo'"),
        (("--couple",), "Option '--couple' requires an argument."),
    ],
)
def test_a_command_that_cannot_be_understood_gets_one_sentence(
    words: tuple[str, ...], sentence: str
) -> None:
    done = run(*words)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("pasdedeux: ")
    assert sentence in line
    assert line.endswith("--help` says what there is.")


def test_a_page_is_written_over_another_only_where_asked(record: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine", encoding="utf-8")
    done = run(record, "--html", page)
    assert done.returncode == 2
    assert "page.html is there already" in done.stderr.decode()
    assert page.read_text(encoding="utf-8") == "mine"
