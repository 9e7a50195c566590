"""A store of every version ever released opens today, and an upgrade keeps a copy first."""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from pasdedeux.store import backup, drafts, grants, items, migrations, people
from pasdedeux.store.open import open_store
from pasdedeux.terms.home import Kind
from tests.homes import ANA, BEN, NOON, QUICK, Cast, place_in

_KINDS_THEN = 7
"""Kinds of things to write that there were when the kept stores were made."""

NEXT = '''"""A column more."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("draft", sa.Column("more", sa.Integer))
    {then}
'''


@pytest.mark.parametrize("version", migrations.KNOWN)
def test_a_store_of_each_version_opens_with_all_that_was_in_it(
    root: Path, tmp_path: Path, version: str
) -> None:
    old = root / "tests/stores" / version
    code = (old / "code").read_text(encoding="ascii")
    where = place_in(tmp_path)
    backup.restore(where, old / "home.backup", code)
    store = open_store(where, os.urandom, QUICK)
    ana = people.sign_in(store, "Ana", ANA, NOON)
    ben = people.sign_in(store, "Ben", BEN, NOON)
    kinds = [(found.kind, found.body["n"]) for found in items.mine(store, ana)]
    assert kinds == [
        *zip(tuple(Kind)[:_KINDS_THEN], range(_KINDS_THEN), strict=True),
        (Kind.SCORES, 10),
    ]
    grants.settle(store, ana)
    assert [seen.body["n"] for seen in items.shared_with_me(store, ben)] == [1, 10]
    assert drafts.find(store, ben, "journal") == {"typed": "half a sen"}
    store.close()


def _add_a_version(monkeypatch: pytest.MonkeyPatch, folder: Path, then: str) -> None:
    """Let the program of tomorrow be this one with one migration more."""
    shutil.copytree(migrations.FOLDER, folder / "migrations")
    new = folder / "migrations/versions/m9999_more.py"
    new.write_text(NEXT.format(then=then, head=migrations.HEAD), encoding="utf-8")
    monkeypatch.setattr(migrations, "FOLDER", folder / "migrations")
    monkeypatch.setattr(migrations, "KNOWN", (*migrations.KNOWN, "9999"))
    monkeypatch.setattr(migrations, "HEAD", "9999")


def _version(cast: Cast) -> str | None:
    store = cast.store
    with store.reading() as connection:
        return migrations.version_of(connection)


def test_an_upgrade_keeps_a_copy_of_what_was(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items.write(cast.store, cast.ana, Kind.NOTES, {"n": 1})
    cast.store.close()
    _add_a_version(monkeypatch, tmp_path, "pass")
    store = open_store(cast.store.place, os.urandom, QUICK)
    with store.reading() as connection:
        assert migrations.version_of(connection) == "9999"
        connection.execute(text("SELECT more FROM draft"))
    (copy,) = backup.own_backups(store.place)
    assert copy.name == "0001-before-9999.backup"
    assert backup.check_backup(copy, store.key) == migrations.KNOWN[-2]
    assert items.mine(store, cast.ana)[0].body == {"n": 1}
    store.close()


def test_an_upgrade_that_fails_halfway_changes_nothing(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.store.close()
    _add_a_version(monkeypatch, tmp_path, 'raise RuntimeError("halfway")')
    with pytest.raises(RuntimeError, match="halfway"):
        open_store(cast.store.place, os.urandom, QUICK)
    monkeypatch.undo()
    store = open_store(cast.store.place, os.urandom, QUICK)
    assert _version(cast) == migrations.HEAD
    with store.reading() as connection:
        names = connection.execute(text("SELECT * FROM draft")).keys()
    assert "more" not in names
    store.close()
