"""Show a reading to one of the two: what it rests on is what this one may read, nothing else."""

from dataclasses import replace

from pasdedeux.present.cards import Shown, shown
from pasdedeux.present.people import people
from pasdedeux.present.unknown import Unknown
from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Limit, Reading


def shown_at_home(
    reading: Reading, viewer: Partner, *, is_one_sided: bool, words: Words = ENGLISH
) -> Shown:
    """Give the cards of a reading in words that never claim what the other did not write.

    Args:
        reading: of what the viewer may read.
        viewer: which of the two looks.
        is_one_sided: whether nothing of the other's can be read.
        words: of a language.
    """
    found = shown(reading, words)
    other = people(reading.names).name(viewer.other)
    kept = _others(reading, found)
    if not (is_one_sided or Limit.ONE_SIDED in reading.limits):
        return replace(found, unknowns=kept)
    if not reading.wrote[viewer.place]:
        return replace(found, unknowns=(_without_yours(other, words), *kept))
    one_side = Unknown(
        words.say(
            "Only your side can be read here. What {other} does is seen through your eyes.",
            other=other,
        ),
        words.say("What {other} chooses to show you would add the other side.", other=other),
    )
    clearer = words.gettext(
        "The next hard evening, told step by step while it is fresh: what happened first, what you"
        " did, what came back."
    )
    return replace(found, unknowns=(one_side, *kept), clearer=clearer)


def _without_yours(other: str, words: Words) -> Unknown:
    """Say that only what the other shows is in it."""
    return Unknown(
        words.say(
            "Nothing that you wrote is in this yet. What you do is seen through {other}\u2019s"
            " eyes.",
            other=other,
        ),
        words.gettext("A check-in or a moment of yours would add your side."),
    )


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


def _others(reading: Reading, found: Shown) -> tuple[Unknown, ...]:
    """Leave out the sentence that somebody wrote nothing: they may have, for themselves alone."""
    listed = [limit for limit in reading.limits if limit is Limit.ONE_SIDED]
    if not listed:
        return found.unknowns
    place = reading.limits.index(Limit.ONE_SIDED)
    return (*found.unknowns[:place], *found.unknowns[place + 1 :])
