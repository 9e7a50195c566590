"""Plan somebody's week, keep the plan while the week lasts, and let them choose otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pasdedeux.actions.check_in import lived_day
from pasdedeux.actions.do_practice import Done, practices_done
from pasdedeux.actions.find_practice import Practice, suggested
from pasdedeux.actions.foresee import in_order
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.actions.see_dance import Seen
from pasdedeux.guide.library import Mode
from pasdedeux.guide.programme import Offer, PastWeek, WeekPlan, Why, plan_week
from pasdedeux.store import drafts
from pasdedeux.terms.errors import MissingError
from pasdedeux.terms.home import Body

_NAME = "week"
_MOST_PAST = 12
"""Weeks that are remembered; the plan looks at six of them."""
CHOICES = 8
"""So many practices, the first of the order, can be put in the plan's place."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The week as it stands."""

    main: Practice
    times: int
    why: Why
    why_often: Why | None
    small: Practice | None
    done: int
    """How often the main one was done this week."""
    others: tuple[Practice, ...]
    """What may be put in its place."""
    looked: bool
    """Whether a reading was there to put practices in order by."""


def this_week(home: Home, session: Session, seen: Seen, now: datetime) -> Planned | None:
    """Give the plan of the week, and keep it when the week is new.

    What is kept is written for everybody alike (decision 0050).

    Args:
        home: where.
        session: whose.
        seen: the reading, by which practices are put in order.
        now: the time; past midnight it is still the evening before.
    """
    offered = in_order(session, seen, suggested(home, session))
    if not offered:
        return None
    monday = _monday(lived_day(now))
    kept, done = drafts.find(home.store, session, _NAME) or {}, practices_done(home, session)
    if kept.get("monday") != monday.isoformat() or not _is_offered(kept, offered):
        kept = _plan_anew(home, session, kept, offered, done, monday)
    known = {one.name: one for one in offered}
    main = known[str(kept["main"])]
    small = known.get(str(kept.get("small", "")))
    return Planned(
        main=main,
        times=_whole(kept.get("times"), 1),
        why=Why(str(kept["why"])),
        why_often=Why(str(kept["why_often"])) if kept.get("why_often") else None,
        small=small,
        done=len(_days(done, main.name, monday)),
        others=tuple(one for one in offered[: CHOICES + 1] if one is not main)[:CHOICES],
        looked=seen.reading is not None and seen.reading.is_shown,
    )


def choose_for_week(home: Home, session: Session, seen: Seen, name: str, now: datetime) -> None:
    """Put another practice in the place of the plan's own, for this week.

    Raises:
        MissingError: it is none that is offered.
    """
    offered = in_order(session, seen, suggested(home, session))
    if name not in {one.name for one in offered}:
        raise MissingError
    kept = drafts.find(home.store, session, _NAME) or {}
    done, monday = practices_done(home, session), _monday(lived_day(now))
    _plan_anew(home, session, kept, offered, done, monday, chosen=name)


def _plan_anew(  # noqa: PLR0913, PLR0917 - what a plan is made of
    home: Home,
    session: Session,
    kept: Body,
    offered: Sequence[Practice],
    done: Sequence[Done],
    monday: date,
    chosen: str = "",
) -> Body:
    weeks = _weeks(kept, monday)
    past = tuple(_past(one, done) for one in weeks)
    plan = plan_week(tuple(map(_offer, offered)), past, chosen)
    if plan is None:  # nothing is offered; whoever asks has looked
        raise MissingError
    body = _body(plan, monday, weeks)
    drafts.keep(home.store, session, _NAME, body)
    return body


def _body(plan: WeekPlan, monday: date, weeks: list[Body]) -> Body:
    return {
        "monday": monday.isoformat(),
        "main": plan.main,
        "times": plan.times,
        "why": plan.why.value,
        "why_often": plan.why_often.value if plan.why_often else "",
        "small": plan.small or "",
        "weeks": [dict(one) for one in weeks[-_MOST_PAST:]],
    }


def _weeks(kept: Body, monday: date) -> list[Body]:
    """Give the weeks before this one, the newest last, each as it was planned."""
    found = kept.get("weeks")
    rows = [dict(one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    if isinstance(kept.get("monday"), str) and str(kept["monday"]) < monday.isoformat():
        rows.append({name: kept[name] for name in ("monday", "main", "times")})
    return [
        {"monday": str(one["monday"]), "main": str(one["main"]), "times": _whole(one["times"], 1)}
        for one in rows
        if {"monday", "main", "times"} <= one.keys()
    ]


def _past(week: Body, done: Sequence[Done]) -> PastWeek:
    main, began = str(week["main"]), date.fromisoformat(str(week["monday"]))
    found = _days(done, main, began)
    efforts = [one.effort for one in found if one.effort is not None]
    felt = sum(efforts) / len(efforts) if efforts else None
    return PastWeek(main, _whole(week["times"], 1), len(found), felt)


def _days(done: Sequence[Done], name: str, monday: date) -> list[Done]:
    """Give what was done of a practice in the week that begins on a Monday."""
    end = monday + timedelta(days=7)
    return [one for one in done if one.practice == name and monday <= one.day < end]


def _offer(practice: Practice) -> Offer:
    return Offer(
        practice.name,
        practice.per_week,
        practice.minutes,
        practice.effort,
        is_alone=practice.mode is Mode.ALONE,
    )


def _is_offered(kept: Body, offered: Sequence[Practice]) -> bool:
    return kept.get("main") in {one.name for one in offered}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _whole(value: object, least: int) -> int:
    return max(least, value) if isinstance(value, int) else least
