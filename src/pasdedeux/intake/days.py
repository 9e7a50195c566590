"""Tell which days belong to a couple's record, and which cannot."""

from collections import Counter
from collections.abc import Iterable

from pasdedeux.intake.native import MOST_DAYS

LONGEST_GAP_DAYS = 400


def believable(days: Iterable[int]) -> range:
    """Give the run of days to keep: without a longer gap, holding most lines, three years at most.

    Source: decision 0022.
    Limits: a slip of less than a year is not seen.

    >>> believable([738_000, 738_001, 738_001, 738_900])
    range(738000, 738900)
    """
    counts = Counter(days)
    runs: list[list[int]] = []
    for day in sorted(counts):
        if runs and day - runs[-1][-1] <= LONGEST_GAP_DAYS:
            runs[-1].append(day)
        else:
            runs.append([day])
    if not runs:
        return range(0)
    first = max(runs, key=lambda run: sum(counts[day] for day in run))[0]
    after = [run[0] for run in runs if run[0] > first]
    return range(first, min([first + MOST_DAYS, *after]))
