"""Look the home over, copy it, and bring a copy back."""

import os
from pathlib import Path

from pasdedeux.actions.open_home import open_home
from pasdedeux.store import backup, doctor
from pasdedeux.store.doctor import Check as Check  # noqa: PLC0414 - what is given
from pasdedeux.store.place import Place, usual_place


def look_over_home(place: Place | None = None) -> tuple[Check, ...]:
    """Check folder, room, key, store and backups; nothing is changed."""
    return doctor.look_over(place or usual_place(os.environ))


def back_up_home(to: Path, place: Place | None = None) -> tuple[Path, str]:
    """Copy everything, at one moment, into an encrypted file.

    Returns:
        the file, and the store's code, which opens it on another machine.

    Raises:
        PasDeDeuxError: it cannot be written, and why.
    """
    home = open_home(place)
    try:
        made = backup.write_backup(home.store.engine, home.store.key, to)
        return made, backup.spell_code(home.store.key)
    finally:
        home.close()


def restore_home(file: Path, code: str = "", place: Place | None = None) -> Path | None:
    """Put a backup in the place of the home; the program must not be running.

    Returns:
        the copy of what was there before, if there was anything.

    Raises:
        PasDeDeuxError: the backup does not open or is damaged; nothing was changed.
    """
    return backup.restore(place or usual_place(os.environ), file, code)
