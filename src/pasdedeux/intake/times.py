"""Give several reports of one partner on one day an exchange each, in the order of their times."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations

from pasdedeux.intake.said import Said, Sliders, Told
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import EXCHANGES_A_DAY

_MIDDLES = (9 * 60, 13 * 60, 17 * 60, 21 * 60)
"""The middle of each quarter of the waking day, in minutes after midnight."""


def spread(
    lines: Sequence[Said], partners: Mapping[str, Partner]
) -> tuple[list[Said], dict[int, int]]:
    """Move reports that fall into one quarter of a day to exchanges of their own.

    Returns:
        The lines, and for each that found no place the row that stands for its quarter.

    Source: decision 0022 (the order of the times is kept, and none moves further than it must;
        past four a day, the last of each quarter stands for it).
    Limits: reports of the very same minute stay together, and are then two for one exchange.
    """
    groups: dict[Hashable, list[Said]] = {}
    for line in lines:
        if isinstance(line.what, Sliders | Told) and line.day is not None:
            groups.setdefault((type(line.what), partners[line.label], line.day), []).append(line)
    moved: dict[int, int] = {}
    covered: dict[int, int] = {}
    for group in groups.values():
        if len({line.exchange for line in group}) < len(group):
            _part(group, moved, covered)
    kept = [line for line in lines if line.row not in covered]
    if not moved:
        return kept, covered
    return [line._replace(exchange=moved.get(line.row, line.exchange)) for line in kept], covered


def _part(group: Sequence[Said], moved: dict[int, int], covered: dict[int, int]) -> None:
    minutes = sorted({line.minute for line in group if line.minute is not None})
    fixed = {line.exchange for line in group if line.minute is None}
    free = [exchange for exchange in range(EXCHANGES_A_DAY) if exchange not in fixed]
    if len(minutes) <= len(free):
        place = dict(zip(minutes, _nearest(minutes, free), strict=True))
        for line in group:
            if line.minute is not None:
                moved[line.row] = place[line.minute]
        return
    last = {line.exchange: line for line in sorted(group, key=_order) if line.minute is not None}
    for line in group:
        stands = last.get(line.exchange, line)
        if line.minute is not None and stands.minute != line.minute:
            covered[line.row] = stands.row


def _nearest(minutes: Sequence[int], free: Sequence[int]) -> tuple[int, ...]:
    def moved_by(places: tuple[int, ...]) -> int:
        pairs = zip(minutes, places, strict=True)
        return sum(abs(minute - _MIDDLES[place]) for minute, place in pairs)

    return min(combinations(free, len(minutes)), key=moved_by)


def _order(line: Said) -> tuple[int, int]:
    return (-1 if line.minute is None else line.minute, line.row)
