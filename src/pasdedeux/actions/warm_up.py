"""Compile every kernel once, by doing each thing a person does once, on something small."""

from collections.abc import Callable, Iterator

from pasdedeux.actions.read_couple import read_sample, sample_names

Job = tuple[str, Callable[[], object]]


def jobs() -> tuple[Job, ...]:
    """List what is to be done: what it is for, and the doing.

    A kernel is compiled for the types it is called with, so each job goes the way of a command;
    a call made up for the purpose could compile what nobody uses.
    """
    return tuple((f"reading {name}", _reader(name)) for name in sample_names())


def warm_up() -> Iterator[tuple[int, int, str]]:
    """Do one job after the other; before each, give its number, how many there are, its name."""
    whole = jobs()
    for number, (name, work) in enumerate(whole, start=1):
        yield number, len(whole), name
        work()


def _reader(name: str) -> Callable[[], object]:
    return lambda: read_sample(name)
