"""The records in which a house test finds the project's files."""

import ast
from dataclasses import dataclass
from pathlib import Path

QUIET = (
    "terms",
    "consent",
    "intake",
    "measure",
    "model",
    "infer",
    "recognise",
    "guide",
    "track",
    "present",
)
SCIENCE = QUIET[1:9]
ROOMS = (*QUIET, "store", "report", "actions", "study", "web", "cli")


@dataclass(frozen=True)
class Module:
    """A file of the package and what it says."""

    path: Path
    name: str
    room: str
    text: str
    tree: ast.Module


@dataclass(frozen=True)
class House:
    """Everything that is kept, and where the rooms stand."""

    root: Path
    files: tuple[Path, ...]
    modules: tuple[Module, ...]
    tests: tuple[Module, ...]
    rooms: tuple[str, ...] = ROOMS
    quiet: tuple[str, ...] = QUIET
    science: tuple[str, ...] = SCIENCE

    def texts(self, *endings: str) -> dict[str, str]:
        """Give the text of the kept files with these endings, by their path."""
        return {
            path.relative_to(self.root).as_posix(): path.read_text(encoding="utf-8")
            for path in self.files
            if path.name.endswith(endings)
        }
