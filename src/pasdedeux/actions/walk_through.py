"""Let a made-up couple live six weeks in a home of their own, by the actions that people use."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from pasdedeux.actions import (
    answer_instrument,
    ask_privately,
    chance,
    check_in,
    log_moment,
    write_journal,
    write_note,
)
from pasdedeux.actions.accept_invitation import accept_invitation
from pasdedeux.actions.ask_privately import Said, Step
from pasdedeux.actions.check_in import When
from pasdedeux.actions.create_person import create_person
from pasdedeux.actions.invite_partner import invite_partner
from pasdedeux.actions.open_home import Home, Session, open_home
from pasdedeux.actions.share_kind import share_kind
from pasdedeux.actions.sign_in import look
from pasdedeux.intake import samples
from pasdedeux.intake.record import read_record
from pasdedeux.intake.result import Intake
from pasdedeux.intake.story import Scene, What, story
from pasdedeux.measure import catalogue
from pasdedeux.store.forget import erase_store
from pasdedeux.store.place import Place
from pasdedeux.store.seal import Cost
from pasdedeux.terms.errors import StoreError
from pasdedeux.terms.home import Choice, Instant, Kind, PersonId
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.record import CheckIn, Moment, Record

IDLE_SECONDS = 3600.0
"""A walk that nobody looks at ends after so long."""
_QUICK = Cost(passes=1, kibibytes=64, lanes=1)
"""A passphrase that stands on the page needs no dear guess."""
_EVENING = time(21)
_ASKED_DAYS = (0, 31)
"""When the private questions come: at first, and after a month."""

Progress = Callable[[int, int], None]
"""Told how many of how many days are lived; what it raises ends the telling."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A home in which a made-up couple lives, both signed in."""

    home: Home
    folder: Path
    people: tuple[PersonId, PersonId]
    tokens: tuple[str, str] = field(repr=False)
    passphrase: str

    def session(self, who: Partner, now: Instant) -> Session | None:
        """Give the keys of one of them; None once they are gone.

        Both are looked at, so that neither is locked while the other is seen.
        """
        found = [look(self.home, token, now) for token in self.tokens]
        session = found[who.place]
        return session if isinstance(session, Session) else None

    def close(self) -> None:
        """Let nothing of it remain."""
        self.home.close()
        _remove(self.folder, _place(self.folder))


@cache
def names() -> tuple[str, str]:
    """Say what the two are called."""
    return _read().records[0].names


def move_in(now: Instant, today: datetime, progress: Progress | None = None) -> MadeUp:
    """Fill a home with the couple's weeks, the last day being yesterday.

    The folder is a temporary one and the file in it is encrypted; its key is in memory alone.

    Args:
        now: by both clocks, for the sign-ins.
        today: the day on which somebody walks through.
        progress: told how far it is.

    Raises:
        StoreError: the disk did not take it, and why; nothing is left of it.
    """
    try:
        folder = Path(tempfile.mkdtemp())
    except OSError as problem:
        msg = f"There is no room for the made-up couple: {problem.strerror}."
        raise StoreError(msg) from problem
    place = _place(folder)
    try:
        return _live(folder, _open(place), now, today, progress or (lambda _done, _of: None))
    except BaseException:
        _remove(folder, place)
        raise


def _place(folder: Path) -> Place:
    return Place(folder / "data", folder / "key")


def _open(place: Place) -> Home:
    home = open_home(place, cost=_QUICK, idle=IDLE_SECONDS)
    place.key_file.unlink()  # from here on in memory alone: what a crash leaves opens no more
    return home


def _remove(folder: Path, place: Place) -> None:
    with contextlib.suppress(OSError):
        erase_store(place)
    shutil.rmtree(folder, ignore_errors=True)


def _live(folder: Path, home: Home, now: Instant, today: datetime, progress: Progress) -> MadeUp:
    told, read = story(), _read()
    record, passphrase = read.records[0], f"made up {chance.secret(2).hex()}"
    try:
        tokens, sessions = _two(home, record.names, passphrase, now)
        answers = {sheet.partner: sheet for sheet in read.sheets}
        life = _Life(
            home,
            sessions,
            today - timedelta(days=record.days),
            {who: _given(sheet.instrument, sheet.answers) for who, sheet in answers.items()},
        )
        for day in range(record.days):
            life.live(day, record, [scene for scene in told.scenes if scene.day == day])
            progress(day + 1, record.days)
        for session in sessions:
            log_moment.asked_of_me(home, session)  # what both have told opens to both
    except BaseException:
        home.close()
        raise
    return MadeUp(home, folder, (sessions[0].id, sessions[1].id), tokens, passphrase)


def _read() -> Intake:
    sample = story().sample
    return read_record(samples.text(sample).encode(), sample)


def _two(
    home: Home, names: tuple[str, str], passphrase: str, now: Instant
) -> tuple[tuple[str, str], tuple[Session, Session]]:
    """Let both arrive and link."""
    one, first = create_person(home, names[0], passphrase, now, is_adult=True)
    other, second = create_person(home, names[1], passphrase, now, is_adult=True)
    word = invite_partner(home, first.session, now).token
    accept_invitation(home, second.session, word, now)
    return (one, other), (first.session, second.session)


def _given(instrument: str, answers: tuple[int | None, ...]) -> dict[str, int | None]:
    return dict(zip(catalogue.fetch(instrument).item_ids, answers, strict=False))


@dataclass(frozen=True, slots=True)
class _Life:
    home: Home
    sessions: tuple[Session, Session]
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
