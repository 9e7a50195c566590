"""Say what a practice may change for these two: with it, without it, and how unsure that is."""

from collections.abc import Callable
from dataclasses import dataclass

from pasdedeux.present import arrows, figures
from pasdedeux.present.chart import About, AheadChart, Table
from pasdedeux.present.people import People
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.forecast import ArrowThen, Compared, Forecast
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Estimate, Link, Move

_LIKELY, _HARDLY = 0.5, 0.2
"""Shares of the draws from which a change is told as likely, and below which as hardly any."""
_MOST_ARROWS = 2
_OFTEN = {
    1: "once a week",
    2: "twice a week",
    3: "three times a week",
    5: "five times a week",
    7: "every day",
}
OFTEN = tuple(_OFTEN)
"""How often a week a practice can be asked about."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """One figure of a forecast, told."""

    title: str
    now: str
    """As things are."""
    then: str
    """With the practice."""
    sure: str
    """In how many of ten it changes for the better, and for the worse."""
    dots: tuple[int, int]
    """Of ten: better by as much as is worth noticing, and worse."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A forecast, told."""

    heading: str
    rows: tuple[Ahead, ...]
    chart: AheadChart
    note: str
    """What is odd about these two's figures, if anything is."""


def often(per_week: float, words: Words = ENGLISH) -> str:
    """Say how often a week."""
    known = _OFTEN.get(round(per_week))
    return words.gettext(known) if known else words.say("{n} times a week", n=round(per_week))


def in_short(forecast: Forecast, words: Words = ENGLISH) -> str:
    """Say in one sentence which way a forecast points."""
    parts = _parts(forecast)
    if max(one.worse for one in parts) >= _LIKELY:
        told = "It may help in one thing and make another harder at first."
        if max(one.better for one in parts) < _LIKELY:
            told = "It may make things harder between you."
        return words.gettext(told)
    if max(one.better for one in parts) >= _LIKELY:
        return words.gettext("It may loosen what holds the two of you.")
    if max(one.better for one in parts) < _HARDLY:
        return words.gettext("It may change little between you.")
    return words.gettext("It may help a little, or change nothing.")


def what_if(
    forecast: Forecast, both: People, links: tuple[Link, ...], words: Words = ENGLISH
) -> WhatIf:
    """Put a forecast into words and a picture.

    Args:
        forecast: what may come of a practice.
        both: the two.
        links: the arrows of the reading it rests on; those that change most are told.
        words: of a language.
    """
    rows = (
        _trapped(forecast, words),
        _close(forecast, words),
        *_changing(forecast, both, links, words),
        *(() if forecast.is_locked else (_echo(forecast, words),)),
    )
    note = (
        "Your days say that you are in the loop most of the time. Then one more hard evening hardly"
        " stands out, and how long it echoes says little; so that figure is left out here."
    )
    return WhatIf(
        in_short(forecast, words),
        rows,
        _chart(forecast, words),
        words.gettext(note) if forecast.is_locked else "",
    )


def _parts(forecast: Forecast) -> tuple[Compared, ...]:
    arrows_then = tuple(one.strength for one in forecast.arrows)
    echo = () if forecast.is_locked else (forecast.echo,)
    return (forecast.trapped, forecast.close, *echo, *arrows_then)


def _trapped(forecast: Forecast, words: Words) -> Ahead:
    return _row(
        words.gettext("Time in which one presses and the other is away"),
        forecast.trapped,
        lambda one: _share(one, words),
        words,
    )


def _close(forecast: Forecast, words: Words) -> Ahead:
    return _row(
        words.gettext("How close you would say you are"),
        forecast.close,
        lambda one: words.say(
            "about {points} of 10; {likely}",
            points=figures.points(one.value),
            likely=figures.points_range(one.low, one.high, words),
        ),
        words,
    )


def _echo(forecast: Forecast, words: Words) -> Ahead:
    def told(one: Estimate) -> str:
        return words.say(
            "{days}; {likely}",
            days=figures.duration(one.value, words),
            likely=figures.duration_range(one.low, one.high, words),
        )

    title = words.gettext("How long half of a hard evening goes on")
    return _row(title, forecast.echo, told, words)


def _changing(
    forecast: Forecast, both: People, links: tuple[Link, ...], words: Words
) -> tuple[Ahead, ...]:
    """Tell the arrows that change most, by their own sentence."""
    told = {(one.source, one.cause, one.effect): one for one in links}
    order = sorted(forecast.arrows, key=lambda one: -abs(one.strength.change.value))
    return tuple(
        _row(
            arrows.sentence(told[_key(one)], both, words).rstrip("."),
            one.strength,
            lambda at: words.say(
                "about {points} points of 10; {likely}",
                points=figures.points(at.value),
                likely=figures.points_range(at.low, at.high, words),
            ),
            words,
        )
        for one in order[:_MOST_ARROWS]
        if _key(one) in told and max(one.strength.better, one.strength.worse) >= _HARDLY
    )


def _key(arrow: ArrowThen) -> tuple[Partner, Move, Move]:
    return arrow.source, arrow.cause, arrow.effect


def _row(title: str, compared: Compared, told: Callable[[Estimate], str], words: Words) -> Ahead:
    better, worse = (round(10 * one) for one in (compared.better, compared.worse))
    return Ahead(
        title,
        told(compared.without),
        told(compared.with_it),
        _sure(compared, better, worse, words),
        (better, worse),
    )


def _sure(compared: Compared, better: int, worse: int, words: Words) -> str:
    if better == 0 and worse == 0:
        return words.gettext("Hardly any change that you would notice.")
    good = figures.in_ten(better, compared.better, words)
    bad = figures.in_ten(worse, compared.worse, words)
    if worse == 0:
        return words.say("Better by enough to notice: {good}.", good=good)
    if better == 0:
        return words.say("Harder by enough to notice: {bad}.", bad=bad)
    return words.say("Better by enough to notice: {good}; harder: {bad}.", good=good, bad=bad)


def _share(one: Estimate, words: Words) -> str:
    low, value, high = (round(10 * at) for at in (one.low, one.value, one.high))
    if high == 0:
        return words.gettext("hardly ever")
    middle = (
        words.gettext("hardly ever")
        if value == 0
        else words.gettext("nearly always")
        if value == 10
        else words.say("about {tenths} tenths of the time", tenths=value)
    )
    if low == high:
        return middle
    return words.say("{middle}; likely {low} to {high} tenths", middle=middle, low=low, high=high)


def _chart(forecast: Forecast, words: Words) -> AheadChart:
    title = words.gettext("The weeks ahead, as things are and with the practice")
    description = words.gettext(
        "Two lines over the weeks to come: how much of the time one presses while the other is"
        " away. The dashed line is as things are, the other with the practice; pale bands hold"
        " nine in ten."
    )
    rows = tuple(
        (str(place), _tenths(week.without, words), _tenths(week.with_it, words))
        for place, week in enumerate(forecast.weeks, start=1)
    )
    headings = (
        words.gettext("Week"),
        words.gettext("As things are, tenths of the time"),
        words.gettext("With the practice"),
    )
    return AheadChart(
        About("ahead", title, description, Table(headings, rows)),
        tuple(week.without for week in forecast.weeks),
        tuple(week.with_it for week in forecast.weeks),
        forecast.practised_weeks,
        (
            words.gettext("in the loop all the time"),
            words.gettext("never"),
            words.gettext("weeks"),
            words.gettext("as things are"),
            words.gettext("with the practice"),
            words.gettext("left here"),
        ),
    )


def _tenths(one: Estimate, words: Words) -> str:
    return words.say(
        "{value} ({low} to {high})",
        value=figures.in_tenths(one.value),
        low=figures.in_tenths(one.low),
        high=figures.in_tenths(one.high),
    )
