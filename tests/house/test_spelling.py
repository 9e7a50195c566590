"""Words are spelt as in Britain, and typing errors are seen."""

import subprocess
import sys
from pathlib import Path

import pytest

CODESPELL = Path(sys.executable).with_name("codespell")


def _spell(root: Path, *paths: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CODESPELL), *paths], cwd=root, capture_output=True, text=True, check=False
    )


def test_the_words_of_the_house_are_spelt_as_in_britain(root: Path) -> None:
    done = _spell(root)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "wrong",
    [("behav", "ior"), ("recog", "nize"), ("mode", "ling"), ("rec", "ieve"), ("fav", "orite")],
)
def test_a_planted_spelling_is_seen(root: Path, tmp_path: Path, wrong: tuple[str, str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"a word: {''.join(wrong)}\n", encoding="utf-8")
    assert _spell(root, str(page)).returncode != 0


@pytest.mark.parametrize("right", ["behaviour", "recognise", "color: red", "a colour"])
def test_british_words_and_style_sheets_pass(root: Path, tmp_path: Path, right: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{right};\n", encoding="utf-8")
    assert _spell(root, str(page)).returncode == 0
