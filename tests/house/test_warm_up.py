"""After a warm-up no command waits for the compiler."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pasdedeux.actions.warm_up import jobs

pytestmark = pytest.mark.slow

WHERE = "import os, pasdedeux; print(os.environ['NUMBA_CACHE_DIR'])"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Give a cache of this test's own, begun with what is compiled already.

    Other tests compile for other types meanwhile; in the common folder that would be seen as
    a wait that no reader has.
    """
    common = Path(_run("-c", WHERE).stdout.strip())
    own = tmp_path / "cache"
    if common.is_dir():
        shutil.copytree(common, own / common.name)
    return own


def _run(*words: str, cache: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if cache is None or k != "NUMBA_CACHE_DIR"}
    if cache is not None:
        environment["PASDEDEUX_CACHE"] = str(cache)
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, env=environment
    )


def _compiled(cache: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in cache.rglob("*.nb*")}


def test_there_is_something_to_warm_up() -> None:
    names = [name for name, _ in jobs()]
    assert any(name.startswith("reading") for name in names)


def test_a_reading_after_a_warm_up_compiles_nothing(cache: Path) -> None:
    warmed = _run("-m", "pasdedeux", "warm-up", cache=cache)
    assert warmed.returncode == 0, warmed.stderr
    assert "Ready after" in warmed.stderr
    before = _compiled(cache)
    assert before
    read = _run("-m", "pasdedeux", "read", "--sample", "anxious-avoidant", "--json", cache=cache)
    assert read.returncode == 0, read.stderr
    assert _compiled(cache) == before
