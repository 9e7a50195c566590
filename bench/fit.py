"""The fit of one couple against NUTS on the same likelihood, in the same run.

Couples are made up: 42 days, two check-ins a day, both partners, all six items, no
questionnaires. Theirs is NumPyro's NUTS over the same independent normals, calling the same
compiled density: there is no second copy of the step. Its gradients are differences, 25
densities each, so its time is also given as if a gradient cost only as much as four densities,
which is what the best of automatic differentiation could do. Both use two threads.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter, process_time
from typing import NamedTuple

import numpy as np

from pasdedeux.infer.density import Density
from pasdedeux.infer.fit import Belief, believe
from pasdedeux.infer.nuts import Sampled, refine
from pasdedeux.infer.prior import WIDTH, people_of, prior_of
from pasdedeux.infer.timeline import timeline
from pasdedeux.model.diary import BURN_IN, Plan, exchanges_of, slots_of, write
from pasdedeux.model.observe import Signal
from pasdedeux.terms.record import Record

DAYS = 42
COUPLES = 12
THREADS = 2
GRADIENT = 4
"""Densities that an automatic gradient costs at the very least, beside the value."""
REACH = 4e-3


class Length(NamedTuple):
    """How long NUTS is let run."""

    couples: int
    chains: int
    warm_up: int
    draws: int


SHORT = Length(couples=1, chains=2, warm_up=100, draws=100)
FULL = Length(couples=3, chains=4, warm_up=300, draws=750)


class Peer(NamedTuple):
    """What NUTS found, and what it took."""

    mean: np.ndarray
    sd: np.ndarray
    effective: float
    """Of the dimension that has the fewest; capped at the draws made."""
    rhat: float
    seconds: float
    densities: int
    gradients: int


def made_up(couple: int) -> Record:
    """Make up a couple and their six weeks."""
    chance = np.random.default_rng(couple)
    plan = Plan(DAYS)
    people = people_of(prior_of(), chance.normal(size=WIDTH))[0]
    exchanges = exchanges_of(plan)
    return write(
        f"couple {couple}",
        people,
        plan,
        chance=chance.normal(size=(exchanges + BURN_IN, 4)),
        noise=chance.normal(size=(exchanges, 2, len(Signal))),
        skip=chance.random((slots_of(plan), 2)),
    )


class Spent(NamedTuple):
    """What the same work took at its best."""

    seconds: float
    processor: float
    """Seconds of all threads together; hardly longer where other work keeps the machine busy."""


def best_of(times: int, work: Callable[[], Belief]) -> tuple[Spent, Belief]:
    """Time the same work several times; the best counts."""
    found, seconds, processor = work(), [], []
    for _ in range(times):
        began, worked = perf_counter(), process_time()
        found = work()
        seconds.append(perf_counter() - began)
        processor.append(process_time() - worked)
    return Spent(min(seconds), min(processor)), found


def cold(couple: int) -> float:
    """Time a process of its own that fits one couple, kernels compiled before."""
    code = (
        f"import sys; sys.path.insert(0, {str(__file__.rpartition('/')[0])!r});"
        f"import fit; fit.believe(fit.made_up({couple}), {THREADS})"
    )
    return _process([sys.executable, "-c", code])


def cold_reading() -> float:
    """Time the command that people wait for."""
    code = "from pasdedeux.cli.main import cli; cli()"
    return _process([sys.executable, "-c", code, "read", "--sample", "anxious-avoidant"])


def _process(command: list[str], goes: int = 4) -> float:
    # Kernels and bytecode are both kept from the first go, whatever the machine's habit.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    seconds = []
    for _ in range(goes):
        began = perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=kept)
        seconds.append(perf_counter() - began)
    return min(seconds[1:])


class Potential:
    """The density as JAX takes it: a value, and a gradient by differences."""

    def __init__(self, density: Density) -> None:
        self.density = density
        self.gradients = 0

    def slopes(self, white: np.ndarray) -> tuple[np.float64, np.ndarray]:
        """Give the potential and its gradient at a point."""
        at = np.asarray(white)
        values = self.density.many(np.concatenate([at[None], at + REACH * np.eye(WIDTH)]))
        self.gradients += 1
        return np.float64(-values[0]), (values[0] - values[1:]) / REACH

    def function(self) -> Callable[..., object]:
        """Give the function that NUTS runs down."""
        import jax

        shapes = (
            jax.ShapeDtypeStruct((), np.float64),
            jax.ShapeDtypeStruct((WIDTH,), np.float64),
        )

        @jax.custom_vjp
        def potential(white: object) -> object:
            return jax.pure_callback(self.slopes, shapes, white)[0]

        def forward(white: object) -> tuple[object, object]:
            value, gradient = jax.pure_callback(self.slopes, shapes, white)
            return value, gradient

        def backward(gradient: np.ndarray, scale: np.ndarray) -> tuple[np.ndarray]:
            return (scale * gradient,)

        potential.defvjp(forward, backward)
        return potential


def nuts(record: Record, length: Length) -> Peer:
    """Let NumPyro's NUTS sample the same posterior."""
    import jax
    from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
    from numpyro.infer import MCMC, NUTS

    jax.config.update("jax_enable_x64", val=True)
    density = Density(prior_of(record.traits), timeline(record), THREADS)
    potential = Potential(density)
    sampler = MCMC(
        NUTS(potential_fn=potential.function()),
        num_warmup=length.warm_up,
        num_samples=length.draws,
        num_chains=length.chains,
        chain_method="sequential",
        progress_bar=False,
    )
    start = 0.1 * np.random.default_rng(1).normal(size=(length.chains, WIDTH))
    began = perf_counter()
    sampler.run(jax.random.PRNGKey(1), init_params=start)
    draws = np.asarray(sampler.get_samples(group_by_chain=True))
    seconds = perf_counter() - began
    flat = draws.reshape(-1, WIDTH)
    return Peer(
        mean=flat.mean(axis=0),
        sd=flat.std(axis=0),
        effective=min(float(effective_sample_size(draws).min()), flat.shape[0]),
        rhat=float(split_gelman_rubin(draws).max()),
        seconds=seconds,
        densities=density.calls,
        gradients=potential.gradients,
    )


def apart(belief: Belief, peer: Peer) -> np.ndarray:
    """Give how far the posterior means lie apart, in the posterior's deviations."""
    gap: np.ndarray = np.abs(belief.weights @ belief.whites - peer.mean) / peer.sd
    return gap


def ours() -> tuple[dict[str, float | str], list[float]]:
    """Time our fits of several couples, warm and in processes of their own."""
    seconds, processor, khats = [], [], []
    for couple in range(COUPLES):
        record = made_up(couple)
        spent, belief = best_of(3, partial(believe, record, THREADS))
        seconds.append(spent.seconds)
        processor.append(spent.processor)
        khats.append(belief.khat if belief.khat is not None else np.inf)
    good = sum(khat <= 0.7 for khat in khats)
    return {
        f"ours, warm, median of {COUPLES} couples: seconds": float(np.median(seconds)),
        f"ours, warm, slowest of {COUPLES} couples: seconds": max(seconds),
        f"ours, warm, median of {COUPLES} couples: processor seconds": float(np.median(processor)),
        "ours, cold process, one fit: seconds": cold(0),
        "`pasdedeux read --sample`, cold process: seconds": cold_reading(),
        "couples whose k-hat is 0.7 or less": f"{good} of {COUPLES}",
    }, seconds


def against_nuts(length: Length, seconds: list[float]) -> dict[str, float | str]:
    """Hold our fits against NUTS, couple by couple."""
    found: list[tuple[Peer, Belief, float]] = []
    for couple in range(length.couples):
        record = made_up(couple)
        found.append((nuts(record, length), believe(record, THREADS), seconds[couple]))
    gaps = np.concatenate([apart(belief, peer) for peer, belief, _ in found])
    chance = np.mean([1.0 / peer.effective + 1.0 / belief.effective for peer, belief, _ in found])

    def middle(figure: Callable[[Peer, Belief, float], float]) -> float:
        return float(np.median([figure(*one) for one in found]))

    def automatic(peer: Peer) -> float:
        return peer.seconds * (GRADIENT + 1) * peer.gradients / peer.densities

    return {
        "NUTS, couples": length.couples,
        "NUTS, chains, each with warm-up and draws": (
            f"{length.chains} of {length.warm_up} + {length.draws}"
        ),
        "NUTS: seconds": middle(lambda peer, *_: peer.seconds),
        "NUTS: effective draws, of the worst dimension": middle(lambda peer, *_: peer.effective),
        "NUTS: largest R-hat": max(peer.rhat for peer, *_ in found),
        "NUTS: densities for one fit": middle(lambda peer, *_: peer.densities),
        "ours: effective draws": middle(lambda _, belief, __: belief.effective),
        "times NUTS, fit against fit": middle(lambda peer, _, mine: peer.seconds / mine),
        "times NUTS, for equally many effective draws": middle(
            lambda peer, belief, mine: peer.seconds / peer.effective / (mine / belief.effective)
        ),
        "... had its gradients cost four densities": middle(
            lambda peer, belief, mine: automatic(peer) / peer.effective / (mine / belief.effective)
        ),
        "means apart, root of mean square, in posterior sd": float(np.sqrt(np.mean(gaps**2))),
        "... expected from the draws' chance alone": float(np.sqrt(chance)),
        "... and what is left without it": float(np.sqrt(max(np.mean(gaps**2) - chance, 0.0))),
        f"means apart, largest of {gaps.size}, in posterior sd": float(gaps.max()),
    }


AGREED = (0, 2, 7)
"""Couples on which long chains are run: five minutes each, and the same gradients as a fit's."""


def agree() -> dict[str, float | str]:
    """Hold our means against long chains of nutpie's NUTS, whose own chance is small."""
    found = []
    for couple in AGREED:
        record = made_up(couple)
        belief = believe(record, THREADS)
        long = refine(record, belief)
        if not isinstance(long, Sampled):
            sys.exit(f"The chains of couple {couple} do not agree.")
        mean, sd = long.whites.mean(axis=0), long.whites.std(axis=0)
        gap = (belief.weights @ belief.whites - mean) / sd
        ours = np.sqrt(belief.weights @ (belief.whites - belief.weights @ belief.whites) ** 2)
        found.append((gap, 1.0 / belief.effective + 1.0 / long.effective, ours / sd, long.rhat))
    gaps, chances, widths, rhats = zip(*found, strict=True)
    apart = float(np.sqrt(np.mean(np.square(gaps))))
    chance = float(np.sqrt(np.mean(chances)))
    return {
        f"nutpie, couples of four long chains ({', '.join(map(str, AGREED))})": len(AGREED),
        "nutpie: largest R-hat": max(rhats),
        "means apart from nutpie's, root of mean square, in posterior sd": apart,
        "... expected from the chance of the draws alone": chance,
        f"... largest of {np.size(gaps)}": float(np.abs(gaps).max()),
        "our sd, as a share of nutpie's": float(np.mean(widths)),
    }


def run(length: Length = SHORT) -> dict[str, float | str]:
    """Fit the same couples by both; give seconds, ratios and how far they agree."""
    import numpyro  # noqa: F401 - missing, it is told before minutes are spent

    mine, seconds = ours()
    return mine | against_nuts(length, seconds) | agree()


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--full", action="store_true", help="three couples, four longer chains")
    asked.add_argument("--agree", action="store_true", help="our means against long chains")
    asked.add_argument("--ours", action="store_true", help="without NUTS")
    given = asked.parse_args()
    found = (
        agree() if given.agree else ours()[0] if given.ours else run(FULL if given.full else SHORT)
    )
    for name, figure in found.items():
        shown = f"{figure:>12,.4g}" if isinstance(figure, float) else f"{figure!s:>12}"
        print(f"{name:60} {shown}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
