"""What is kept parses, names nobody's machine, and says what it checks."""

import ast
import json
import re
import tomllib

from tests.house.kept import House

SOMEBODYS_FOLDER = re.compile(r"(?<![\w.:/~*-])/(?:home|root|Users|work|mnt|srv|opt)/[\w.]")
LOCK_HOSTS = {"pypi.org", "files.pythonhosted.org"}
CHECKS = re.compile(r"Assert\(|'(?:raises|warns|fail)'|'(?:assert|check|expect|must)_\w+'")


def test_shipped_tables_and_records_parse(house: House) -> None:
    tables = house.texts(".toml")
    records = house.texts(".json")
    assert "pyproject.toml" in tables
    for text in tables.values():
        assert tomllib.loads(text)
    for text in records.values():
        assert json.loads(text)


def test_no_file_names_a_folder_of_somebodys_machine(house: House) -> None:
    texts = house.texts(".py", ".md", ".toml", ".sh", ".json", ".html", ".csv", "Justfile", "run")
    named = {path: SOMEBODYS_FOLDER.findall(text) for path, text in texts.items()}
    assert {path: found for path, found in named.items() if found} == {}


def test_the_lock_fetches_from_public_places_alone(house: House) -> None:
    lock = (house.root / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) <= LOCK_HOSTS


def _checks(tree: ast.Module) -> dict[str, bool]:
    """Say of each function of a file whether it, or one that it calls there, checks something."""
    told = {
        node.name: (bool(CHECKS.search(ast.dump(node))), _called(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    return {
        name: here or any(told[other][0] for other in called & set(told))
        for name, (here, called) in told.items()
    }


def _called(function: ast.FunctionDef) -> set[str]:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.func.id for call in calls if isinstance(call.func, ast.Name)}


def test_every_test_checks_something(house: House) -> None:
    bare = [
        f"{module.name}.{name}"
        for module in house.tests
        for name, is_checking in _checks(module.tree).items()
        if name.startswith("test_") and not is_checking
    ]
    assert bare == []


def test_a_test_without_a_check_is_seen() -> None:
    told = _checks(
        ast.parse(
            "def hold(x):\n    assert x\n"
            "def test_bare():\n    print(1)\n"
            "def test_by_another():\n    hold(1)\n"
        )
    )
    assert told == {"hold": True, "test_bare": False, "test_by_another": True}


def test_every_silenced_check_gives_its_reason(house: House) -> None:
    silenced = re.compile(r"#\s*(?:noqa|type: ignore|pragma: no cover)\b(?P<rest>.*)")
    silent = [
        f"{path}: {found[0]}"
        for path, text in house.texts(".py").items()
        for found in silenced.finditer(text)
        if not re.search(r"(?: - |# )\w", found["rest"])
    ]
    assert silent == []


def test_no_real_couples_data_is_kept(house: House) -> None:
    text = {path for path in house.files if path.suffix in {".csv", ".tsv", ".sav", ".xlsx"}}
    heavy = [path.name for path in text if path.stat().st_size > 400_000]
    assert heavy == []
