"""What this couple's data cannot say."""

from collections.abc import Iterator

from pasdedeux.infer.sides import is_even
from pasdedeux.recognise.dance import LEAST_DAYS, TIE_BAR
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Limit
from pasdedeux.terms.record import Item, Record

_HARD = 6.0
"""Points of the slider `uneasy` from which a check-in counts as a hard moment."""
_FEW_HARD = 5
_GAPS = 0.6
"""Below this share of days written, the gaps are many ..."""
_SIDE = 0.1
"""A smaller share of what was told is no side of the story."""
_A_WEEK = 7
"""... in a record of as many days or more: two days have no gaps to speak of."""


def limits(record: Record, tie: float) -> tuple[Limit, ...]:
    """List what the data cannot say, the gravest first.

    Args:
        record: what the couple wrote.
        tie: log odds that the two records belong together.

    Source: decision 0009.
    """
    one_sided = (Limit.ONE_SIDED,) if is_one_sided(record) else ()
    always = (Limit.NOT_CAUSE, Limit.ONE_SOURCE)
    return (*_of_answers(record), *one_sided, *_of_days(record, tie), *always)


def is_one_sided(record: Record) -> bool:
    """Say whether next to all days and moments come from one, or, without any, all answers.

    Source: decision 0009 (a chance told by one of the two would name the other).
    """
    tellers = [one.partner for one in record.check_ins] + [one.teller for one in record.moments]
    if not tellers:
        return len({one.partner for one in record.traits}) == 1
    fewest = min(tellers.count(who) for who in Partner)
    return fewest < _SIDE * len(tellers)


def wrote_the_same(record: Record) -> bool:
    """Say whether all that both wrote is the very same, in three check-ins each or more.

    Source: decision 0009 (one may have written for both; such records agree by themselves).
    """
    return len(record.check_ins) >= 6 and is_even(record)


def _of_answers(record: Record) -> Iterator[Limit]:
    if not record.traits:
        yield Limit.NO_ANSWERS
    if record.traits and not record.check_ins and not record.moments:
        yield Limit.ANSWERS_ONLY


def _of_days(record: Record, tie: float) -> Iterator[Limit]:
    if (record.check_ins or record.moments) and record.days_together < LEAST_DAYS:
        yield Limit.FEW_DAYS
    if not record.check_ins:
        return
    written = [record.days_written(who) for who in Partner]
    if record.days >= _A_WEEK and 0 < min(written) < _GAPS * record.days:
        yield Limit.MANY_GAPS
    items = {item for entry in record.check_ins for item in entry.values}
    if items != set(Item):
        yield Limit.MISSING_ITEMS
    if never_changes(record):
        yield Limit.CONSTANT
    elif wrote_the_same(record):
        yield Limit.SAME
    if _hard_moments(record) < _FEW_HARD:
        yield Limit.FEW_HARD_DAYS
    if min(written) > 0 and tie < TIE_BAR:
        yield Limit.NO_COUPLING_SEEN


def never_changes(record: Record) -> bool:
    """Say whether one partner wrote the same answers every time, three times or more.

    Source: decision 0009 (such answers tell of a hurried writer, not of the two).
    """
    for who in Partner:
        answers = [tuple(sorted(e.values.items())) for e in record.check_ins if e.partner is who]
        if len(answers) >= 3 and len(set(answers)) == 1:
            return True
    return False


def _hard_moments(record: Record) -> int:
    hard = sum(entry.values.get(Item.UNEASY, 0.0) >= _HARD for entry in record.check_ins)
    return hard + len(record.moments)
