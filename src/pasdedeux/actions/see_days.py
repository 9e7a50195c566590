"""See one's own days: what somebody wrote in their check-ins, one value a row for each day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import fmean

from pasdedeux.actions.check_in import check_ins
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.actions.remember import remember
from pasdedeux.terms.record import Item


def see_days(home: Home, session: Session) -> Mapping[date, Mapping[Item, float]]:
    """Give the mean of each row over the check-ins of a day; a row left alone is absent."""
    values = tuple((one.when.day, one.values) for one in check_ins(home, session))
    return remember(session, "days", values, lambda: _means(values))


def _means(
    values: Sequence[tuple[date, Mapping[Item, int]]],
) -> Mapping[date, Mapping[Item, float]]:
    said: dict[date, dict[Item, list[int]]] = defaultdict(lambda: defaultdict(list))
    for day, rows in values:
        for item, value in rows.items():
            said[day][item].append(value)
    return {day: {item: fmean(told) for item, told in rows.items()} for day, rows in said.items()}
