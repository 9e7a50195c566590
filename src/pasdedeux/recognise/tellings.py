"""Lay two tellings of one moment side by side, and find what both tell alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from pasdedeux.terms.record import Step


@dataclass(frozen=True, slots=True)
class Row:
    """One place in both tellings; None where this teller says nothing here."""

    mine: Step | None
    theirs: Step | None

    @property
    def is_alike(self) -> bool:
        """Whether both tell the same step."""
        return self.mine is not None and self.mine == self.theirs


def side_by_side(mine: Sequence[Step], theirs: Sequence[Step]) -> tuple[Row, ...]:
    """Pair the steps that both tell, in order, as many as can be; the others stand alone.

    Args:
        mine: the steps as the viewer told them.
        theirs: the steps as the other told them, partners as in the viewer's.

    Source: decision 0009.
    Limits: who told it rightly is not asked; two tellings that differ are both true of their
        tellers.
    """
    longest = _longest_common(mine, theirs)
    rows: list[Row] = []
    i = j = 0
    while i < len(mine) or j < len(theirs):
        if i < len(mine) and j < len(theirs) and mine[i] == theirs[j]:
            rows.append(Row(mine[i], theirs[j]))
            i, j = i + 1, j + 1
        elif j == len(theirs) or (i < len(mine) and longest[i + 1][j] >= longest[i][j + 1]):
            rows.append(Row(mine[i], None))
            i += 1
        else:
            rows.append(Row(None, theirs[j]))
            j += 1
    return tuple(rows)


def _longest_common(mine: Sequence[Step], theirs: Sequence[Step]) -> list[list[int]]:
    """Count, from every place in both on, how many steps can still be paired."""
    table = [[0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for i in range(len(mine) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            same = table[i + 1][j + 1] + 1 if mine[i] == theirs[j] else 0
            table[i][j] = max(same, table[i + 1][j], table[i][j + 1])
    return table
