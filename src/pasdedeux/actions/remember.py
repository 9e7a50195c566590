"""Remember what was made of what somebody may read, for as long as they are signed in."""

from collections.abc import Callable
from typing import TypeVar

from pasdedeux.actions.open_home import Session
from pasdedeux.store.memory import MADE

Found = TypeVar("Found")


def remember(
    session: Session, name: str, inputs: tuple[object, ...], make: Callable[[], Found]
) -> Found:
    """Give what was made before from the same inputs, or make it.

    Args:
        session: whose; what is remembered ends with it.
        name: what is made; each caller has a name of its own.
        inputs: all that it is made from. What is read has been read just now: what may not be
            read any more is not among the inputs, and what was made from it is found no more.
        make: makes it, from nothing but the inputs.
    """
    return session.memory.recall((MADE, name), inputs, make)
