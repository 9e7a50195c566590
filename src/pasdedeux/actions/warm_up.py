"""Compile every kernel once, by doing each thing a person does once, on something small."""

from collections.abc import Callable, Iterator

from pasdedeux.actions.be_ready import mark_ready
from pasdedeux.infer import warm as fit
from pasdedeux.infer.fit import believe
from pasdedeux.intake import samples
from pasdedeux.intake.record import read_record
from pasdedeux.model import warm
from pasdedeux.recognise.reading import read_dance

Job = tuple[str, Callable[[], object]]


def jobs() -> tuple[Job, ...]:
    """List what is to be done: what it is for, and the doing.

    A kernel is compiled for the types it is called with; so the fit goes the way of the command
    that people wait for, and only what no reading touches has a run made up for it.
    """
    model = tuple((f"the model's {name}", work) for name, work in warm.JOBS)
    days = tuple((f"the days' {name}", work) for name, work in fit.JOBS)
    return (*model, *days, *((f"reading {name}", _reader(name)) for name in samples.names()[:1]))


def warm_up() -> Iterator[tuple[int, int, str]]:
    """Do one job after the other; before each, give its number, how many there are, its name."""
    whole = jobs()
    for number, (name, work) in enumerate(whole, start=1):
        yield number, len(whole), name
        work()
    mark_ready()


def _reader(name: str) -> Callable[[], object]:
    def read() -> None:
        (record,) = read_record(samples.text(name).encode(), f"{name}.csv").records
        read_dance(record, believe(record))

    return read
