"""Say what the data cannot tell, what would tell, and the one thing that would help most."""

from dataclasses import dataclass

from pasdedeux.present import arrows, figures, loop
from pasdedeux.present.headings import Standing, is_too_early, standing
from pasdedeux.present.people import People
from pasdedeux.present.words import Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Basis, Limit, Reading, ToldBy


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that cannot be seen, and what would show it."""

    unseen: str
    would_tell: str

    @property
    def both(self) -> str:
        """The two sentences as one text."""
        return f"{self.unseen} {self.would_tell}"


def unknowns(reading: Reading, people: People, words: Words) -> tuple[Unknown, ...]:
    """Give the sentences for every limit of a reading."""
    silent = _silent(reading)
    parts = {"silent": people.name(silent), "writer": people.name(silent.other)}
    told = [_sentences(limit, reading) for limit in reading.limits]
    if any(reading.moments):
        told.append(_CHOSEN)
    return tuple(
        Unknown(words.say(unseen, **parts), words.say(tell, **parts)) for unseen, tell in told
    )


def _sentences(limit: Limit, reading: Reading) -> tuple[str, str]:
    if limit is Limit.ONE_SIDED and reading.basis is Basis.ANSWERS:
        return _ONE_ANSWERED
    if limit is Limit.NO_COUPLING_SEEN and reading.bars.tie_found < 0:
        return _FIT_APART
    return _LIMITS[limit]


def clearer(reading: Reading, people: People, words: Words) -> str:
    """Say the one thing that would make a reading clearer."""
    if standing(reading) is Standing.NOTHING:
        return words.gettext(
            "A first check-in from each of you. It takes two minutes, and a hard evening counts"
            " as much as a good one."
        )
    limit = _most_pressing(reading)
    if limit is not None:
        return words.say(_NEXT[limit], silent=people.name(_silent(reading)))
    if _is_waiting(reading):
        return _days(reading, words)
    if not reading.enough.is_enough:
        return words.gettext(
            "The next hard evenings, told step by step by both of you: who did what first, and"
            " what came next."
        )
    return _enough(reading, people, words)


def safety(words: Words) -> tuple[str, str]:
    """Say who this map is not for, and where help is; the same words on every page."""
    return words.gettext("If you are afraid of your partner, this map is not for you."), (
        words.gettext(
            "Fear is not a pattern that two people share, and it is not yours to fix by stepping"
            " differently. If something at home frightens you, you can talk it over with someone"
            " you trust, with a doctor, or with a helpline for people who are not safe at home."
            " If you are in danger now, call your country\u2019s emergency number. Your browser"
            " and your computer may keep a trace of this page; another device can be safer."
        )
    )


def _enough(reading: Reading, people: People, words: Words) -> str:
    """Say that the days suffice, and name the arrows that are still not clear."""
    told = loop.shown_links(reading)
    still_open = [
        arrows.clause(link, people, words) for link in told if arrows.is_open(arrows.sureness(link))
    ]
    clear = "The pattern is clear." if standing(reading) is Standing.NAMED else ""
    if all(link.told_by is ToldBy.DAYS for link in told) and not still_open:
        clear = "What follows what is clear for every arrow."
    parts = [
        words.gettext(clear) if clear else "",
        words.gettext("Each day you go on writing keeps the picture up to date."),
        words.say("Still not clear: {arrows}.", arrows="; ".join(still_open)) if still_open else "",
        _uncompared(reading, people, words),
    ]
    return " ".join(part for part in parts if part)


def _uncompared(reading: Reading, people: People, words: Words) -> str:
    """Say which clear arrow cannot be set beside other couples yet, or of how many that holds."""
    found = [
        link
        for link in loop.shown_links(reading)
        if not arrows.is_open(arrows.sureness(link)) and figures.is_place_open(link.among_people)
    ]
    if not found:
        return ""
    return words.count(
        "How \u201c{arrow}\u201d compares with other couples is not clear yet.",
        "How {count} clear arrows compare with other couples is not clear yet.",
        count=len(found),
        arrow=arrows.clause(found[0], people, words),
    )


def _silent(reading: Reading) -> Partner:
    """Tell which partner told less."""
    first, second = reading.told
    return Partner.A if first < second else Partner.B


def _most_pressing(reading: Reading) -> Limit | None:
    """Choose the limit to act on; while days are missing, only what days cannot mend."""
    order = _FIRST if _is_waiting(reading) else _FIRST + _LATER
    return next((limit for limit in order if limit in reading.limits), None)


def _is_waiting(reading: Reading) -> bool:
    return bool(reading.enough.more_days) and not reading.enough.is_enough


def _days(reading: Reading, words: Words) -> str:
    if is_too_early(reading):
        return words.count(
            "At least one more day that you both write. A hard evening, told step by step, tells"
            " most.",
            "At least {count} more days that you both write. The hard evenings, told step by step,"
            " tell most.",
            count=reading.enough.more_days or 0,
        )
    return words.say(
        "{time} from each of you. The hard evenings, told step by step, tell most.",
        time=figures.more_days(reading.enough.more_days or 0, words),
    )


_FIRST = (Limit.ONE_SIDED, Limit.POOR_FIT)
_LATER = (
    Limit.FEW_HARD_DAYS,
    Limit.MANY_GAPS,
    Limit.MISSING_ITEMS,
    Limit.CONSTANT,
    Limit.SAME,
    Limit.NO_ANSWERS,
    Limit.NO_COUPLING_SEEN,
)
_NEXT = {
    Limit.ONE_SIDED: "A few evenings from {silent}. One side alone cannot show how the two of you"
    " answer each other.",
    Limit.POOR_FIT: "Different days rather than more of the same: both of you, every slider, and"
    " the hard evenings too.",
    Limit.FEW_HARD_DAYS: "The next hard evening, told step by step: who did what first, and what"
    " came next. It will tell more than a week of calm ones.",
    Limit.MANY_GAPS: "Two or three weeks with few empty days. A short entry on a bad day is worth"
    " more than a long one on a good day.",
    Limit.MISSING_ITEMS: "All six sliders, when you write. How close it felt and whether the other"
    " was there tell most; pressing and stepping back come next.",
    Limit.CONSTANT: "Letting the sliders move: a day that was a little better or worse is news.",
    Limit.SAME: "A few evenings that each of you writes alone, before you talk them over.",
    Limit.NO_ANSWERS: "One questionnaire from each of you. It takes ten minutes and tells most"
    " while there are few days.",
    Limit.NO_COUPLING_SEEN: "A few moments told step by step: who did what first, and what came"
    " next.",
}
_CHOSEN = (
    (
        "The moments told step by step are those that one of you chose to tell. They are not a fair"
        " sample of your evenings."
    ),
    "A calm or a quickly mended moment, told too, would balance them.",
)
_ONE_ANSWERED = (
    "Only {writer} filled in a questionnaire. {silent} stands in this as people in general.",
    "One from {silent} would show the other side.",
)
_FIT_APART = (
    (
        "We also read each of your records by itself, as if they had nothing to do with each other."
        " That fits your days at least as well. So we cannot say that one of you moves with the"
        " other."
    ),
    "More days, or moments told step by step, could show it.",
)
_LIMITS = {
    Limit.NO_ANSWERS: (
        "Neither of you filled in a questionnaire, so the starting point is couples in general.",
        "One from each of you would start nearer to you.",
    ),
    Limit.ANSWERS_ONLY: (
        "No day of yours is in this. It tells what is common, not what happens between you.",
        "Each day that you both write narrows it.",
    ),
    Limit.ONE_SIDED: (
        (
            "Next to all of this was written by {writer}. What {silent} does is seen through"
            " {writer}\u2019s eyes."
        ),
        "A few evenings from {silent} would show the other side.",
    ),
    Limit.FEW_DAYS: (
        (
            "There are few days so far that you both wrote. A single unusual week could have drawn"
            " this picture."
        ),
        "More days would show whether it stays.",
    ),
    Limit.FEW_HARD_DAYS: (
        "Few of these evenings were hard. How you move when it is hard shows only then.",
        "The next hard evening, written by both, would tell.",
    ),
    Limit.MISSING_ITEMS: (
        "Some sliders are missing from this record, so some arrows rest on less.",
        "Days with every slider would show them better.",
    ),
    Limit.MANY_GAPS: (
        "Many days are empty. We do not guess what happened on them.",
        "Fewer gaps, above all around hard days, would tell.",
    ),
    Limit.CONSTANT: (
        "Some sliders never moved. We cannot tell a steady life from a slider left alone.",
        "Small ups and downs, written as they come, would tell.",
    ),
    Limit.SAME: (
        "Both of you wrote the very same. We cannot tell two who feel alike from one who wrote.",
        "Days that each of you writes alone would show two sides.",
    ),
    Limit.NO_COUPLING_SEEN: (
        (
            "We also read each of your records by itself, as if they had nothing to do with each"
            " other. That fits your days about as well so far. So we cannot say yet that one of you"
            " moves with the other."
        ),
        "More days, or moments told step by step, could show it.",
    ),
    Limit.POOR_FIT: (
        "The way we read days does not suit these days, and our own check caught it.",
        "More varied days, or every slider from both of you, may be readable.",
    ),
    Limit.NOT_CAUSE: (
        "This shows what tends to follow what. It does not prove that one causes the other.",
        "Only changing one step, and watching what follows, could show that.",
    ),
    Limit.ONE_SOURCE: (
        (
            "All of it comes from what was written; nobody watched. The program cannot know who"
            " wrote each line."
        ),
        "The same moment told by each of you shows where your views differ.",
    ),
}
