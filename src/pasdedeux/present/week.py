"""Say a week's plan in plain words: what, how often, and why; never what was not done."""

from pasdedeux.guide.programme import Why
from pasdedeux.present.words import ENGLISH, Words

_WHY = {
    Why.FIRST: "By what your days show, it may change most for its effort.",
    Why.GO_ON: "It goes on: it takes some weeks to tell whether something helps.",
    Why.LESS: "Something lighter, since the last weeks left little room.",
    Why.NEXT: "Three weeks are over, so here is something new. You can always go back.",
    Why.CHOSEN: "You chose it for this week.",
}
_WITHOUT_READING = "It is an easy one to begin with; once there is a picture, the order follows it."
_OFTEN = {
    Why.MORE: "Once more than last week, since there was room for it.",
    Why.LESS: "Once less than last week, so that it fits in.",
    Why.LIGHTER: "Once less than last week, since it felt hard.",
}
_TIMES = {1: "once", 2: "twice"}


def times(count: int, words: Words = ENGLISH) -> str:
    """Say how often in a week."""
    known = _TIMES.get(count)
    if known:
        return words.gettext(known)
    return words.say("{count} times", count=words.number(count))


def reasons(
    why: Why, why_often: Why | None, *, has_reading: bool, words: Words = ENGLISH
) -> tuple[str, ...]:
    """Give why a practice is in the week, and why so often where that changed."""
    first = _WITHOUT_READING if why is Why.FIRST and not has_reading else _WHY[why]
    often = (words.gettext(_OFTEN[why_often]),) if why_often else ()
    return (words.gettext(first), *often)


def so_far(done: int, words: Words = ENGLISH) -> str:
    """Say what was done this week; nothing where nothing was."""
    if done == 0:
        return ""
    return words.say("Done {times} so far this week.", times=times(done, words))
