"""A home in which couples have lived for weeks, served by a process of its own, for the benches.

`python -m bench.household FOLDER --people 20 --days 42` fills a store and serves it. Passphrases
are cheap to try here (argon2 is no part of what is measured) and everybody's picture is kept as
a worker would have kept it, so that no page waits for a fit unless somebody writes something new.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from pasdedeux.actions import answer_instrument as answering
from pasdedeux.actions import clock, kept_reading, share_kind, write_journal, write_note
from pasdedeux.actions import log_moment as telling
from pasdedeux.actions.check_in import When
from pasdedeux.actions.gather_record import fingerprint, gather_record
from pasdedeux.actions.open_home import Home, Session, open_home
from pasdedeux.actions.see_dance import program
from pasdedeux.store import fits, items, links, people
from pasdedeux.store.place import Place
from pasdedeux.store.seal import Cost
from pasdedeux.terms.home import Choice, Json, Kind
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Reading
from pasdedeux.terms.record import Act, Ending, Item, Step
from pasdedeux.web.serve import in_one_heap
from pasdedeux.web.site import home_site
from tests import readings

ROOT = Path(__file__).parent.parent
QUICK = Cost(1, 64, 1)
WORDS = "correct horse battery"
_SHARED = (Kind.SCORES, Kind.CHECK_INS, Kind.MOMENTS, Kind.REFLECTIONS, Kind.NOTES)
_STEPS = (Act.REACHES, Act.PULLS_AWAY, Act.PRESSES, Act.PULLS_AWAY, Act.STAYS)


@dataclass(frozen=True, slots=True)
class Household:
    """A served home, and who lives in it."""

    address: tuple[str, int]
    names: tuple[str, ...]
    process: int

    def processor_seconds(self) -> float:
        """Give what the serving process has used of the processors; a fit's worker is apart."""
        told = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2]
        used = told.split()
        return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """Give what the serving process holds in memory."""
        for line in Path(f"/proc/{self.process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0


@contextmanager
def household(folder: Path, people: int, days: int) -> Iterator[Household]:
    """Serve a home with so many people in it, until the caller has done with it."""
    asked = [str(folder), "--people", str(people), "--days", str(days)]
    command = [sys.executable, "-m", "bench.household", *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as server:
        try:
            said = server.stdout.readline() if server.stdout else b""
            told = json.loads(said)
            where = ("127.0.0.1", int(told["port"]))
            yield Household(where, tuple(told["names"]), server.pid)
        finally:
            server.terminate()
            server.wait(timeout=20)


def fill(home: Home, people_asked: int, days: int) -> tuple[str, ...]:
    """Let couples live there for so many days."""
    names = tuple(f"Person {number}" for number in range(1, people_asked + 1))
    now = clock.today()
    sessions = [people.create(home.store, one, WORDS, is_adult=True).session for one in names]
    for ana, ben in zip(sessions[::2], sessions[1::2], strict=False):
        word = links.invite(home.store, ana, clock.now()).token
        links.accept(home.store, ben, word, clock.now())
        for session in (ana, ben):
            _live(home, session, now, days)
    for session in sessions:
        inputs = fingerprint(gather_record(home, session), program())
        fits.keep(home.store, session, "reading", inputs, kept_reading.to_bytes(readings.SECURE))
    return names


def _live(home: Home, session: Session, now: datetime, days: int) -> None:
    """Write what somebody writes in some weeks: two check-ins a day, now and then a moment."""
    for kind in _SHARED:
        share_kind.share_kind(home, session, kind)
    for ago in range(days, 0, -1):
        day = now - timedelta(days=ago)
        for slot in (0, 3):
            values: dict[str, Json] = {
                item.value: (ago * 3 + slot + 2 * place) % 11 for place, item in enumerate(Item)
            }
            body: dict[str, Json] = {
                "day": day.date().isoformat(), "slot": slot, "values": values,
            }  # fmt: skip
            items.write(home.store, session, Kind.CHECK_INS, body)
        if ago % 5 == 1:
            _tell(home, session, day, now)
            write_journal.write_page(home, session, "A page of one's own. " * 40, "", day)
            write_note.write_note(
                home, session, "Something to say. " * 8, day.date().isoformat(),
                choice=Choice.AS_KIND, once="",
            )  # fmt: skip
    _answer(home, session, now)


def _tell(home: Home, session: Session, day: datetime, now: datetime) -> None:
    telling.begin(home, session, When(day.date(), 3), now)
    for place, act in enumerate(_STEPS):
        partner = Partner.A if place % 2 == 0 else Partner.B
        telling.add_step(home, session, Step(partner, act), place)
    telling.say_end(home, session, Ending.APART)
    telling.keep_moment(home, session)


def _answer(home: Home, session: Session, now: datetime) -> None:
    at = answering.look_at_question(home, session, "partner")
    while at.question is not None:
        at = answering.answer(home, session, "partner", at.question.item, 3, now=now)
    answering.finish(home, session, "partner", now)


def _sample(_: str) -> Reading:
    return readings.SECURE


def main() -> int:
    """Fill a store, say where it is served, and serve it."""
    asked = argparse.ArgumentParser(description="Serve a home in which couples have lived.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--days", type=int, default=42)
    given = asked.parse_args()
    home = open_home(Place(given.folder / "data", given.folder / "config" / "key"), cost=QUICK)
    names = fill(home, given.people, given.days)
    app = home_site(home, lambda: (("secure",), _sample))
    in_one_heap()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as door:
        door.bind(("127.0.0.1", 0))
        door.listen(64)
        print(json.dumps({"port": door.getsockname()[1], "names": names}), flush=True)
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=2
        )
        uvicorn.Server(config).run(sockets=[door])
    home.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
