"""Draw up the days, the patterns and the echo of a reading."""

from math import isinf

from pasdedeux.present import figures, headings
from pasdedeux.present.chart import (
    About,
    DaysChart,
    EchoChart,
    Line,
    PatternsChart,
    Table,
    TenRow,
)
from pasdedeux.present.people import People
from pasdedeux.present.words import Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import CourseDay, Estimate, Pattern, Reading

_SHORT_EMS = 5.0
_RARE = 0.05
"""A probability below which a pattern has no row of its own; the table has all."""


def patterns_chart(reading: Reading, people: People, words: Words) -> PatternsChart | None:
    """Draw up the patterns as counts in ten, the most likely first."""
    ranked = sorted(reading.patterns, key=lambda one: -one.probability)
    if not ranked:
        return None
    rows = _ten_rows(ranked, people.short(_SHORT_EMS), words)
    about = About(
        "patterns",
        words.say(
            "{pattern}: {share}",
            pattern=headings.pattern_name(ranked[0], people, words),
            share=rows[0].value,
        ),
        words.gettext("A row of ten dots for each pattern; each filled dot is one chance in ten."),
        _patterns_table(ranked, people, words),
    )
    return PatternsChart(about, rows)


def days_chart(reading: Reading, people: People, words: Words) -> DaysChart | None:
    """Draw up how close each of the two felt, day by day."""
    if all(one.written is None for one in reading.course):
        return None
    first, second = (_line(reading.course, one, people) for one in Partner)
    about = About(
        "days",
        words.gettext("How close and safe each of you felt, day by day"),
        words.gettext(
            "Two lines, one for each of you, from 0 to 10 for each day. A line breaks where nobody"
            " wrote."
        ),
        _days_table((first, second), words),
    )
    ends = words.gettext("close"), words.gettext("far apart"), words.gettext("day")
    return DaysChart(about, (first, second), ends, _breaks((first, second), words))


def _breaks(lines: tuple[Line, Line], words: Words) -> str:
    """Count the days that each left out."""
    first, second = (
        words.say(
            "{days} of {whole} days for {name}",
            days=line.values.count(None),
            whole=len(line.values),
            name=line.label,
        )
        for line in lines
    )
    return words.say(
        "As each of you wrote it. The lines break where nobody wrote: {first}, {second}.",
        first=first,
        second=second,
    )


def echo_chart(reading: Reading, words: Words) -> EchoChart | None:
    """Draw up how a hard moment fades."""
    half = reading.echo_days
    if half is None:
        return None
    about = About(
        "echo",
        echo_title(half, words),
        words.gettext(
            "A line that falls from all of a hard moment towards none of it; the pale band around"
            " the line is the doubt."
        ),
        Table(
            (
                words.gettext("Half of it is gone after (days)"),
                words.gettext("Likely (days)"),
            ),
            (
                (
                    figures.duration_cell(half.value, words),
                    figures.duration_range_cell(half.low, half.high, words),
                ),
            ),
        ),
    )
    marks = tuple(words.gettext(mark) for mark in ("all", "half", "none", "days later"))
    return EchoChart(about, half, marks)


def echo_title(half: Estimate, words: Words) -> str:
    """Say how long a hard moment echoes."""
    likely = figures.duration_range(half.low, half.high, words)
    if isinf(half.value):
        return words.say("A hard moment keeps echoing; {likely}", likely=likely)
    return words.say(
        "Half of a hard moment is gone after {time}; {likely}",
        time=figures.duration(half.value, words),
        likely=likely,
    )


def _ten_rows(ranked: list[Pattern], people: People, words: Words) -> tuple[TenRow, ...]:
    """Give a row to each pattern that is not rare, and one to all the others together."""
    seen = [one for one in ranked if one.probability >= _RARE]
    labels = [headings.pattern_name(one, people, words) for one in seen]
    shares = [one.probability for one in seen]
    if len(seen) < len(ranked):
        labels.append(words.gettext("Any other pattern"))
        shares.append(sum(one.probability for one in ranked[len(seen) :]))
    is_named = [*(one.is_named for one in seen), False]
    return tuple(
        TenRow(label, dots, figures.in_ten(dots, share, words), is_named[place])
        for place, (label, share, dots) in enumerate(
            zip(labels, shares, figures.ten_dots(shares), strict=True)
        )
    )


def _patterns_table(ranked: list[Pattern], people: People, words: Words) -> Table:
    return Table(
        (words.gettext("Pattern"), words.gettext("How likely"), words.gettext("Named")),
        tuple(
            (
                headings.pattern_name(one, people, words),
                figures.in_hundred(one.probability, words),
                words.gettext("yes") if one.is_named else words.gettext("no"),
            )
            for one in ranked
        ),
    )


def _line(course: tuple[CourseDay, ...], partner: Partner, people: People) -> Line:
    written = {one.day: one.written for one in course if one.partner is partner}
    days = max(one.day for one in course) + 1
    return Line(partner, people.name(partner), tuple(written.get(day) for day in range(days)))


def _days_table(lines: tuple[Line, Line], words: Words) -> Table:
    return Table(
        (words.gettext("Day"), *(line.label for line in lines)),
        tuple(
            (str(day + 1), *(_cell(value, words) for value in values))
            for day, values in enumerate(zip(*(line.values for line in lines), strict=True))
        ),
    )


def _cell(value: float | None, words: Words) -> str:
    return words.gettext("not written") if value is None else figures.points(value)
