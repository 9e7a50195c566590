"""How an older store becomes a newer one: append only, run inside the program."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "0002"
"""The version that this program writes."""

FOLDER = Path(__file__).parent

KNOWN = ("0001", "0002")
"""Every version ever written, oldest first."""


def version_of(connection: Connection) -> str | None:
    """Read which version a store is; none where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection, to: str | None = None) -> None:
    """Bring a store up to date inside the transaction that the connection is in."""
    from alembic import command  # loaded only where something is to be done: half a second
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to or HEAD)
