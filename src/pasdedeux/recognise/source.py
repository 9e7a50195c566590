"""Tell what an arrow rests on most: the days of the two, their answers, or couples in general."""

from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Basis, Limit, Link, Move, ToldBy
from pasdedeux.terms.record import Item, Record

_LITTLE_TOLD = 0.9
"""Width after the days as a share of how far off it was before, from which the days told little."""
_PLACED = 0.6
"""Share of couples in general that an arrow may be spread over, and still be these two's own."""

_TOO_LITTLE = frozenset({Limit.FEW_DAYS, Limit.NO_COUPLING_SEEN})
"""Limits under which no arrow is told as the couple's own finding."""
_SLIDERS = {
    Move.ALARM: Item.UNEASY,
    Move.PRESSING: Item.REACHED,
    Move.PULLING_AWAY: Item.PULLED_AWAY,
}


def is_asked(link: Link, record: Record) -> bool:
    """Tell whether a record speaks of both ends of an arrow: by their sliders, or by told steps.

    Source: decision 0026 (the model also works an arrow out from what other sliders say).
    """
    return _speaks(record, link.source, link.cause) and _speaks(record, link.target, link.effect)


def _speaks(record: Record, who: Partner, move: Move) -> bool:
    item = _SLIDERS[move]
    if any(entry.partner is who and item in entry.values for entry in record.check_ins):
        return True
    told = (step.partner for moment in record.moments for step in moment.steps)
    return move is not Move.ALARM and who in told


def told_by(
    link: Link,
    basis: Basis,
    days_written: tuple[int, int],
    reasons: tuple[Limit, ...],
    *,
    asked: bool = True,
) -> ToldBy:
    """Say what an arrow rests on most.

    Args:
        link: the arrow.
        basis: what the whole reading rests on.
        days_written: by each partner; without days of both, no arrow is their own.
        reasons: what the record cannot say.
        asked: whether the days speak of both its ends (`is_asked`).

    Source: decision 0026 (an arrow whose place among couples the questionnaires have told is
        theirs, though no day narrowed it further; before two weeks of both, or where the two
        records fit about as well apart, no arrow between the two has been shown).
    Limits: it tells which of the three gave most, not that the others gave nothing.
    """
    if basis is not Basis.DAYS or not all(days_written):
        return ToldBy.GENERAL
    found = _told_most(link, reasons, asked=asked)
    is_early = not _TOO_LITTLE.isdisjoint(reasons)
    return ToldBy.NOT_YET if is_early and found in {ToldBy.DAYS, ToldBy.ANSWERS} else found


def _told_most(link: Link, reasons: tuple[Limit, ...], *, asked: bool) -> ToldBy:
    if link.narrowed < _LITTLE_TOLD:
        return ToldBy.DAYS if asked else ToldBy.OTHER_SLIDERS
    low, high = link.among_people
    is_placed = high - low < _PLACED and Limit.NO_ANSWERS not in reasons
    return ToldBy.ANSWERS if is_placed else ToldBy.GENERAL
