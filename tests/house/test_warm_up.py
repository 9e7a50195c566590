"""After a warm-up no command waits for the compiler, and before one no reading is another."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pasdedeux.actions.be_ready import be_ready, is_ready, mark_ready
from pasdedeux.actions.warm_up import jobs

pytestmark = pytest.mark.slow

_HEAD = "partner,date,stress,uneasy,reached,pulled_away,close,there_for_me"
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


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal here")
def test_the_first_reading_of_all_is_the_same_as_any_later_one(tmp_path: Path) -> None:
    import pty

    # Answers that never change leave the fit at the border of what may be shown.
    days = [
        f"{who},2026-03-{day:02},{','.join('5' * 6)}" for day in range(1, 21) for who in ("A", "B")
    ]
    record = tmp_path / "constant.csv"
    record.write_text("\n".join([_HEAD, *days]), encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_CACHE_DIR"}
    environment["PASDEDEUX_CACHE"] = str(tmp_path / "cache")
    words = [sys.executable, "-m", "pasdedeux", "read", str(record), "--json"]
    seen, shown = pty.openpty()
    first = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=shown, check=False, env=environment
    )
    os.close(shown)
    told = os.read(seen, 10_000).decode()
    os.close(seen)
    assert first.returncode == 0, told
    assert "This once" in told
    compiled = _compiled(tmp_path / "cache")
    second = subprocess.run(words, capture_output=True, check=False, env=environment)
    assert second.returncode == 0
    assert second.stdout == first.stdout
    assert not second.stderr
    assert compiled == _compiled(tmp_path / "cache")


def test_where_nothing_can_be_kept_nothing_is_compiled_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file" / "kernels"))
    mark_ready()
    be_ready()
    assert not is_ready()


def test_files_that_changed_are_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not is_ready()
    mark_ready()
    assert is_ready()
    (mark,) = tmp_path.iterdir()
    mark.write_text(mark.read_text(encoding="utf-8") + "1", encoding="utf-8")
    assert not is_ready()
