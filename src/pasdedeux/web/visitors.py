"""Remember browsers, in memory alone: their form token, what to tell them, what they typed."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock

from pasdedeux.terms.home import PersonId

_MOST = 2_000
_MOST_DONE = 32
_MOST_HELD = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the next look at a page shows once."""

    say: str = ""
    refusals: Mapping[str, str] = field(default_factory=dict)
    action: str = ""  # the form that the refusals are about
    is_refusal: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody typed who was no longer signed in; shown to the same person alone."""

    mark: str
    values: Mapping[str, str]


@dataclass(slots=True)
class Visitor:
    """One browser."""

    form_token: str
    told: dict[str, Told] = field(default_factory=dict)
    typed: dict[str, Mapping[str, str]] = field(default_factory=dict)  # of nobody's forms
    held: OrderedDict[str, Held] = field(default_factory=OrderedDict)
    done: OrderedDict[str, Future[object]] = field(default_factory=OrderedDict)
    shown_once: dict[str, str] = field(default_factory=dict)  # codes, until they are put away
    invitation: str = ""
    was: PersonId | None = None  # who was signed in here last
    was_at: str = ""  # the page they were on
    is_locked: bool = False
    lock: Lock = field(default_factory=Lock)

    def begin(self, once: str) -> tuple[Future[object], bool]:
        """Take a form in hand; the same form a second time waits for the first.

        Returns:
            what becomes of it, and whether it is for the caller to do.
        """
        with self.lock:
            if once in self.done:
                return self.done[once], False
            while len(self.done) >= _MOST_DONE:
                self.done.popitem(last=False)
            outcome: Future[object] = Future()
            if once:
                self.done[once] = outcome
            return outcome, True

    def again(self, once: str) -> None:
        """Let a form that was refused be sent again."""
        with self.lock:
            self.done.pop(once, None)

    def hold(self, path: str, held: Held) -> None:
        """Keep what was typed until the same person signs in."""
        with self.lock:
            self.held[path] = held
            while len(self.held) > _MOST_HELD:
                self.held.popitem(last=False)


class Visitors:
    """All browsers that met a form since the program started."""

    def __init__(self, chance: Callable[[int], bytes], mark: str = "") -> None:
        """Take the source of tokens, and what those in forms begin with."""
        self._chance = chance
        self._mark = mark
        self._known: OrderedDict[str, Visitor] = OrderedDict()
        self._lock = Lock()

    def find(self, token: str) -> Visitor | None:
        """Find a browser by what it carries."""
        with self._lock:
            found = self._known.get(_hash(token)) if token else None
            if found is not None:
                self._known.move_to_end(_hash(token))
            return found

    def begin(self, token: str = "") -> tuple[str, Visitor]:
        """Meet a browser.

        Args:
            token: that of a new sign-in; without one, a token is drawn.
        """
        token = token or self._chance(32).hex()
        with self._lock:
            visitor = Visitor(self._mark + self._chance(16).hex())
            self._known[_hash(token)] = visitor
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return token, visitor

    def forget(self, token: str) -> None:
        """Forget a browser."""
        with self._lock:
            self._known.pop(_hash(token), None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
