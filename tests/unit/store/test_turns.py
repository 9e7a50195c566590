"""Many writers in one program take turns, and none is told that another program holds the store."""

import itertools
import threading

from pasdedeux.store import items
from pasdedeux.terms.home import Kind
from tests.homes import Cast

WRITERS, WRITES = 16, 12
ROUNDS = 4
"""How often every other writer may go while one waits: it asks, is counted, and is woken late."""


def test_no_writer_waits_while_later_ones_go_first(file_cast: Cast) -> None:
    done = itertools.count(1)
    written = [0]
    waits: list[int] = []

    def write_on() -> None:
        for number in range(WRITES):
            before = written[0]
            items.write(file_cast.store, file_cast.ana, Kind.JOURNAL, {"n": number})
            written[0] = next(done)
            waits.append(written[0] - before)

    writers = [threading.Thread(target=write_on) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(waits) == WRITERS * WRITES, "each was kept"
    assert max(waits) <= ROUNDS * WRITERS, "counted in writes of others, not in seconds"
