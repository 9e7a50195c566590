"""Keep the readings of the made-up couples, each worked out once, behind the pages."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotReadyError

from pasdedeux.present.places import Place
from pasdedeux.terms.reading import Reading

_PATIENCE_SECONDS = 0.5
"""How long a page waits before it says that it is getting ready."""


class Shelf:
    """Readings by name; the one asked for may still be on its way."""

    def __init__(
        self,
        names: tuple[str, ...],
        read: Callable[[str], Reading],
        ways_out: tuple[Place, ...] = (),
    ) -> None:
        """Start reading all of them, one after the other, on one thread of our own."""
        self.names = names
        self.ways_out = ways_out
        self._read = read
        self._is_closed = False
        self._readings: dict[str, Future[Reading]] = {name: Future() for name in names}
        # A daemon, so that Ctrl-C during a first compilation does not wait for its end.
        threading.Thread(target=self._fill, name="readings", daemon=True).start()

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

    @property
    def ready(self) -> int:
        """Count the readings that are done."""
        return sum(reading.done() for reading in self._readings.values())

    def close(self) -> None:
        """Begin no further reading."""
        self._is_closed = True

    def _fill(self) -> None:
        for name, reading in self._readings.items():
            if self._is_closed:
                return
            try:
                reading.set_result(self._read(name))
            except Exception as problem:  # noqa: BLE001 - raised again for whoever asks for it
                reading.set_exception(problem)
