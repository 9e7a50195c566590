"""Serve the site on this computer alone, until Ctrl-C."""

import ctypes
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from starlette.types import ASGIApp

from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.reading import Reading
from pasdedeux.web.network import HomeNetwork

_HERE = "127.0.0.1"
_MOST_HEAPS = -8
"""M_ARENA_MAX of malloc.h."""
USUAL_PORT = 7417
"""The same at every start, so that an address kept or invited to stays good."""


def serve(port: int, when_ready: Callable[[str], None]) -> None:
    """Serve the made-up couples until interrupted.

    Args:
        port: 0 for any free one.
        when_ready: called once with the address, as soon as it answers.

    Raises:
        PasDeDeuxError: the port is taken, or the pages' packages are missing.
        KeyboardInterrupt: somebody pressed Ctrl-C; by then all is closed.
    """
    from pasdedeux.web.site import site

    with _door(port) as door:
        when_ready(_address(door))
        _run(site(*_samples()), door)


def serve_home(port: int, when_ready: Callable[[str], None]) -> None:
    """Serve the home of this user until interrupted.

    Args:
        port: 0 for the usual one, or any free one where that is taken.
        when_ready: called once with the address, as soon as the store is open.

    Raises:
        PasDeDeuxError: the port is taken, the store does not open, or packages are missing.
        KeyboardInterrupt: somebody pressed Ctrl-C; by then all is closed.
    """
    from pasdedeux.actions.open_home import open_home
    from pasdedeux.web.site import home_site

    with _home_door(port) as door:
        home = open_home()
        try:
            network = HomeNetwork(port=door.getsockname()[1])
            app = home_site(home, _samples, network)
            network.listen_by(lambda host, number: _Second(app, host, number).close)
            when_ready(_address(door))
            _run(app, door)
        finally:
            home.close()


def in_one_heap() -> None:
    """Have all threads share one heap, where the system's allocator can be told so (glibc's).

    With a heap for each, a page's memory comes back only to the thread that drew it, and what the
    program holds creeps up for as long as it runs (`docs/strain.md`).
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_MOST_HEAPS, 1)


def _address(door: socket.socket) -> str:
    return f"http://localhost:{door.getsockname()[1]}/"


def _run(app: ASGIApp, door: socket.socket) -> None:
    import uvicorn

    in_one_heap()
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[door])


class _Second:
    """The same pages at one more address, on a thread of their own."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Open the address.

        Raises:
            OSError: it is taken.
        """
        import uvicorn

        door = _open(host, port)
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [door]}, name="network", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop answering there; the server closes its own door, within a moment."""
        self._server.should_exit = True


def _samples() -> tuple[tuple[str, ...], Callable[[str], Reading]]:
    """Load what reads a couple once the door is open, since that takes a second."""
    from pasdedeux.actions.read_couple import read_sample, sample_names

    def read(name: str) -> Reading:
        return read_sample(name).readings[0]

    return sample_names(), read


def _home_door(port: int) -> socket.socket:
    if port:
        return _door(port)
    try:
        return _open(_HERE, USUAL_PORT)
    except OSError:
        return _door(0)


def _door(port: int) -> socket.socket:
    """Open the address before anything slow, so that a browser may knock at once."""
    try:
        return _open(_HERE, port)
    except OSError as taken:
        msg = f"Port {port} is taken; leave --port out, and a free one is found."
        raise PasDeDeuxError(msg) from taken


def _open(host: str, port: int) -> socket.socket:
    # By its full name: asyncio leaves Nagle's algorithm on for any other, and a page waits 40 ms.
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if hasattr(socket, "SO_REUSEPORT"):  # elsewhere the option would let two programs share one
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError:
        door.close()
        raise
    door.listen(64)
    return door
