"""Rows in no order: in what order two people wrote, and what is gone, is not kept."""

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
_BY_CHANCE = "random() & 9223372036854775807"
"""Any whole number from 0 on that a row may have."""


def upgrade() -> None:
    """Give every row of a file a number by chance, now and whenever one is written.

    SQLite numbers the rows of a table one after the other: the numbers would count through both
    people's writing, and skip what was erased. (A table without such numbers keeps its rows in the
    inner nodes of its tree as well; with rows of a kilobyte every page took ten times as long.)
    """
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in _TABLES:
        op.execute(text(f"UPDATE {name} SET rowid = {_BY_CHANCE}"))  # noqa: S608 - our own names
        op.execute(
            text(
                f"CREATE TRIGGER {name}_in_no_order AFTER INSERT ON {name} BEGIN"  # noqa: S608 - the same
                f" UPDATE {name} SET rowid = {_BY_CHANCE} WHERE rowid = NEW.rowid; END"
            )
        )
