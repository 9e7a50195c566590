"""Who is signed in now: in memory alone, so that no disk tells when anybody was here."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock

from pasdedeux.store import seal
from pasdedeux.store.keys import Session
from pasdedeux.terms.home import Instant, PersonId

IDLE = 15 * 60.0
"""Seconds without a page after which keys are let go."""

LONGEST = 12 * 3600.0
"""Seconds after which keys are let go however busy the pages."""


_MOST_GONE = 2_000
"""Browsers that are still told why they are signed out; the oldest are told nothing."""


class Ended(StrEnum):
    """Why there is no session."""

    UNKNOWN = "not signed in"
    IDLE = "locked after a while without a page"
    OLD = "ended after a day's use"


@dataclass(frozen=True, slots=True)
class _Live:
    session: Session
    began: Instant
    used: Instant


class Sessions:
    """Keeps the keys of whoever is signed in; the browser holds a token, we hold its hash."""

    def __init__(self, chance: seal.Chance, idle: float = IDLE, longest: float = LONGEST) -> None:
        """Take the source of tokens, and the two limits in seconds."""
        self._chance = chance
        self._idle = idle
        self._longest = longest
        self._live: dict[str, _Live] = {}
        self._gone: dict[str, Ended] = {}  # why a token opens nothing, until its browser asks
        self._lock = Lock()

    def begin(self, session: Session, now: Instant) -> str:
        """Let somebody in.

        Returns:
            the token for their browser; it is kept nowhere.
        """
        token = self._chance(32).hex()
        with self._lock:
            self._drop_ended(now)
            self._live[_hash(token)] = _Live(session, now, now)
        return token

    def look(self, token: str, now: Instant, *, is_use: bool = True) -> Session | Ended:
        """Find whose token it is.

        Args:
            token: what the browser sent.
            now: by both clocks; a jump of one locks sooner, never later.
            is_use: false where the page asks by itself, which keeps nobody signed in.
        """
        with self._lock:
            live = self._live.get(_hash(token))
            if live is None:
                return self._gone.pop(_hash(token), Ended.UNKNOWN)
            ended = self._ended(live, now)
            if ended is not None:
                del self._live[_hash(token)]
                return ended
            if is_use:
                self._live[_hash(token)] = replace(live, used=now)
            return live.session

    def sweep(self, now: Instant) -> frozenset[PersonId]:
        """Let go of the keys of whoever's time is over, though no page is asked for.

        Returns:
            whose keys went, and are in no other browser.
        """
        with self._lock:
            before = {live.session.viewer.id for live in self._live.values()}
            self._drop_ended(now)
            after = {live.session.viewer.id for live in self._live.values()}
        return frozenset(who for who in before - after if who is not None)

    def end(self, token: str) -> None:
        """Sign out."""
        with self._lock:
            self._live.pop(_hash(token), None)

    def end_all(self, whose: PersonId, but: str = "") -> None:
        """Sign a person out everywhere, but for one browser."""
        kept = _hash(but)
        with self._lock:
            gone = [
                key
                for key, live in self._live.items()
                if live.session.viewer.id == whose and key != kept
            ]
            for key in gone:
                del self._live[key]

    def take_on(self, session: Session) -> None:
        """Let every browser of a person go on under the name and the keys that they have now."""
        with self._lock:
            for key, live in self._live.items():
                if live.session.viewer == session.viewer:
                    self._live[key] = replace(live, session=session)

    def _ended(self, live: _Live, now: Instant) -> Ended | None:
        if now.since(live.began) >= self._longest:
            return Ended.OLD
        return Ended.IDLE if now.since(live.used) >= self._idle else None

    def _drop_ended(self, now: Instant) -> None:
        for key, live in tuple(self._live.items()):
            ended = self._ended(live, now)
            if ended is not None:
                del self._live[key]
                self._gone[key] = ended
        while len(self._gone) > _MOST_GONE:
            del self._gone[next(iter(self._gone))]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
