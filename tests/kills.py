"""Kill a writing program at random points, again and again, and look what is left.

`python -m tests.kills --kills 1000` (or `just kills`) does it at length, the tests a few times.
Nothing that was acknowledged may be missing or changed, and the store must open every time.
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import alembic.command  # noqa: F401 - here, so that programs die in migrations, not in imports

from pasdedeux.store import backup, drafts, forget, grants, items, links, people
from pasdedeux.store.keys import Session
from pasdedeux.store.open import Store, open_store
from pasdedeux.terms.home import ItemId, Kind
from tests.homes import ANA, BEN, NOON, QUICK, later, place_in, relink
from tests.homes import Cast as _Cast

_LONGEST = 0.4
_NEW_STORE_EVERY = 5


@dataclass
class Tally:
    """What was seen in all rounds together."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    changed: int = 0
    unreadable: int = 0
    leftovers: int = 0  # backups that are not whole
    begun: dict[str, int] = field(default_factory=dict)  # what the programs were at

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.changed or self.unreadable or self.leftovers)


def kill_often(folder: Path, kills: int, seed: int) -> Tally:
    """Let a program write and kill it, so many times."""
    chance = random.Random(seed)  # noqa: S311 - moments of death, no secrets
    tally = Tally()
    kept: dict[str, int] = {}
    home = folder
    for number in range(kills):
        if number % _NEW_STORE_EVERY == 0:  # so that death also comes during the first migration
            home, kept = folder / f"home-{number}", {}
            home.mkdir()
        for said in _live_and_die(home, chance, number):
            _note(kept, said, tally)
        tally.kills += 1
        _look(home, kept, tally)
    return tally


def _live_and_die(home: Path, chance: random.Random, number: int) -> Iterator[list[object]]:
    """Start a program, kill it after a while, and give all that it had acknowledged."""
    how = multiprocessing.get_context("fork")  # a started program has all its imports
    here, there = how.Pipe(duplex=False)
    program = how.Process(target=_write_on, args=(home, there, number))
    program.start()
    there.close()
    time.sleep(chance.uniform(0.0, _LONGEST))
    program.kill()
    program.join()
    try:
        while here.poll():
            yield here.recv()
    except EOFError:
        return
    finally:
        here.close()


def _note(kept: dict[str, int], said: list[object], tally: Tally) -> None:
    match said:
        case ["at", str() as what]:
            tally.begun[what] = tally.begun.get(what, 0) + 1
        case ["kept", str() as which, int() as value]:
            tally.acknowledged += 1
            kept[which] = value
        case _:
            pass


def _look(home: Path, kept: dict[str, int], tally: Tally) -> None:
    """Open what is left, and hold it against what was acknowledged."""
    try:
        store = open_store(place_in(home), os.urandom, QUICK)
        session = _enter(store)
        found = {item.id: int(str(item.body["n"])) for item in items.mine(store, session)}
        draft = drafts.find(store, session, "form")
        with store.reading() as connection:
            faults = backup.list_faults(connection)
    except Exception as problem:  # noqa: BLE001 - anything at all is what we look for
        print(f"unreadable: {problem!r}", file=sys.stderr)
        tally.unreadable += 1
        return
    said = {ItemId(which): value for which, value in kept.items() if which != "draft"}
    tally.unreadable += bool(faults)
    tally.lost += len(said.keys() - found.keys())
    tally.changed += sum(found[which] < value for which, value in said.items() if which in found)
    if "draft" in kept:
        tally.lost += draft is None or int(str(draft["n"])) < kept["draft"]
    tally.leftovers += _broken_backups(store, home)
    store.close()


def _broken_backups(store: Store, home: Path) -> int:
    broken = 0
    for copy in [*home.glob("*.backup"), *backup.own_backups(store.place)]:
        try:
            backup.check_backup(copy, store.key)
        except Exception:  # noqa: BLE001 - anything at all is what we look for
            broken += 1
        if copy.parent == home:
            copy.unlink()
    return broken


def _enter(store: Store) -> Session:
    if people.is_empty(store):
        return people.create(store, "Ana", ANA, is_adult=True).session
    return people.sign_in(store, "Ana", ANA, NOON)


def _write_on(home: Path, line: Connection, number: int) -> None:
    """Write until killed, and acknowledge each thing when it is kept, not before."""
    chance = random.Random(number)  # noqa: S311 - what is done next, no secrets
    line.send(["at", "open"])
    store = open_store(place_in(home), os.urandom, QUICK)
    session = _enter(store)
    mine = [found.id for found in items.mine(store, session)]
    for value in range(number * 10_000, number * 10_000 + 10_000):
        what = chance.choices(list(_ACTS), [act[0] for act in _ACTS.values()])[0]
        line.send(["at", what])
        acknowledged = _ACTS[what][1](store, session, mine, value)
        if acknowledged:
            line.send(acknowledged)


def _answer(store: Store, session: Session, mine: list[ItemId], value: int) -> list[object]:
    new = items.write(store, session, Kind.CHECK_INS, {"n": value, "words": "x" * (value % 3000)})
    mine.append(new.id)
    return ["kept", new.id, value]


def _edit(store: Store, session: Session, mine: list[ItemId], value: int) -> list[object]:
    if not mine:
        return []
    which = mine[value % len(mine)]
    items.edit(store, session, which, {"n": value})
    return ["kept", which, value]


def _type(store: Store, session: Session, mine: list[ItemId], value: int) -> list[object]:
    drafts.keep(store, session, "form", {"n": value, "of": len(mine)})
    return ["kept", "draft", value]


def _back_up(store: Store, session: Session, mine: list[ItemId], value: int) -> list[object]:
    if value % 2:
        backup.keep_copy(store.engine, store.place, store.key, "try")
    else:
        to = store.place.data.parent / f"{session.id[:4]}-{len(mine)}-{value}.backup"
        backup.write_backup(store.engine, store.key, to)
    return []


def _share(store: Store, session: Session, mine: list[ItemId], value: int) -> list[object]:
    """Let somebody come, be shown everything, and go again."""
    if links.find(store, session):  # the program before died in the middle of this
        links.unlink(store, session)
    name = f"Ben {value}"
    ben = people.create(store, name, BEN, is_adult=True).session
    relink(_Cast(store, session, ben, ben))
    grants.share(store, session, Kind.CHECK_INS)
    people.sign_in(store, name, BEN, later(float(len(mine))))
    forget.erase_person(store, ben)
    return []


_ACTS = {
    "answer": (10, _answer),
    "edit": (4, _edit),
    "draft": (3, _type),
    "backup": (1, _back_up),
    "share and erase": (0.5, _share),
}


def main() -> int:
    """Kill as often as asked, and say what was found."""
    asked = argparse.ArgumentParser(description="Kill a writing program and look what is left.")
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=2026)
    options = asked.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_often(Path(folder), options.kills, options.seed)
    print(json.dumps({**vars(tally), "seconds": round(time.monotonic() - start)}, indent=1))
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
