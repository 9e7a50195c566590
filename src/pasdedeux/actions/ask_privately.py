"""Ask somebody alone whether home frightens them; keep which way they go, and nothing they said."""

from collections.abc import Mapping
from datetime import date, timedelta

from pasdedeux.actions.open_home import Home, Session
from pasdedeux.guide import safety
from pasdedeux.guide.safety import Feature as Feature  # noqa: PLC0414 - the doors' word for it
from pasdedeux.guide.safety import Path
from pasdedeux.guide.safety import Question as Question  # noqa: PLC0414 - the doors' word for it
from pasdedeux.guide.safety import Said as Said  # noqa: PLC0414 - the doors' word for it
from pasdedeux.guide.safety import Step as Step  # noqa: PLC0414 - the doors' word for it
from pasdedeux.store import drafts
from pasdedeux.terms.home import Body

_NAME = "private questions"
_PUT_OFF_DAYS = 7


def questions(step: Step) -> tuple[Question, ...]:
    """Give the questions of a step."""
    return safety.questions(step)


def is_time_to_ask(home: Home, session: Session, today: date) -> bool:
    """Say whether to offer the questions now; what was said makes no difference."""
    kept = drafts.find(home.store, session, _NAME) or {}
    until = _day(kept, "until")
    if until is not None and today < until:
        return False
    asked = _day(kept, "asked")
    return safety.is_due(_rounds(kept), None if asked is None else (today - asked).days)


def answer_first(home: Home, session: Session, first: Mapping[str, Said], today: date) -> bool:
    """Take the answers to the first step.

    Args:
        home: where.
        session: who answered.
        first: answers by the question's name; what is missing was left out.
        today: the day.

    Returns:
        Whether the second step follows. Whoever leaves before it stays on the careful path.
    """
    kept = drafts.find(home.store, session, _NAME) or {}
    more = safety.asks_more(first)
    is_settled = not more or Said.YES in first.values()
    _keep(
        home,
        session,
        {
            "path": safety.path_of(first).value,
            "is_settled": is_settled,
            "is_open": True,
            "asked": today.isoformat(),
            "rounds": _rounds(kept) + 1,
        },
    )
    return more


def answer_more(home: Home, session: Session, more: Mapping[str, Said]) -> None:
    """Take the answers to the second step, which can settle what was left open in the first."""
    kept = drafts.find(home.store, session, _NAME)
    if kept is None or kept.get("is_settled", True):
        close(home, session)
        return
    unsure = dict.fromkeys((one.name for one in safety.questions(safety.Step.FIRST)), Said.UNSURE)
    way = safety.path_of(unsure, more)
    _keep(home, session, {**kept, "path": way.value, "is_settled": True, "is_open": False})


def close(home: Home, session: Session) -> None:
    """Write once more, unless that was done: a round is two writes, whatever was answered in it.

    Whoever counts what is written in the file would else tell a round that needed a second step
    from one that did not (decision 0050).
    """
    kept = drafts.find(home.store, session, _NAME)
    if kept is not None and kept.get("is_open") is True:
        _keep(home, session, {**kept, "is_open": False})


def not_now(home: Home, session: Session, today: date) -> None:
    """Put the questions off for a week; whichever way somebody went before stays."""
    kept = drafts.find(home.store, session, _NAME) or {"path": Path.CARE.value}
    _keep(home, session, {**kept, "until": (today + timedelta(days=_PUT_OFF_DAYS)).isoformat()})


def my_offer(home: Home, session: Session, feature: Feature) -> Feature:
    """Give what this person is offered in the place of a feature."""
    return safety.offered(feature, _path(home, session))


def is_offered(home: Home, session: Session, feature: Feature) -> bool:
    """Say whether this person is offered a feature itself, not something in its place."""
    return my_offer(home, session, feature) is feature


def _path(home: Home, session: Session) -> Path:
    kept = drafts.find(home.store, session, _NAME) or {}
    return Path.ORDINARY if kept.get("path") == Path.ORDINARY.value else Path.CARE


def _keep(home: Home, session: Session, body: Body) -> None:
    drafts.keep(home.store, session, _NAME, body)


def _day(kept: Body, name: str) -> date | None:
    written = kept.get(name)
    return date.fromisoformat(written) if isinstance(written, str) else None


def _rounds(kept: Body) -> int:
    rounds = kept.get("rounds")
    return rounds if isinstance(rounds, int) else 0
