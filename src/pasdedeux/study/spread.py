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


def cut(count: int, size: int) -> list[range]:
    """Cut the places 0 to `count` into ranges of at most `size`."""
    return [range(first, min(first + size, count)) for first in range(0, count, size)]
