"""A program that is killed at any point loses nothing that it acknowledged."""

import sys
from pathlib import Path

import pytest

from tests.kills import kill_often


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the kill is SIGKILL")
def test_fifteen_kills_lose_nothing(tmp_path: Path) -> None:
    tally = kill_often(tmp_path, kills=15, seed=1)
    assert tally.is_clean, tally
    assert tally.kills == 15
    assert tally.acknowledged > 0
