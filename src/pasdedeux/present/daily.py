"""Give the words of the daily pages: rows of the check-in, steps of a moment, prompts."""

from datetime import date

from pasdedeux.present.words import ENGLISH, Words
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import Act, Ending, Item, Step

ROWS: dict[Item, tuple[str, str, str]] = {
    Item.CLOSE: ("How close and safe did it feel?", "not at all", "very"),
    Item.THERE_FOR_ME: ("How much was the other there for you?", "not at all", "fully"),
    Item.PULLED_AWAY: ("How much did you pull away or shut down?", "not at all", "very much"),
    Item.REACHED: ("How much did you reach or press for the other?", "not at all", "very much"),
    Item.UNEASY: ("How uneasy were you about the two of you?", "not at all", "very"),
    Item.STRESS: ("How much pressed on you from outside the two of you?", "nothing", "very much"),
}
"""What a check-in asks, with the words at both ends; what would be missed most comes first, for
whoever stops half way (docs/science/what-narrows-what.md)."""

PROMPTS: dict[str, tuple[str, str]] = {
    "trigger": (
        "What set it off",
        (
            "Think of the last time it hit you. What did you see or hear just before? What went"
            " through your body first? What did you do next?"
        ),
    ),
    "worst": (
        "The worst that I saw coming",
        (
            "What did you fear would happen, word for word? How sure were you then, out of ten?"
            " What happened in the end? What would you tell a friend who feared the same?"
        ),
    ),
    "crowded": (
        "When it got too close",
        (
            "When did you feel crowded or out of air? What was asked of you, and what did you hear"
            " in it? What would have let you stay a little longer?"
        ),
    ),
    "history": (
        "Those before",
        (
            "Think of one person you were close to, at any age. How did it begin, what did you come"
            " to count on, and how did it end? What of it still travels with you?"
        ),
    ),
    "child": (
        "Who came when I cried",
        (
            "When something hurt as a child, who did you go to? What happened then? What did you"
            " learn to do when nobody came?"
        ),
    ),
    "voice": (
        "What I say to myself",
        (
            "Write down what the voice in you says when it is tense between you: about you, about"
            " the other, about what comes next. Whose voice does it sound like?"
        ),
    ),
    "good": (
        "A moment that was good",
        (
            "When did you last feel at ease together? What did each of you do, just before and just"
            " after? What let it happen?"
        ),
    ),
}
"""Questions to begin a page of the journal from."""

IDEAS = ("trigger", "voice", "good", "crowded", "history")
"""Prompts that Today may show unasked; the heavier ones wait in the journal."""

_PARTS = ("morning", "midday", "afternoon", "evening")
_MY_ACTS = {
    Act.REACHES: ("I reach out", "ask, come near, say what I need"),
    Act.PRESSES: ("I press", "ask again and again, want it now, get loud"),
    Act.STAYS: ("I stay", "listen, answer, say how it is for me"),
    Act.PULLS_AWAY: ("I step back", "go quiet, keep busy, leave the room"),
}
_THEIR_ACTS = {
    Act.REACHES: ("{name} reaches out", "asks, comes near, says what they need"),
    Act.PRESSES: ("{name} presses", "asks again and again, wants it now, gets loud"),
    Act.STAYS: ("{name} stays", "listens, answers, says how it is"),
    Act.PULLS_AWAY: ("{name} steps back", "goes quiet, keeps busy, leaves the room"),
}
ENDINGS = {
    Ending.TOGETHER: "We found each other again",
    Ending.OPEN: "It was left open",
    Ending.APART: "We were apart",
}


def step_words(step: Step, name: str, words: Words = ENGLISH) -> tuple[str, str]:
    """Say a step and what may belong to it; the teller is partner A."""
    is_mine = step.partner is Partner.A
    said, such_as = (_MY_ACTS if is_mine else _THEIR_ACTS)[step.act]
    return words.say(said, name=name), words.gettext(such_as)


def step_told_by_other(step: Step, name: str, words: Words = ENGLISH) -> str:
    """Say a step to the viewer, who is partner A, by name for both."""
    if step.partner is Partner.A:
        return words.gettext(_YOUR_ACTS[step.act])
    return words.say(_THEIR_ACTS[step.act][0], name=name)


def ending_words(ended: Ending | None, words: Words = ENGLISH) -> str:
    """Say how it ended."""
    return words.gettext(ENDINGS[ended]) if ended else words.gettext("It was not told how it ended")


def day_words(day: date, today: date, words: Words = ENGLISH) -> str:
    """Say a day as people do."""
    ago = (today - day).days
    if ago == 0:
        return words.gettext("today")
    if ago == 1:
        return words.gettext("yesterday")
    weekday, month = _WEEKDAYS[day.weekday()], _MONTHS[day.month - 1]
    named = f"{words.gettext(weekday)}, {day.day} {words.gettext(month)}"
    return named if day.year == today.year else f"{named} {day.year}"


def short_day(day: date, words: Words = ENGLISH) -> str:
    """Say a day in little room, as under a chart."""
    return f"{day.day} {words.gettext(_MONTHS[day.month - 1])[:3]}"


def idea_of(day: date) -> str:
    """Choose the idea for the journal of a day: the same for everybody, by the day alone.

    Source: decision 0050 (what takes the place of joint work is shown to others too).

    >>> idea_of(date(2026, 3, 2)) == idea_of(date(2026, 3, 7))
    True
    """
    return IDEAS[day.toordinal() % len(IDEAS)]


def part_words(day: date, slot: int, today: date, words: Words = ENGLISH) -> str:
    """Say a part of a day as people do."""
    part = words.gettext(_PARTS[slot])
    ago = (today - day).days
    if ago == 0:
        return words.say("this {part}", part=part)
    if ago == 1:
        return words.say("yesterday {part}", part=part)
    return words.say("{day}, {part}", day=day_words(day, today, words), part=part)


_YOUR_ACTS = {
    Act.REACHES: "You reach out",
    Act.PRESSES: "You press",
    Act.STAYS: "You stay",
    Act.PULLS_AWAY: "You step back",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
