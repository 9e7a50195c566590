"""See the dance: read the viewer's record in a worker, keep it sealed, say what narrowed."""

import hashlib
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from multiprocessing import get_context
from typing import Any

from pasdedeux import KERNELS, __version__
from pasdedeux.actions import kept_reading, read_apart
from pasdedeux.actions.end_worker import end_worker
from pasdedeux.actions.gather_record import Gathered, fingerprint, gather_record
from pasdedeux.actions.open_home import Home, Session
from pasdedeux.actions.remember import remember
from pasdedeux.store import fits
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.home import PersonId
from pasdedeux.terms.reading import Reading
from pasdedeux.terms.record import Record

_NOW = "reading"
_WEEKS_BACK = 8
_PATIENCE_SECONDS = 0.2


class Stage(StrEnum):
    """How far a reading is; never how many others wait, which would tell of the other."""

    FITTING = "looking for what fits what was written"
    DRAWING = "drawing it"


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to show: a reading, or how far it is, and an older one to compare with."""

    gathered: Gathered
    reading: Reading | None
    stage: Stage | None
    failed: bool
    before: Reading | None
    """The newest kept from an earlier week."""
    before_week: date | None
    """The Monday of that week."""


@dataclass(slots=True, eq=False)
class _Job:
    record: Record
    inputs: bytes
    stage: Stage = Stage.FITTING
    result: Future[Reading] = field(default_factory=Future)
    is_new: bool = True  # nobody has waited for it yet


class Readings:
    """One worker process for everybody, one reading at a time, results waiting in memory."""

    def __init__(self, make: Callable[[], Executor] | None = None) -> None:
        """Take what makes the worker; it starts with the first reading."""
        self._make = make or _worker
        self._executor: Executor | None = None
        self._jobs: dict[PersonId, _Job] = {}
        self._waiting: deque[_Job] = deque()
        self._at: _Job | None = None
        self._lock = threading.RLock()

    def __len__(self) -> int:
        """Count the viewers for whom a result is worked out or waits."""
        with self._lock:
            return len(self._jobs)

    def ask(
        self,
        viewer: PersonId,
        record: Record,
        inputs: bytes,
        then: Callable[[_Job], None] | None = None,
    ) -> _Job:
        """Begin a reading, or find the one that was begun from the same record.

        Args:
            viewer: for whom.
            record: what it is of.
            inputs: names all that goes into it.
            then: told once the result is there, or once there will be none.
        """
        with self._lock:
            job = self._jobs.get(viewer)
            if job is not None and job.inputs == inputs:
                job.is_new = False
                return job
            if job is not None and job in self._waiting:
                self._waiting.remove(job)  # it would be worked out for nobody
            job = self._jobs[viewer] = _Job(record, inputs)
            if then is not None:
                job.result.add_done_callback(partial(_tell, then, job))
            self._waiting.append(job)
            self._go_on()
        return job

    def finished(self, viewer: PersonId) -> _Job | None:
        """Give a result that waits for its viewer, if it came out well."""
        with self._lock:
            job = self._jobs.get(viewer)
        if job is None or not job.result.done() or job.result.exception() is not None:
            return None
        return job

    def forget(self, viewer: PersonId, job: _Job | None = None) -> None:
        """Let a result go, once it is kept or its viewer has left.

        Args:
            viewer: whose.
            job: this one alone; newer words may have begun another.
        """
        with self._lock:
            held = self._jobs.get(viewer)
            if held is None or (job is not None and held is not job):
                return
            del self._jobs[viewer]
            if held in self._waiting:
                self._waiting.remove(held)

    def close(self) -> None:
        """Let the worker go; what it was at is begun again next time."""
        with self._lock:
            executor, self._executor = self._executor, None
            self._at = None
            for job in self._waiting:
                job.result.set_exception(RuntimeError("closed"))
            self._waiting.clear()
            self._jobs.clear()
        if executor is not None:
            end_worker(executor)

    def _go_on(self) -> None:
        """Begin the next reading, where none is being worked out; the lock is held."""
        if self._at is not None or not self._waiting:
            return
        job = self._at = self._waiting.popleft()
        self._hand(job, read_apart.fit, self._draw)

    def _hand(
        self, job: _Job, work: Callable[[Record, bytes], Any], then: Callable[[_Job, Any], None]
    ) -> None:
        """Give the worker one part of a reading, and say what comes after it."""
        with self._lock:
            if self._at is not job:  # the program was closed meanwhile
                job.result.set_exception(RuntimeError("closed"))
                return
            try:
                if self._executor is None:
                    self._executor = self._make()
                executor = self._executor
                done = executor.submit(work, job.record, job.inputs)
            except Exception as problem:  # noqa: BLE001 - it fell over, or there is no room for it
                self._end(job, self._executor, problem)
                return
        done.add_done_callback(lambda found: self._take(job, executor, found, then))

    def _take(
        self,
        job: _Job,
        executor: Executor,
        found: Future[Any],
        then: Callable[[_Job, Any], None],
    ) -> None:
        problem = RuntimeError("closed") if found.cancelled() else found.exception()
        if problem is not None:
            self._end(job, executor, problem)
        else:
            then(job, found.result())

    def _draw(self, job: _Job, _: None) -> None:
        with self._lock:
            if not any(one is job for one in self._jobs.values()):  # newer words have overtaken it
                self._after(job)
                return
        job.stage = Stage.DRAWING
        self._hand(job, read_apart.draw, self._finish)

    def _finish(self, job: _Job, reading: Reading) -> None:
        job.result.set_result(reading)
        self._after(job)

    def _after(self, job: _Job) -> None:
        with self._lock:
            if self._at is job:
                self._at = None
                self._go_on()

    def _end(self, job: _Job, executor: Executor | None, problem: BaseException) -> None:
        """Say so to whoever waits, and go on with a new worker."""
        job.result.set_exception(problem)
        with self._lock:
            is_gone = not isinstance(problem, Exception) or _is_broken(executor)
            if is_gone and self._executor is executor:
                self._executor = None
        self._after(job)


def see_dance(home: Home, session: Session, readings: Readings, today: date) -> Seen:
    """Give the reading of all that the viewer may read now, or how far it is.

    Args:
        home: where.
        session: whose.
        readings: the worker.
        today: for which week the result is kept.
    """
    gathered = gather_record(home, session)
    before, week = _earlier(home, session, today)
    if gathered.is_empty:
        return Seen(gathered, None, None, failed=False, before=None, before_week=None)
    inputs = remember(
        session,
        "fingerprint",
        (gathered, program()),
        lambda: fingerprint(gathered, program()),
    )
    kept = fits.find(home.store, session, _NOW, inputs)
    reading = _read(session, _NOW, kept)
    if reading is not None:
        return Seen(gathered, reading, None, failed=False, before=before, before_week=week)
    job = readings.ask(
        session.id, gathered.record, inputs, partial(_keep_found, home, session, readings, today)
    )
    try:
        found = job.result.result(timeout=_PATIENCE_SECONDS if job.is_new else 0)
    except TimeoutError:
        return Seen(gathered, None, job.stage, failed=False, before=before, before_week=week)
    except Exception:  # noqa: BLE001 - a worker that fell over is a page, not a crash
        readings.forget(session.id, job)
        return Seen(gathered, None, None, failed=True, before=before, before_week=week)
    return Seen(gathered, found, None, failed=False, before=before, before_week=week)


def _tell(then: Callable[[_Job], None], job: _Job, _: Future[Reading]) -> None:
    then(job)


def _keep_found(home: Home, session: Session, readings: Readings, today: date, job: _Job) -> None:
    """Keep a result when it is there, whichever page its viewer looks at, or none.

    What is kept of a reading is a row in the file: whether and when it is there must not hang on
    which page somebody is shown (decision 0050). Who has left, or wrote on, keeps nothing.
    """
    if readings.finished(session.id) is not job:  # a failure is for the next page to tell
        return
    try:
        _keep(home, session, job.inputs, job.result.result(), today)
    except PasDeDeuxError:  # a full disk, or they are gone: it is worked out again when asked for
        pass
    finally:
        readings.forget(session.id, job)


def look_back(
    homes: Sequence[Home],
    session: Session,
    readings: Readings,
    today: date,
    wait: Callable[[Future[Reading]], Reading | None],
) -> None:
    """Keep, as the last reading of the week before, what would have been read a week ago.

    Args:
        homes: where it is kept; all is alike in them.
        session: whose.
        readings: the worker.
        today: the day from which a week ago is counted.
        wait: gives a result, or None where nobody waits for it any more.
    """
    then = today - timedelta(days=7)
    gathered = gather_record(homes[0], session)
    record = _until(gathered.record, then)
    if record == gathered.record or not (record.check_ins or record.moments):
        return
    inputs = fingerprint(replace(gathered, record=record), program())
    # Under a name of its own: the picture of today is asked for by the same viewer.
    viewer = PersonId(f"{session.id} before")
    job = readings.ask(viewer, record, inputs)
    try:
        reading = wait(job.result)
    finally:
        readings.forget(viewer, job)
    if reading is not None:
        name, mark = _week(_monday(then))
        for home in homes:
            past = kept_reading.to_bytes(replace(reading, likely=""))
            fits.keep(home.store, session, name, mark, past)


def _until(record: Record, day: date) -> Record:
    """Give what had been written before a day."""
    if record.began is None:
        return record
    last = (day - record.began).days
    return replace(
        record,
        check_ins=tuple(one for one in record.check_ins if one.day < last),
        moments=tuple(one for one in record.moments if one.day < last),
    )


def program() -> str:
    """Name the program that reads: another version may read the same days otherwise."""
    return f"{__version__} {KERNELS}"


def gentle_worker() -> Executor:
    """Make a worker that lets every other program go first."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_step_back)


def _step_back() -> None:
    if hasattr(os, "nice"):
        os.nice(10)


def _worker() -> Executor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def _is_broken(executor: Executor | None) -> bool:
    return bool(getattr(executor, "_broken", False))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date) -> tuple[str, bytes]:
    name = f"{_NOW}/{monday.isoformat()}"
    return name, hashlib.sha256(name.encode()).digest()


def _keep(home: Home, session: Session, inputs: bytes, reading: Reading, today: date) -> None:
    """Keep a reading as today's, and as the last one of this week."""
    result = kept_reading.to_bytes(reading)
    fits.keep(home.store, session, _NOW, inputs, result)
    name, mark = _week(_monday(today))
    # An older week is compared with, and never asked what would follow.
    past = kept_reading.to_bytes(replace(reading, likely=""))
    fits.keep(home.store, session, name, mark, past)


def _earlier(home: Home, session: Session, today: date) -> tuple[Reading | None, date | None]:
    """Find the newest reading of an earlier week."""
    mondays = [_monday(today) - timedelta(weeks=weeks) for weeks in range(1, _WEEKS_BACK + 1)]
    found = fits.find_all(home.store, session, dict(map(_week, mondays)))
    for monday in mondays:
        name, _ = _week(monday)
        reading = _read(session, name, found.get(name))
        if reading is not None:
            return reading, monday
    return None, None


def _read(session: Session, name: str, kept: bytes | None) -> Reading | None:
    """Read a kept reading back, once a session."""
    if kept is None:
        return None
    return remember(session, name, (kept,), lambda: kept_reading.from_bytes(kept))
