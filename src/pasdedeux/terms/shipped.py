"""Read a file that ships with the package, and nothing else."""

import json
import tomllib
from importlib.resources import files
from typing import Any


def text(room: str, *path: str) -> str:
    """Give the text of a shipped file, by the room that owns it and its path there."""
    return files(f"pasdedeux.{room}").joinpath(*path).read_text(encoding="utf-8")


def table(room: str, *path: str) -> dict[str, Any]:
    """Give a shipped TOML file as a dictionary."""
    return tomllib.loads(text(room, *path))


def record(room: str, *path: str) -> dict[str, Any]:
    """Give a shipped JSON file as a dictionary."""
    read: dict[str, Any] = json.loads(text(room, *path))
    return read


def names(room: str, *path: str) -> tuple[str, ...]:
    """List what a shipped folder holds, in alphabetical order."""
    folder = files(f"pasdedeux.{room}").joinpath(*path)
    return tuple(sorted(entry.name for entry in folder.iterdir()))
