"""The one interface that shares work out: a task, many chunks, results in any order.

A task takes what its chunk holds and nothing else, with its chance counted from seed and
place; so the numbers are the same however many processes there are, and in whatever order.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pasdedeux.study.spreads import processes as engine

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")


def over(
    task: Callable[[Chunk], Result], chunks: Iterable[Chunk], *, processes: int = 1
) -> Iterator[Result]:
    """Give the task's result for every chunk, as each is done.

    Args:
        task: a function of a module (or a partial of one), so that another process finds it.
        chunks: what each call is given; half a second of work or more each.
        processes: how many share the work; 1 stays in this one.

    Raises:
        ValueError: `processes` is below 1.
    """
    if processes < 1:
        msg = f"processes: {processes} is below 1"
        raise ValueError(msg)
    if processes == 1:
        return map(task, chunks)
    return engine.over(task, chunks, processes)


def gathered(
    results: Iterable[Result], whole: int, progress: Callable[[int, int], None] | None = None
) -> list[Result]:
    """Collect results and tell how far they are; Ctrl-C ends the wait and keeps what is there.

    Args:
        results: one for each piece of work, as each is done.
        whole: how many there will be; fewer came where the wait was broken off.
        progress: told how many are there, and of how many.
    """
    found: list[Result] = []
    try:
        for one in results:
            found.append(one)
            if progress is not None:
                progress(len(found), whole)
    except KeyboardInterrupt:
        return found
    return found
