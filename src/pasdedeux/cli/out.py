"""Where a command writes: never over a file that is there, unless it is asked to."""

from pathlib import Path

import click

from pasdedeux.terms.errors import UnreadableError

replace_option = click.option(
    "--replace", is_flag=True, help="Write over a file that is there already."
)


def keep_what_is_there(*places: Path | None, replace: bool) -> None:
    """Refuse to begin where a file would be lost.

    Raises:
        UnreadableError: one of them is there already, and what to do.
    """
    for place in places:
        if place is not None and place.exists() and not place.is_dir() and not replace:
            msg = f"{place} is there already; name another file, or add --replace to write over it."
            raise UnreadableError(msg)
