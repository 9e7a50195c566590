"""Say one arrow of the loop in a sentence, with how sure it is."""

from enum import StrEnum

from pasdedeux.present import figures
from pasdedeux.present.people import People
from pasdedeux.present.words import Words
from pasdedeux.terms.reading import Link, Move, ToldBy

_LITTLE = 0.4
"""Slider points that two people telling the same evening could differ by (decision 0026)."""
_SOME = 0.05
"""Points from which a figure no longer reads as 0.0: an arrow that cannot fall is never quite 0."""
_CLEAR = 1.0
_MUCH = 2.0


class Sureness(StrEnum):
    """What the interval of an arrow allows to be said."""

    RISES = "rises"
    FALLS = "falls"
    SMALL = "small"
    UNCLEAR = "unclear"
    UNSHOWN = "unshown"
    """Fewer days than two weeks, or records that fit about as well apart: it is a first sketch."""
    INDIRECT = "indirect"
    """No slider of theirs speaks of one of its ends: it is worked out from the others."""
    IN_GENERAL = "in general"
    """Neither their days nor their answers have told it: it is what couples in general do."""


_WITHOUT_SIZE = {
    Sureness.IN_GENERAL: "couples in general",
    Sureness.UNSHOWN: "a first sketch",
    Sureness.INDIRECT: "worked out",
    Sureness.UNCLEAR: "not clear yet",
    Sureness.SMALL: "next to nothing",
}
_OPEN = frozenset({Sureness.UNCLEAR, Sureness.UNSHOWN, Sureness.INDIRECT, Sureness.IN_GENERAL})
_NOT_THEIR_OWN = {
    ToldBy.GENERAL: Sureness.IN_GENERAL,
    ToldBy.OTHER_SLIDERS: Sureness.INDIRECT,
    ToldBy.NOT_YET: Sureness.UNSHOWN,
}


def sureness(link: Link) -> Sureness:
    """Read off an arrow's interval whether its direction is clear.

    Source: decision 0026.
    """
    if link.told_by in _NOT_THEIR_OWN:
        return _NOT_THEIR_OWN[link.told_by]
    if _is_small(link):
        return Sureness.SMALL
    if _could_be_anything(link.strength.low, link.strength.high):
        return Sureness.UNCLEAR
    if link.strength.low >= _SOME:
        return Sureness.RISES
    if link.strength.high <= -_SOME:
        return Sureness.FALLS
    return Sureness.UNCLEAR


def _is_small(link: Link) -> bool:
    return link.strength.low > -_LITTLE and link.strength.high < _LITTLE


def _could_be_anything(low: float, high: float) -> bool:
    """Tell whether a range reaches from less than anybody could notice to a lot."""
    near, far = sorted((abs(low), abs(high)))
    return near < _LITTLE and far >= _MUCH


def is_open(how_sure: Sureness) -> bool:
    """Tell whether an arrow may not be told as the couple's own finding: it is drawn dashed."""
    return how_sure in _OPEN


def sentence(link: Link, people: People, words: Words) -> str:
    """Say what follows what, as the heading of an arrow."""
    parts = {"source": people.name(link.source), "target": people.name(link.target)}
    if is_open(sureness(link)):
        return words.say("When {cause}, perhaps {effect}.", **_clauses(link, parts, words))
    return words.say("When {cause}, {effect}.", **_clauses(link, parts, words))


def clause(link: Link, people: People, words: Words) -> str:
    """Say the arrow inside another sentence."""
    parts = {"source": people.name(link.source), "target": people.name(link.target)}
    if is_open(sureness(link)):
        return words.say("when {cause}, perhaps {effect}", **_clauses(link, parts, words))
    return words.say("when {cause}, {effect}", **_clauses(link, parts, words))


def when(move: Move, name: str, words: Words) -> str:
    """Say the first half of an arrow's sentence, for a picture."""
    return words.say("When {cause},", cause=words.say(_CAUSES[move], source=name))


def answer(move: Move, how_sure: Sureness, name: str, words: Words) -> str:
    """Say the second half of an arrow's sentence, for a picture."""
    effect = words.say(_FORMS[how_sure][move], target=name)
    return words.say("perhaps {effect}", effect=effect) if is_open(how_sure) else effect


def size(link: Link, words: Words) -> str:
    """Say in a word how strong an arrow is, or that it is not clear."""
    how_sure = sureness(link)
    if how_sure in _WITHOUT_SIZE:
        return words.gettext(_WITHOUT_SIZE[how_sure])
    value = abs(link.strength.value)
    if value < _CLEAR:
        return words.say("a little")
    return words.say("clearly") if value < _MUCH else words.say("a lot")


def strength(link: Link, people: People, words: Words) -> str:
    """Say an arrow's strength in slider points, with its likely range."""
    changes = {
        Sureness.RISES: "{slider} goes up by about {points} points of 10; {likely}.",
        Sureness.FALLS: "{slider} goes down by about {points} points of 10; {likely}.",
    }
    how_sure = sureness(link)
    sign = -1 if how_sure is Sureness.FALLS else 1
    ends = sorted((sign * link.strength.low, sign * link.strength.high))
    if how_sure is Sureness.IN_GENERAL:
        return _in_general(link, words)
    slider = words.say(
        "{name}\u2019s slider \u201c{move}\u201d",
        name=people.name(link.target),
        move=words.gettext(_SLIDERS[link.effect]),
    )
    if figures.is_within_a_tenth(link.strength.low, link.strength.high):
        return words.say(
            "{slider} changes by less than 0.1 of a point of 10 either way.", slider=slider
        )
    if _is_small(link) and figures.points(link.strength.value) == figures.points(0.0):
        far = max(abs(link.strength.low), abs(link.strength.high))
        return words.say(
            "{slider} hardly changes: by {points} points of 10 at most.",
            slider=slider,
            points=figures.points(far),
        )
    return words.say(
        changes.get(how_sure, "{slider} changes by about {points} points of 10; {likely}."),
        slider=slider,
        points=figures.points(sign * link.strength.value),
        likely=figures.points_range(ends[0], ends[1], words),
    )


def what_points_are(words: Words) -> str:
    """Say, above the arrows, what their points are of and who the other couples are."""
    return words.gettext(
        "Points are of a slider from 0 to 10: how far it moves when the other\u2019s step goes from"
        " hardly there to strong and stays so through a tense evening; on a calm one, most are"
        " weaker. Likely: where the truth lies nine times in ten. Other couples are made-up"
        " couples from the model."
    )


def _in_general(link: Link, words: Words) -> str:
    """Say the strength of an arrow that is not the couple's own, and so without a name."""
    if figures.is_within_a_tenth(link.strength.low, link.strength.high):
        return words.say(
            "There, the slider \u201c{move}\u201d changes by less than 0.1 of a point of 10 either"
            " way.",
            move=words.gettext(_SLIDERS[link.effect]),
        )
    return words.say(
        "There, the slider \u201c{move}\u201d changes by about {points} points of 10; {likely}.",
        move=words.gettext(_SLIDERS[link.effect]),
        points=figures.points(link.strength.value),
        likely=figures.points_range(link.strength.low, link.strength.high, words),
    )


def standing(link: Link, words: Words) -> str:
    """Say where an arrow stands among couples in general."""
    return figures.among_people(link.among_people, words)


def is_compared(link: Link) -> bool:
    """Tell whether an arrow is set beside other couples': one that hardly is says nothing there."""
    return sureness(link) is not Sureness.SMALL and not figures.is_place_open(link.among_people)


def _clauses(link: Link, parts: dict[str, str], words: Words) -> dict[str, str]:
    return {
        "cause": words.say(_CAUSES[link.cause], **parts),
        "effect": words.say(_FORMS[sureness(link)][link.effect], **parts),
    }


_CAUSES = {
    Move.PULLING_AWAY: "{source} steps back",
    Move.PRESSING: "{source} presses",
    Move.ALARM: "{source} is uneasy",
}
_EFFECTS = {
    Move.PULLING_AWAY: "{target} steps back",
    Move.PRESSING: "{target} presses",
    Move.ALARM: "{target} grows uneasy",
}
_LESS = {
    Move.PULLING_AWAY: "{target} steps back less",
    Move.PRESSING: "{target} presses less",
    Move.ALARM: "{target} grows calmer",
}
_SAME = {
    Move.PULLING_AWAY: "{target} hardly steps back",
    Move.PRESSING: "{target} hardly presses",
    Move.ALARM: "{target} stays about as calm",
}
_FORMS = {
    Sureness.RISES: _EFFECTS,
    Sureness.FALLS: _LESS,
    Sureness.SMALL: _SAME,
    Sureness.UNCLEAR: _EFFECTS,
    Sureness.IN_GENERAL: _EFFECTS,
    Sureness.INDIRECT: _EFFECTS,
    Sureness.UNSHOWN: _EFFECTS,
}
_SLIDERS = {
    Move.PULLING_AWAY: "pulled away",
    Move.PRESSING: "reached or pressed",
    Move.ALARM: "uneasy about us",
}
