"""The terminal starts light, and nothing in the house calls out."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.house.kept import House, Module

HEAVY = [
    "numba",
    "numpy",
    "scipy",
    "jinja2",
    "starlette",
    "uvicorn",
    "arviz_stats",
    "nutpie",
    "asyncio",
]
CALLS_OUT = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websocket",
    "websockets",
    "xmlrpc",
}
LISTENS = {"socket", "http.server", "socketserver"}
SAY_WHAT_CAME = "import sys; print(*sorted(sys.modules))"


def _loaded(code: str) -> set[str]:
    command = [sys.executable, "-c", f"{code}\n{SAY_WHAT_CAME}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def _imports(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_help_comes_without_anything_heavy(words: list[str]) -> None:
    run = f"from pasdedeux.cli.main import cli\ncli({words!r}, standalone_mode=False)"
    assert _loaded(run).isdisjoint(HEAVY)


def test_the_words_of_the_house_load_without_the_array_engine() -> None:
    assert _loaded("import pasdedeux.terms.record, pasdedeux.consent").isdisjoint(HEAVY)


@pytest.mark.slow
def test_a_reading_waits_for_no_library_that_it_does_not_use() -> None:
    run = "from pasdedeux.actions.read_couple import read_sample\nread_sample('secure')"
    assert _loaded(run).isdisjoint({"scipy.special", "scipy.stats", "pandas", "arviz_stats"})


def test_nothing_in_the_house_calls_out(house: House) -> None:
    out = {m.name: CALLS_OUT & set(_imports(m)) for m in house.modules}
    assert {name: found for name, found in out.items() if found} == {}


def test_only_the_doors_and_actions_listen(house: House) -> None:
    listening = {m.room for m in house.modules if LISTENS & set(_imports(m))}
    assert listening <= {"web", "actions", "cli"}


def test_no_shipped_page_names_a_foreign_address(house: House) -> None:
    address = re.compile(r"(?:https?:)?//[a-z0-9][\w.-]*\.[a-z]{2,}[^\s\"')<]*", re.IGNORECASE)
    allowed = ("http://www.w3.org/",)  # names of XML vocabularies, which nothing fetches
    pages = {
        path: [found for found in address.findall(text) if not found.startswith(allowed)]
        for path, text in house.texts(".html", ".css", ".js", ".svg", ".j2").items()
        if path.startswith("src/")
    }
    assert {path: found for path, found in pages.items() if found} == {}
