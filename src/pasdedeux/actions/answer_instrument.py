"""Answer a questionnaire: one question at a time, kept at each answer, on with it another day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pasdedeux.actions import chance
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.measure import catalogue, kept, sheet, sitting
from pasdedeux.measure.kept import KeptResult
from pasdedeux.measure.sheet import Question, Sheet
from pasdedeux.measure.sitting import Asked, Given, HowFar
from pasdedeux.store import drafts, items
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.home import Body, Choice, ItemId, Json, Kind, Mine

SHEETS: Mapping[str, tuple[str, str, str]] = {
    "close": ("ecr", "adaptive", ""),
    "partner": ("ecr_rs", "full", "partner"),
    "mother": ("ecr_rs", "full", "mother"),
    "father": ("ecr_rs", "full", "father"),
    "friend": ("ecr_rs", "full", "best_friend"),
    "close-all": ("ecr", "full", ""),
}
"""What is offered, in this order: instrument, form, and whom it is about."""


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody is in a questionnaire."""

    sheet: str
    words: Sheet
    question: Question | None
    """The one to ask now; None when enough was asked."""
    far: HowFar
    before: Given | None
    """The answer before this one, to come back to."""
    chosen: int | None
    """What was answered here before coming back."""
    about: str
    """Whom somebody has in mind, in their own word."""
    begun: str
    """The day of the first answer; empty before it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How far somebody is with one questionnaire, for the list of them."""

    sheet: str
    answered: int
    most: int
    last: KeptResult | None


def look_at_sheets(home: Home, session: Session) -> tuple[Stand, ...]:
    """Give every questionnaire with what was begun and what was finished."""
    done = results(home, session)
    return tuple(_stand(home, session, name, done) for name in SHEETS)


def look_at_question(home: Home, session: Session, name: str) -> At:
    """Give the question that comes next.

    Raises:
        MissingError: there is no such questionnaire.
    """
    asked, state = asked_of(name), _state(home, session, name)
    return _at(asked, state, session)


def answer(  # noqa: PLR0913 - what a form says of one answer
    home: Home, session: Session, name: str, item: str, value: int | None, *, now: datetime
) -> At:
    """Keep one answer, or that a question was passed over; when this returns, it is on the disk.

    An answer to a question that was met before replaces what was answered there, so that the
    back button and a second tab lose nothing.

    Raises:
        MissingError: no such questionnaire, or this is not among its questions.
    """
    asked, state = asked_of(name), _state(home, session, name)
    _refuse_strange(asked, item, value)
    given = _replaced(state.given, Given(item, value))
    if given is None:
        if item != sitting.next_question(asked, state.given, _seed(state, session)):
            return _at(asked, state, session)  # from an old page: nothing is lost by leaving it
        given = (*state.given, Given(item, value))
    after = _State(
        given, state.begun or now.date().isoformat(), state.mark or chance.secret(8).hex(),
        state.about, None,
    )  # fmt: skip
    _keep(home, session, name, after)
    return _at(asked, after, session)


def go_back(home: Home, session: Session, name: str) -> None:
    """Show the question before once more; what was answered there stays until it is changed."""
    state = _state(home, session, name)
    if state.given:
        place = len(state.given) if state.shown is None else state.shown
        _keep(home, session, name, _moved(state, max(0, place - 1)))


def name_whom(home: Home, session: Session, name: str, about: str) -> None:
    """Keep whom somebody has in mind, such as "my grandmother"."""
    asked_of(name)
    state = _state(home, session, name)
    mark = state.mark or chance.secret(8).hex()
    _keep(home, session, name, _State(state.given, state.begun, mark, about, state.shown))


def finish(home: Home, session: Session, name: str, now: datetime) -> Mine | None:
    """Score what was answered and keep it; a second time gives what is kept.

    Returns:
        The result, or nothing while a question is open.
    """
    asked, state = asked_of(name), _state(home, session, name)
    if not state.given or sitting.next_question(asked, state.given, _seed(state, session)):
        return None
    scores, unscored = kept.parted(sitting.scored(asked, state.given))
    answered = sum(one.value is not None for one in state.given)
    result = KeptResult(name, now.date(), scores, unscored, answered, len(state.given), state.about)
    _write(home, session, {**_answers_body(name, state, now)}, state.mark, "answers")
    written = _write(home, session, kept.to_body(result), state.mark, "scores")
    drafts.drop(home.store, session, _draft(name))
    return items.one(home.store, session, written)


def begin_anew(home: Home, session: Session, name: str) -> None:
    """Let what was begun go; what was finished stays."""
    asked_of(name)
    drafts.drop(home.store, session, _draft(name))


def results(home: Home, session: Session) -> tuple[KeptResult, ...]:
    """Give all that was finished, the oldest first."""
    found = (kept.from_body(one.body) for one in items.mine(home.store, session, Kind.SCORES))
    return tuple(one for one in found if one is not None)


def result_items(home: Home, session: Session, name: str) -> tuple[tuple[Mine, KeptResult], ...]:
    """Give the finished results of one questionnaire with who sees each, the oldest first."""
    mine = items.mine(home.store, session, Kind.SCORES)
    both = ((one, kept.from_body(one.body)) for one in mine)
    return tuple(
        (one, result) for one, result in both if result is not None and result.sheet == name
    )


def asked_of(name: str) -> Asked:
    """Give a questionnaire by the name it has here.

    Raises:
        MissingError: there is none.
    """
    if name not in SHEETS:
        msg = "There is no such questionnaire here."
        raise MissingError(msg)
    instrument, form, target = SHEETS[name]
    return Asked(name, catalogue.fetch(instrument), form, target)


@dataclass(frozen=True, slots=True)
class _State:
    given: tuple[Given, ...] = ()
    begun: str = ""
    mark: str = ""
    """Drawn at the first answer: one result comes of it, however often it is finished."""
    about: str = ""
    shown: int | None = None
    """Which of those answered is shown again."""


def _moved(state: _State, shown: int | None) -> _State:
    return _State(state.given, state.begun, state.mark, state.about, shown)


def _draft(name: str) -> str:
    return f"answers/{name}"


def _state(home: Home, session: Session, name: str) -> _State:
    asked_of(name)
    body: Body = drafts.find(home.store, session, _draft(name)) or {}
    shown = body.get("shown")
    return _State(
        _given(body.get("given")),
        str(body.get("begun", "")),
        str(body.get("mark", "")),
        str(body.get("about", "")),
        shown if isinstance(shown, int) else None,
    )


def _given(told: Json) -> tuple[Given, ...]:
    found = []
    for one in told if isinstance(told, list) else []:
        match one:
            case [str(item), (int() | None) as value]:
                found.append(Given(item, value))
            case _:
                pass
    return tuple(found)


def _keep(home: Home, session: Session, name: str, state: _State) -> None:
    given: Json = [[one.item, one.value] for one in state.given]
    body: dict[str, Json] = {
        "given": given,
        "begun": state.begun,
        "mark": state.mark,
        "about": state.about,
        "shown": state.shown,
    }
    drafts.keep(home.store, session, _draft(name), body)


def _seed(state: _State, session: Session) -> int:
    """Give the order of this person; the partner gets another, and a second time yet another."""
    return sitting.seed_of(session.id, state.mark, "")


def _at(asked: Asked, state: _State, session: Session) -> At:
    words = _words(asked)
    place = state.shown
    if place is not None and place < len(state.given):
        shown = state.given[place]
        before, item = state.given[:place], shown.item
        chosen, far = shown.value, sitting.how_far(asked, before)
    else:
        before, chosen = state.given, None
        found = sitting.next_question(asked, before, _seed(state, session))
        item, far = found or "", sitting.how_far(asked, before, is_done=found is None)
    question = next((one for one in words.questions if one.item == item), None)
    last = before[-1] if before else None
    return At(asked.sheet, words, question, far, last, chosen, state.about, state.begun)


def _words(asked: Asked) -> Sheet:
    found = sheet.sheet(asked.instrument, asked.target)
    if not isinstance(found, Sheet):
        raise MissingError(found.reason)
    return found


def _replaced(given: tuple[Given, ...], new: Given) -> tuple[Given, ...] | None:
    if all(one.item != new.item for one in given):
        return None
    return tuple(new if one.item == new.item else one for one in given)


def _refuse_strange(asked: Asked, item: str, value: int | None) -> None:
    ranges = asked.instrument.ranges
    if item not in ranges or (
        value is not None and not ranges[item][0] <= value <= ranges[item][1]
    ):
        msg = "This is not among the answers of this question."
        raise MissingError(msg)


def _stand(home: Home, session: Session, name: str, done: tuple[KeptResult, ...]) -> Stand:
    asked, state = asked_of(name), _state(home, session, name)
    last = next((one for one in reversed(done) if one.sheet == name), None)
    return Stand(name, len(state.given), sitting.how_far(asked, state.given).most, last)


def _answers_body(name: str, state: _State, now: datetime) -> dict[str, Json]:
    """Give the answers themselves, kept for their owner beside the scores."""
    given: Json = [[one.item, one.value] for one in state.given]
    day = now.date().isoformat()
    return {"what": "answers", "sheet": name, "day": day, "given": given, "about": state.about}


def _write(home: Home, session: Session, body: Mapping[str, Json], mark: str, what: str) -> ItemId:
    """Keep scores as their kind is; the answers stay private whatever is shared."""
    choice = Choice.AS_KIND if what == "scores" else Choice.PRIVATE
    once = f"{what}/{mark}"
    return items.write(home.store, session, Kind.SCORES, body, choice=choice, once=once).id
