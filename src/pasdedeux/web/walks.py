"""Keep the walks through the made-up couple: one for each browser, in a home of its own."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date

from pasdedeux.actions import chance, clock
from pasdedeux.actions.open_home import Session
from pasdedeux.actions.see_dance import Readings, gentle_worker, look_back, see_dance
from pasdedeux.actions.walk_through import IDLE_SECONDS, MadeUp, move_in, move_in_like
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.home import Instant
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Reading
from pasdedeux.web.network import HomeNetwork
from pasdedeux.web.visitors import Told, Visitor, Visitors

COOKIE = "walk"
MARK = "walk-"
"""What the tokens of a walk's forms begin with, so that a form goes to the home that made it."""
MOST = 4
"""So many at once; the one longest unseen makes room."""
_LONGEST_DRAWING, _LOOKS_EACH = 180.0, 0.5  # seconds
PUT_BACK = "Everything is put back as it was."


class _OverError(Exception):
    """Whoever wanted to walk has left before the couple had moved in."""


@dataclass(slots=True)
class Walk:
    """One browser's walk."""

    side: Partner
    """As whom it is seen."""
    seen: Instant
    say: str = ""
    """What the first page says once."""
    done: int = 0
    of: int = 1
    """Days that are lived, while the couple moves in."""
    made: MadeUp | None = field(default=None, repr=False)
    visitors: dict[Partner, Visitor] = field(default_factory=dict, repr=False)
    refused: str = ""
    """Why the couple could not move in."""
    is_over: bool = False

    def session(self, who: Partner, now: Instant) -> Session | None:
        """Give the keys of one of the two; None before they have moved in."""
        return self.made.session(who, now) if self.made else None


class Walks:
    """All walks of a running program; nothing of them outlives it."""

    def __init__(self, readings: Readings | None = None, *, draws_ahead: bool = True) -> None:
        """Take where their pictures are worked out, and whether that begins unasked."""
        self.readings = Readings(gentle_worker) if readings is None else readings
        self.visitors = Visitors(chance.secret, MARK)
        self.network = HomeNetwork()
        self._draws_ahead = draws_ahead
        self._lived: tuple[date, MadeUp] | None = None
        self._moving = threading.Lock()
        self._closing = threading.Event()
        self._walks: OrderedDict[str, Walk] = OrderedDict()
        self._threads: set[threading.Thread] = set()
        self._lock = threading.RLock()

    def __len__(self) -> int:
        """Count the walks that are open."""
        with self._lock:
            return len(self._walks)

    def begin(self, side: Partner, now: Instant, token: str = "", say: str = "") -> str:
        """Let the couple move in, for one browser.

        Args:
            side: as whom they are seen first.
            now: by both clocks.
            token: that of a walk in whose place this one comes.
            say: what the first page says once.

        Returns:
            what the browser carries.
        """
        self._drop(token)
        with self._lock:
            self._end_unseen(now)
            token = token or chance.secret(32).hex()
            walk = self._walks[token] = Walk(side, now, say)
        thread = threading.Thread(target=self._move_in, args=(walk,), name="walk", daemon=True)
        with self._lock:
            self._threads = {one for one in self._threads if one.is_alive()} | {thread}
        thread.start()
        return token

    def find(self, token: str, now: Instant) -> Walk | None:
        """Find a browser's walk; None once it is over."""
        with self._lock:
            walk = self._walks.get(token)
            if walk is None:
                return None
            is_gone = now.since(walk.seen) >= IDLE_SECONDS
            if is_gone or (walk.made and walk.session(walk.side, now) is None):
                self.end(token)
                return None
            walk.seen = now
            self._walks.move_to_end(token)
            return walk

    def end(self, token: str) -> None:
        """Let nothing of a walk remain."""
        self._drop(token)
        if not self._walks:
            self.readings.close()

    def end_all(self) -> None:
        """End every walk."""
        for token in tuple(self._walks):
            self._drop(token)
        self.readings.close()

    def close(self) -> None:
        """End every walk, also those that are just beginning."""
        self._closing.set()
        self.end_all()
        for thread in tuple(self._threads):
            thread.join(timeout=5)
        with self._moving:
            if self._lived is not None:
                self._lived[1].close()
            self._lived = None

    def _drop(self, token: str) -> None:
        with self._lock:
            walk = self._walks.pop(token, None)
            if walk is None:
                return
            walk.is_over = True
            made, walk.made = walk.made, None
        if made is not None:
            self._clear(made)

    def _end_unseen(self, now: Instant) -> None:
        for token, walk in tuple(self._walks.items()):
            if now.since(walk.seen) >= IDLE_SECONDS:
                self._drop(token)
        while len(self._walks) >= MOST:
            self._drop(next(iter(self._walks)))

    def _clear(self, made: MadeUp) -> None:
        for token in made.tokens:
            self.visitors.forget(token)
        made.close()

    def _move_in(self, walk: Walk) -> None:
        """Let the couple live its weeks once; each walk is through a copy of that home."""
        try:
            with self._moving:
                first, is_new = self._first(walk)
                made = move_in_like(first, clock.now())
        except _OverError:
            return
        except (PasDeDeuxError, OSError) as problem:
            walk.refused = str(problem)
            return
        self._hand_over(walk, made)
        if is_new and self._draws_ahead:
            self._draw(first, made)

    def _first(self, walk: Walk) -> tuple[MadeUp, bool]:
        now = clock.today()
        if self._lived is not None and self._lived[0] == now.date():
            return self._lived[1], False
        first = move_in(clock.now(), now, _telling(walk))
        if self._lived is not None:  # it ended on another day
            self._lived[1].close()
        self._lived = (now.date(), first)
        return first, True

    def _hand_over(self, walk: Walk, made: MadeUp) -> None:
        visitors = {who: self.visitors.begin(made.tokens[who.place])[1] for who in Partner}
        visitors[walk.side].told["/today"] = Told(walk.say)
        with self._lock:
            is_over = walk.is_over
            if not is_over:
                walk.visitors, walk.made = visitors, made
        if is_over:
            self._clear(made)

    def _draw(self, first: MadeUp, walked: MadeUp) -> None:
        """Have both pictures worked out once, before they are looked at, and those of a week ago.

        The pictures of now are asked for anew in a copy; those of a week ago are kept in it, too.
        """
        today, until = clock.today().date(), clock.now().ticks + _LONGEST_DRAWING
        for session in first.people:
            with contextlib.suppress(PasDeDeuxError):
                while clock.now().ticks < until and self._walks and not self._closing.is_set():
                    seen = see_dance(first.home, session, self.readings, today)
                    if seen.stage is None:
                        break
                    self._closing.wait(_LOOKS_EACH)
        for session in first.people if self._walks else ():
            with contextlib.suppress(PasDeDeuxError):
                look_back((first.home, walked.home), session, self.readings, today, self._wait)
        with self._lock:
            if not self._walks:
                self.readings.close()

    def _wait(self, result: Future[Reading]) -> Reading | None:
        """Wait for a picture that nobody looks at yet; one that does not come is done without."""
        until = clock.now().ticks + _LONGEST_DRAWING
        while clock.now().ticks < until and not self._closing.is_set():
            try:
                return result.result(timeout=_LOOKS_EACH)
            except TimeoutError:
                continue
            except Exception:  # noqa: BLE001 - the worker fell over, or was let go
                return None
        return None


def _telling(walk: Walk) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if walk.is_over:
            raise _OverError
        walk.done, walk.of = done, of

    return tell
