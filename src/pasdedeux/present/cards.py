"""Put a whole reading into cards and charts, in the order in which a person reads them."""

from dataclasses import dataclass

from pasdedeux.present import arrows, course, figures, headings, loop, method, unknown
from pasdedeux.present.arrows import Sureness
from pasdedeux.present.chart import (
    DaysChart,
    DotsChart,
    EchoChart,
    LoopChart,
    PatternsChart,
    SwingChart,
)
from pasdedeux.present.headings import Standing
from pasdedeux.present.people import People, people
from pasdedeux.present.unknown import Unknown
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.reading import Basis, Estimate, Limit, Link, Reading, ToldBy


@dataclass(frozen=True, slots=True)
class Card:
    """A finding: a title, a sentence, and how sure it is."""

    title: str
    sentence: str
    doubt: str


@dataclass(frozen=True, slots=True)
class ArrowCard:
    """One arrow, told, with its ten dots."""

    card: Card
    link: Link
    dots: DotsChart


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a page or a terminal shows of one reading."""

    standing: Standing
    people: People
    heading: str
    lead: str
    rests_on: str
    loop: LoopChart | SwingChart | None
    legend: tuple[str, ...]
    points: str
    """What the arrows' points are of; empty without an arrow."""
    arrows: tuple[ArrowCard, ...]
    """The arrows of the picture."""
    more_arrows: tuple[ArrowCard, ...]
    in_general: str
    """Of how many of those no more is known than what is common; empty where of none."""
    patterns: tuple[Card, PatternsChart] | None
    echo: tuple[Card, EchoChart] | None
    days: DaysChart | None
    unknowns: tuple[Unknown, ...]
    clearer: str
    safety: tuple[str, str]
    method: tuple[tuple[str, str], ...]
    """Questions about how it was worked out, with their answers."""


def shown(reading: Reading, words: Words = ENGLISH) -> Shown:
    """Put a reading into cards; a reading that failed its own check keeps its figures back."""
    both = people(reading.names)
    figures_of = headings.kept_back(reading)
    picked = loop.loop_links(figures_of)
    others = loop.other_links(figures_of)
    cards = _arrow_cards(reading, picked + others, both, words)
    swing = loop.swing_chart(figures_of, both, words)
    return Shown(
        headings.standing(reading),
        both,
        headings.heading(reading, words),
        headings.lead(reading, both, words),
        headings.rests_on(reading, both, words),
        swing or loop.loop_chart(figures_of, both, words),
        _legend(words, is_swing=swing is not None) if picked else (),
        arrows.what_points_are(words) if cards else "",
        cards[: len(picked)],
        cards[len(picked) :],
        _count_in_general(reading, others, words),
        _patterns(figures_of, both, words),
        _echo(figures_of, words),
        course.days_chart(reading, both, words),
        unknown.unknowns(reading, both, words),
        unknown.clearer(reading, both, words),
        unknown.safety(words),
        method.method(reading, words),
    )


def _arrow_cards(
    reading: Reading, links: tuple[Link, ...], both: People, words: Words
) -> tuple[ArrowCard, ...]:
    charts = loop.dots_charts(links, both, words)
    return tuple(
        ArrowCard(_arrow_card(reading, link, both, words), link, chart)
        for link, chart in zip(links, charts, strict=True)
    )


def _arrow_card(reading: Reading, link: Link, both: People, words: Words) -> Card:
    title = arrows.sentence(link, both, words)
    strength = arrows.strength(link, both, words)
    if arrows.sureness(link) is Sureness.IN_GENERAL:
        return Card(title, _in_general(reading, words), strength)
    if arrows.sureness(link) is Sureness.INDIRECT:
        told = words.gettext(
            "Your days have no slider for this; it is worked out from the sliders they have."
        )
        return Card(title, told, strength)
    if arrows.sureness(link) is Sureness.UNSHOWN:
        return Card(title, words.gettext("Your days do not show it yet."), strength)
    if arrows.sureness(link) is Sureness.UNCLEAR:
        has_side = link.strength.low > 0 or link.strength.high < 0
        told = "How much is not clear yet." if has_side else "Not clear yet."
        return Card(title, words.gettext(told), strength)
    if not arrows.is_compared(link):  # said once, for all of them, at the end
        return Card(title, strength, _source(link, words))
    return Card(title, strength, f"{arrows.standing(link, words)} {_source(link, words)}".strip())


def _source(link: Link, words: Words) -> str:
    """Say where a clear arrow comes from, where that is not the days."""
    if link.told_by is not ToldBy.ANSWERS:
        return ""
    return words.gettext("The questionnaires say so; your days have added little yet.")


_UNLISTED = frozenset({Limit.ONE_SIDED, Limit.CONSTANT, Limit.SAME})
"""Limits of a record from which no pattern of two people is told, not even as a chance; nor is one
where the two records fit at least as well apart."""


def _patterns(reading: Reading, both: People, words: Words) -> tuple[Card, PatternsChart] | None:
    is_apart = headings.standing(reading) is Standing.APART
    if is_apart or _UNLISTED.intersection(reading.limits):
        return None
    chart = course.patterns_chart(reading, both, words)
    if chart is None:
        return None
    titles = {
        Standing.ANSWERS_ONLY: "What couples with these answers tend to fall into",
        Standing.NAMED: "How sure the pattern is",
    }
    title = words.gettext(titles.get(headings.standing(reading), "What it could turn out to be"))
    asked = (
        "Of ten couples who answered like this, how many would show each pattern."
        if headings.standing(reading) is Standing.ANSWERS_ONLY
        else "Of ten couples with days like yours, how many would show each pattern."
    )
    bar = words.say(
        "A pattern is named from {tenths} in 10 on, after {days} days that you both wrote, and once"
        " your records speak of each other. These bars were set beforehand.",
        tenths=figures.in_tenths(reading.bars.probability),
        days=reading.bars.least_days,
    )
    return Card(title, words.gettext(asked), bar), chart


def _echo(reading: Reading, words: Words) -> tuple[Card, EchoChart] | None:
    chart = course.echo_chart(reading, words)
    if chart is None:
        return None
    doubt = gain(reading.loop_gain, words) if reading.loop_gain else ""
    asked = words.gettext("How long a hard moment that you both lived through goes on between you.")
    title = chart.about.title
    if headings.is_sketch(reading):
        title = words.say("A first sketch: {told}", told=title[:1].lower() + title[1:])
    return Card(title, asked, doubt), chart


def gain(estimate: Estimate, words: Words) -> str:
    """Say the loop gain as tenths of a step that come back, with their likely range."""
    low, value, high = (
        max(0, int(10 * one + 0.5)) for one in (estimate.low, estimate.value, estimate.high)
    )
    if high == 0:
        return words.gettext(
            "If one of you takes a small step once a hard evening has settled, and keeps to it,"
            " less than a tenth of it comes back from the other."
        )
    return words.say(
        "{told}; {likely}.", told=_coming_back(value, words), likely=_steps(low, high, words)
    )


def _coming_back(steps: int, words: Words) -> str:
    if steps == 0:
        return words.gettext(
            "If one of you takes a small step once a hard evening has settled, and keeps to it,"
            " less than a tenth of it comes back from the other"
        )
    return words.count(
        "If one of you takes a small step once a hard evening has settled, and keeps to it, about"
        " one tenth of it comes back from the other",
        "If one of you takes a small step once a hard evening has settled, and keeps to it, about"
        " {count} tenths of it come back from the other",
        count=steps,
    )


def _steps(low: int, high: int, words: Words) -> str:
    if low == high:
        return words.gettext("likely close to that")
    if low == 0:
        return words.count("likely one tenth at most", "likely {count} tenths at most", count=high)
    return words.say(
        "likely {low} to {high} tenths", low=words.number(low), high=words.number(high)
    )


def _in_general(reading: Reading, words: Words) -> str:
    """Say whose finding an arrow is that the record has told little about."""
    if reading.basis is not Basis.DAYS:
        return words.gettext("This is what is common in couples with answers like yours.")
    if not any(reading.answered) or not all(reading.days_written):
        return words.gettext(
            "This is what is common in couples in general; what was written tells little about"
            " this one yet."
        )
    return words.gettext(
        "This rests on the questionnaires and on couples in general; what was written tells little"
        " about this one yet."
    )


def _count_in_general(reading: Reading, links: tuple[Link, ...], words: Words) -> str:
    """Say of how many arrows no more is known than what is common."""
    count = sum(link.told_by is ToldBy.GENERAL for link in links)
    if not count:
        return ""
    if reading.basis is not Basis.DAYS:
        return words.count(
            "One more arrow is as in couples with answers like yours.",
            "{count} more arrows are as in couples with answers like yours.",
            count=count,
        )
    return words.count(
        "One more arrow is as in couples in general: what was written tells little about it.",
        "{count} more arrows are as in couples in general: what was written tells little about"
        " them.",
        count=count,
    )


def _legend(words: Words, *, is_swing: bool) -> tuple[str, ...]:
    picture = (
        "The dashed place is how close it gets before it turns. How far and how often is not"
        " measured; the arrows below are."
        if is_swing
        else "A thick arrow is a strong one. The pale band around it is our doubt: the narrower it"
        " is, the surer the arrow. A dashed arrow is not clear yet, is worked out from other"
        " sliders, or is about couples in general."
    )
    return (
        words.gettext(picture),
        words.gettext(
            "To press: to ask, call, want to talk about it now. To step back: to go quiet, keep"
            " busy, leave the room."
        ),
    )
