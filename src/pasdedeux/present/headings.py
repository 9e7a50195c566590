"""Say the finding of a reading first, in one plain sentence, and what it rests on."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from pasdedeux.present import figures
from pasdedeux.present.people import People
from pasdedeux.present.words import Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Basis, Dance, Limit, Pattern, Reading


class Standing(StrEnum):
    """What a reading may say of itself."""

    NAMED = "a pattern is named"
    NONE_NAMED = "enough days, and no pattern stands out"
    NOT_ENOUGH = "not enough days yet"
    NOT_TIED = "a pattern is likely, but the two records do not speak of each other yet"
    APART = "days enough, and the two records do not speak of each other at all"
    UNFORESEEN = "enough days for a name, none leads, and nobody can say how many more"
    MORE_WILL_NOT_DO = "more days of the same kind would not do"
    ANSWERS_ONLY = "answers only"
    NOTHING = "nothing yet"
    NOT_SHOWN = "the fit may not be shown"


def standing(reading: Reading) -> Standing:
    """Tell which kind of page this reading is; the rooms before have decided it."""
    if reading.basis is Basis.NOTHING:
        return Standing.NOTHING
    if not reading.is_shown:
        return Standing.NOT_SHOWN
    return Standing.ANSWERS_ONLY if reading.basis is Basis.ANSWERS else _by_days(reading)


def kept_back(reading: Reading) -> Reading:
    """Take the figures out of a reading that may not be shown."""
    if standing(reading) not in {Standing.NOT_SHOWN, Standing.NOTHING}:
        return reading
    return replace(reading, patterns=(), links=(), loop_gain=None, echo_days=None)


def named(reading: Reading) -> Pattern | None:
    """Give the pattern that this reading names, if it names one."""
    return next((one for one in reading.patterns if one.is_named), None)


def heading(reading: Reading, words: Words) -> str:
    """Say the finding."""
    pattern = named(reading)
    if standing(reading) is Standing.NAMED and pattern is not None:
        return words.gettext(_FINDINGS[pattern.dance])
    if standing(reading) is Standing.ANSWERS_ONLY and Limit.ONE_SIDED in reading.limits:
        return words.gettext("What is common in couples with answers like these")
    return words.gettext(_STANDINGS[standing(reading)])


def lead(reading: Reading, people: People, words: Words) -> str:
    """Say the finding once more with both names, or why there is none yet."""
    pattern = named(reading)
    if standing(reading) is Standing.NAMED and pattern is not None:
        return _told(pattern, people, words)
    if standing(reading) is Standing.NOT_ENOUGH:
        return _days_to_go(reading, words)
    if standing(reading) is Standing.NOT_TIED:
        told = words.gettext(_LEADS[Standing.NOT_TIED])
        days = (
            words.gettext("More days may show it; nobody can say how many.")
            if reading.enough.more_days is None
            else _days_to_go(reading, words)
        )
        return words.say("{told} {days}", told=told, days=days)
    if standing(reading) is Standing.MORE_WILL_NOT_DO:
        for limit, sentence in _OF_NO_USE.items():
            if limit in reading.limits:
                return words.gettext(sentence)
    return words.gettext(_LEADS[standing(reading)])


def is_sketch(reading: Reading) -> bool:
    """Tell whether nothing here may be told as found between these two."""
    return reading.basis is Basis.DAYS and not _SKETCH.isdisjoint(reading.limits)


def is_too_early(reading: Reading) -> bool:
    """Tell whether two weeks that both wrote are not over: before them no pattern is named."""
    return Limit.FEW_DAYS in reading.limits


def _days_to_go(reading: Reading, words: Words) -> str:
    """Say how many days are missing at least, or about how many would be expected to do."""
    count = reading.enough.more_days or 0
    if is_too_early(reading):
        return words.count(
            "No pattern is named before two weeks that you both wrote: that is one more day, at"
            " least. Until then, each figure below is a first sketch.",
            "No pattern is named before two weeks that you both wrote: that is {count} more days,"
            " at least. Until then, each figure below is a first sketch.",
            count=count,
        )
    return words.say(
        "{time} from each of you may be enough, or not: of {told} made-up couples who were told"
        " such a number, {named} had a clear pattern by then.",
        time=figures.more_days(count, words),
        told=words.number(_FORETOLD[0]),
        named=words.number(_FORETOLD[1]),
    )


def rests_on(reading: Reading, people: People, words: Words, *, with_answers: bool = True) -> str:
    """Say which days, by whom, and whose questionnaires all of it comes from."""
    if reading.basis is Basis.NOTHING:
        return words.gettext("No day and no questionnaire is in it.")
    if reading.basis is Basis.ANSWERS:
        return words.gettext("From questionnaires alone. No day of yours is in it yet.")
    return words.say(
        "{days}{moments}{answers}.",
        days=_days(reading, people, words),
        moments=_moments(reading, words),
        answers=_answers(reading, people, words) if with_answers else "",
    )


def _days(reading: Reading, people: People, words: Words) -> str:
    """Say how many days each wrote; who wrote nothing is not given a nought."""
    told = [
        words.count(
            "one day that {name} wrote",
            "{count} days that {name} wrote",
            count=days,
            name=people.name(partner),
        )
        for partner, days in zip(Partner, reading.days_written, strict=True)
        if days
    ]
    if not told:
        return words.gettext("From no check-ins")
    days = words.gettext(" and ").join(told)
    if reading.days == max(reading.days_written):
        return words.say("From {days}", days=f"{days}{_together(reading, words)}")
    return words.say(
        "From {days}, out of {whole}",
        days=f"{days}{_together(reading, words)}",
        whole=words.number(reading.days),
    )


def _together(reading: Reading, words: Words) -> str:
    """Say on how many days both wrote, where that is fewer than either of them did."""
    both = reading.bars.days_together
    if not all(reading.days_written) or both == min(reading.days_written):
        return ""
    if not both:
        return words.gettext(" (never both on one day)")
    return words.count(" (both of you on one day)", " (both of you on {count})", count=both)


def pattern_name(pattern: Pattern, people: People, words: Words) -> str:
    """Name a pattern by what the two do."""
    if pattern.leader is None:
        return words.gettext(_PATTERNS[pattern.dance])
    return words.say(
        _LED_PATTERNS.get(pattern.dance, _PATTERNS[pattern.dance]),
        leader=people.name(pattern.leader),
        other=people.name(pattern.leader.other),
    )


def _moments(reading: Reading, words: Words) -> str:
    if not any(reading.moments):
        return ""
    return words.count(
        ", and one moment told step by step",
        ", and {count} moments told step by step",
        count=sum(reading.moments),
    )


def _answers(reading: Reading, people: People, words: Words) -> str:
    """Say whose questionnaires a reading starts from."""
    if not any(reading.answered):
        return words.gettext(", with no questionnaire")
    if all(reading.answered):
        return words.gettext(", starting from your questionnaires")
    who = Partner.A if reading.answered[0] else Partner.B
    return words.say(", starting from {name}\u2019s questionnaire", name=people.name(who))


def _told(pattern: Pattern, people: People, words: Words) -> str:
    told = _LED if pattern.leader else _TOLD
    leader = pattern.leader or Partner.A
    return words.say(
        told.get(pattern.dance, _TOLD[pattern.dance]),
        leader=people.name(leader),
        other=people.name(leader.other),
    )


def _by_days(reading: Reading) -> Standing:
    if named(reading):
        return Standing.NAMED
    if reading.enough.is_enough:
        return Standing.NONE_NAMED
    if reading.enough.more_days is not None:
        return Standing.NOT_TIED if _lacks_the_tie_alone(reading) else Standing.NOT_ENOUGH
    return _of_none_known(reading)


def _of_none_known(reading: Reading) -> Standing:
    """Tell why nobody can say how many more days would do."""
    # More of the same shows nothing new of one who wrote nothing, or of sliders left alone.
    if not _OF_NO_USE.keys().isdisjoint(reading.limits) or not all(reading.days_written):
        return Standing.MORE_WILL_NOT_DO
    if reading.bars.tie_found <= 0 and not is_too_early(reading):
        return Standing.APART
    return Standing.NOT_TIED if _lacks_the_tie_alone(reading) else Standing.UNFORESEEN


def _lacks_the_tie_alone(reading: Reading) -> bool:
    """Tell whether a pattern is as likely as a name asks for, after days enough."""
    lead = max(one.probability for one in reading.patterns)
    return lead >= reading.bars.probability and not is_too_early(reading)


_FORETOLD = (109, 45)
"""Made couples who were told a number of days, and those named by then (decision 0009)."""
_SKETCH = frozenset(
    {Limit.FEW_DAYS, Limit.NO_COUPLING_SEEN, Limit.ONE_SIDED, Limit.CONSTANT, Limit.SAME}
)
_FINDINGS = {
    Dance.PURSUE_WITHDRAW: "When one of you steps back, the other steps closer",
    Dance.ESCALATION: "When it gets tense, you both press",
    Dance.MUTUAL_WITHDRAWAL: "When it gets tense, you both step back",
    Dance.PUSH_PULL: "You come close, then move apart, then come close again",
    Dance.REPAIR: "After a hard evening, you find each other again",
    Dance.MIXED: "You two move in more than one way",
}
_STANDINGS = {
    Standing.NAMED: "Your days show a pattern",
    Standing.NONE_NAMED: "No single pattern stands out in your days",
    Standing.NOT_ENOUGH: "Not enough days yet to name a pattern",
    Standing.NOT_TIED: "One pattern is likely, but not yet shown to be between you",
    Standing.APART: "No pattern between the two of you is clear so far",
    Standing.UNFORESEEN: "No pattern is clear in your days so far",
    Standing.MORE_WILL_NOT_DO: "These days alone cannot name a pattern",
    Standing.ANSWERS_ONLY: "What couples with answers like yours tend to fall into",
    Standing.NOTHING: "Nothing is written yet",
    Standing.NOT_SHOWN: "These days could not be read well enough to show",
}
_LEADS = {
    Standing.NAMED: "",
    Standing.NONE_NAMED: "That is a normal result. You may move in different ways on different"
    " days; the arrows below say what is clear and what is not.",
    Standing.NOT_TIED: "It fits the days of each of you. Yet they fit about as well read apart, as"
    " if the two records had nothing to do with each other, and a pattern is what happens between"
    " two.",
    Standing.APART: "Read apart, as if the two records had nothing to do with each other, your days"
    " fit at least as well. A pattern is what happens between two, so none is listed; more days may"
    " show one, and nobody can say how many.",
    Standing.UNFORESEEN: "More days may make one clear, or show that none fits you; nobody can say"
    " how many. The arrows below say what can be seen already.",
    Standing.MORE_WILL_NOT_DO: "More days of the same kind would not make it clearer. Something"
    " else would: it is named below.",
    Standing.ANSWERS_ONLY: "This is about couples like you, not about you two. Your own days will"
    " change it.",
    Standing.NOTHING: "A few evenings from each of you, and the first picture appears.",
    Standing.NOT_SHOWN: "We tried, and our own check says that the result is not to be trusted."
    " So no arrow and no pattern is shown: better none than a wrong one.",
}
_OF_NO_USE: Mapping[Limit, str] = {
    Limit.CONSTANT: "Some sliders never moved. We cannot tell a steady life from a slider left"
    " alone, so no pattern is listed, and each figure below says little about you two.",
    Limit.SAME: "Both of you wrote the very same. We cannot tell two who feel alike from one who"
    " wrote for both, so no pattern is listed, and each figure below says little about you two.",
}
"""Records of which more of the same would tell nothing, and why."""
_LED = {
    Dance.PURSUE_WITHDRAW: "When {other} steps back, {leader} presses; when {leader} presses,"
    " {other} steps back. Nobody started it: each step calls for the next.",
    Dance.PUSH_PULL: "{leader} reaches, and once it is close, steps back; {other} follows the"
    " swing. It takes two to keep a swing going, and nobody chose it.",
}
_TOLD = {
    Dance.PURSUE_WITHDRAW: "One steps back and the other presses; one presses and the other steps"
    " back. Nobody started it: each step calls for the next.",
    Dance.ESCALATION: "On hard evenings {leader} and {other} often press at the same moment."
    " Nobody started it.",
    Dance.MUTUAL_WITHDRAWAL: "On hard evenings neither turns to the other: when {leader} steps"
    " back, {other} steps back, and the other way round. Nobody started it.",
    Dance.PUSH_PULL: "One reaches and, once it is close, steps back; the other follows the swing."
    " It takes two to keep a swing going, and nobody chose it.",
    Dance.REPAIR: "When it gets tense, {leader} and {other} move apart for a while, and then both"
    " come back.",
    Dance.MIXED: "Your days are clear, and they fit none of the patterns we know by name.",
}
_PATTERNS = {
    Dance.PURSUE_WITHDRAW: "One presses, the other steps back",
    Dance.ESCALATION: "Both press",
    Dance.MUTUAL_WITHDRAWAL: "Both step back",
    Dance.PUSH_PULL: "Close, then apart, then close again",
    Dance.REPAIR: "Both come back to each other",
    Dance.MIXED: "None of these",
}
_LED_PATTERNS = {
    Dance.PURSUE_WITHDRAW: "{leader} presses, {other} steps back",
    Dance.PUSH_PULL: "{leader} comes close, then steps back",
}
