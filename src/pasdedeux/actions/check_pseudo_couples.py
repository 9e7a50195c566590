"""Check a record file: how often is a pattern named once partners are shuffled?"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pasdedeux.actions.open_record import open_record
from pasdedeux.intake.result import Refused
from pasdedeux.study.pseudo_couples import LEAST_COUPLES, Shuffle, of_records
from pasdedeux.terms.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Checked:
    """What the shuffle showed, and the lines of the file that were not understood."""

    shuffle: Shuffle
    refused: tuple[Refused, ...]


def check_pseudo_couples(  # noqa: PLR0913 - a file, what lies beside it, and how to work
    record: Path,
    *,
    answers: Path | None = None,
    mapping: str | None = None,
    seed: int = 1,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Checked:
    """Read the couples of a file as they are and shuffled.

    Raises:
        UnreadableError: the file cannot be understood, or has too few couples with days.
    """
    intake = open_record(record, answers=answers, mapping=mapping)
    with_days = [one for one in intake.records if one.days]
    if len(with_days) < LEAST_COUPLES:
        msg = (
            f"{record.name}: partners can be shuffled across couples only where there are at "
            f"least two couples with check-ins or moments, and this file has {len(with_days)}."
        )
        raise UnreadableError(msg)
    shuffle = of_records(with_days, seed, processes=processes, progress=progress)
    return Checked(shuffle, intake.refused)
