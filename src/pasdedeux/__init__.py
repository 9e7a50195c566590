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


os.environ.setdefault("NUMBA_CACHE_DIR", str(_cache_root() / f"kernels-{_hash_of_kernels()}"))
