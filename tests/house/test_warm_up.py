"""After a warm-up no command waits for the compiler."""

import subprocess
import sys
from pathlib import Path

import pytest

from pasdedeux.actions.warm_up import jobs

pytestmark = pytest.mark.slow

WHERE = "import os, pasdedeux; print(os.environ['NUMBA_CACHE_DIR'])"


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)


def _compiled() -> dict[str, int]:
    folder = Path(_run("-c", WHERE).stdout.strip())
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*.nb*")}


def test_there_is_something_to_warm_up() -> None:
    names = [name for name, _ in jobs()]
    assert any(name.startswith("reading") for name in names)


def test_a_reading_after_a_warm_up_compiles_nothing() -> None:
    warmed = _run("-m", "pasdedeux", "warm-up")
    assert warmed.returncode == 0, warmed.stderr
    assert "Ready after" in warmed.stderr
    before = _compiled()
    assert before
    read = _run("-m", "pasdedeux", "read", "--sample", "anxious-avoidant", "--json")
    assert read.returncode == 0, read.stderr
    assert _compiled() == before
