"""How often somebody may try a passphrase: each failure makes the next try wait longer."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, text, update

from pasdedeux.store.open import Store
from pasdedeux.store.tables import attempt
from pasdedeux.terms.errors import TooManyTriesError
from pasdedeux.terms.home import Instant

_ALL = "*"
_LONGEST = 60.0  # no more, or anybody could lock anybody out for good
_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class _Rule:
    free: int  # failures before the first wait
    longest: float  # seconds
    forgotten: float  # seconds without a failure after which all is forgotten

    def wait(self, failures: int) -> float:
        """Say how long after the last failure the next try counts."""
        over = failures - self.free
        return 0.0 if over < 0 else min(self.longest, 2.0 ** min(over, 30))


_BY_NAME = _Rule(free=5, longest=_LONGEST, forgotten=_DAY)
_TOGETHER = _Rule(free=60, longest=8.0, forgotten=900.0)


def count(store: Store, tag: str, now: Instant) -> None:
    """Count a try before it is made, so that many at once do not slip through.

    The count is on the disk: starting the program anew changes nothing.

    Raises:
        TooManyTriesError: says how long to wait; this try was not counted.
    """
    wait = _counted(store, tag, now)
    if wait > 0:
        raise TooManyTriesError(wait)


def _counted(store: Store, tag: str, now: Instant) -> float:
    """Count a try unless it must wait; say how long."""
    with store.writing() as connection:
        if connection.dialect.name == "postgresql":  # a file has one writer at a time anyway
            connection.execute(text("LOCK TABLE attempt IN EXCLUSIVE MODE"))
        _forget(connection, now)
        wait = max(_wait(connection, _ALL, _TOGETHER, now), _wait(connection, tag, _BY_NAME, now))
        if wait <= 0:
            _add(connection, _ALL, now)
            _add(connection, tag, now)
    return wait


def clear(store: Store, tag: str) -> None:
    """Forget the failures before a try that succeeded, and that try."""
    with store.writing() as connection:
        connection.execute(delete(attempt).where(attempt.c.tag == tag))
        connection.execute(
            update(attempt).where(attempt.c.tag == _ALL).values(failures=attempt.c.failures - 1)
        )
        # A row that stands for no failure would only tell when somebody last signed in.
        nothing = (attempt.c.tag == _ALL) & (attempt.c.failures <= 0)
        connection.execute(delete(attempt).where(nothing))


def _wait(connection: Connection, tag: str, rule: _Rule, now: Instant) -> float:
    query = select(attempt).where(attempt.c.tag == tag)
    row = connection.execute(query).one_or_none()
    if row is None:
        return 0.0
    last: float = row.last
    if last > now.wall:  # the clock was set back: wait from now, not until then
        connection.execute(update(attempt).where(attempt.c.tag == tag).values(last=now.wall))
        return rule.wait(row.failures)
    return rule.wait(row.failures) - (now.wall - last)


def _add(connection: Connection, tag: str, now: Instant) -> None:
    one_more = {"failures": attempt.c.failures + 1, "last": now.wall}
    done = connection.execute(update(attempt).where(attempt.c.tag == tag).values(one_more))
    if done.rowcount == 0:
        connection.execute(insert(attempt).values(tag=tag, failures=1, last=now.wall))


def _forget(connection: Connection, now: Instant) -> None:
    """Keep no list of names that somebody once tried."""
    long_ago = attempt.c.last < now.wall - _BY_NAME.forgotten
    connection.execute(delete(attempt).where(attempt.c.tag != _ALL, long_ago))
    quiet = attempt.c.last < now.wall - _TOGETHER.forgotten
    connection.execute(delete(attempt).where(attempt.c.tag == _ALL, quiet))
