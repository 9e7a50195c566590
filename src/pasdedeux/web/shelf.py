"""Keep the readings of the made-up couples, each worked out once, behind the pages."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotReadyError

from pasdedeux.terms.reading import Reading

_PATIENCE_SECONDS = 0.5
"""How long a page waits before it says that it is getting ready."""


class Shelf:
    """Readings by name; the first one asked for may still be on its way."""

    def __init__(self, names: tuple[str, ...], read: Callable[[str], Reading]) -> None:
        """Start reading all of them, one after the other, on one thread of our own."""
        self.names = names
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._readings: Mapping[str, Future[Reading]] = {
            name: self._workers.submit(read, name) for name in names
        }

    def look(self, name: str) -> Reading | None:
        """Give a reading, or None while it is on its way.

        Raises:
            KeyError: there is none of that name.
            PasDeDeuxError: it could not be read.
        """
        try:
            return self._readings[name].result(timeout=_PATIENCE_SECONDS)
        except NotReadyError:
            return None

    def close(self) -> None:
        """Begin no further reading."""
        self._workers.shutdown(wait=False, cancel_futures=True)
