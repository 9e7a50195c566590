"""Read how two people attach from their own record, with honest error.

Says the version, and where compiled kernels are kept: numba does not see that
a file which a kernel inlines has changed, so the folder is named after a hash
of the sources and is set before numba is imported.
"""

import hashlib
import os
import sys
from pathlib import Path

__version__ = "0.1.0"

_COMPILED_ROOMS = ("model", "infer")


def _cache_root() -> Path:
    if "PASDEDEUX_CACHE" in os.environ:
        return Path(os.environ["PASDEDEUX_CACHE"])
    if "XDG_CACHE_HOME" in os.environ:
        return Path(os.environ["XDG_CACHE_HOME"]) / "pasdedeux"
    if sys.platform == "win32" and "LOCALAPPDATA" in os.environ:
        return Path(os.environ["LOCALAPPDATA"]) / "pasdedeux" / "cache"
    return Path.home() / ".cache" / "pasdedeux"


def _hash_of_kernels() -> str:
    """Hash the sources that numba compiles; about a millisecond."""
    digest = hashlib.sha256(sys.version.encode())
    for room in _COMPILED_ROOMS:
        for source in sorted((Path(__file__).parent / room).glob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _can_keep(folder: Path) -> bool:
    """Tell whether a folder is there, or can be made, and can be written to."""
    there = next((one for one in (folder, *folder.parents) if os.path.exists(one)), folder)  # noqa: PTH110 - raises nothing where one may not look
    return os.access(there, os.W_OK | os.X_OK) and there.is_dir()


def _for_this_run() -> str:
    """Make a folder that is gone when the program ends.

    Else numba would keep kernels beside the sources, where another program's may lie.
    """
    import atexit
    import shutil
    import tempfile

    try:
        folder = tempfile.mkdtemp(prefix="pasdedeux-")
    except OSError:  # nowhere at all: each process compiles for itself
        return KEPT_AT
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


KERNELS = _hash_of_kernels()
"""What tells this program's compiled code from another version's."""
KEPT_AT = os.environ.get("NUMBA_CACHE_DIR") or str(_cache_root() / f"kernels-{KERNELS}")
"""Where compiled kernels are to be kept from one start to the next."""
IS_KEPT = _can_keep(Path(KEPT_AT))
"""Whether they can be; if not, each start compiles anew, into a folder of its own."""
os.environ["NUMBA_CACHE_DIR"] = KEPT_AT if IS_KEPT else _for_this_run()
