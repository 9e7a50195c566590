"""Every benchmark in one command: prints the tables and keeps them in docs/benchmarks.md.

Each file here with a `run()` does the same work by us and by a peer in the same run. A peer that
is not installed is named and left out; `uv sync --group bench` installs them all.
"""

import argparse
import importlib
import os
import platform
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE.parent / "docs" / "benchmarks.md"
NAMES = ("simulation", "fit", "scoring")
TITLES = {
    "simulation": "A population of couples",
    "fit": "The fit of one couple",
    "scoring": "Scoring questionnaires",
}
AIMS = {
    "simulation": "Aimed at: .6 of C, 500 times Mesa, a million couples for a year within 2 GiB.",
    "fit": (
        "Aimed at: .3 s warm, 2.5 s in a cold process, 100 times NUTS, means within .1 of a"
        " posterior sd. Warm, of .58 s on one thread the likelihood takes .5, which two share."
    ),
    "scoring": "Aimed at: 1 s after the file is read.",
}
PEERS = ("numba", "numpy", "mesa", "numpyro", "jax", "girth")

Figures = Mapping[str, float | str]


def present() -> list[str]:
    """Name the benchmarks that are here."""
    return [name for name in NAMES if (HERE / f"{name}.py").is_file()]


def shown(figure: float | str) -> str:
    """Write a figure as a reader wants it: three or four digits."""
    if isinstance(figure, float):
        return f"{figure:,.4g}" if abs(figure) < 1e4 else f"{figure:,.0f}"
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


def figures_of(name: str) -> Figures:
    """Run one benchmark; a peer that is missing altogether is told, not hidden."""
    try:
        found: Figures = importlib.import_module(name).run()
    except ImportError as error:
        return {"not run": f"{error.name} is not installed (uv sync --group bench)"}
    return found


def machine() -> str:
    """Say on what this ran, and whether it was quiet."""
    versions = []
    for peer in PEERS:
        try:
            versions.append(f"{peer} {metadata.version(peer)}")
        except metadata.PackageNotFoundError:
            continue
    cores = os.cpu_count() or 1
    said = f"{_processor()}, {cores} cores, Python {platform.python_version()}, "
    said += ", ".join(versions) + "."
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load > cores / 2:
        said += (
            f" The machine was busy with other work (load {load:.1f} before it began): ratios hold"
            " better than times, since each round times every version in turn."
        )
    return said


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.is_file():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def written(tables: Mapping[str, Figures], on: str) -> str:
    """Write the page."""
    about = (
        "The same work by us and by others in one run, written by `python bench/run.py`. Times are"
        " the best of several goes; a ratio above 1 means that we were faster. What each number is"
        " measured on stands at the top of its file in `bench/`."
    )
    parts = ["# Benchmarks\n", f"{about}\n", f"{on}\n"]
    for name, figures in tables.items():
        parts.append(f"## {TITLES[name]}\n\n`python bench/{name}.py`\n")
        rows = [f"| {what} | {shown(figure)} |" for what, figure in figures.items()]
        parts.append("\n".join(["| what | figure |", "|---|--:|", *rows]) + "\n")
        parts.append(f"{AIMS[name]}\n")
    return "\n".join(parts)


def main() -> int:
    """Run what is asked, print it, and keep the page when everything ran."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument(
        "names", nargs="*", help=f"which: {', '.join(NAMES)}; all when none is named"
    )
    given = asked.parse_args()
    here = present()
    unknown = [name for name in given.names if name not in here]
    if unknown:
        print(f"No benchmark is called {unknown[0]}; there are {', '.join(here)}.", file=sys.stderr)
        return 2
    on = machine()
    tables: dict[str, Figures] = {}
    for name in given.names or here:
        print(f"{TITLES[name]} ...", flush=True)
        tables[name] = figures_of(name)
        for what, figure in tables[name].items():
            print(f"  {what:62} {shown(figure):>14}")
    if given.names:
        print("Some were left out, so docs/benchmarks.md was not written.")
    else:
        TABLE.write_text(written(tables, on), encoding="utf-8")
        print(f"Written to {TABLE.relative_to(HERE.parent)}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
