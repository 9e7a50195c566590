"""Read one record in a process of its own, in two parts, so that a page can say how far it is."""

from pasdedeux.terms.reading import Reading
from pasdedeux.terms.record import Record

_held: dict[bytes, object] = {}
"""The belief of the record at hand, between its two parts; this process has one worker."""


def fit(record: Record, inputs: bytes) -> None:
    """Find what fits a record, and hold it."""
    from pasdedeux.actions.be_ready import be_ready
    from pasdedeux.infer.fit import believe

    be_ready()
    _held.clear()
    _held[inputs] = believe(record, 1)


def draw(record: Record, inputs: bytes) -> Reading:
    """Read the dance from what was found."""
    from pasdedeux.infer.fit import Belief, believe
    from pasdedeux.recognise.reading import read_dance

    belief = _held.pop(inputs, None)
    if not isinstance(belief, Belief):  # another record came between: once more, it is seconds
        belief = believe(record, 1)
    return read_dance(record, belief)
