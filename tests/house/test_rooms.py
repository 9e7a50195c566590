"""Every room says what it is, and every rule of science names where it comes from."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.kept import House

SOURCE = re.compile(r"^\s*Source: (.+?)(?=^\s*(?:[A-Z][a-z]+:|>>>)|\Z)", re.MULTILINE | re.DOTALL)
DECISION = re.compile(r"[Dd]ecisions? (\d{4})")
KEY = re.compile(r"\b[a-z][a-z_]*\d{4}[a-z]?(?:_\w+)?\b")
FORBIDDEN_CALLS = {"eval", "exec", "breakpoint"}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Give the functions and methods that another file may call."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (part for part in node.body if isinstance(part, ast.FunctionDef))


def _is_property(function: ast.FunctionDef) -> bool:
    return any("property" in ast.dump(mark) for mark in function.decorator_list)


def _public(house: House) -> Iterator[tuple[str, str]]:
    """Give every public function of the rooms of science, and its docstring."""
    for module in house.modules:
        if module.room not in house.science:
            continue
        for function in _functions(module.tree):
            if not function.name.startswith("_") and not _is_property(function):
                yield f"{module.name}.{function.name}", ast.get_docstring(function) or ""


def _keys(root: Path) -> set[str]:
    text = (root / "docs/references.bib").read_text(encoding="utf-8")
    return set(re.findall(r"^@\w+\{([^,\s]+),", text, re.MULTILINE))


def _decisions(root: Path) -> set[str]:
    return {path.name[:4] for path in (root / "docs/decisions").glob("[0-9]*.md")}


def _fault(docstring: str, keys: set[str], decisions: set[str]) -> str:
    """Say what is wrong with the source a docstring names; empty where nothing is."""
    found = SOURCE.search(docstring)
    if not found:
        return "names no Source"
    cited = set(DECISION.findall(found[1]))
    read = {key for key in keys if re.search(rf"\b{re.escape(key)}\b", found[1])}
    if cited - decisions:
        return f"cites a decision that is not there: {sorted(cited - decisions)}"
    unknown = set(KEY.findall(found[1])) - keys
    if unknown:
        return f"cites a reference that is not there: {sorted(unknown)}"
    return "" if cited or read else f"names neither reference nor decision: {found[1].strip()}"


def test_every_room_says_what_it_is_and_what_it_may_not(house: House) -> None:
    for room in house.rooms:
        (module,) = [m for m in house.modules if m.name == f"pasdedeux.{room}.__init__"]
        sentence, rest = (ast.get_docstring(module.tree) or "").split("\n\n", 1)
        assert sentence.endswith("."), room
        assert [line.split(":")[0] for line in rest.splitlines() if line[0] != " "] == [
            "May import",
            "May not",
        ], room


def test_every_file_says_what_it_is(house: House) -> None:
    silent = [m.name for m in house.modules if not ast.get_docstring(m.tree)]
    assert silent == []


def test_every_public_rule_of_science_names_a_source_that_exists(house: House) -> None:
    keys, decisions = _keys(house.root), _decisions(house.root)
    faults = {name: _fault(text, keys, decisions) for name, text in _public(house)}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_a_source_that_is_not_there_is_seen() -> None:
    keys, decisions = {"simpson1990"}, {"0001"}
    assert _fault("Do it.\n\nSource: simpson1990.", keys, decisions) == ""
    assert _fault("Do it.\n\nSource: decision 0001 (why).", keys, decisions) == ""
    assert _fault("Do it.\n\nSource: decision 0099.", keys, decisions).startswith("cites")
    assert _fault("Do it.\n\nSource: nobody1999.", keys, decisions).startswith("cites")
    assert _fault("Do it.\n\nSource: common sense.", keys, decisions).startswith("names neither")
    assert _fault("Do it.\n\nLimits: none.", keys, decisions) == "names no Source"


def test_references_are_listed_once(house: House) -> None:
    text = (house.root / "docs/references.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{([^,\s]+),", text, re.MULTILINE)
    assert len(keys) == len(set(keys))


def test_nothing_is_left_for_later(house: House) -> None:
    words = ["TO-DO", "FIX-ME", "XX-X", "HA-CK", "raise NotImplemented-Error"]
    late = re.compile(rf"\b(?:{'|'.join(word.replace('-', '') for word in words)})\b")
    texts = house.texts(".py", ".md", ".toml", ".html", ".css", ".js", ".yml")
    found = {path: late.findall(text) for path, text in texts.items() if late.search(text)}
    assert found == {}


def test_no_function_is_empty(house: House) -> None:
    empty = [
        f"{module.name}.{function.name}"
        for module in house.modules
        for function in _functions(module.tree)
        if all(_says_nothing(node) for node in function.body)
    ]
    assert empty == []


def _says_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def test_nothing_runs_text_as_code(house: House) -> None:
    calls = [
        f"{module.name}: {node.func.id}"
        for module in house.modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in FORBIDDEN_CALLS
    ]
    assert calls == []


def test_no_file_is_named_for_how_instead_of_what(house: House) -> None:
    vague = {"utils", "util", "common", "manager", "service", "handler", "helpers", "base", "misc"}
    found = [m.name for m in house.modules if m.name.rpartition(".")[2] in vague]
    assert found == []
