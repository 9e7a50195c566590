"""Keys are let go after a while, whatever the clocks do."""

import os

from pasdedeux.store.keys import Keys, Session
from pasdedeux.store.sessions import IDLE, LONGEST, Ended, Sessions
from pasdedeux.terms.home import Instant, PersonId, Viewer
from tests.homes import NOON, later


def _session(name: str = "Ana") -> Session:
    keys = Keys.parse(bytes(64))
    return Session(Viewer(PersonId(name.lower())), name, keys)


def test_a_token_finds_its_session_and_no_other_does() -> None:
    sessions = Sessions(os.urandom)
    token = sessions.begin(_session(), NOON)
    assert sessions.look(token, NOON) == _session()
    for wrong in ("", token[:-1], token.upper(), "é" * 64, "\ud800"):
        assert sessions.look(wrong, NOON) is Ended.UNKNOWN
    assert token not in repr(vars(sessions))


def test_a_while_without_a_page_locks() -> None:
    sessions = Sessions(os.urandom)
    token = sessions.begin(_session(), NOON)
    assert sessions.look(token, later(IDLE - 1)) == _session()
    assert sessions.look(token, later(2 * IDLE - 2)) == _session()
    assert sessions.look(token, later(3 * IDLE)) is Ended.IDLE
    assert sessions.look(token, NOON) is Ended.UNKNOWN


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in() -> None:
    sessions = Sessions(os.urandom)
    token = sessions.begin(_session(), NOON)
    assert sessions.look(token, later(IDLE - 1), is_use=False) == _session()
    assert sessions.look(token, later(IDLE), is_use=False) is Ended.IDLE


def test_however_busy_it_ends() -> None:
    sessions = Sessions(os.urandom, idle=LONGEST * 2)
    token = sessions.begin(_session(), NOON)
    assert sessions.look(token, later(LONGEST)) is Ended.OLD


def test_a_lid_closed_over_night_locks_though_one_clock_stood_still() -> None:
    sessions = Sessions(os.urandom)
    token = sessions.begin(_session(), NOON)
    assert sessions.look(token, Instant(NOON.wall + 30_000, NOON.ticks + 1)) is Ended.IDLE


def test_a_wall_clock_set_back_does_not_keep_anybody_signed_in() -> None:
    sessions = Sessions(os.urandom)
    token = sessions.begin(_session(), NOON)
    assert sessions.look(token, Instant(NOON.wall - 90_000, NOON.ticks + IDLE)) is Ended.IDLE


def test_signing_out_everywhere_spares_this_browser_and_other_people() -> None:
    sessions = Sessions(os.urandom)
    here, there = (sessions.begin(_session(), NOON) for _ in range(2))
    ben = sessions.begin(_session("Ben"), NOON)
    sessions.end_all(PersonId("ana"), but=here)
    assert sessions.look(here, NOON) == _session()
    assert sessions.look(there, NOON) is Ended.UNKNOWN
    assert sessions.look(ben, NOON) == _session("Ben")
    sessions.end(here)
    assert sessions.look(here, NOON) is Ended.UNKNOWN


def test_a_new_name_is_known_in_every_browser() -> None:
    sessions = Sessions(os.urandom)
    token = sessions.begin(_session(), NOON)
    renamed = Session(_session().viewer, "Anna", _session().keys)
    sessions.take_on(renamed)
    assert sessions.look(token, NOON) == renamed


def test_keys_are_let_go_in_time_though_no_page_is_asked_for() -> None:
    sessions = Sessions(os.urandom)
    ana = _session("Ana")
    token = sessions.begin(ana, NOON)
    assert sessions.sweep(later(IDLE - 1.0)) == frozenset()
    assert sessions.sweep(later(IDLE + 1.0)) == {ana.id}
    assert sessions.look(token, later(IDLE + 1.0)) is Ended.IDLE, "the browser is told why, once"
    assert sessions.look(token, later(IDLE + 1.0)) is Ended.UNKNOWN


def test_who_is_still_here_in_another_browser_is_not_told_as_gone() -> None:
    sessions = Sessions(os.urandom)
    ana = _session("Ana")
    sessions.begin(ana, NOON)
    sessions.begin(ana, later(IDLE - 1.0))
    assert sessions.sweep(later(IDLE + 1.0)) == frozenset()
