"""Tell a moment step by step, at once or afterwards, alone or each from their own side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pasdedeux.actions import chance
from pasdedeux.actions.check_in import When, part_of_day
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.intake import daily
from pasdedeux.intake.native import MOST_STEPS
from pasdedeux.recognise.tellings import Row, side_by_side
from pasdedeux.store import drafts, grants, items
from pasdedeux.terms.errors import MissingError, RefusedError, TooLongError
from pasdedeux.terms.home import Body, Choice, ItemId, Json, Kind, Mine, Shared
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import EXCHANGES_A_DAY, Act, Ending, Step

LONGEST_WORDS = 4_000
OLDEST_DAYS = 60
"""A moment can be told so long after; what is older is better told in the journal."""
_DRAFT = "moment"
_TOPIC = "moment"


@dataclass(frozen=True, slots=True)
class Telling:
    """A moment on its way: what was told so far."""

    when: When | None = None
    steps: tuple[Step, ...] = ()
    """The teller is partner A here, whoever it is."""
    ended: Ending | None = None
    words: str = ""
    topic: str = ""
    """What both tell, where the other asked for it."""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class OneMoment:
    """A moment as one of the two told it; the teller is partner A."""

    id: ItemId
    when: When
    steps: tuple[Step, ...]
    ended: Ending | None
    topic: str
    words: str = ""
    choice: Choice = Choice.AS_KIND
    is_shared: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class BothSides:
    """One moment, told by both: the viewer is partner A throughout."""

    mine: OneMoment
    theirs: OneMoment
    rows: tuple[Row, ...]


def telling(home: Home, session: Session) -> Telling:
    """Give what was told so far of the moment on its way."""
    body = drafts.find(home.store, session, _DRAFT) or {}
    told = daily.told_of({**body, "ended": None})
    day, slot = daily.day_of(body), daily.slot_of(body)
    ended = body.get("ended")
    return Telling(
        When(day, slot) if day is not None and slot is not None else None,
        _steps(told.steps) if told else (),
        Ending(ended) if isinstance(ended, str) and ended in set(Ending) else None,
        str(body.get("words", "")),
        str(body.get("topic", "")),
        str(body.get("mark", "")),
    )


def begin(home: Home, session: Session, when: When, now: datetime, *, topic: str = "") -> Telling:
    """Begin to tell a moment of some day; one on its way changes its day and keeps its steps.

    Raises:
        RefusedError: that day lies ahead, or too far back.
    """
    here = part_of_day(now)
    if when.day == now.date():  # past midnight it is still the evening before, whatever the date
        when = replace(when, day=here.day)
    if not here.day - timedelta(days=OLDEST_DAYS) <= when.day <= here.day:
        msg = f"A moment can be told up to {OLDEST_DAYS} days later, and not ahead of time."
        raise RefusedError(msg)
    if not 0 <= when.slot < EXCHANGES_A_DAY:
        msg = "Please choose a part of the day."
        raise RefusedError(msg)
    old = telling(home, session)
    mark = old.mark or chance.secret(8).hex()
    return _keep(home, session, replace(old, when=when, topic=topic or old.topic, mark=mark))


def begin_asked(home: Home, session: Session, topic: str, now: datetime) -> Telling:
    """Begin to tell a moment that the other has told and asked for.

    Raises:
        MissingError: nobody asks for it.
    """
    when = when_of_topic(topic)
    if when is None or topic not in grants.waiting_for_me(home.store, session):
        msg = "There is nothing here."
        raise MissingError(msg)
    drafts.drop(home.store, session, _DRAFT)
    return begin(home, session, when, now, topic=topic)


def add_step(home: Home, session: Session, step: Step, place: int) -> Telling:
    """Add what happened next; the same form sent twice adds it once.

    Args:
        home: where.
        session: whose.
        step: the teller is partner A.
        place: how many steps the page showed.

    Raises:
        TooLongError: no more steps fit.
    """
    told = telling(home, session)
    if place != len(told.steps):
        return told
    if place >= MOST_STEPS:
        msg = f"A moment has room for {MOST_STEPS} steps. Say how it ended, and begin another."
        raise TooLongError(msg)
    return _keep(home, session, replace(told, steps=(*told.steps, step)))


def undo_step(home: Home, session: Session, place: int) -> Telling:
    """Take the last step away again."""
    told = telling(home, session)
    if place != len(told.steps):
        return told
    return _keep(home, session, replace(told, steps=told.steps[:-1], ended=None))


def say_end(home: Home, session: Session, ended: Ending | None) -> Telling:
    """Say how it ended, or that the telling goes on."""
    return _keep(home, session, replace(telling(home, session), ended=ended))


def let_go(home: Home, session: Session) -> None:
    """Let the moment on its way go."""
    drafts.drop(home.store, session, _DRAFT)


def keep_moment(
    home: Home, session: Session, *, words: str = "", choice: Choice = Choice.AS_KIND
) -> ItemId:
    """Keep the moment on its way as told; a second time gives what is kept.

    Args:
        home: where.
        session: whose.
        words: the teller's own, kept apart and for them alone.
        choice: who else sees the steps; "when both" asks the other to tell it too.

    Raises:
        RefusedError: nothing was told yet.
        TooLongError: the words are too many.
    """
    told = telling(home, session)
    if len(words) > LONGEST_WORDS:
        msg = f"These are too many words: there is room for {LONGEST_WORDS} letters."
        raise TooLongError(msg)
    if told.when is None or not told.steps or told.ended is None:
        msg = "Nothing has been told yet: at least one step, and how it ended."
        raise RefusedError(msg)
    topic = told.topic or _asked_of(home, session, told.when, choice) or _new_topic(told.when)
    written = items.write(
        home.store, session, Kind.MOMENTS, _body(told),
        topic=topic, choice=choice, once=f"moment/{told.mark}",
    )  # fmt: skip
    if words:
        note: Body = {"of": written.id, "day": told.when.day.isoformat(), "text": words}
        once = f"words/{told.mark}"
        items.write(home.store, session, Kind.NOTES, note, choice=Choice.PRIVATE, once=once)
    drafts.drop(home.store, session, _DRAFT)
    return written.id


def moments(home: Home, session: Session) -> tuple[OneMoment, ...]:
    """Give the viewer's own moments, the newest first."""
    written = items.mine(home.store, session, Kind.MOMENTS, Kind.NOTES)
    notes = {
        str(one.body.get("of")): str(one.body.get("text", ""))
        for one in written
        if one.kind is Kind.NOTES
    }
    found = [
        moment
        for one in written
        if one.kind is Kind.MOMENTS and (moment := _mine(one, notes.get(one.id, "")))
    ]
    return tuple(sorted(found, key=lambda one: (one.when.day, one.when.slot), reverse=True))


def moment(home: Home, session: Session, which: str) -> OneMoment:
    """Give one of the viewer's moments.

    Raises:
        MissingError: there is none.
    """
    found = next((one for one in moments(home, session) if one.id == which), None)
    if found is None:
        msg = "There is nothing here."
        raise MissingError(msg)
    return found


def choose_who_sees(home: Home, session: Session, which: str, choice: Choice) -> None:
    """Say who else sees a moment.

    Raises:
        MissingError: nothing of the viewer's has this id.
    """
    found = moment(home, session, which)
    topic = _asked_of(home, session, found.when, choice)
    grants.choose(home.store, session, found.id, choice, topic=topic)


def erase_moment(home: Home, session: Session, which: str) -> None:
    """Take a moment away, with the words that belong to it.

    Raises:
        MissingError: nothing of the viewer's has this id.
    """
    gone = moment(home, session, which)
    for one in items.mine(home.store, session, Kind.NOTES):
        if one.body.get("of") == gone.id:
            items.erase(home.store, session, one.id)
    items.erase(home.store, session, gone.id)


def asked_of_me(home: Home, session: Session) -> tuple[tuple[str, When], ...]:
    """Give the moments that the other has told and would like to hear from the viewer's side."""
    grants.settle(home.store, session)
    waiting = sorted(grants.waiting_for_me(home.store, session))
    both = ((topic, when_of_topic(topic)) for topic in waiting)
    return tuple((topic, when) for topic, when in both if when is not None)


def both_sides(home: Home, session: Session, which: str) -> BothSides | None:
    """Give a moment as both told it, where the other's side may be read; else nothing.

    Raises:
        MissingError: nothing of the viewer's has this id.
    """
    grants.settle(home.store, session)
    mine = moment(home, session, which)
    shared = items.shared_with_me(home.store, session, Kind.MOMENTS)
    theirs = next(
        (told for one in shared if one.topic == mine.topic and (told := _theirs(one))), None
    )
    if theirs is None:
        return None
    turned = tuple(replace(step, partner=step.partner.other) for step in theirs.steps)
    return BothSides(mine, replace(theirs, steps=turned), side_by_side(mine.steps, turned))


def when_of_topic(topic: str) -> When | None:
    """Give the part of the day that a moment's topic names, if it is one."""
    match topic.split("/"):
        case [word, day, slot, _] if word == _TOPIC:
            body: Mapping[str, Json] = {"day": day, "slot": int(slot) if slot.isdecimal() else -1}
            found, part = daily.day_of(body), daily.slot_of(body)
            return When(found, part) if found is not None and part is not None else None
        case _:
            return None


def other_told_too(home: Home, session: Session, when: When) -> bool:
    """Say whether the other has told a moment of this part of the day, and asks to hear yours."""
    return bool(_asked_of(home, session, when, Choice.WHEN_BOTH))


def _asked_of(home: Home, session: Session, when: When, choice: Choice) -> str:
    """Give the topic under which the other already waits for a moment of this part of the day.

    Whoever tells one of their own accord, for both to see, answers what waits: or the two tellings
    of one evening would never meet. Which way somebody goes makes no difference here (0050).
    """
    if choice is not Choice.WHEN_BOTH:
        return ""
    waiting = sorted(grants.waiting_for_me(home.store, session))
    return next((topic for topic in waiting if when_of_topic(topic) == when), "")


def _new_topic(when: When) -> str:
    return f"{_TOPIC}/{when.key}/{chance.secret(4).hex()}"


def _steps(told: tuple[tuple[bool, Act], ...]) -> tuple[Step, ...]:
    return tuple(Step(Partner.A if is_me else Partner.B, act) for is_me, act in told)


def _body(told: Telling) -> dict[str, Json]:
    if told.when is None:
        day: date | None = None
        slot: int | None = None
    else:
        day, slot = told.when.day, told.when.slot
    return {
        "day": day.isoformat() if day else None,
        "slot": slot,
        "steps": [
            ["me" if step.partner is Partner.A else "you", step.act.value] for step in told.steps
        ],
        "ended": told.ended.value if told.ended else None,
    }


def _keep(home: Home, session: Session, told: Telling) -> Telling:
    body = {**_body(told), "words": told.words, "topic": told.topic, "mark": told.mark}
    drafts.keep(home.store, session, _DRAFT, body)
    return told


def _read(body: Body) -> tuple[When, tuple[Step, ...], Ending | None] | None:
    told, day, slot = daily.told_of(body), daily.day_of(body), daily.slot_of(body)
    if told is None or day is None or slot is None:
        return None
    return When(day, slot), _steps(told.steps), told.ended


def _mine(item: Mine, words: str) -> OneMoment | None:
    read = _read(item.body)
    if read is None:
        return None
    return OneMoment(item.id, *read, item.topic, words, item.choice, item.is_shared, item.version)


def _theirs(item: Shared) -> OneMoment | None:
    read = _read(item.body)
    return OneMoment(item.id, *read, item.topic) if read else None
