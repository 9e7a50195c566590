"""The parts of the docs that the program itself writes; cog calls this file."""

import ast
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np

from pasdedeux.cli import main
from pasdedeux.cli.main import cli
from pasdedeux.model.gains import FIELDS
from pasdedeux.model.response import respond
from pasdedeux.recognise.links import SHOWN

ROOT = Path(__file__).parents[1]
STYLES = {
    "secure": (-0.9, -0.9),
    "anxious": (1.1, -0.4),
    "avoidant": (-0.4, 1.1),
    "fearful": (1.1, 1.1),
}
FLOW = (
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
    "store",
    "report",
    "actions",
    "study",
    "web",
    "cli",
)


def rooms() -> str:
    """Write the table of rooms from the rooms' own docstrings, in the order of the flow."""
    rows = [_room(name) for name in FLOW]
    return "\n".join(["| room | what it is | may import | may not |", "|---|---|---|---|", *rows])


def _room(name: str) -> str:
    source = (ROOT / "src/pasdedeux" / name / "__init__.py").read_text(encoding="utf-8")
    sentence, rest = (ast.get_docstring(ast.parse(source)) or "").split("\n\n", 1)
    may, may_not = rest.replace("\n  ", " ").splitlines()[:2]
    cells = [f"`{name}`", sentence, may.partition(": ")[2], may_not.partition(": ")[2]]
    return "| " + " | ".join(cell.strip().rstrip(".") for cell in cells) + " |"


def files() -> str:
    """Write every file of every room with the sentence it opens with."""
    return "\n\n".join(_files(name) for name in FLOW)


def _files(room: str) -> str:
    folder = ROOT / "src/pasdedeux" / room
    found = [path for path in sorted(folder.rglob("*.py")) if path.name != "__init__.py"]
    rows = [f"- `{path.relative_to(folder).as_posix()}`: {_says(path)}" for path in found]
    return "\n".join([f"## {room}", "", *(rows or ["Nothing yet."])])


def _says(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split())


def reading_keys() -> str:
    """Write every key of a reading's JSON with its type, its unit and its meaning."""
    whole = json.loads((ROOT / "src/pasdedeux/present/reading.schema.json").read_text("utf-8"))
    rows = [
        _key_row(*one) for name, part in whole["properties"].items() for one in _keys(name, part)
    ]
    return "\n".join(["| key | type | unit | meaning |", "|---|---|---|---|", *rows])


def _keys(path: str, part: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, part
    inner, end = (part, "") if "properties" in part else (part.get("items", {}), "[]")
    for name, child in inner.get("properties", {}).items():
        yield from _keys(f"{path}{end}.{name}", child)


def _key_row(path: str, part: dict[str, Any]) -> str:
    return f"| `{path}` | {_type(part)} | {part.get('unit', '')} | {part['description']} |"


def _type(part: dict[str, Any]) -> str:
    if "const" in part:
        return f"`{json.dumps(part['const'])}`"
    if "enum" in part:
        return ", ".join(f"`{json.dumps(one)}`" for one in part["enum"])
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return " or ".join(kinds)


def commands() -> str:
    """Write the help of the terminal and of every command that is there."""
    top = click.Context(cli, info_name="pasdedeux", terminal_width=80)
    parts = [_help(top)]
    for name in cli.list_commands(top):
        if _is_there(name):
            command = cli.get_command(top, name)
            parts += _with_children(command, name, top) if command else []
    return "\n\n".join(parts)


def _is_there(name: str) -> bool:
    module = main._COMMANDS[name][0].partition(":")[0]  # noqa: SLF001 - the terminal's own table
    return importlib.util.find_spec(module) is not None


def _with_children(command: click.Command, name: str, parent: click.Context) -> list[str]:
    context = click.Context(command, parent=parent, info_name=name, terminal_width=80)
    parts = [_help(context)]
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            parts += _with_children(found, child, context) if found else []
    return parts


def _help(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help()}\n```"


def links() -> str:
    """Write each arrow, and the loop gain, of two people at the style points."""
    pairs = [(one, other) for one in STYLES for other in STYLES]
    people = np.zeros((len(pairs), 2, FIELDS))
    people[:, :, :2] = [(STYLES[one], STYLES[other]) for one, other in pairs]
    found = respond(people)
    titles = [
        (f"{cause} → {effect}".replace("_", " "), found.links[:, 0, place])
        for place, cause, effect in SHOWN
    ]
    titles.append(("loop gain", found.loop))
    return "\n\n".join(_by_style(title, values) for title, values in titles)


def _by_style(title: str, values: np.ndarray) -> str:
    rows = [
        f"| {style} | " + " | ".join(f"{value + 0.0:.2f}" for value in row) + " |"
        for style, row in zip(STYLES, values.reshape(len(STYLES), -1), strict=True)
    ]
    head = f"| {title} | " + " | ".join(STYLES) + " |"
    return "\n".join([head, "|---|" + "--:|" * len(STYLES), *rows])
