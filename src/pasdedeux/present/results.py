"""Say the result of a questionnaire: a region with its doubt, in plain words, and its history."""

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

from pasdedeux.measure.instrument import Instrument
from pasdedeux.measure.kept import KeptResult
from pasdedeux.measure.region import (
    NAMED,
    Headline,
    Place,
    Region,
    first_headline,
    locate,
    next_headline,
)
from pasdedeux.present import figures
from pasdedeux.present.chart import About, PlaneChart, Table
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.score import Score

_NINETY = 1.645
_REACH = 3.0

TITLES = {
    "close": (
        "You and closeness",
        ("How you usually are with a partner. It asks what tells most about you, and stops."),
    ),
    "partner": ("You and your partner", "Nine questions about this one person."),
    "mother": ("You and your mother", "Or whoever stood in that place. Nine questions."),
    "father": ("You and your father", "Or whoever stood in that place. Nine questions."),
    "friend": ("You and your best friend", "Nine questions."),
    "close-all": (
        "You and closeness, all questions",
        "All 36 questions, for a result that is a little surer.",
    ),
}
"""What each questionnaire is called here, and what it is like."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One dimension: what it says, and how sure that is."""

    title: str
    sentence: str
    doubt: str


@dataclass(frozen=True, slots=True)
class ResultShown:
    """All that the page of a result shows."""

    title: str
    heading: str
    sureness: str
    """How likely the heading's region is; empty where no region is named."""
    findings: tuple[Finding, ...]
    plane: PlaneChart | None
    rests_on: str
    history: tuple[tuple[str, str], ...]
    """Each earlier time: when, and what it said."""
    changed: str


def shown_result(
    instrument: Instrument, results: tuple[KeptResult, ...], words: Words = ENGLISH
) -> ResultShown:
    """Show the newest of somebody's results, and what came before it.

    Args:
        instrument: what all of them were measured with.
        results: at least one, the oldest first.
        words: of a language.
    """
    now = results[-1]
    findings = tuple(_finding(one, words) for one in now.scores)
    headline = _headline(instrument, results)
    return ResultShown(
        words.gettext(TITLES[now.sheet][0]),
        _heading(now, headline, headline_place(instrument, now), words),
        _sureness(headline, headline_place(instrument, now), words),
        findings or (_nothing(words),),
        _plane(headline_place(instrument, now), findings, words),
        words.say(
            "From {answered} answers to {asked} questions, {day}.",
            answered=now.answered,
            asked=now.asked,
            day=_date(now.day, words),
        ),
        tuple(
            (_date(one.day, words), " ".join(in_short(one, words)[1:]))
            for one in reversed(results[:-1])
        ),
        _changed(results, words),
    )


def in_short(result: KeptResult, words: Words = ENGLISH) -> tuple[str, ...]:
    """Say a result in a few lines: which questionnaire, and what it found."""
    title = words.gettext(TITLES[result.sheet][0]) if result.sheet in TITLES else result.sheet
    found = tuple(_finding(one, words).sentence for one in result.scores)
    return (title, *(found or (words.gettext("Passed over."),)))


def headline_place(instrument: Instrument, result: KeptResult) -> Place | None:
    """Put a result on the plane, where its questionnaire has one."""
    scores = {one.ruler.scale: one for one in result.scores if one.ruler.metric == "theta"}
    if not {"anxiety", "avoidance"} <= scores.keys():
        return None
    found = locate(instrument, scores["anxiety"], scores["avoidance"])
    return found if isinstance(found, Place) else None


def _headline(instrument: Instrument, results: tuple[KeptResult, ...]) -> Headline | None:
    """Carry the headline through all results: it changes only where a change is likely."""
    kept: Headline | None = None
    for result in results:
        place = headline_place(instrument, result)
        if place is None:
            continue
        fits = kept is not None and kept.place.rulers == place.rulers
        kept = next_headline(kept, place) if kept and fits else first_headline(place)
    return kept


def _heading(now: KeptResult, headline: Headline | None, place: Place | None, words: Words) -> str:
    """Name the part of the plane; two parts only where they are likely enough together."""
    if headline is not None:
        if len(headline.regions) == 1:
            return words.gettext(_REGIONS[headline.regions[0]])
        if place is None or _share(headline, place) < NAMED:
            return words.gettext(_MIDDLE)
        return words.gettext(_BETWEEN[frozenset(headline.regions)])
    if not now.scores:
        return words.gettext("There is too little here to say anything")
    return words.gettext(_WITH_ONE)


def _sureness(headline: Headline | None, place: Place | None, words: Words) -> str:
    if headline is None or place is None:
        return ""
    share = _share(headline, place)
    if len(headline.regions) > 1 and share < NAMED:
        return ""
    return words.say(
        "How likely that is: {tenths}.",
        tenths=figures.in_ten(figures.ten_dots((share, 1 - share))[0], share, words),
    )


def _share(headline: Headline, place: Place) -> float:
    return sum(place.probabilities[region] for region in headline.regions)


def _finding(score: Score, words: Words) -> Finding:
    title = words.gettext(_SCALES.get(score.ruler.scale, score.ruler.scale))
    if score.ruler.metric == "theta":
        return _among_people(score, title, words)
    return _on_the_answers(score, title, words)


def _among_people(score: Score, title: str, words: Words) -> Finding:
    """Say how many people in ten score lower, with the likely range."""
    share = NormalDist().cdf
    low, high = (share(score.value + sign * _NINETY * score.error) for sign in (-1, 1))
    value = share(score.value)
    much, little = _MORE_LESS[score.ruler.scale]
    said = much if value >= 0.5 else little
    tenths = _tenths(value if value >= 0.5 else 1 - value)
    ends = sorted((_tenths(low), _tenths(high))) if value >= 0.5 else sorted(
        (_tenths(1 - high), _tenths(1 - low))
    )  # fmt: skip
    likely = (
        words.gettext("Likely close to that.")
        if ends[0] == ends[1]
        else words.say("Likely {low} to {high} in 10.", low=ends[0], high=ends[1])
    )
    return Finding(title, words.say(said, tenths=tenths), likely)


def _on_the_answers(score: Score, title: str, words: Words) -> Finding:
    """Say which end of the answers it lies nearer to, where that is clear."""
    middle = (1 + score.ruler.points) / 2
    low = max(1.0, score.value - _NINETY * score.error)
    high = min(float(score.ruler.points), score.value + _NINETY * score.error)
    less, more, unclear = _TOWARDS[score.ruler.scale]
    said = less if high < middle else more if low > middle else unclear
    doubt = words.say(
        "On the answers from 1 to {most}: about {value}; likely {low} to {high}.",
        most=score.ruler.points,
        value=figures.points(score.value),
        low=figures.points(low),
        high=figures.points(high),
    )
    return Finding(title, words.gettext(said), doubt)


def _nothing(words: Words) -> Finding:
    return Finding(
        words.gettext("Passed over"),
        words.gettext("Most questions were passed over, so nothing can be said, and that is fine."),
        words.gettext("You can begin again whenever you like."),
    )


def _tenths(share: float) -> int:
    return max(1, min(9, round(10 * share)))


def _plane(place: Place | None, findings: tuple[Finding, ...], words: Words) -> PlaneChart | None:
    if place is None:
        return None
    long, short, angle = place.ellipse
    rows = tuple((one.title, one.sentence, one.doubt) for one in findings)
    about = About(
        "plane",
        words.gettext("Where your answers put you: somewhere in the shaded region"),
        words.gettext(
            "A square. To the right: more worry about being left. Upwards: more distance when it"
            " gets close. The dashed lines are where people who took this test stand on average."
            " The shaded region holds your place nine times in ten."
        ),
        Table(
            (words.gettext("What"), words.gettext("Your answers"), words.gettext("How sure")), rows
        ),
    )
    return PlaneChart(
        about,
        place.point,
        (long, short),
        angle,
        (-_REACH, _REACH),
        place.line,
        (
            words.gettext("less worry"),
            words.gettext("more worry"),
            words.gettext("comes close"),
            words.gettext("keeps more distance"),
        ),
    )


def _changed(results: tuple[KeptResult, ...], words: Words) -> str:
    """Compare the newest two: told as a change only where the doubt of both allows it."""
    if len(results) < 2:
        return ""
    before = {one.ruler: one for one in results[-2].scores}
    moved = [
        words.gettext(_SCALES.get(one.ruler.scale, one.ruler.scale)).lower()
        for one in results[-1].scores
        if one.ruler in before and _is_far(before[one.ruler], one)
    ]
    if not moved:
        return words.gettext("Since last time, nothing has moved further than chance would.")
    return words.say(
        "Since last time, something has moved: {what}.", what=words.gettext(" and ").join(moved)
    )


def _is_far(before: Score, now: Score) -> bool:
    spread: float = (before.error**2 + now.error**2) ** 0.5
    return abs(now.value - before.value) > 1.96 * spread


def _date(day: date, words: Words) -> str:
    month = words.gettext(_MONTHS[day.month - 1])
    return words.say("{day} {month} {year}", day=day.day, month=month, year=day.year)


_SCALES = {
    "anxiety": "Worry about being left",
    "avoidance": "Distance when it gets close",
}
_MORE_LESS = {
    "anxiety": (
        (
            "You tend to worry about being left more than about {tenths} in 10 people who took"
            " this test."
        ),
        (
            "You tend to worry about being left less than about {tenths} in 10 people who took"
            " this test."
        ),
    ),
    "avoidance": (
        (
            "When it gets close, you tend to keep more distance than about {tenths} in 10 people"
            " who took this test."
        ),
        (
            "When it gets close, you tend to keep less distance than about {tenths} in 10 people"
            " who took this test."
        ),
    ),
}
_TOWARDS = {
    "anxiety": (
        "You tend not to worry that this person could leave or not care.",
        "You tend to worry that this person could leave or care less than you do.",
        "Whether you tend to worry about losing this person is not clear from these answers.",
    ),
    "avoidance": (
        "You tend to open up to this person and turn to them.",
        "You tend to keep things to yourself with this person.",
        "Whether you tend to open up to this person or hold back is not clear from these answers.",
    ),
}
_WITH_ONE = "How it tends to be with this one person"
_MIDDLE = "Your answers lie near the middle on both"
_REGIONS = {
    Region.SECURE: "You tend to come close more easily than most, and to worry less",
    Region.ANXIOUS: "You tend to come close easily, and to worry more than most",
    Region.AVOIDANT: "You tend to keep some distance, and to worry less than most",
    Region.FEARFUL: "You tend to worry more than most, and to keep more distance",
}
_BETWEEN = {
    frozenset({Region.SECURE, Region.ANXIOUS}): (
        "You tend to come close; how much you worry about it lies near the middle"
    ),
    frozenset({Region.SECURE, Region.AVOIDANT}): (
        "You tend to worry little; how close you come lies near the middle"
    ),
    frozenset({Region.ANXIOUS, Region.FEARFUL}): (
        "You tend to worry about being left; how close you come lies near the middle"
    ),
    frozenset({Region.AVOIDANT, Region.FEARFUL}): (
        "You tend to keep some distance; how much you worry lies near the middle"
    ),
    frozenset({Region.SECURE, Region.FEARFUL}): _MIDDLE,
    frozenset({Region.ANXIOUS, Region.AVOIDANT}): _MIDDLE,
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
