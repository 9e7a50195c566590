"""The benches at a small scale: a crowd meets no error, pages are light and ask nobody else."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from bench import crowd, pages

pytestmark = pytest.mark.slow


def test_a_few_people_at_once_meet_no_error() -> None:
    found = crowd.run(people=4, seconds=5, days=2, think=(0.0, 0.1))
    assert found["errors"] == 0
    assert int(found["answers"]) > 20


def test_pages_are_light_quick_and_ask_nobody_else() -> None:
    found = pages.run(people=2, days=3, rounds=1, seconds=4, with_fit=False)
    assert found["requests to anywhere else"] == 0
    assert int(found["pages walked"]) > 40
    heaviest = next(float(size) for what, size in found.items() if what.startswith("heaviest page"))
    assert heaviest + float(found["style, script and sign of every page, kB"]) < 100
    wrong = [size for what, size in found.items() if what.endswith("not as they should be")]
    assert wrong == [0, 0, 0]
    # ten times what is asked for, since a test may run beside anything
    assert float(found["one person: median, ms"]) < 200


_COUNT_HEAPS = """
import ctypes, sys, threading
from pasdedeux.web.serve import in_one_heap
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.fopen.restype = ctypes.c_void_p
if sys.argv[1] == "one":
    in_one_heap()
wait = threading.Barrier(5)
def use():
    held = [libc.malloc(5000) for _ in range(50)]
    wait.wait()
threads = [threading.Thread(target=use) for _ in range(4)]
for one in threads: one.start()
wait.wait()
for one in threads: one.join()
out = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(out))
libc.fclose(ctypes.c_void_p(out))
"""


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="another allocator, with one heap or ways of its own"
)
def test_the_threads_of_a_served_home_share_one_heap(tmp_path: Path) -> None:
    heaps = {}
    for wish in ("one", "many"):
        told = tmp_path / wish
        subprocess.run([sys.executable, "-c", _COUNT_HEAPS, wish, str(told)], check=True)
        heaps[wish] = told.read_text(encoding="utf-8").count("<heap nr=")
    assert heaps["one"] == 1
    assert heaps["many"] > 1
