"""A store for every test, in a file and, where it is installed, in PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

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


ENGINES = ["file", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def store(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """Give an empty store."""
    url = ""
    if engine == "postgresql":
        url = postgres.new_database(request.getfixturevalue("database_server"), tmp_path)
    opened = open_in(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def cast(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Cast]:
    """Give a store in which the three live."""
    made: Cast = request.getfixturevalue(f"made_in_{engine}")
    url = ""
    if engine == "postgresql":
        url = postgres.new_database(request.getfixturevalue("database_server"), tmp_path, "made")
    yield from _copied(made, tmp_path, url)


@pytest.fixture
def file_cast(made_in_file: Cast, tmp_path: Path) -> Iterator[Cast]:
    """Give the three in a file, where the test is about files."""
    yield from _copied(made_in_file, tmp_path)


@pytest.fixture(scope="session")
def made_in_file(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    """Let the three move in once; every test gets a copy."""
    made = gather(open_in(tmp_path_factory.mktemp("made")))
    made.store.close()
    return made


@pytest.fixture(scope="session")
def made_in_postgresql(database_server: str, tmp_path_factory: pytest.TempPathFactory) -> Cast:
    """Do the same in a database, from which the others are copied."""
    folder = tmp_path_factory.mktemp("made")
    made = gather(open_in(folder, postgres.new_database(database_server, folder, named="made")))
    made.store.close()
    return made


def _copied(made: Cast, to: Path, url: str = "") -> Iterator[Cast]:
    for name in ("data", "config"):
        shutil.copytree(made.store.place.data.parent / name, to / name)
    opened = open_in(to, url)
    yield Cast(opened, made.ana, made.ben, made.cleo)
    opened.close()
