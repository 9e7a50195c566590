"""What every test shares: the law-finder's settings, and the browser of the journeys."""

from pathlib import Path

import pytest
from hypothesis import settings

import go

settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("hunt", deadline=None, print_blob=True, max_examples=2_000)
settings.load_profile("house")

ROOT = Path(__file__).parents[1]


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for doctests in the package alone: scripts among the tests are not imported."""
    is_script = collection_path.suffix == ".py" and not collection_path.name.startswith("test_")
    return True if is_script else None


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the whole project."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real data that never enters the project, or skip and say so."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here, so nothing was checked against real data")
    return folder


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Give a browser that starts, or skip: a journey not made is never a journey passed."""
    found = go.find_browser()
    if found is None:
        pytest.skip(go.NO_BROWSER)
    return found
