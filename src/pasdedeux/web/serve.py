"""Serve the site on this computer alone, until Ctrl-C."""

import socket
from collections.abc import Callable

from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.reading import Reading

_HERE = "127.0.0.1"


def serve(port: int, when_ready: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        port: 0 for any free one.
        when_ready: called once with the address, as soon as it answers.

    Raises:
        PasDeDeuxError: the port is taken, or the pages' packages are missing.
        KeyboardInterrupt: somebody pressed Ctrl-C; by then all is closed.
    """
    try:
        import uvicorn

        from pasdedeux.web.site import site
    except ImportError as missing:
        msg = f"The pages need {missing.name}: pip install 'pasdedeux[app]'"
        raise PasDeDeuxError(msg) from missing
    with _door(port) as door:
        when_ready(f"http://localhost:{door.getsockname()[1]}/")
        app = site(*_samples())
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(config).run(sockets=[door])


def _samples() -> tuple[tuple[str, ...], Callable[[str], Reading]]:
    """Load what reads a couple once the door is open, since that takes a second."""
    from pasdedeux.actions.read_couple import read_sample, sample_names

    def read(name: str) -> Reading:
        return read_sample(name).readings[0]

    return sample_names(), read


def _door(port: int) -> socket.socket:
    """Open the address before anything slow, so that a browser may knock at once."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        door.bind((_HERE, port))
    except OSError as taken:
        door.close()
        msg = f"Port {port} is taken; leave --port out, and a free one is found."
        raise PasDeDeuxError(msg) from taken
    door.listen(64)
    return door
