"""What a reading at home promises: from what the viewer may read, kept, and told with its doubt."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pasdedeux.actions import answer_instrument as answering
from pasdedeux.actions import check_in as checking
from pasdedeux.actions import kept_reading
from pasdedeux.actions import log_moment as telling
from pasdedeux.actions.check_in import When
from pasdedeux.actions.gather_record import gather_record
from pasdedeux.actions.see_dance import Readings, Stage, see_dance
from pasdedeux.present.at_home import shown_at_home
from pasdedeux.present.since import since
from pasdedeux.store import grants, links
from pasdedeux.terms.home import Kind
from pasdedeux.terms.partner import Partner
from pasdedeux.terms.reading import Basis, Estimate, Limit, Reading
from pasdedeux.terms.record import Act, Ending, Item, Step
from tests import readings
from tests.homes import Cast
from tests.unit.actions.home.test_answering import NOW, answer_all

DAY = date(2026, 11, 22)


class Later(Executor):
    """A worker that does its work when it is told to, so that a test can look in between."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:  # noqa: ANN401 - as in Executor
        done: Future[Any] = Future()

        def do() -> None:
            try:
                done.set_result(work(*given, **named))
            except Exception as problem:  # noqa: BLE001 - handed on, as a real worker does
                done.set_exception(problem)

        self.waiting.append(do)
        return done

    def step(self) -> None:
        self.waiting.pop(0)()


def first_evening(cast: Cast) -> None:
    answer_all(cast, cast.ana, "close", 4)
    answering.finish(cast.home, cast.ana, "close", NOW)
    telling.begin(cast.home, cast.ana, When(DAY, 3), NOW)
    telling.add_step(cast.home, cast.ana, Step(Partner.A, Act.PRESSES), 0)
    telling.add_step(cast.home, cast.ana, Step(Partner.B, Act.PULLS_AWAY), 1)
    telling.say_end(cast.home, cast.ana, Ending.APART)
    telling.keep_moment(cast.home, cast.ana)


def test_nothing_written_asks_for_no_reading(cast: Cast) -> None:
    seen = see_dance(cast.home, cast.ana, Readings(Later), DAY)
    assert seen.gathered.is_empty
    assert seen.reading is None
    assert seen.stage is None


def test_a_reading_that_newer_words_have_overtaken_is_not_worked_out(cast: Cast) -> None:
    worker = Later()
    work = Readings(lambda: worker)
    for session in (cast.ana, cast.ben):
        checking.check_in(cast.home, session, When(DAY, 3), {Item.CLOSE: 7})
        see_dance(cast.home, session, work, DAY)
    assert len(worker.waiting) == 1, "one reading at a time"
    for stress in (5, 6):
        checking.check_in(cast.home, cast.ben, When(DAY, 2), {Item.STRESS: stress})
        see_dance(cast.home, cast.ben, work, DAY)
    checking.check_in(cast.home, cast.ana, When(DAY, 2), {Item.STRESS: 4})
    see_dance(cast.home, cast.ana, work, DAY)
    steps = 0
    while worker.waiting:
        worker.step()
        steps += 1
    # Ana's first fit, which had begun; then the newest of each, in two parts.
    assert steps == 1 + 2 + 2
    for session in (cast.ana, cast.ben):
        assert see_dance(cast.home, session, work, DAY).reading is not None
    assert not worker.waiting


@pytest.mark.slow
def test_answers_and_one_told_evening_give_a_first_map_that_says_what_it_is(cast: Cast) -> None:
    first_evening(cast)
    worker = Later()
    work = Readings(lambda: worker)
    assert see_dance(cast.home, cast.ana, work, DAY).stage is Stage.FITTING
    worker.step()
    assert see_dance(cast.home, cast.ana, work, DAY).stage is Stage.DRAWING
    worker.step()
    seen = see_dance(cast.home, cast.ana, work, DAY)
    assert seen.reading is not None
    assert seen.reading.basis is Basis.DAYS
    assert Limit.FEW_DAYS in seen.reading.limits
    assert not any(pattern.is_named for pattern in seen.reading.patterns)
    shown = shown_at_home(seen.reading, seen.gathered.viewer, is_one_sided=True)
    assert "Only your side can be read here" in shown.unknowns[0].unseen
    assert not worker.waiting
    again = see_dance(cast.home, cast.ana, Readings(Later), DAY)
    assert again.reading == seen.reading


def test_a_worker_that_falls_over_is_told_and_tried_again(cast: Cast) -> None:
    checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7})

    class Broken(Later):
        def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:  # noqa: ANN401, ARG002 - as in Executor
            broken: Future[Any] = Future()
            broken.set_exception(RuntimeError("out of memory"))
            return broken

    work = Readings(Broken)
    assert see_dance(cast.home, cast.ana, work, DAY).failed
    work = Readings(Later)
    assert see_dance(cast.home, cast.ana, work, DAY).stage is Stage.FITTING


def test_a_worker_that_cannot_be_made_is_told_and_tried_again(cast: Cast) -> None:
    checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7})
    tries: list[Later] = []

    def make() -> Executor:
        tries.append(Later())
        if len(tries) == 1:
            raise OSError(12, "no memory")
        return tries[-1]

    work = Readings(make)
    assert see_dance(cast.home, cast.ana, work, DAY).failed
    assert see_dance(cast.home, cast.ana, work, DAY).stage is Stage.FITTING
    assert len(tries[-1].waiting) == 1


def test_after_a_worker_has_died_the_next_in_line_gets_a_new_one(cast: Cast) -> None:
    class Dying(Later):
        _broken = "its process ended"

        def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:  # noqa: ANN401, ARG002 - as in Executor
            done: Future[Any] = Future()
            self.waiting.append(lambda: done.set_exception(BrokenExecutor()))
            return done

    made: list[Later] = []

    def make() -> Executor:
        made.append(Later() if made else Dying())
        return made[-1]

    work = Readings(make)
    for session in (cast.ana, cast.ben):
        checking.check_in(cast.home, session, When(DAY, 3), {Item.CLOSE: 7})
        see_dance(cast.home, session, work, DAY)
    made[0].step()
    assert see_dance(cast.home, cast.ana, work, DAY).failed
    assert len(made) == 2
    while made[1].waiting:
        made[1].step()
    assert see_dance(cast.home, cast.ben, work, DAY).reading is not None


def test_who_has_left_waits_for_nothing_any_more(cast: Cast) -> None:
    worker = Later()
    work = Readings(lambda: worker)
    for session in (cast.ana, cast.ben):
        checking.check_in(cast.home, session, When(DAY, 3), {Item.CLOSE: 7})
        see_dance(cast.home, session, work, DAY)
    work.forget(cast.ben.id)
    while worker.waiting:
        worker.step()
    assert see_dance(cast.home, cast.ana, work, DAY).reading is not None
    assert len(work) == 0
    assert not worker.waiting


def test_newer_words_do_not_lose_their_own_reading_to_the_older_ones(cast: Cast) -> None:
    checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7})
    worker = Later()
    work = Readings(lambda: worker)
    old = work.ask(cast.ana.id, gather_record(cast.home, cast.ana).record, b"old")
    new = work.ask(cast.ana.id, gather_record(cast.home, cast.ana).record, b"new")
    work.forget(cast.ana.id, old)
    assert work.ask(cast.ana.id, gather_record(cast.home, cast.ana).record, b"new") is new


def test_a_program_that_closes_keeps_nobody_waiting(cast: Cast) -> None:
    worker = Later()
    work = Readings(lambda: worker)
    jobs = [
        work.ask(session.id, gather_record(cast.home, session).record, b"x")
        for session in (cast.ana, cast.ben)
    ]
    work.close()
    with pytest.raises(RuntimeError):
        jobs[1].result.result(timeout=1)


def test_what_the_other_shows_enters_and_leaves_with_its_sharing(cast: Cast) -> None:
    checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7})
    checking.check_in(cast.home, cast.ben, When(DAY, 3), {Item.CLOSE: 2})
    alone = gather_record(cast.home, cast.ana)
    assert alone.is_one_sided
    grants.share(cast.store, cast.ben, Kind.CHECK_INS)
    both = gather_record(cast.home, cast.ana)
    assert both.record.days_together == 1
    grants.withdraw(cast.store, cast.ben, Kind.CHECK_INS)
    assert gather_record(cast.home, cast.ana) == alone


def test_two_moments_of_one_evening_both_count(cast: Cast) -> None:
    for _ in range(2):
        first = telling.begin(cast.home, cast.ana, When(DAY, 3), NOW)
        assert first.when is not None
        telling.add_step(cast.home, cast.ana, Step(Partner.A, Act.STAYS), 0)
        telling.say_end(cast.home, cast.ana, Ending.TOGETHER)
        telling.keep_moment(cast.home, cast.ana)
    assert len(gather_record(cast.home, cast.ana).record.moments) == 2


def test_the_newest_answers_stand_for_the_older_ones(cast: Cast) -> None:
    for value in (1, 5):
        answer_all(cast, cast.ana, "close", value)
        answering.finish(cast.home, cast.ana, "close", NOW)
    gathered = gather_record(cast.home, cast.ana)
    assert len(gathered.record.traits) == 2
    assert {trait.partner for trait in gathered.record.traits} == {gathered.viewer}
    newest = answering.results(cast.home, cast.ana)[-1]
    anxiety = next(one for one in gathered.record.traits if one.dimension == "anxiety")
    assert (anxiety.value > 0) == (newest.scores[0].value > 0)


def test_one_alone_has_a_record_of_their_own(cast: Cast) -> None:
    links.unlink(cast.store, cast.ana)
    checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7})
    gathered = gather_record(cast.home, cast.ana)
    assert gathered.is_alone
    assert gathered.record.names == ("Ana", "Partner")


@pytest.mark.parametrize("reading", [readings.SECURE])
def test_a_reading_comes_back_from_the_store_as_it_was(reading: Reading) -> None:
    assert kept_reading.from_bytes(kept_reading.to_bytes(reading)) == reading


def test_a_reading_of_another_version_is_no_reading() -> None:
    assert kept_reading.from_bytes(b"{}") is None
    assert kept_reading.from_bytes(b"no json") is None


def test_what_narrowed_is_told_in_tenths_and_nothing_is_told_as_nothing() -> None:
    now = readings.SECURE
    link = now.links[0]
    width = link.strength.high - link.strength.low
    wide = Estimate(link.strength.value, link.strength.low - width, link.strength.high + width)
    before = replace(now, links=(replace(link, strength=wide), *now.links[1:]))
    (said,) = since(before, now)
    assert "seven tenths narrower" in said
    assert "Nothing has narrowed" in since(now, now)[0]


def test_the_last_reading_of_an_earlier_week_is_compared_with(cast: Cast) -> None:
    checking.check_in(cast.home, cast.ana, When(DAY, 3), {Item.CLOSE: 7})

    class Instantly(Later):
        def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:  # noqa: ANN401, ARG002 - as in Executor
            done: Future[Any] = Future()
            done.set_result(readings.SECURE)
            return done

    work = Readings(Instantly)
    assert see_dance(cast.home, cast.ana, work, DAY).before is None
    checking.check_in(cast.home, cast.ana, When(DAY, 2), {Item.CLOSE: 6})
    seen = see_dance(cast.home, cast.ana, work, DAY + timedelta(days=7))
    assert seen.before == readings.SECURE
    assert seen.before_week == date(2026, 11, 16)
