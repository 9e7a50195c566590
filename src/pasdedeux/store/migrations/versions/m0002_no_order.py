"""Rows without hidden numbers: in what order two people wrote, and what is gone, is not kept."""

import re

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"
branch_labels: None = None
depends_on: None = None

_TABLES = (
    "person",
    "seat",
    "invitation",
    "granted",
    "item",
    "wrap",
    "offer",
    "draft",
    "fit",
    "attempt",
)
"""Those that others point to come first."""
_NEW = "new_"


def upgrade() -> None:
    """Write every table of a file anew, in the order of its keys alone.

    SQLite gives each row a number that counts through both people's writing and skips what was
    erased. The new tables are named apart until the old ones are gone, those that point to others
    first: a table that is dropped takes with it whatever points to its rows.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    tables = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")
    ).all()
    made: dict[str, str] = {row.name: row.sql for row in tables}
    indices = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    ).scalars()
    again = [one for one in indices if re.search(rf" ON ({'|'.join(_TABLES)}) ", one)]
    for name in _TABLES:
        op.execute(text(_apart(made[name])))
        op.execute(text(f"INSERT INTO {_NEW}{name} SELECT * FROM {name} ORDER BY 1"))  # noqa: S608 - our own names
    for name in reversed(_TABLES):
        op.drop_table(name)
    for name in _TABLES:
        op.rename_table(_NEW + name, name)
    for one in again:
        op.execute(text(one))


def _apart(made: str) -> str:
    """Give what makes the same table under a name of its own, without hidden numbers."""
    of_ours = "|".join(_TABLES)
    named = re.sub(rf"^CREATE TABLE \"?({of_ours})\"?", rf"CREATE TABLE {_NEW}\1", made.strip())
    pointed = re.sub(rf"REFERENCES \"?({of_ours})\"?", rf"REFERENCES {_NEW}\1", named)
    return f"{pointed} WITHOUT ROWID"
