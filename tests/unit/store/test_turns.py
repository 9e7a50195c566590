"""Many writers in one program take turns, and none is told that another program holds the store."""

import threading
import time

from pasdedeux.store import items
from pasdedeux.terms.home import Kind
from tests.homes import Cast


def test_no_writer_waits_while_later_ones_go_first(file_cast: Cast) -> None:
    waits: list[float] = []

    def write_on() -> None:
        for number in range(12):
            start = time.monotonic()
            items.write(file_cast.store, file_cast.ana, Kind.JOURNAL, {"n": number})
            waits.append(time.monotonic() - start)

    start = time.monotonic()
    writers = [threading.Thread(target=write_on) for _ in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lasted = time.monotonic() - start
    assert len(waits) == 16 * 12, "each was kept"
    # sixteen in turn: nobody waits much longer than one round of all of them
    assert max(waits) < max(1.0, lasted / 3)
