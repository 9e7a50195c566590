"""A store in a file, and the three who live in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.homes import Cast, gather, open_in


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    store = open_in(tmp_path)
    yield gather(store)
    store.close()
