"""Let two made-up people live their weeks in a home, by the actions that people use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from pasdedeux.actions import (
    answer_instrument,
    ask_privately,
    chance,
    check_in,
    log_moment,
    write_journal,
    write_note,
)
from pasdedeux.actions.ask_privately import Said, Step
from pasdedeux.actions.check_in import When
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.actions.share_kind import share_kind
from pasdedeux.intake import samples
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake
from pasdedeux.intake.story import Scene, What, story
from pasdedeux.measure import catalogue
from pasdedeux.terms.home import Choice, Kind
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import CheckIn, Moment, Record

_EVENING = time(21)
_ASKED_DAYS = (0, 31)
"""When the private questions come: at first, and after a month."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many days are lived; what it raises ends the telling."""


def names() -> tuple[str, str]:
    """Say what the two are called."""
    return _read().records[0].names


def live_weeks(
    home: Home, sessions: tuple[Session, Session], today: datetime, progress: Progress
) -> None:
    """Live the weeks of the story, the last day being yesterday.

    Args:
        home: where both have arrived and are linked.
        sessions: theirs.
        today: the day after the last.
        progress: told how far it is.

    Raises:
        StoreError: the disk did not take it, and why.
    """
    told, read = story(), _read()
    record = read.records[0]
    began = today - timedelta(days=record.days)
    answers = {one.partner: _given(one.instrument, one.answers) for one in read.sheets}
    life = _Life(home, sessions, began, answers)
    for day in range(record.days):
        life.live(day, record, [scene for scene in told.scenes if scene.day == day])
        progress(day + 1, record.days)
    for session in sessions:
        log_moment.asked_of_me(home, session)  # what both have told opens to both


def _read() -> Intake:
    sample = story().sample
    return read_record(samples.text(sample).encode(), sample)


def _given(instrument: str, answers: tuple[int | None, ...]) -> dict[str, int | None]:
    return dict(zip(catalogue.fetch(instrument).item_ids, answers, strict=False))


@dataclass(frozen=True, slots=True)
class _Life:
    home: Home
    sessions: tuple[Session, Session] = field(repr=False)
    began: datetime
    answers: Mapping[Partner, Mapping[str, int | None]]

    def live(self, day: int, record: Record, scenes: list[Scene]) -> None:
        """Let both do what they do on one day."""
        if day in _ASKED_DAYS:
            for session in self.sessions:
                self._answer_privately(session, day)
        for entry in record.check_ins:
            if entry.day == day:
                self._check_in(entry, scenes)
        for moment in record.moments:
            if moment.day == day:
                self._tell(moment, _scene(scenes, moment.teller, What.MOMENT))
        for scene in scenes:
            self._play(scene)

    def _at(self, day: int) -> datetime:
        return datetime.combine(self.began + timedelta(days=day), _EVENING, self.began.tzinfo)

    def _day(self, day: int) -> date:
        return self._at(day).date()

    def _who(self, who: Partner) -> Session:
        return self.sessions[who.place]

    def _answer_privately(self, session: Session, day: int) -> None:
        no = {question.name: Said.NO for question in ask_privately.questions(Step.FIRST)}
        ask_privately.answer_first(self.home, session, no, self._day(day))

    def _check_in(self, entry: CheckIn, scenes: list[Scene]) -> None:
        line = _scene(scenes, entry.partner, What.LINE)
        note = line.text if line is not None and line.slot == entry.exchange else ""
        values = {item: int(value) for item, value in entry.values.items()}
        when = When(self._day(entry.day), entry.exchange)
        check_in.check_in(self.home, self._who(entry.partner), when, values, note=note)

    def _tell(self, moment: Moment, scene: Scene | None) -> None:
        """Tell a moment of the record; its steps name the two, a telling says me and you."""
        session, when = self._who(moment.teller), When(self._day(moment.day), moment.exchange)
        log_moment.begin(self.home, session, when, self._at(moment.day))
        is_me = moment.teller is Partner.A
        for place, step in enumerate(moment.steps):
            own = step if is_me else replace(step, partner=step.partner.other)
            log_moment.add_step(self.home, session, own, place)
        log_moment.say_end(self.home, session, moment.ended)
        choice = Choice.WHEN_BOTH if scene is not None and scene.asks else Choice.AS_KIND
        words = scene.text if scene is not None else ""
        log_moment.keep_moment(self.home, session, words=words, choice=choice)

    def _tell_side(self, scene: Scene) -> None:
        """Tell what the other asked for."""
        session, now = self._who(scene.who), self._at(scene.day)
        topic, _ = log_moment.asked_of_me(self.home, session)[0]
        log_moment.begin_asked(self.home, session, topic, now)
        for place, step in enumerate(scene.steps):
            log_moment.add_step(self.home, session, step, place)
        log_moment.say_end(self.home, session, scene.ended)
        log_moment.keep_moment(self.home, session, words=scene.text, choice=Choice.WHEN_BOTH)

    def _play(self, scene: Scene) -> None:
        session, now = self._who(scene.who), self._at(scene.day)
        match scene.what:
            case What.SHEET:
                self._answer(session, scene, now)
            case What.SHARE:
                share_kind(self.home, session, Kind(scene.name))
            case What.SIDE:
                self._tell_side(scene)
            case What.NOTE:
                choice = Choice.SHARED if scene.is_shared else Choice.PRIVATE
                once, day = chance.secret(8).hex(), now.date().isoformat()
                write_note.write_note(self.home, session, scene.text, day, choice=choice, once=once)
            case What.PAGE:
                write_journal.write_page(self.home, session, scene.text, scene.name, now)
            case What.LINE | What.MOMENT:
                pass  # said with the check-in or the moment that they belong to

    def _answer(self, session: Session, scene: Scene, now: datetime) -> None:
        instrument = answer_instrument.asked_of(scene.name).instrument
        given = _given(instrument.name, scene.answers) or self.answers[scene.who]
        at = answer_instrument.look_at_question(self.home, session, scene.name)
        while at.question is not None:
            item = at.question.item
            at = answer_instrument.answer(
                self.home, session, scene.name, item, given[item], now=now
            )
        answer_instrument.finish(self.home, session, scene.name, now)


def _scene(scenes: list[Scene], who: Partner, what: What) -> Scene | None:
    return next((one for one in scenes if one.who is who and one.what is what), None)
