"""The two commands set up a bare machine, or say in one line why not."""

import ast
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import go


def _old_python(root: Path, version: str) -> subprocess.CompletedProcess[str]:
    """Run go.py as if this Python were an older one."""
    pretend = (
        "import runpy, sys\n"
        f"sys.version_info = {version}\n"
        f"sys.argv = ['go.py', 'app']\n"
        f"runpy.run_path({str(root / 'go.py')!r}, run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
    )


def _program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_an_older_python_can_read_the_file(root: Path) -> None:
    text = (root / "go.py").read_text(encoding="utf-8")
    assert ast.parse(text, feature_version=(3, 7))
    assert ":=" not in text


def test_an_older_python_gets_one_clear_line(root: Path) -> None:
    done = _old_python(root, "(3, 8, 2)")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11 or later and this is 3.8" in done.stderr


def test_it_uses_the_standard_library_alone(root: Path) -> None:
    tree = ast.parse((root / "go.py").read_text(encoding="utf-8"))
    names = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {str(name).partition(".")[0] for name in names | froms} <= sys.stdlib_module_names


def test_a_machine_without_pip_gets_one_clear_line(tmp_path: Path, root: Path) -> None:
    (tmp_path / "go.py").write_bytes((root / "go.py").read_bytes())
    (tmp_path / "pip.py").write_text("raise SystemExit(1)\n")
    env = {"PATH": "", "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "go.py"), "app"],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )
    assert done.returncode == 2
    assert done.stderr.strip().count("\n") == 0
    assert "has none: sudo apt-get install python3-pip" in done.stderr


def test_a_network_that_is_down_gets_one_clear_line(tmp_path: Path, root: Path) -> None:
    (tmp_path / "go.py").write_bytes((root / "go.py").read_bytes())
    text = (
        "import sys\nif '--version' in sys.argv: print('pip 1')\nelse: sys.exit('ERROR: no route')"
    )
    (tmp_path / "pip.py").write_text(text)
    env = {"PATH": "", "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "go.py"), "app"],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )
    assert done.returncode == 2
    assert (
        done.stderr
        == "uv could not be installed (ERROR: no route): check the network, then repeat.\n"
    )


def test_the_machines_own_index_settings_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mirror.example/simple")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    env = go.environment()
    assert env["UV_DEFAULT_INDEX"] == env["PIP_INDEX_URL"] == "https://mirror.example/simple"


def test_uv_never_brings_a_python_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "elsewhere")
    env = go.environment()
    assert env["UV_PYTHON_DOWNLOADS"] == "never"
    assert "VIRTUAL_ENV" not in env


@pytest.mark.parametrize(
    ("says", "is_used"), [("uv 0.13.9", True), ("uv 1.2.0", True), ("uv 0.4.1", False), ("", False)]
)
@pytest.mark.skipif(os.name != "posix", reason="the stand-in for uv is a shell script")
def test_a_uv_is_used_only_when_recent_enough(tmp_path: Path, says: str, *, is_used: bool) -> None:
    uv = _program(tmp_path / "uv", f"echo '{says}'")
    assert (go.uv_version(str(uv)) >= go.UV_OLDEST) is is_used


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for a browser is a shell script")
def test_a_browser_counts_only_when_it_starts(tmp_path: Path) -> None:
    broken = _program(tmp_path / "chromium", "exit 1")
    works = _program(tmp_path / "works", "echo Chromium 1")
    assert go.find_browser({"PATH": "", "PASDEDEUX_BROWSER": str(works)}) == str(works)
    assert go.find_browser({"PATH": "", "PASDEDEUX_BROWSER": str(broken)}) != str(broken)


def test_every_step_runs_although_one_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail, pass_ = [sys.executable, "-c", "exit(3)"], [sys.executable, "-c", "print('2 passed')"]
    monkeypatch.setattr(go, "steps", lambda _: [("first", fail), ("second", pass_)])
    monkeypatch.setattr(go, "browser_or_install", lambda _: None)
    assert go.run_tests("uv", []) == 1
    said = capsys.readouterr().out.splitlines()
    assert "failed: first. Tests: 2 passed" in said[-2]
    assert said[-1] == go.NO_BROWSER


def test_what_the_machine_checks_is_what_a_person_is_told_to_run(root: Path) -> None:
    assert (root / ".ci/run").read_text().rstrip().endswith("exec python3 go.py test")
    names = [name for name, _ in go.steps([])]
    for name in ("format", "lint", "types", "imports", "spelling", "docs in step", "tests"):
        assert name in names
