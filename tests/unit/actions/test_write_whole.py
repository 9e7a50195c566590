"""A file is written whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pasdedeux.actions.write_whole import write_whole
from pasdedeux.terms.errors import UnreadableError


def test_all_files_are_written(tmp_path: Path) -> None:
    write_whole({tmp_path / "a": ["1\n", "2\n"], tmp_path / "b": []})
    assert (tmp_path / "a").read_text(encoding="utf-8") == "1\n2\n"
    assert (tmp_path / "b").read_text(encoding="utf-8") == ""


def test_work_that_breaks_off_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before", encoding="utf-8")

    def broken() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole({tmp_path / "a": ["new"], tmp_path / "b": broken()})
    assert (tmp_path / "a").read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_place_where_no_file_can_go_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is a folder; name a file"):
        write_whole({tmp_path: ["x"]})
    with pytest.raises(UnreadableError, match=r"the folder .* does not exist"):
        write_whole({tmp_path / "no" / "file": ["x"]})
    assert list(tmp_path.iterdir()) == []
