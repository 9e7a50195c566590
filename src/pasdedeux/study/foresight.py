"""Do the days that were said to be needed suffice? Let made couples go on, and look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pasdedeux.infer.fit import believe
from pasdedeux.infer.verdict import verdict_of
from pasdedeux.model.response import respond
from pasdedeux.recognise.dance import LEAST_DAYS
from pasdedeux.recognise.enough import enough
from pasdedeux.recognise.naming import dances
from pasdedeux.study import spread
from pasdedeux.study.fits import Trial
from pasdedeux.study.made_couples import made, written
from pasdedeux.study.share import wilson


@dataclass(frozen=True, slots=True)
class Foresight:
    """How couples fared after the days they were told of."""

    asked: int
    """Couples who were told a number of further days."""
    couples: int
    """... and have gone on; fewer where the work was broken off."""
    named: int
    """... for whom a dance was named after them."""
    share: float
    interval: tuple[float, float]
    """Wilson's 95% interval; about half is what an expectation promises."""
    days_told: tuple[float, float, float]
    """Further days: 5%, 50% and 95% of couples were told fewer."""


def foresee(
    trials: Sequence[Trial],
    seed: int,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Foresight:
    """Let every couple that was told a number of further days write them, and read again."""
    told = [(seed, trial.place, more) for trial in trials if (more := more_days(trial, seed))]
    results = spread.over(_is_named_after, told, processes=processes)
    found = spread.gathered(results, len(told), progress)
    days = np.quantile([more for *_, more in told], (0.05, 0.50, 0.95)) if told else [np.nan] * 3
    return Foresight(
        asked=len(told),
        couples=len(found),
        named=sum(found),
        share=sum(found) / len(found) if found else float("nan"),
        interval=wilson(sum(found), len(found)),
        days_told=(float(days[0]), float(days[1]), float(days[2])),
    )


def more_days(trial: Trial, seed: int) -> int | None:
    """Give the further days that the couple's reading would tell of; None where it tells none."""
    if not trial.fit.may_show:
        return None
    record = made(seed, trial.place).record
    together = record.days_together
    if together < LEAST_DAYS:
        return None  # they are told the days to two weeks, and no more is promised of them
    return enough(trial.fit.found, together, trial.fit.tie).more_days or None


def _is_named_after(work: tuple[int, int, int]) -> bool:
    """Let the same two go on as they did, for so many more days, and read the whole."""
    seed, place, more = work
    before = made(seed, place)
    days = max(before.record.days, before.plan.days) + more
    after = written(
        seed,
        place,
        before.people,
        replace(before.plan, days=days),
        told=bool(before.record.traits),
    )
    belief = believe(after.record, threads=1)
    found = dances(after.record, belief, respond(belief.people))
    return found[0].is_named and verdict_of(belief).may_show
