"""Scoring and calibration against girth: the same made-up answers, in the same run, as ratios.

girth has no call that places people with known graded parameters; its own routines for it,
those that end its `grm_mml`, are called here in its order. It gives no errors: they are added
from the weights it leaves.
"""

import sys
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

import numpy as np

from pasdedeux.intake.answers import AnswerTable
from pasdedeux.measure import calibration, catalogue, graded, scoring

PEOPLE = 51_491
CALIBRATED = 4_000
ECR = catalogue.fetch("ecr")
SCALES = ("anxiety", "avoidance")


class Timed(NamedTuple):
    """What a piece of work gave, and the best of a few goes."""

    seconds: float
    found: np.ndarray


def made_up(people: int, seed: int = 1) -> AnswerTable:
    """Make answers of simulated people, one in two hundred missing."""
    chance = np.random.default_rng(seed)
    values = np.zeros((people, len(ECR.items)), np.int16)
    at = {item: place for place, item in enumerate(ECR.item_ids)}
    for scale in SCALES:
        items = ECR.items_of(scale)
        held = graded.parameters(ECR.graded, [item.id for item in items])
        share = graded.probabilities(held, chance.standard_normal(people))
        falls = chance.random((people, len(items), 1))
        keyed = 1 + (falls > np.cumsum(share, axis=1).transpose(2, 0, 1)[:, :, :-1]).sum(axis=2)
        for place, item in enumerate(items):
            values[:, at[item.id]] = 6 - keyed[:, place] if item.is_reversed else keyed[:, place]
    given = chance.random(values.shape) > 0.005
    return AnswerTable(ECR.item_ids, values, given, np.arange(people))


def best_of(goes: int, work: Callable[[], np.ndarray]) -> Timed:
    """Time a piece of work a few times and keep the best."""
    best, found = np.inf, np.empty(0)
    for _ in range(goes):
        began = perf_counter()
        found = work()
        best = min(best, perf_counter() - began)
    return Timed(best, found)


def ours(table: AnswerTable) -> np.ndarray:
    """Score everything: place and mean with errors on both scales; give place and error."""
    columns = scoring.score_table(ECR, table)
    places = [column for column in columns if column.ruler.metric == "theta"]
    return np.array([[column.values, column.errors] for column in places])


def girths(table: AnswerTable) -> np.ndarray:
    """Place everybody by girth's own routines, on the same places; add the errors."""
    from girth.unidimensional.polytomous.ability_estimation_poly import _ability_eap_abstract
    from girth.unidimensional.polytomous.partial_integrals_poly import _graded_partial_integral

    found = []
    weight = np.exp(-0.5 * graded.GRID**2)
    for scale in SCALES:
        held = graded.parameters(ECR.graded, [item.id for item in ECR.items_of(scale)])
        answers = scoring.categories(ECR, scale, table)
        partial = np.ones((len(answers), len(graded.GRID)))
        for item, column in enumerate(answers.T):
            betas = np.concatenate([[-10_000.0], held.thresholds[item]])
            rolled = np.concatenate([held.thresholds[item], [10_000.0]])
            slope = np.full(len(betas), held.slopes[item])
            none = column == graded.NONE
            chosen = np.where(none, 0, column)
            partial *= _graded_partial_integral(graded.GRID, betas, rolled, slope, chosen, none)
        place = _ability_eap_abstract(partial, weight, graded.GRID)
        belief = partial * weight
        belief /= belief.sum(axis=1, keepdims=True)
        found.append([place, np.sqrt(belief @ graded.GRID**2 - place**2)])
    return np.array(found)


def our_slopes(categories: np.ndarray) -> np.ndarray:
    """Calibrate one scale, errors of the parameters included."""
    return np.asarray(calibration.calibrate(categories, 5).items.slopes)


def girths_slopes(categories: np.ndarray) -> np.ndarray:
    """Calibrate one scale by girth; it gives no errors."""
    import girth

    answers = categories.T.astype(int) + 1
    answers[categories.T == graded.NONE] = girth.INVALID_RESPONSE
    options = {"quadrature_bounds": (-5, 5), "quadrature_n": 51}
    return np.asarray(girth.grm_mml(answers, options)["Discrimination"])


def run() -> dict[str, float | str]:
    """Do both pieces of work by both programs; give seconds, ratios and how far they agree."""
    table = made_up(PEOPLE)
    mine, theirs = best_of(5, lambda: ours(table)), best_of(2, lambda: girths(table))
    few = scoring.categories(ECR, "anxiety", made_up(CALIBRATED, 2))
    fit, peer = best_of(2, lambda: our_slopes(few)), best_of(1, lambda: girths_slopes(few))
    return {
        "scoring, people": PEOPLE,
        "scoring, seconds": mine.seconds,
        "scoring, girth seconds": theirs.seconds,
        "scoring, times girth": theirs.seconds / mine.seconds,
        "scoring, largest difference": float(np.abs(mine.found - theirs.found).max()),
        "calibration, people": CALIBRATED,
        "calibration, seconds": fit.seconds,
        "calibration, girth seconds": peer.seconds,
        "calibration, times girth": peer.seconds / fit.seconds,
        "calibration, largest difference of slopes": float(np.abs(fit.found - peer.found).max()),
    }


def main() -> int:
    """Print the table."""
    try:
        found = run()
    except ImportError:
        print("girth is not installed: uv sync --group bench", file=sys.stderr)
        return 1
    for name, figure in found.items():
        print(
            f"{name:45} {figure:>12,.4g}"
            if isinstance(figure, float)
            else f"{name:45} {figure:>12}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
