"""See one's own days: what somebody wrote in their check-ins, one value a row for each day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import fmean

from pasdedeux.actions.check_in import check_ins
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.terms.record import Item


def see_days(home: Home, session: Session) -> Mapping[date, Mapping[Item, float]]:
    """Give the mean of each row over the check-ins of a day; a row left alone is absent."""
    said: dict[date, dict[Item, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in check_ins(home, session):
        for item, value in one.values.items():
            said[one.when.day][item].append(value)
    return {
        day: {item: fmean(values) for item, values in rows.items()} for day, rows in said.items()
    }
