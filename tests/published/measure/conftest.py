"""The open ECR data, read once through our own reader; absent, its tests skip and say so."""

from pathlib import Path

import numpy as np
import pytest

from pasdedeux.actions.calibrate_instrument import _kept, _who_enters
from pasdedeux.actions.read_answer_file import read_answer_file
from tests.published.measure.open_data import ECR, OpenData


@pytest.fixture(scope="session")
def open_data(shared_data: Path) -> OpenData:
    path = shared_data / "openpsychometrics_ECR" / "ECR-data-1March2018.zip"
    file = read_answer_file(path, ECR)
    keep, _ = _who_enters(file)
    entering = _kept(file.table, keep)
    return OpenData(
        path, file, entering, _kept(entering, np.logical_and.reduce(entering.given, axis=1))
    )
