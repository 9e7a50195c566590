"""What keeps the home from opening is one line on the terminal, and exit code 2."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from pasdedeux.cli.main import cli
from tests.homes import open_in


def start(folder: Path, *asked: str) -> Result:
    settings = {
        "PASDEDEUX_STORE": str(folder / "data"),
        "PASDEDEUX_KEY": str(folder / "config" / "key"),
    }
    return CliRunner().invoke(cli, ["open", "--no-browser", *asked], env=settings)


def is_one_line(result: Result, *words: str) -> None:
    assert result.exit_code == 2, result.output
    assert result.output.startswith("pasdedeux: ")
    assert result.output.count("\n") == 1
    for word in words:
        assert word in result.output


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        is_one_line(start(tmp_path, "--port", port), f"Port {port} is taken", "--port")
    assert not (tmp_path / "data").exists(), "no store was made for it"


def _damage(folder: Path) -> None:
    (folder / "data" / "home.db").write_bytes(b"no store at all " * 1000)


def _age(folder: Path) -> None:
    store = open_in(folder)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_damage, ("is damaged", "restore")),
        (_age, ("later version", "nothing here was changed")),
        (lambda folder: (folder / "data" / "home.db").unlink(), ("is gone", "start anew")),
        (lambda folder: (folder / "config" / "key").unlink(), ("key", "missing", "restore")),
        (lambda folder: (folder / "config" / "key").write_text("x"), ("holds no key",)),
    ],
)
def test_a_store_that_does_not_open(
    tmp_path: Path, harm: Callable[[Path], object], words: tuple[str, ...]
) -> None:
    open_in(tmp_path).close()
    harm(tmp_path)
    is_one_line(start(tmp_path), *words)


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    is_one_line(start(tmp_path), "data")
