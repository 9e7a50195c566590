"""The home on PostgreSQL by one setting: from arriving to leaving nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pasdedeux.actions import clock
from tests import postgres
from tests.living import WORDS, Living, living

pytestmark = pytest.mark.slow


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    reason = postgres.why_not()
    if reason:
        pytest.skip(reason)
    with postgres.server() as server:
        yield postgres.new_database(server, tmp_path)


@pytest.fixture
def house(tmp_path: Path, address: str) -> Iterator[Living]:
    with living(tmp_path, url=address) as made:
        yield made


def rows(address: str) -> dict[str, int]:
    """Count what stands in each table."""
    with psycopg.connect(address) as connection:
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0]  # noqa: S608 - the server's own names
            for (name,) in names
        }


def test_two_people_live_in_a_database_and_leave_nothing(house: Living, address: str) -> None:
    ana, ben = house.couple("Ana", "Ben")
    ana.send({"stress": "7", "close": "3", "note": "a hard day"}, at="/check-in")
    ana.go("/days")
    assert "2 rows, with a line for yourself" in ana.text
    ana.send({"day": clock.today().date().isoformat(), "slot": "0"}, at="/moments/when")
    ana.send({"step": "me:reaches", "place": "0"})
    ana.send({"step": "you:pulls_away", "place": "1"})
    ana.send({"ended": "apart"}, to="/moments/end")
    ana.send({"words": "", "choice": "AS_KIND"})
    assert ana.path.startswith("/moments/one/"), ana.text
    ana.send({"text": "for both of us", "who": "both"}, at="/notes/new")
    ben.go("/us")
    assert ben.page.status_code == 200
    assert "for both of us" in ben.text
    assert "a hard day" not in ben.page.text
    ben.send(at="/settings/link")
    ben.go("/us")
    assert "for both of us" not in ben.page.text
    for browser in (ana, ben):
        browser.send({"passphrase": WORDS, "sure": "yes"}, at="/settings/data")
        assert browser.path == "/gone", browser.text
    left = {name: count for name, count in rows(address).items() if count}
    assert set(left) <= {"alembic_version", "attempt"}
