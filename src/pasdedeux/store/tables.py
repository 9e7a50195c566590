"""The tables; no column tells what a private thing is about."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()


def _whose(name: str, *, is_key: bool = False) -> Column[str]:
    return Column(
        name,
        String(32),
        ForeignKey("person.id", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=False,
    )


def _of_item() -> Column[str]:
    return Column("item", String(32), ForeignKey("item.id", ondelete="CASCADE"), primary_key=True)


def _sealed(name: str = "sealed") -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


person = Table(
    "person",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("tag", String(32), nullable=False, unique=True),  # the name, under the store's key
    _sealed("name"),  # sealed with the store's key: for whoever runs the database
    _sealed("public"),  # their half of a pair that others may know
    _sealed("salt"),
    Column("cost", String(40), nullable=False),
    _sealed("by_passphrase"),  # their secret, under their passphrase
    _sealed("by_recovery"),  # their secret, under their recovery code
)

seat = Table(  # two seats with the same link are a couple; a person has one at most
    "seat",
    metadata,
    _whose("person", is_key=True),
    Column("link", String(32), nullable=False, index=True),
    _sealed("secret"),  # what both got from the invitation, sealed for this person
)

invitation = Table(
    "invitation",
    metadata,
    _whose("inviter", is_key=True),
    Column("tag", String(32), nullable=False, unique=True),  # the one-time word, under a key
    Column("link", String(32), nullable=False),
    _sealed("secret"),
    Column("expires", Float, nullable=False),
)

granted = Table(
    "granted",
    metadata,
    _whose("owner", is_key=True),
    Column("link", String(32), nullable=False),
    _sealed(),  # the kinds; sealed by the owner, so that nobody else can grant in their name
)

item = Table(
    "item",
    metadata,
    Column("id", String(32), primary_key=True),
    _whose("owner"),
    Column("place", Integer, nullable=False),  # in the order in which the owner wrote
    Column("version", Integer, nullable=False),
    Column("once", String(32)),  # the form it came with, under the owner's key
    _sealed(),
    UniqueConstraint("owner", "place"),
    UniqueConstraint("owner", "once"),
)

wrap = Table(  # an item's key, for one reader
    "wrap",
    metadata,
    _of_item(),
    _whose("reader", is_key=True),
    _sealed(),
    Index("wrap_by_reader", "reader"),
)

offer = Table(  # "I answered this topic too", for one reader
    "offer",
    metadata,
    _of_item(),
    _whose("owner"),
    _whose("reader", is_key=True),
    _sealed(),
    Index("offer_by_reader", "reader"),
)

draft = Table(
    "draft",
    metadata,
    _whose("owner", is_key=True),
    Column("label", String(32), primary_key=True),
    _sealed(),
)

fit = Table(
    "fit",
    metadata,
    _whose("viewer", is_key=True),
    Column("label", String(32), primary_key=True),
    _sealed(),
)

attempt = Table(  # failed tries: for one name, and for all together
    "attempt",
    metadata,
    Column("tag", String(32), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", Float, nullable=False),
)

OWNED = {
    seat: "person",
    invitation: "inviter",
    granted: "owner",
    offer: "owner",
    item: "owner",
    draft: "owner",
    fit: "viewer",
}
"""What goes when a person goes, and the column that says whose it is."""

READ = {wrap: "reader", offer: "reader"}
"""What others gave a person to read."""
