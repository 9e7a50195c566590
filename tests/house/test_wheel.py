"""The library works alone: a wheel with its data, without extras, in a new place."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import go
from tests.house.kept import QUIET, House

pytestmark = pytest.mark.slow

CODE = {".py", ".pyc"}
SEE_WHAT_SHIPS = """
import importlib, sys
rooms = sys.argv[1:]
for room in rooms: importlib.import_module(f"pasdedeux.{room}")
from pasdedeux.terms import shipped
print(len(rooms), "rooms,", len(shipped.names("measure", "instruments")), "instruments")
"""


def _uv(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    uv = go.find_uv()
    assert uv, "uv is what built this environment"
    return subprocess.run(
        [uv, *words], cwd=folder, capture_output=True, text=True, check=False, env=dict(os.environ)
    )


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of what is kept, so that no build leaves anything here."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source)
    shutil.copytree(root / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    done = _uv(source, "build", "--wheel", "--offline", "--out-dir", str(out))
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_carries_every_file_of_the_package(house: House, wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = house.root / "src"
    kept = {p.relative_to(package).as_posix() for p in house.files if p.is_relative_to(package)}
    assert kept - inside == set()
    assert any(Path(name).suffix not in CODE for name in kept)


def test_the_wheel_installs_without_extras_and_its_quiet_rooms_load(
    wheel: Path, tmp_path: Path
) -> None:
    place = tmp_path / "venv"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = _uv(tmp_path, "venv", "--quiet", "--python", sys.executable, str(place))
    assert made.returncode == 0, made.stderr
    installed = _uv(tmp_path, "pip", "install", "--quiet", "--python", str(python), str(wheel))
    if installed.returncode and "fetch" in installed.stderr:
        pytest.skip("the package index cannot be reached, so the wheel was not installed")
    assert installed.returncode == 0, installed.stderr
    done = subprocess.run(
        [str(python), "-c", SEE_WHAT_SHIPS, *QUIET],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("10 rooms, ")
    assert not done.stdout.startswith("10 rooms, 0")
