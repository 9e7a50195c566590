"""The population run against C, NumPy and Mesa: the same step in the same run, as ratios.

`--year` instead lets a million couples live a year and prints the time and the memory it took.
"""

import argparse
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from pasdedeux.model.exchange import AT_EASE, EQUATIONS
from pasdedeux.model.gains import FIELDS, GAINS, gains_of_people
from pasdedeux.model.lanes import SUMS
from pasdedeux.model.noise import LANES, normals
from pasdedeux.model.simulate import chances_in, simulate

SOURCE = Path(__file__).parent / "c" / "step.c"
FREE = ("-ffast-math",)
NO_ESTIMATES = ("-ffast-math", "-mno-recip")  # divisions and roots in full, often faster
ROUNDS = 9
COUPLES, EXCHANGES = 128 * 256, 200  # ours and C
FEW, SHORT = 128 * 32, 40  # NumPy
FEWEST = 200  # Mesa
SEED = 7
YEAR = 365 * 4

Live = Callable[[], np.ndarray]


def population(couples: int, seed: int = 1) -> np.ndarray:
    """Make the gains of random couples, a piece at a time, in single precision."""
    out = np.empty((2, GAINS, couples), np.float32)
    chance = np.random.default_rng(seed)
    for first in range(0, couples, 1 << 16):
        width = min(1 << 16, couples - first)
        people = np.zeros((2, FIELDS, width))
        people[:, :2] = chance.normal(size=(2, 2, width))
        people[:, 2:8] = 0.35 * chance.normal(size=(2, 6, width))
        out[:, :, first : first + width] = gains_of_people(people)
    return out


class CVersion:
    """The hand-written step, built here and now with the machine's own compiler."""

    def __init__(self, compiler: str, flags: tuple[str, ...], folder: Path) -> None:
        built = folder / f"step{len(flags)}.so"
        numbers = [f"-DN_{name}={float(value)!r}f" for name, value in EQUATIONS._asdict().items()]
        world = chances_in(np.float32)._asdict().items()
        numbers += [f"-DW_{name}={float(value)!r}f" for name, value in world]
        command = [compiler, "-O3", "-march=native", "-fopenmp-simd", *flags, *numbers]
        subprocess.run([*command, "-shared", "-fPIC", SOURCE, "-o", built, "-lm"], check=True)
        self.live = ctypes.CDLL(str(built)).live
        self.live.restype = None
        pointer, whole = ctypes.c_void_p, ctypes.c_int64
        self.live.argtypes = [*[pointer] * 3, whole, *[ctypes.c_uint64] * 2, *[whole] * 4]

    def run(self, gains: np.ndarray, exchanges: int, threads: int) -> np.ndarray:
        """Let the couples live, blocks shared out to threads as ours are."""
        couples = gains.shape[2]
        state = np.empty((2, 5, couples), np.float32)
        state[:] = np.array(AT_EASE, np.float32)[None, :, None]
        sums = np.zeros((SUMS, couples))
        arrays = [array.ctypes.data for array in (state, gains, sums)]

        def live(first: int) -> None:
            last = min(first + 32, couples // LANES)
            self.live(*arrays, couples, SEED, 0, 0, exchanges, first, last)

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(live, range(0, couples // LANES, 32)))
        return state


def found_compiler() -> str | None:
    """Find a C compiler, `CC` first."""
    for name in (os.environ.get("CC"), "cc", "gcc", "clang"):
        if name and shutil.which(name):
            return name
    return None


def agree(name: str, one: np.ndarray, other: np.ndarray) -> float:
    """Hold two versions against each other; a few lives part where they hang in the balance."""
    apart = np.abs(one.astype(np.float64) - other)
    if np.quantile(apart, 0.99) > 1e-4:
        msg = f"{name} no longer does the same step: 1 in 100 states is {apart.max():.3g} apart"
        raise RuntimeError(msg)
    return float(np.quantile(apart, 0.99))


def timed(peers: dict[str, tuple[int, Live]], rounds: int) -> dict[str, list[float]]:
    """Time every peer once a round, so that a busy moment hits them all; seconds an exchange."""
    found: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, (work, live) in peers.items():
            began = perf_counter()
            live()
            found[name].append((perf_counter() - began) / work)
    return found


def ratio(ours: list[float], theirs: list[float]) -> tuple[float, str]:
    """Give how many times as fast ours is: the median of all rounds, and their middle half."""
    each = np.array(theirs) / np.array(ours)
    low, middle, high = np.quantile(each, [0.25, 0.5, 0.75])
    return float(middle), f"{low:.3g} to {high:.3g}"


def against_c(compiler: str) -> dict[str, float | str]:
    """Time ours and C with equal threads; C counts at its best of two sets of flags."""
    gains, few = population(COUPLES), population(512)
    out: dict[str, float | str] = {}
    with tempfile.TemporaryDirectory() as folder:
        versions = [CVersion(compiler, flags, Path(folder)) for flags in (FREE, NO_ESTIMATES)]
        mine = simulate(few, seed=SEED, exchanges=150).state
        apart = [agree("C", mine, version.run(few, 150, 1)) for version in versions]
        out["C: 99 of 100 states apart by less than"] = max(apart)
        for threads in (1, 2):
            peers: dict[str, tuple[int, Live]] = {
                "ours": (
                    COUPLES * EXCHANGES,
                    lambda n=threads: (
                        simulate(gains, seed=SEED, exchanges=EXCHANGES, threads=n).state
                    ),
                )
            }
            for k, version in enumerate(versions):
                peers[f"C{k}"] = (
                    COUPLES * EXCHANGES,
                    lambda v=version, n=threads: v.run(gains, EXCHANGES, n),
                )
            found = timed(peers, ROUNDS)
            best = min((found[name] for name in found if name != "ours"), key=np.median)
            times, spread = ratio(found["ours"], best)
            label = f"{threads} thread{'s' if threads > 1 else ''}"
            out[f"ours, {label}: million exchanges a second"] = 1e-6 / min(found["ours"])
            out[f"C, {label}: million exchanges a second"] = 1e-6 / min(best)
            out[f"ours as a share of C, {label}"] = times
            out[f"ours as a share of C, {label}: middle half of {ROUNDS} rounds"] = spread
    return out


def against_python(name: str, live: Callable[..., np.ndarray], couples: int) -> dict[str, float]:
    """Time ours on two threads and a peer written in Python on one, which is all it can use."""
    few = population(couples)
    given = normals(SEED, range(couples), range(SHORT))
    agree(name, simulate(few, seed=SEED, exchanges=SHORT).state, live(few, SHORT, given))
    gains = population(COUPLES)
    peers: dict[str, tuple[int, Live]] = {
        "ours": (
            COUPLES * EXCHANGES,
            lambda: simulate(gains, seed=SEED, exchanges=EXCHANGES, threads=2).state,
        ),
        name: (couples * SHORT, lambda: live(few, SHORT)),
    }
    found = timed(peers, 4)
    return {
        f"{name}: million exchanges a second": 1e-6 / min(found[name]),
        f"ours, 2 threads, times {name}": ratio(found["ours"], found[name])[0],
    }


def run() -> dict[str, float | str]:
    """Do the same lives by every version; give rates and ratios."""
    import numpy_couples

    simulate(population(1), seed=SEED, exchanges=1)  # compiled before the clock starts
    compiler = found_compiler()
    out: dict[str, float | str] = {}
    if compiler is None:
        out["C"] = "not run: no C compiler was found (cc, gcc, clang, or CC)"
    else:
        out |= against_c(compiler)
    out |= against_python("NumPy", numpy_couples.live, FEW)
    try:
        import mesa_couples
    except ImportError:
        out["Mesa"] = "not run: it is not installed (uv sync --group bench)"
    else:
        out |= against_python("Mesa", mesa_couples.live, FEWEST)
    return out | a_year_apart()


def a_year_apart() -> dict[str, float | str]:
    """Run `--year` in a process of its own, so that the memory told is its own."""
    asked = [sys.executable, __file__, "--year", "--json"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    found = json.loads(told)
    return {
        f"a million couples for a year, {found['threads']} threads: seconds": found["seconds"],
        "a million couples for a year: most memory held, GiB": found["most memory held, GiB"],
    }


def year(couples: int, threads: int) -> dict[str, float | str]:
    """Let couples live a year of four exchanges a day; give the time and the most memory held.

    Not on Windows, which tells memory in another way.
    """
    import resource

    gains = population(couples)
    simulate(gains[:, :, :1], seed=SEED, exchanges=1)
    began = perf_counter()
    lived = simulate(gains, seed=SEED, exchanges=YEAR, threads=threads)
    seconds = perf_counter() - began
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "couples": couples,
        "exchanges each": YEAR,
        "threads": threads,
        "seconds": seconds,
        "million exchanges a second": couples * YEAR / seconds / 1e6,
        "most memory held, GiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30,
        "mean distress": float(lived.mean[:, 0].mean()),
        "share of exchanges in the trap": float(lived.trapped.sum(axis=0).mean()),
    }


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--year", action="store_true", help="a million couples for a year")
    asked.add_argument("--couples", type=int, default=1_000_000, help="with --year")
    asked.add_argument("--threads", type=int, default=2, help="with --year")
    asked.add_argument("--json", action="store_true", help="print JSON")
    given = asked.parse_args()
    found = year(given.couples, given.threads) if given.year else run()
    if given.json:
        print(json.dumps(found))
        return 0
    for name, figure in found.items():
        shown = f"{figure:>12,.4g}" if isinstance(figure, float) else f"{figure!s:>12}"
        print(f"{name:60} {shown}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
