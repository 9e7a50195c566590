"""Draw up one person's own days over time: a line for each row of the check-in, nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from pasdedeux.present import daily, figures
from pasdedeux.present.chart import About, DaysChart, Line, Table
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Item

LONGEST_DAYS = 56
"""Eight weeks: as many as a narrow page can draw so that one day is told from the next."""
_FEW = 5
"""Days below which what is usual is not said, only what was written so far."""
_APART = 2.0
"""Slider points between the closest and the furthest day, from which the two are named."""

_NAMES = {
    Item.CLOSE: "How close and safe it felt",
    Item.THERE_FOR_ME: "How much the other was there for you",
    Item.UNEASY: "How uneasy you were about the two of you",
    Item.STRESS: "How much pressed on you from outside",
    Item.REACHED: "How much you reached or pressed for the other",
    Item.PULLED_AWAY: "How much you pulled away or shut down",
}

Days = Mapping[date, Mapping[Item, float]]
"""What somebody wrote on each day; a row left alone is absent."""


@dataclass(frozen=True, slots=True)
class OwnDays:
    """What one's own days show, as written."""

    lead: str
    charts: tuple[DaysChart, ...]


def own_days(days: Days, today: date, words: Words = ENGLISH) -> OwnDays | None:
    """Draw up one's own days, of the last eight weeks at most; nothing where none is written.

    Args:
        days: what was written, by the day.
        today: the day up to which the line goes, if something was written lately.
        words: of a language.
    """
    written = {day: rows for day, rows in days.items() if rows}
    if not written:
        return None
    span = _span(tuple(written), today)
    shown = {day: rows for day, rows in written.items() if day in set(span)}
    found = [_chart(item, shown, span, words) for item in _NAMES]
    return OwnDays(_lead(shown, span, today, words), tuple(one for one in found if one))


def _span(written: tuple[date, ...], today: date) -> tuple[date, ...]:
    """Give the days of the picture, without a hole before the first or a year after the last."""
    last = max(written)
    end = today if last <= today < last + timedelta(days=LONGEST_DAYS) else last
    begin = max(end - timedelta(days=LONGEST_DAYS - 1), min(written))
    return tuple(begin + timedelta(days=day) for day in range((end - begin).days + 1))


def _lead(days: Days, span: tuple[date, ...], today: date, words: Words) -> str:
    wrote = words.count(
        "You wrote on one day: {since}.",
        "You wrote on {count} of {whole} days, since {since}.",
        count=len(days),
        whole=words.number(len(span)),
        since=daily.day_words(span[0], today, words),
    )
    close = {day: rows[Item.CLOSE] for day, rows in sorted(days.items()) if Item.CLOSE in rows}
    if len(close) < _FEW or max(close.values()) - min(close.values()) < _APART:
        return wrote
    # Where two days are alike the later one is named: it is remembered better.
    best = max(close, key=lambda day: (close[day], day))
    worst = min(close, key=lambda day: (close[day], -day.toordinal()))
    return wrote + " " + words.say(
        "The closest day: {best} ({high} of 10). The least close: {worst} ({low} of 10).",
        best=daily.day_words(best, today, words),
        worst=daily.day_words(worst, today, words),
        high=_plain(close[best]),
        low=_plain(close[worst]),
    )  # fmt: skip


def _chart(item: Item, days: Days, span: tuple[date, ...], words: Words) -> DaysChart | None:
    values = tuple(days.get(day, {}).get(item) for day in span)
    if all(value is None for value in values):
        return None
    name = words.gettext(_NAMES[item])
    _, low, high = daily.ROWS[item]
    about = About(
        f"days-{item.value.replace('_', '-')}",
        words.say("{name}: {usual}", name=name, usual=_usual(values, words)),
        words.say(
            "A line from 0, {low}, to 10, {high}, for each day. It breaks where nothing was"
            " written.",
            low=words.gettext(low),
            high=words.gettext(high),
        ),
        _table(name, values, span, words),
    )
    ends = words.gettext(high), words.gettext(low), ""
    dates = tuple(daily.short_day(day, words) for day in span)
    return DaysChart(about, (Line(Partner.A, "", values),), ends, "", dates)


def _usual(values: tuple[float | None, ...], words: Words) -> str:
    """Say where four of five days lie, or what there is so far; rounded so that it holds."""
    known = sorted(value for value in values if value is not None)
    cut = len(known) // 10
    low, high = floor(known[cut]), ceil(known[-1 - cut])
    place = f"{low}" if low == high else words.say("{low} to {high}", low=low, high=high)
    if len(known) < _FEW:
        return words.say("{place} so far", place=place)
    return words.say("{place} on most days", place=place)


def _table(
    name: str, values: tuple[float | None, ...], span: tuple[date, ...], words: Words
) -> Table:
    return Table(
        (words.gettext("Day"), name),
        tuple(
            (
                daily.short_day(day, words),
                words.gettext("not written") if value is None else figures.points(value),
            )
            for day, value in zip(span, values, strict=True)
        ),
    )


def _plain(value: float) -> str:
    return figures.points(value).removesuffix(".0")
