"""Many at once: nothing is lost, nothing is written twice, and nobody is let in by a race."""

from concurrent.futures import ThreadPoolExecutor

from pasdedeux.store import drafts, fits, grants, items, links, people
from pasdedeux.store.keys import Session
from pasdedeux.terms.errors import InvitationError, LinkError, SignInError, TooManyTriesError
from pasdedeux.terms.home import Kind
from tests.homes import NOON, Cast


def test_many_windows_of_two_people_write_and_read_at_once(cast: Cast) -> None:
    def write(number: int) -> None:
        session = cast.ana if number % 2 else cast.ben
        items.write(cast.store, session, Kind.NOTES, {"n": number}, once=f"form {number // 4}")
        drafts.keep(cast.store, session, "form", {"n": number})
        fits.keep(cast.store, session, "us", b"h" * 32, b"reading")
        items.mine(cast.store, session)
        items.shared_with_me(cast.store, session)

    grants.share(cast.store, cast.ana, Kind.NOTES)
    with ThreadPoolExecutor(12) as threads:
        list(threads.map(write, range(48)))
    assert len(items.mine(cast.store, cast.ana)) == 12
    assert len(items.mine(cast.store, cast.ben)) == 12
    assert len(items.shared_with_me(cast.store, cast.ben)) == 12


def test_what_is_withdrawn_while_another_window_writes_stays_withdrawn(cast: Cast) -> None:
    grants.share(cast.store, cast.ana, Kind.NOTES)
    with ThreadPoolExecutor(6) as threads:
        writes = [
            threads.submit(items.write, cast.store, cast.ana, Kind.NOTES, {"n": number})
            for number in range(20)
        ]
        threads.submit(grants.withdraw, cast.store, cast.ana, Kind.NOTES).result()
        for write in writes:
            write.result()
    assert items.shared_with_me(cast.store, cast.ben) == ()
    assert len(items.mine(cast.store, cast.ana)) == 20


def test_an_invitation_that_two_accept_at_once_links_one(cast: Cast) -> None:
    links.unlink(cast.store, cast.ana)
    token = links.invite(cast.store, cast.ana, NOON).token

    def accept(session: Session) -> bool:
        try:
            links.accept(cast.store, session, token, NOON)
        except (InvitationError, LinkError):
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(accept, [cast.ben, cast.cleo, cast.ben, cast.cleo]))
    assert done.count(True) == 1
    linked = [links.find(cast.store, session) for session in (cast.ben, cast.cleo)]
    assert sum(link is not None for link in linked) == 1


def test_many_tries_at_once_are_no_more_tries(cast: Cast) -> None:
    def guess(number: int) -> type[Exception]:
        try:
            people.sign_in(cast.store, "Ana", f"a wrong guess {number}", NOON)
        except (SignInError, TooManyTriesError) as refused:
            return type(refused)
        raise AssertionError

    with ThreadPoolExecutor(12) as threads:
        told = list(threads.map(guess, range(24)))
    assert told.count(SignInError) == 5
