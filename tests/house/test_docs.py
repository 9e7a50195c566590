"""The docs point at what is there, and say the same as the program."""

import re
import subprocess
import sys
from pathlib import Path

import click

import go
from pasdedeux.cli.main import cli
from tests.house.kept import House

HEADINGS = ["Question", "Options", "Choice", "Reason", "What would make us leave it"]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ROW = re.compile(r"^\| \*\*(.+?)\*\* \|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
QUOTED = re.compile(r'"([^"]+)"')


def _glossary(root: Path) -> list[tuple[str, str, str, str]]:
    text = (root / "docs/glossary.md").read_text(encoding="utf-8")
    return [(a, b.strip(), c.strip(), d.strip()) for a, b, c, d in ROW.findall(text)]


def _code(house: House) -> str:
    texts = house.texts(".py", ".html", ".toml")
    code = " ".join(text for path, text in texts.items() if path.startswith("src/"))
    return _plain(code)


def _plain(text: str) -> str:
    return text.lower().replace("_", " ").replace("-", " ")


def test_every_link_points_at_something(house: House) -> None:
    broken = [
        f"{path} -> {target}"
        for path, text in house.texts(".md").items()
        for target in LINK.findall(text)
        if not target.startswith(("http://", "https://", "#", "mailto:"))
        and not (house.root / path).parent.joinpath(target.partition("#")[0]).exists()
    ]
    assert broken == []


def test_generated_parts_say_what_the_program_says(root: Path) -> None:
    cog = Path(sys.executable).with_name("cog")
    pages = go.pages_with_cog()
    assert {"docs/house.md", "docs/files.md", "docs/cli.md"} <= set(pages)
    done = subprocess.run(
        [str(cog), "--check", "-I", "docs", *pages],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_decision_answers_the_same_five_questions(root: Path) -> None:
    pages = sorted((root / "docs/decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(numbers) == len(set(numbers)), "two decisions share a number"
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert re.match(rf"# {page.name[:4]} \S", text), page.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE)[:5] == HEADINGS, page.name


def test_the_glossary_is_in_order_and_its_words_are_used(house: House) -> None:
    words = [word for word, *_ in _glossary(house.root)]
    code = _code(house)
    assert len(words) > 20
    assert words == sorted(words, key=str.lower)
    assert [word for word in words if _plain(word) not in code] == []


def test_a_glossary_row_names_a_source_that_exists(house: House) -> None:
    bib = (house.root / "docs/references.bib").read_text(encoding="utf-8")
    keys = set(re.findall(r"^@\w+\{([^,\s]+),", bib, re.MULTILINE))
    decisions = {page.name[:4] for page in (house.root / "docs/decisions").glob("*.md")}
    cited = {source for _, _, source, _ in _glossary(house.root)}
    assert cited <= keys | decisions


def test_a_word_that_the_glossary_refuses_is_nowhere(house: House) -> None:
    code = _code(house)
    refused = [word for row in _glossary(house.root) for word in QUOTED.findall(row[3])]
    assert len(refused) > 10
    assert [word for word in refused if re.search(rf"\b{re.escape(_plain(word))}\b", code)] == []


def test_every_command_that_a_page_names_is_there(house: House) -> None:
    named = re.compile(
        r"(?:^|`|uv run |bin/)(?:pasdedeux|python3 go\.py) ([a-z][a-z-]+)", re.MULTILINE
    )
    known = {*cli.list_commands(click.Context(cli)), "app", "test"}
    pages = {path: text for path, text in house.texts(".md").items() if "decisions" not in path}
    unknown = {path: set(named.findall(text)) - known for path, text in pages.items()}
    assert {path: words for path, words in unknown.items() if words} == {}


def test_the_readme_gives_the_two_commands(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    assert "python3 go.py app" in text
    assert "python3 go.py test" in text
