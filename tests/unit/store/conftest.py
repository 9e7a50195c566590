"""A store for every test, in a file and, where it is installed, in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pasdedeux.store.open import Store
from tests import postgres
from tests.homes import Cast, gather, open_in


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    reason = postgres.why_not()
    if reason:
        pytest.skip(reason)
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["file", pytest.param("postgresql", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = ""
    if request.param == "postgresql":
        url = _new_database(request.getfixturevalue("database_server"), tmp_path)
    opened = open_in(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def cast(store: Store) -> Cast:
    return gather(store)


@pytest.fixture
def file_cast(tmp_path: Path) -> Iterator[Cast]:
    """Give the three in a file, where the test is about files."""
    store = open_in(tmp_path)
    yield gather(store)
    store.close()


def _new_database(address: str, folder: Path) -> str:
    import psycopg

    name = f"home_{abs(hash(str(folder))):x}"
    with psycopg.connect(f"{address} dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    host, user = (part.partition("=")[2] for part in address.split())
    return f"postgresql://{user}@/{name}?host={quote(host)}"
