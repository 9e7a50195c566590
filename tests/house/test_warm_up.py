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


def _told(*words: str, cache: Path) -> str:
    done = _run(*words, cache=cache)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_where_nothing_can_be_kept_a_start_compiles_into_a_folder_of_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    show = "import os, pasdedeux; print(pasdedeux.IS_KEPT, os.environ['NUMBA_CACHE_DIR'])"
    said, folder = _told("-c", show, cache=tmp_path / "file" / "cache").split(" ", 1)
    assert said == "False"
    assert Path(folder).name.startswith("pasdedeux-")
    assert not Path(folder).exists(), "the folder is gone when the program ends"
    said, kept = _told("-c", show, cache=tmp_path / "new" / "cache").split(" ", 1)
    assert said == "True"
    assert Path(kept).parent == tmp_path / "new" / "cache"


def test_a_folder_that_cannot_even_be_asked_for_is_no_reason_to_fall_over(tmp_path: Path) -> None:
    assert _told("-c", "import pasdedeux; print('in')", cache=tmp_path / ("x" * 300)) == "in"


def test_without_any_folder_nothing_is_compiled_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file" / "kernels"))
    mark_ready()
    be_ready()
    assert not is_ready()


@pytest.mark.parametrize(
    ("what", "value"), [("executable", ""), ("frozen", True)], ids=["no interpreter", "one file"]
)
def test_a_program_that_cannot_start_itself_again_compiles_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, value: object
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(sys, what, value, raising=False)
    be_ready()
    assert not is_ready()
    assert not list(tmp_path.iterdir())


def test_where_nothing_is_to_be_compiled_nothing_is_compiled_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    be_ready()
    assert not list(tmp_path.iterdir())


def test_a_file_of_the_folder_one_stands_in_is_no_part_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "click.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    common = Path(_run("-c", WHERE).stdout.strip())
    shutil.copytree(common, tmp_path / "kernels")
    (tmp_path / "kernels" / "whole").unlink(missing_ok=True)
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kernels"))
    monkeypatch.chdir(tmp_path)
    be_ready()
    assert is_ready()


def test_a_kernel_that_is_gone_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    kernel = tmp_path / "model" / "step.nbi"
    kernel.parent.mkdir()
    kernel.touch()
    mark_ready()
    assert is_ready()
    (tmp_path / "model" / "later.nbi").touch()
    assert is_ready()
    kernel.unlink()
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
