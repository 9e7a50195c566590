"""Have everything compiled in a process of its own before anything is read in this one.

A kernel that was compiled in this very process is not, to the last bit, the one that is loaded from
the cache: the compiler keeps other copies of what it inlines. The filter's sums then differ in the
ninth digit, and a couple at the border of what may be shown could be shown once and not again.
"""

import os
import subprocess
import sys
from pathlib import Path

from pasdedeux.infer.warm import machine
from pasdedeux.terms.errors import PasDeDeuxError

_MARK = "whole"
_BETWEEN = "\n\n"
_HERE = Path(__file__).parents[1]
_COMPILED_ROOMS = ("model", "infer")


def be_ready(*, shows_progress: bool = False) -> None:
    """Compile what is not compiled yet, in another process; at once where all is there.

    Args:
        shows_progress: whether that process says on the error stream how far it is.

    Raises:
        PasDeDeuxError: compiling failed, and what to do.

    Source: decision 0007.
    Limits: where there is no interpreter to start (a program packed as one file), or no folder
        at all that can be written to, each process compiles for itself.
    """
    if _is_uncompiled() or is_ready() or not _is_kept() or not _has_interpreter():
        return
    # -P: a file of the folder that somebody happens to stand in is no part of this program.
    command = [sys.executable, "-P", "-m", "pasdedeux", "warm-up"]
    done = subprocess.run(  # noqa: S603 - this very program
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=None if shows_progress else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(_paths())},
    )
    if done.returncode:
        msg = (
            "The program could not make itself fast for this computer; "
            "`pasdedeux warm-up` says why."
        )
        raise PasDeDeuxError(msg)


def _paths() -> list[str]:
    """Say where that process finds this very copy of the program, then what was named before."""
    before = os.environ.get("PYTHONPATH", "")
    return [str(_HERE.parent), *(one for one in before.split(os.pathsep) if one)]


def is_ready() -> bool:
    """Tell whether all kernels lie in the cache as this machine and these files make them."""
    try:
        stamp, _, kernels = _mark().read_text(encoding="utf-8").partition(_BETWEEN)
    except OSError:
        return False
    return stamp == _stamp() and set(kernels.splitlines()) <= _kernels()


def mark_ready() -> None:
    """Note which kernels lie in the cache; where nothing can be kept, nothing is noted."""
    if _is_kept():
        kernels = "\n".join(sorted(_kernels()))
        _mark().write_text(f"{_stamp()}{_BETWEEN}{kernels}", encoding="utf-8")


def _is_uncompiled() -> bool:
    """Tell whether somebody asked numba to compile nothing at all."""
    return os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}


def _has_interpreter() -> bool:
    """Tell whether this program can start itself once more."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _kernels() -> set[str]:
    """Name the compiled files that lie in the cache."""
    folder = _mark().parent
    return {str(file.relative_to(folder)) for file in folder.rglob("*.nb[ci]")}


def _is_kept() -> bool:
    """Tell whether what is compiled can be kept."""
    folder = _mark().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _mark() -> Path:
    return Path(os.environ["NUMBA_CACHE_DIR"]) / _MARK


def _stamp() -> str:
    """Say what compiled code is for: the machine, and the files as numba knows them."""
    files = sorted(file for room in _COMPILED_ROOMS for file in (_HERE / room).glob("*.py"))
    stats = [(str(file), file.stat()) for file in files]
    lines = [f"{name} {stat.st_mtime_ns} {stat.st_size}" for name, stat in stats]
    return "\n".join([machine(), sys.version.replace("\n", " "), *lines])
