"""Let a phone in the same home network reach the pages, only while somebody wishes it."""

import socket
import threading
from collections.abc import Callable
from typing import TypeAlias

_HERE = frozenset({"localhost", "127.0.0.1"})
_NOWHERE = ("10.255.255.255", 1)
"""An address to ask the system which of its own it would use; nothing is sent."""


Close: TypeAlias = Callable[[], None]
Listen: TypeAlias = Callable[[str, int], Close]
"""Answers at one more address until what it gives is called."""


class HomeNetwork:
    """The switch: off at every start."""

    def __init__(self, port: int = 0, find: Callable[[], str] | None = None) -> None:
        """Take the port of the pages here, and what finds this machine's own address."""
        self._find = find or own_address
        self._listen: Listen | None = None
        self.port = port
        self._close: Close | None = None
        self._host = ""
        self._lock = threading.Lock()

    def listen_by(self, listen: Listen) -> None:
        """Take what answers at a further address; without it the switch stays off."""
        self._listen = listen

    @property
    def is_on(self) -> bool:
        """Say whether the home network is let in."""
        return bool(self._host)

    @property
    def may_be_on(self) -> bool:
        """Say whether this machine has an address in a home network."""
        return self._listen is not None and bool(self._find())

    @property
    def hosts(self) -> frozenset[str]:
        """Give the names under which the pages answer now."""
        return _HERE | {self._host} if self._host else _HERE

    @property
    def address(self) -> str:
        """Give the address for another machine; empty while it is off."""
        return f"http://{self._host}:{self.port}" if self._host else ""

    def switch_on(self) -> bool:
        """Answer in the home network too.

        Returns:
            whether that worked.
        """
        with self._lock:
            host = self._find()
            if self._listen is None or not host:
                return False
            if not self._host:
                try:
                    self._close = self._listen(host, self.port)
                except OSError:
                    return False
                self._host = host
            return True

    def switch_off(self) -> None:
        """Answer here alone again."""
        with self._lock:
            if self._close is not None:
                self._close()
            self._close, self._host = None, ""


def own_address() -> str:
    """Give this machine's address in its network; empty where it has none of a home's kind."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_NOWHERE)
            found = str(asking.getsockname()[0])
        except OSError:
            return ""
    return found if _is_private(found) else ""


def _is_private(address: str) -> bool:
    """Say whether an address is one that no machine outside can reach."""
    first, second = (int(part) for part in address.split(".")[:2])
    return first == 10 or (first, second) == (192, 168) or (first == 172 and 16 <= second <= 31)
