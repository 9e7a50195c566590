"""The direction of imports is held by contracts, and each contract bites."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PLANTED = {
    "Data moves right, imports look left": ("measure", "from pasdedeux import infer\n"),
    "The ten rooms are quiet": ("present", "import pathlib\n"),
    "Only model and infer know the array engine": ("study", "import numba\n"),
    "Only store speaks SQL and holds keys": ("actions", "import sqlite3\n"),
    "Store keeps, report prints; neither computes": ("report", "from pasdedeux import measure\n"),
    "A study never opens a couple's store": ("study", "from pasdedeux import store\n"),
    "A cluster is known to study alone": ("web", "import dask\n"),
    "Pages go through actions": ("web", "from pasdedeux import infer\n"),
}


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(command), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def empty_house(root: Path, tmp_path: Path) -> Path:
    """Give a copy of the rooms with nothing in them, under the real contracts."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    package = tmp_path / "pasdedeux"
    for source in (root / "src/pasdedeux").glob("*/__init__.py"):
        (package / source.parent.name).mkdir(parents=True)
        (package / source.parent.name / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "__main__.py").touch()
    return tmp_path


def test_the_house_keeps_its_contracts(root: Path) -> None:
    done = _check(root)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_empty_rooms_keep_the_contracts(empty_house: Path) -> None:
    assert "9 kept, 0 broken" in _check(empty_house).stdout


@pytest.mark.parametrize("contract", PLANTED)
def test_a_contract_breaks_on_a_planted_mistake(empty_house: Path, contract: str) -> None:
    room, mistake = PLANTED[contract]
    (empty_house / "pasdedeux" / room / "planted.py").write_text(mistake)
    done = _check(empty_house)
    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), done.stdout


def test_two_rooms_that_lean_on_each_other_are_seen(empty_house: Path) -> None:
    for room, other in (("web", "cli"), ("cli", "web")):
        path = empty_house / "pasdedeux" / room / "planted.py"
        path.write_text(f"from pasdedeux import {other}\n")
        (path.parent / "__init__.py").write_text("from . import planted\n")
    assert "No two rooms lean on each other BROKEN" in _check(empty_house).stdout


def test_a_room_without_a_place_breaks_the_build(empty_house: Path) -> None:
    (empty_house / "pasdedeux" / "utils").mkdir()
    (empty_house / "pasdedeux" / "utils" / "__init__.py").touch()
    done = _check(empty_house)
    assert done.returncode == 1
    assert "utils" in done.stdout
