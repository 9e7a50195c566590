"""Write the store of today's version, once a version: `python -m tests.stores.make`."""

import shutil
import sys
from pathlib import Path

from pasdedeux.store import backup, drafts, grants, items, migrations
from pasdedeux.terms.home import Choice, Kind
from tests.homes import gather, open_in

HERE = Path(__file__).parent


def main() -> int:
    """Make a store in which two people wrote, and keep it under its version's number."""
    folder = HERE / migrations.HEAD
    if folder.exists():
        print(f"{folder} is there: a store of a released version is never made again")
        return 1
    store = open_in(folder / "made")
    cast = gather(store)
    for number, kind in enumerate(Kind):
        items.write(store, cast.ana, kind, {"n": number})
    grants.share(store, cast.ana, Kind.CHECK_INS)
    for session in (cast.ana, cast.ben):
        both = Choice.WHEN_BOTH
        items.write(store, session, Kind.SCORES, {"n": 10}, topic="trust", choice=both)
    drafts.keep(store, cast.ben, "journal", {"typed": "half a sen"})
    backup.write_backup(store.engine, store.key, folder / "home.backup")
    (folder / "code").write_text(backup.spell_code(store.key) + "\n", encoding="ascii")
    store.close()
    shutil.rmtree(folder / "made")
    return 0


if __name__ == "__main__":
    sys.exit(main())
