"""Look a store over without changing it, and say what to do about what is found."""

import os
import shutil
from dataclasses import dataclass

from pasdedeux.store import backup, connect, migrations, place
from pasdedeux.store.place import Place
from pasdedeux.terms.errors import StoreError

_ROOM = 200_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: str
    is_well: bool
    found: str
    advice: str = ""


def look_over(where: Place) -> tuple[Check, ...]:
    """Check folder, room, key, file and backups of a store; it may be open meanwhile."""
    return (
        _folder(where),
        _room(where),
        _key(where),
        _apart(where),
        _store(where),
        _backups(where),
    )


def _folder(where: Place) -> Check:
    what = "folder"
    if not where.data.is_dir():
        return Check(what, is_well=True, found=f"{where.data} will be made at the first start")
    if not os.access(where.data, os.W_OK):
        advice = f"Give yourself the right to write there, or name another by {place.SETTING}."
        return Check(
            what, is_well=False, found=f"{where.data} may not be written to", advice=advice
        )
    if os.name != "nt" and where.data.stat().st_mode & 0o077:
        advice = f"chmod 700 '{where.data}'"
        return Check(what, is_well=False, found="others can look into the folder", advice=advice)
    return Check(what, is_well=True, found=str(where.data))


def _room(where: Place) -> Check:
    there = next(folder for folder in (where.data, *where.data.parents) if folder.is_dir())
    free = shutil.disk_usage(there).free
    found = f"{free / 1e9:.1f} GB free"
    advice = "" if free > _ROOM else "Make room before writing on: backups need some too."
    return Check("room on the disk", is_well=free > _ROOM, found=found, advice=advice)


def _key(where: Place) -> Check:
    what = "key"
    if not where.key_file.exists() and not where.file.exists():
        return Check(what, is_well=True, found="none yet; made at the first start")
    try:
        place.read_key(where)
    except StoreError as problem:
        advice = "Put the key file back from a copy of it, or restore with the store's code."
        return Check(what, is_well=False, found=str(problem), advice=advice)
    if os.name != "nt" and where.key_file.stat().st_mode & 0o077:
        advice = f"chmod 600 '{where.key_file}'"
        return Check(what, is_well=False, found="others can read the key", advice=advice)
    return Check(what, is_well=True, found=str(where.key_file))


def _apart(where: Place) -> Check:
    is_beside = where.key_file.parent == where.data or where.data in where.key_file.parents
    found = "the key lies in the store's own folder" if is_beside else "key and store lie apart"
    advice = f"Keep it elsewhere, named by {place.KEY_SETTING}: who copies one has both."
    return Check(
        "key apart", is_well=not is_beside, found=found, advice=advice if is_beside else ""
    )


def _store(where: Place) -> Check:
    what = "store"
    if not where.url and not where.file.exists():
        if where.mark.exists():
            advice = f"`pasdedeux restore` brings back a backup: {backup.told_of(where)}."
            return Check(what, is_well=False, found=f"{where.file} is gone", advice=advice)
        return Check(what, is_well=True, found="none yet")
    try:
        faults, version = _looked_at(where)
    except StoreError as problem:
        advice = "Restore a backup with `pasdedeux restore`."
        return Check(what, is_well=False, found=str(problem), advice=advice)
    if faults:
        advice = "Make a copy of the folder, then restore a backup with `pasdedeux restore`."
        return Check(what, is_well=False, found=f"damaged: {faults[0]}", advice=advice)
    if version not in migrations.KNOWN:
        advice = "Use the later version of pasdedeux that wrote it."
        return Check(what, is_well=False, found=f"of a later version, {version}", advice=advice)
    later = "" if version == migrations.HEAD else "; brought up to date at the next start"
    return Check(what, is_well=True, found=f"whole, version {version}{later}")


def _looked_at(where: Place) -> tuple[list[str], str | None]:
    if where.url:
        engine = connect.open_database(where.url)
    else:
        engine = connect.open_file(where.file, place.read_key(where), connect.Use.LOOK)
    try:
        with connect.reading(engine) as connection:
            faults = [] if where.url else backup.list_faults(connection)
            return faults, migrations.version_of(connection)
    finally:
        engine.dispose()


def _backups(where: Place) -> Check:
    count = len(backup.own_backups(where))
    found = (
        f"{count} made by the program in {where.backups}" if count else "none by the program yet"
    )
    return Check("backups", is_well=True, found=found, advice="`pasdedeux backup` makes one.")
