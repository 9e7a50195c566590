"""What was opened or worked out once for somebody signed in: it goes when their keys go."""

from collections.abc import Callable, Collection
from typing import TypeVar, cast

Found = TypeVar("Found")

MINE, THEIRS, PAIR, MADE = "mine", "theirs", "pair", "made"
"""What the first part of a name may be: whose it is, or that it was made of what both wrote."""

MOST = 4_000
"""So many things are remembered; what comes after them is worked out each time."""


class Memory:
    """Results by name, each beside all that it was made from; other inputs, and it is made anew.

    A session holds it, so it has one viewer and ends where their keys do. What it gives is what
    making it again would give: nothing has to be told here when something changes.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._known: dict[tuple[str, ...], tuple[tuple[object, ...], object]] = {}

    def __len__(self) -> int:
        """Count what is remembered."""
        return len(self._known)

    def recall(
        self, name: tuple[str, ...], inputs: tuple[object, ...], make: Callable[[], Found]
    ) -> Found:
        """Give what was made from just these inputs, or make it."""
        known = self._known.get(name)
        if known is not None and known[0] == inputs:
            return cast("Found", known[1])
        made = make()
        if known is not None or len(self._known) < MOST:
            self._known[name] = (inputs, made)
        return made

    def knows(self, name: tuple[str, ...], inputs: tuple[object, ...]) -> bool:
        """Say whether something made from just these inputs is remembered."""
        known = self._known.get(name)
        return known is not None and known[0] == inputs

    def forget_but(self, whose: str, there: Collection[str]) -> None:
        """Let go what is named (whose, item, ...) and not there any more, and all made of it."""
        names = tuple(self._known)
        gone = [name for name in names if name[0] == whose and name[1] not in there]
        if gone:
            gone += [name for name in names if name[0] == MADE]
        for name in gone:
            self._known.pop(name, None)
