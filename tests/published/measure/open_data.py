"""The open ECR data as the reference figures need it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pasdedeux.actions.read_answer_file import AnswerFile
from pasdedeux.intake.answers import AnswerTable
from pasdedeux.measure import catalogue
from pasdedeux.measure.scoring import _keyed

ECR = catalogue.fetch("ecr")


@dataclass(frozen=True)
class OpenData:
    """The file, and the two groups that the reference figures are about."""

    path: Path
    file: AnswerFile
    entering: AnswerTable
    """Who enters the calibration."""
    complete: AnswerTable
    """Of those, who answered every item: the norm group."""

    def keyed(self, table: AnswerTable, scale: str) -> npt.NDArray[np.float64]:
        """Keyed answers of one scale, NaN where there is none."""
        values, given = _keyed(ECR.items_of(scale), table)
        return np.where(given, values.astype(float), np.nan)
