"""Give a made-up couple a home of its own to be walked through, and nothing of it a tomorrow."""

import contextlib
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pasdedeux.actions import chance, live_weeks
from pasdedeux.actions.accept_invitation import accept_invitation
from pasdedeux.actions.create_person import create_person
from pasdedeux.actions.invite_partner import invite_partner
from pasdedeux.actions.live_weeks import Progress
from pasdedeux.actions.live_weeks import names as names  # noqa: PLC0414 - the doors' word for it
from pasdedeux.actions.open_home import Home, Session, open_home
from pasdedeux.actions.sign_in import look
from pasdedeux.store import backup, place, seal
from pasdedeux.store.forget import erase_store
from pasdedeux.store.place import Place
from pasdedeux.store.seal import Cost
from pasdedeux.terms.errors import StoreError
from pasdedeux.terms.home import Instant
from pasdedeux.terms.partner import Partner

IDLE_SECONDS = 3600.0
"""A walk that nobody looks at ends after so long."""
_QUICK = Cost(passes=1, kibibytes=64, lanes=1)
"""A passphrase that stands on the page needs no dear guess."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A home in which a made-up couple lives, both signed in."""

    home: Home
    folder: Path
    people: tuple[Session, Session] = field(repr=False)
    tokens: tuple[str, str] = field(repr=False)
    passphrase: str

    def session(self, who: Partner, now: Instant) -> Session | None:
        """Give the keys of one of them; None once they are gone.

        Both are looked at, so that neither is locked while the other is seen.
        """
        found = [look(self.home, token, now) for token in self.tokens]
        session = found[who.place]
        return session if isinstance(session, Session) else None

    def close(self) -> None:
        """Let nothing of it remain."""
        self.home.close()
        _remove(self.folder)


def move_in(now: Instant, today: datetime, progress: Progress | None = None) -> MadeUp:
    """Fill a home with the couple's weeks, the last day being yesterday.

    The folder is a temporary one and the file in it is encrypted; its key is in memory alone.

    Args:
        now: by both clocks, for the sign-ins.
        today: the day on which somebody walks through.
        progress: told how far it is.

    Raises:
        StoreError: the disk did not take it, and why; nothing is left of it.
    """
    folder = _folder()
    try:
        home = _open(folder)
        try:
            passphrase = f"made up {chance.secret(5).hex()}"
            people = _two(home, passphrase, now)
            live_weeks.live_weeks(home, people, today, progress or _untold)
        except BaseException:
            home.close()
            raise
    except BaseException:
        _remove(folder)
        raise
    return _made(home, folder, people, passphrase, now)


def move_in_like(first: MadeUp, now: Instant) -> MadeUp:
    """Give a second home in which all is as in the first one now.

    Raises:
        PasDeDeuxError: the disk did not take it, and why; nothing is left of it.
    """
    folder = _folder()
    where, store = _place(folder), first.home.store
    try:
        place.private_folder(where.data)
        backup.write_backup(store.engine, store.key, where.file)
        place.write_whole(where.key_file, seal.spell(store.key).encode())
        home = _open(folder)
    except BaseException:
        _remove(folder)
        raise
    return _made(home, folder, first.people, first.passphrase, now)


def _untold(_done: int, _of: int) -> None:
    return


def _folder() -> Path:
    try:
        return Path(tempfile.mkdtemp())
    except OSError as problem:
        msg = f"There is no room for the made-up couple: {problem.strerror}."
        raise StoreError(msg) from problem


def _place(folder: Path) -> Place:
    return Place(folder / "data", folder / "key")


def _open(folder: Path) -> Home:
    where = _place(folder)
    home = open_home(where, cost=_QUICK, idle=IDLE_SECONDS)
    where.key_file.unlink()  # from here on in memory alone: what a crash leaves opens no more
    return home


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        erase_store(_place(folder))
    shutil.rmtree(folder, ignore_errors=True)


def _two(home: Home, passphrase: str, now: Instant) -> tuple[Session, Session]:
    """Let both arrive and link."""
    one, other = (
        create_person(home, name, passphrase, now, is_adult=True)[1].session for name in names()
    )
    word = invite_partner(home, one, now).token
    accept_invitation(home, other, word, now)
    return one, other


def _made(
    home: Home, folder: Path, people: tuple[Session, Session], passphrase: str, now: Instant
) -> MadeUp:
    tokens = home.sessions.begin(people[0], now), home.sessions.begin(people[1], now)
    return MadeUp(home, folder, people, tokens, passphrase)
