"""Draw up the loop: which arrows the picture shows, and each arrow's doubt as ten dots."""

from pasdedeux.present import arrows, figures, headings
from pasdedeux.present.chart import About, Arrow, DotsChart, LoopChart, SwingChart, Table
from pasdedeux.present.people import People
from pasdedeux.present.words import Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Dance, Link, Move, Reading


def loop_links(reading: Reading) -> tuple[Link, ...]:
    """Choose the two arrows that the picture draws; all the others are told below it.

    Source: decision 0027 (the pattern's own loop; without one, the stronger loop).
    """
    pattern = headings.named(reading)
    if pattern is not None and pattern.dance in _ALIKE:
        alike = _arrows_between(reading, dict.fromkeys(Partner, _ALIKE[pattern.dance]))
        if len(alike) == 2:
            return alike
    pursuits = {leader: _pursuit(reading, leader) for leader in Partner}
    if pattern is not None and pattern.leader is not None and pursuits[pattern.leader]:
        return pursuits[pattern.leader]
    return max(pursuits.values(), key=lambda links: sum(abs(one.strength.value) for one in links))


def other_links(reading: Reading) -> tuple[Link, ...]:
    """Give the arrows that are told below the picture.

    Source: decision 0027 (that one steps back where the other does is told where it is the
        pattern: elsewhere it would stand beside "presses" for the same cause).
    """
    picked = loop_links(reading)
    return tuple(
        link
        for link in reading.links
        if link not in picked and (link.cause, link.effect) != _ALIKE[Dance.MUTUAL_WITHDRAWAL]
    )


def shown_links(reading: Reading) -> tuple[Link, ...]:
    """Give every arrow that a page shows, the picture's own first."""
    return loop_links(reading) + other_links(reading)


def loop_chart(reading: Reading, people: People, words: Words) -> LoopChart | None:
    """Draw up the picture of the loop, where there is an arrow to draw."""
    links = loop_links(reading)
    if not links:
        return None
    told = "; ".join(arrows.clause(link, people, words) for link in links)
    about = About(
        "loop",
        words.say("The loop: {told}", told=told),
        words.say(
            "A round place for {a}, a square one for {b}, and an arrow from each to the other. The"
            " thicker an arrow, the stronger; the wider its pale band, the less sure. A dashed"
            " arrow is not clear yet, is worked out from other sliders, or is about couples in"
            " general.",
            a=people.name(Partner.A),
            b=people.name(Partner.B),
        ),
        links_table(links, people, words),
    )
    return LoopChart(about, people, tuple(_arrow(link, words) for link in links))


def swing_chart(reading: Reading, people: People, words: Words) -> SwingChart | None:
    """Draw up the picture of a push-pull, where one is named and it is known who swings."""
    pattern = headings.named(reading)
    if pattern is None or pattern.dance is not Dance.PUSH_PULL or pattern.leader is None:
        return None
    parts = {"leader": people.name(pattern.leader), "other": people.name(pattern.leader.other)}
    about = About(
        "swing",
        words.say("The swing: {leader} comes close to {other}, then steps back", **parts),
        words.say(
            "A place for each of the two. One arrow goes from {leader} to a second, dashed place"
            " close to {other}; another goes from there back again.",
            **parts,
        ),
        Table(
            (words.gettext("Pattern"), words.gettext("How likely")),
            (
                (
                    headings.pattern_name(pattern, people, words),
                    figures.in_hundred(pattern.probability, words),
                ),
            ),
        ),
    )
    ways = words.say("{leader} comes close,", **parts), words.gettext("and then steps back")
    return SwingChart(about, people, pattern.leader, ways)


def links_table(links: tuple[Link, ...], people: People, words: Words) -> Table:
    """Give the numbers of some arrows."""
    columns = ("Arrow", "Points", "Likely", "Couples with a weaker one")
    return Table(
        tuple(map(words.gettext, columns)),
        tuple(_row(link, people, words) for link in links),
    )


def dots_charts(links: tuple[Link, ...], people: People, words: Words) -> tuple[DotsChart, ...]:
    """Draw up each arrow as ten dots, all along the same line so that they compare."""
    every = [dot for link in links for dot in link.dots]
    span = (min([-1.0, *every]), max([1.0, *every]))
    return tuple(_dots_chart(place, link, span, people, words) for place, link in enumerate(links))


def _dots_chart(
    place: int, link: Link, span: tuple[float, float], people: People, words: Words
) -> DotsChart:
    about = About(
        f"dots{place}",
        arrows.sentence(link, people, words),
        words.gettext("Ten dots along a line from less to more; each dot is one chance in ten."),
        links_table((link,), people, words),
    )
    ends = words.gettext("less"), words.gettext("no change"), words.gettext("more")
    return DotsChart(about, link.source, link.dots, span, ends)


def _row(link: Link, people: People, words: Words) -> tuple[str, ...]:
    return (
        arrows.sentence(link, people, words),
        figures.points(link.strength.value),
        figures.points_cell(link.strength.low, link.strength.high, words),
        figures.hundred_cell(*link.among_people, words),
    )


def _arrow(link: Link, words: Words) -> Arrow:
    return Arrow(
        link.source,
        link.target,
        link.cause,
        link.effect,
        arrows.size(link, words),
        link.strength,
        arrows.sureness(link),
    )


def _pursuit(reading: Reading, leader: Partner) -> tuple[Link, ...]:
    return _arrows_between(
        reading,
        {
            leader.other: (Move.PULLING_AWAY, Move.PRESSING),
            leader: (Move.PRESSING, Move.PULLING_AWAY),
        },
    )


def _arrows_between(reading: Reading, wanted: dict[Partner, tuple[Move, Move]]) -> tuple[Link, ...]:
    """Give the arrows asked for, in the order asked for, where the reading has them."""
    return tuple(
        link
        for source, (cause, effect) in wanted.items()
        for link in reading.links
        if (link.source, link.target) == (source, source.other)
        and (link.cause, link.effect) == (cause, effect)
    )


_ALIKE = {
    Dance.ESCALATION: (Move.PULLING_AWAY, Move.PRESSING),
    Dance.MUTUAL_WITHDRAWAL: (Move.PULLING_AWAY, Move.PULLING_AWAY),
}
"""Patterns in which both do the same: what each answers with, and to what.

Two who press at the same moment do not press because the other does: in the step, pressing hardly
moves pressing. Each presses where the other steps back.
"""
