"""The first store: people, couples, and what they write."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """Make the tables of version 0001, written out so that later changes leave them alone."""
    _people()
    _written()
    op.create_table(
        "attempt",
        sa.Column("tag", sa.String(32), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", sa.Float, nullable=False),
    )


def _whose(name: str, *, is_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        name,
        sa.String(32),
        sa.ForeignKey("person.id", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=False,
    )


def _of_item() -> sa.Column[str]:
    return sa.Column(
        "item", sa.String(32), sa.ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
    )


def _sealed(name: str = "sealed") -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("tag", sa.String(32), nullable=False, unique=True),
        _sealed("name"),
        _sealed("public"),
        _sealed("salt"),
        sa.Column("cost", sa.String(40), nullable=False),
        _sealed("by_passphrase"),
        _sealed("by_recovery"),
    )
    op.create_table(
        "seat",
        _whose("person", is_key=True),
        sa.Column("link", sa.String(32), nullable=False, index=True),
        _sealed("secret"),
    )
    op.create_table(
        "invitation",
        _whose("inviter", is_key=True),
        sa.Column("tag", sa.String(32), nullable=False, unique=True),
        sa.Column("link", sa.String(32), nullable=False),
        _sealed("secret"),
        sa.Column("expires", sa.Float, nullable=False),
    )
    op.create_table(
        "granted",
        _whose("owner", is_key=True),
        sa.Column("link", sa.String(32), nullable=False),
        _sealed(),
    )


def _written() -> None:
    op.create_table(
        "item",
        sa.Column("id", sa.String(32), primary_key=True),
        _whose("owner"),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("once", sa.String(32)),
        _sealed(),
        sa.UniqueConstraint("owner", "place"),
        sa.UniqueConstraint("owner", "once"),
    )
    op.create_table(
        "wrap",
        _of_item(),
        _whose("reader", is_key=True),
        _sealed(),
        sa.Index("wrap_by_reader", "reader"),
    )
    op.create_table(
        "offer",
        _of_item(),
        _whose("owner"),
        _whose("reader", is_key=True),
        _sealed(),
        sa.Index("offer_by_reader", "reader"),
    )
    for name, whose in (("draft", "owner"), ("fit", "viewer")):
        op.create_table(
            name,
            _whose(whose, is_key=True),
            sa.Column("label", sa.String(32), primary_key=True),
            _sealed(),
        )
