"""Share chunks out among processes of this computer, each started fresh."""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from itertools import islice
from typing import TypeVar

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

_AHEAD = 1
"""Chunks handed out beyond one for each process: what waits takes memory, and cannot be stopped."""


def over(
    task: Callable[[Chunk], Result], chunks: Iterable[Chunk], processes: int
) -> Iterator[Result]:
    """Give results as they are done; whoever stops listening stops the rest."""
    fresh = multiprocessing.get_context("spawn")
    left = iter(chunks)
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=_leave_stops) as pool:
        waiting = {pool.submit(task, chunk) for chunk in islice(left, processes + _AHEAD)}
        try:
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                waiting |= {pool.submit(task, chunk) for chunk in islice(left, len(done))}
                while done:
                    yield done.pop().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _leave_stops() -> None:
    """Leave Ctrl-C, which reaches every process at once, to the one that prints."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
