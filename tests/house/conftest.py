"""The house as a house test sees it: its files, its rooms, its syntax trees."""

import ast
import subprocess
from pathlib import Path

import pytest

from tests.house.kept import House, Module


def _kept(root: Path) -> tuple[Path, ...]:
    """List what git keeps or would keep; without git, everything that is not hidden."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the one on PATH
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        folders = [path for name in ("src", "tests", "docs") for path in (root / name).rglob("*")]
        found = [path for path in [*root.glob("*"), *folders] if path.suffix != ".pyc"]
    else:
        found = [root / name for name in listed.stdout.split("\0") if name]
    return tuple(sorted(path for path in found if path.is_file()))


def _module(root: Path, path: Path) -> Module:
    name = ".".join(path.relative_to(root).with_suffix("").parts)
    parts = name.split(".")
    room = parts[1] if len(parts) > 2 else ""
    text = path.read_text(encoding="utf-8")
    return Module(path, name, room, text, ast.parse(text))


@pytest.fixture(scope="session")
def house(root: Path) -> House:
    files = _kept(root)
    code = [path for path in files if path.suffix == ".py"]
    sources = [path for path in code if path.is_relative_to(root / "src")]
    checks = [path for path in code if path.is_relative_to(root / "tests")]
    return House(
        root=root,
        files=files,
        modules=tuple(_module(root / "src", path) for path in sources),
        tests=tuple(_module(root, path) for path in checks),
    )
