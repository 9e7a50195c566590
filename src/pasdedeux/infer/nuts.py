"""Ask nutpie's NUTS where importance sampling did not reach: the same density, and minutes.

Gradients are differences of the density, so that there is no second copy of the step; a chain
moves by them the same way there and back, and so they cost time, not truth.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from pasdedeux.infer.density import Density
from pasdedeux.infer.fit import Belief, believe, both_ways, turned
from pasdedeux.infer.prior import WIDTH
from pasdedeux.infer.sides import is_even, is_turned, mirrored
from pasdedeux.infer.timeline import timeline
from pasdedeux.terms.errors import PasDeDeuxError
from pasdedeux.terms.record import Record

MOST_RHAT = 1.02
"""Above this the chains do not agree; 1.01 would be missed by chance, as 24 are looked at."""
LEAST_EFFECTIVE = 200.0
"""Equal draws in the dimension that has the fewest."""
_REACH = 0.02
"""Of a deviation of the posterior: nearer, single precision would show as slope."""
_SEED = 20_260_001
_NOT_HERE = (
    "The slower sampler is not installed: `pip install 'pasdedeux[nuts]'` adds it, and the reading"
    " without it stands."
)


class Length(NamedTuple):
    """How long the chains are."""

    chains: int = 4
    warm_up: int = 300
    draws: int = 500


@dataclass(frozen=True)
class Sampled(Belief):
    """A belief whose draws come from chains that agree."""

    rhat: float
    """The largest of all dimensions."""
    alike: float
    """Equal draws that the chains are worth, in the dimension that has the fewest."""

    @property
    def effective(self) -> float:
        """How many equal draws these are worth."""
        return self.alike

    @property
    def method(self) -> str:
        """How the draws were made."""
        return "nuts"


def refine(record: Record, belief: Belief, length: Length | None = None) -> Belief:
    """Give a belief from NUTS, or the one before where its chains do not agree.

    Args:
        record: what the belief is of.
        belief: from `believe`; the chains start at draws of it.
        length: of the chains; the usual where none is given.

    Raises:
        PasDeDeuxError: nutpie is not installed.

    Source: decision 0007; vehtari2021 (R-hat and effective draws, by ranks).
    Limits: takes minutes, and a core for each chain while there are any; run it in a process of
        its own. Chains that start in one of two tops may never see the other, and agree.
    """
    if belief.khat is None:
        return belief
    if is_turned(record):  # chains, too, are the same for a record and its mirror
        before = believe(mirrored(record))
        found = refine(mirrored(record), before, length)
        return belief if found is before else turned(found, belief.prior)
    density = Density(belief.prior, timeline(record), threads=1)
    draws, rhat, effective = _sampled(density, belief, length or Length())
    if not (rhat <= MOST_RHAT and effective >= LEAST_EFFECTIVE):
        return belief
    even = np.full(draws.shape[0], 1.0 / draws.shape[0])
    found = Sampled(belief.prior, draws, even, None, True, belief.tie, rhat, effective)  # noqa: FBT003 - fields in order
    return both_ways(found) if is_even(record) else found


def _sampled(density: Density, belief: Belief, length: Length) -> tuple[np.ndarray, float, float]:
    """Give the draws of all chains, the largest R-hat and the fewest effective draws."""
    arviz, nutpie, from_pyfunc = _imported()
    frame = _frame(density, belief)
    model = from_pyfunc(
        WIDTH,
        lambda: _slopes_of(density, frame),
        lambda *_: lambda place: {"place": place},
        [np.dtype(np.float64)],
        [(WIDTH,)],
        ["place"],
        make_initial_point_fn=_starts(belief, frame),
    )
    trace = nutpie.sample(
        model,
        draws=length.draws,
        tune=length.warm_up,
        chains=length.chains,
        seed=_SEED,
        progress_bar=False,
    )
    whites = frame.centre + trace.posterior["place"].to_numpy() @ frame.basis.T
    rhat = max(float(arviz.rhat(whites[:, :, k])) for k in range(WIDTH))
    effective = min(float(arviz.ess(whites[:, :, k])) for k in range(WIDTH))
    return whites.reshape(-1, WIDTH), rhat, effective


class _Frame(NamedTuple):
    """Coordinates in which the posterior is nearly round, so that a chain takes few steps."""

    centre: np.ndarray
    basis: np.ndarray


def _frame(density: Density, belief: Belief) -> _Frame:
    centre = belief.weights @ belief.whites
    values, vectors = np.linalg.eigh(density.slopes(centre[None])[0].information)
    return _Frame(centre, vectors / np.sqrt(values))


def _imported() -> tuple[Any, Any, Callable[..., Any]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # ArviZ announces its next version
            import arviz
            import nutpie
            from nutpie.compiled_pyfunc import from_pyfunc
    except ImportError as missing:
        raise PasDeDeuxError(_NOT_HERE) from missing
    return arviz, nutpie, from_pyfunc


def _slopes_of(density: Density, frame: _Frame) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
    """Give the function of value and gradient that a chain climbs by."""
    steps = _REACH * frame.basis.T

    def slopes(place: np.ndarray) -> tuple[float, np.ndarray]:
        white = frame.centre + frame.basis @ place
        values = density.many(np.concatenate([white[None], white + steps]))
        return float(values[0]), (values[1:] - values[0]) / _REACH

    return slopes


def _starts(belief: Belief, frame: _Frame) -> Callable[[int], np.ndarray]:
    """Give the function that starts each chain at a draw, taken by its weight."""
    edges = np.cumsum(belief.weights)

    def start(seed: int) -> np.ndarray:
        share = (int(seed) * 0.6180339887498949) % 1.0
        white = belief.whites[int(np.searchsorted(edges, share * edges[-1]))]
        place: np.ndarray = np.linalg.solve(frame.basis, white - frame.centre)
        return place

    return start
