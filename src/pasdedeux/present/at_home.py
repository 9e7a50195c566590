"""Show a reading to one of the two: what it rests on is what this one may read, nothing else."""

from dataclasses import replace

from pasdedeux.present import headings
from pasdedeux.present.cards import Shown, shown
from pasdedeux.present.people import people
from pasdedeux.present.unknown import Unknown
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Basis, Limit, Reading


def shown_at_home(
    reading: Reading, viewer: Partner, *, is_one_sided: bool, words: Words = ENGLISH
) -> Shown:
    """Give the cards of a reading in words that never claim what the other did not write.

    Args:
        reading: of what the viewer may read.
        viewer: which of the two looks.
        is_one_sided: whether nothing of the other's can be read.
        words: of a language.

    Whether the other filled in a questionnaire is never said, as it would be said by its absence
    once they no longer show it.
    """
    both = people(reading.names)
    other = both.name(viewer.other)
    mine = _of_viewer(reading, viewer)
    found = shown(mine, words)
    if reading.basis is Basis.DAYS:
        told = headings.rests_on(reading, both, words, with_answers=False)
        if reading.answered[viewer.place]:  # one's own may be named: it tells nothing of the other
            own = words.gettext("Your own questionnaire is in it.")
            told = words.say("{told} {own}", told=told, own=own)
        found = replace(found, rests_on=told)
    kept = _unknowns(mine, found, words)
    if not (is_one_sided or Limit.ONE_SIDED in reading.limits):
        return replace(found, unknowns=kept)
    return replace(
        found,
        unknowns=(_side(reading, viewer, other, words), *kept),
        clearer=words.gettext(
            "The next hard evening, told step by step while it is fresh: what happened first, what"
            " you did, what came back."
        ),
    )


def _of_viewer(reading: Reading, viewer: Partner) -> Reading:
    """Let a reading of days speak of the viewer's own questionnaires alone."""
    if reading.basis is not Basis.DAYS:
        return reading
    mine = reading.answered[viewer.place]
    others = tuple(limit for limit in reading.limits if limit is not Limit.NO_ANSWERS)
    limits = others if mine else (Limit.NO_ANSWERS, *others)
    return replace(reading, answered=(mine, mine), limits=limits)


def _unknowns(reading: Reading, found: Shown, words: Words) -> tuple[Unknown, ...]:
    """Say nothing of what the other wrote or answered: they may have, for themselves alone."""
    told = dict(zip(reading.limits, found.unknowns, strict=False))
    told.pop(Limit.ONE_SIDED, None)
    if Limit.NO_ANSWERS in told:
        told[Limit.NO_ANSWERS] = Unknown(
            words.gettext(
                "You have not filled in a questionnaire, so you stand in this as people in general."
            ),
            words.gettext("One from you would start nearer to you."),
        )
    return (*told.values(), *found.unknowns[len(reading.limits) :])


def _side(reading: Reading, viewer: Partner, other: str, words: Words) -> Unknown:
    """Say whose side can be read here."""
    mine, theirs = reading.told[viewer.place], reading.told[viewer.other.place]
    if mine < theirs:
        told = (
            "Little of yours is in this yet. What you do is seen through {other}\u2019s eyes."
            if mine
            else "Nothing that you wrote is in this yet. What you do is seen through {other}\u2019s"
            " eyes."
        )
        more = words.gettext("A check-in or a moment of yours would add your side.")
        return Unknown(words.say(told, other=other), more)
    told = (
        "Next to all that can be read here is yours. What {other} does is seen through your eyes."
        if theirs
        else "Only your side can be read here. What {other} does is seen through your eyes."
    )
    more = words.say("What {other} chooses to show you would add the other side.", other=other)
    return Unknown(words.say(told, other=other), more)


def one_side_can(words: Words = ENGLISH) -> tuple[str, ...]:
    """Say what one side alone can show."""
    return (
        words.gettext("How your own days go up and down, and what tends to come before."),
        words.gettext("What you do when it gets tense: step back, stay, reach or press."),
        words.gettext("How you see the other answer, step by step, as you told it."),
    )


def one_side_cannot(words: Words = ENGLISH) -> tuple[str, ...]:
    """Say what one side alone cannot show."""
    return (
        words.gettext("What the other felt. Stepping back often hides how much is felt."),
        words.gettext("Whether the pattern has a name. That takes the days of both."),
        words.gettext("Who started it. No number of days could show that."),
    )
