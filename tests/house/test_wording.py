"""What a person can meet speaks of behaviour and doubt: no diagnosis, no verdict, no promise."""

import ast
import re
from collections.abc import Iterator

from tests.house.kept import House

REFUSED = (
    "disorder", "maladaptive", "toxic", "narcissis", "codependen", "patholog", "dysfunction",
    "abnormal", "unhealthy relationship", "compatible", "compatibility", "soulmate",
    "mental illness", "red flag", "gaslight", "abuser", "perpetrator", "batterer",
    "your attachment style", "insecure person", "anxious person", "avoidant person",
    "relationship score", "health score", "will divorce", "streak", "you should", "you must",
    "victim",
)  # fmt: skip
"""Words that sort, judge or frighten people (decision 0050 and the glossary's last column)."""
DENIED = re.compile(r"\b(no|not|nor|never|nothing|without|neither)\b", re.IGNORECASE)
ONLY_DENIED = ("diagnos", "illness", "court", "custody", "disease")
"""Words that may be said to say that something is not so."""
KEYS = {"diagnostic"}
"""Names in JSON for other programs: that one is of a fit, not of a person."""
_SHOWN = ("web", "present", "guide", "report")
_TEMPLATE_MARKS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]+>", re.DOTALL)


def _strings(tree: ast.Module) -> Iterator[str]:
    """Give the words in code that may be shown: every text but docstrings."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    told |= {
        id(node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def _shown(house: House) -> dict[str, str]:
    """Give all that is shown, by the file it stands in."""
    found = {
        module.name: "\n".join(_strings(module.tree))
        for module in house.modules
        if module.room in _SHOWN or module.name == "pasdedeux.terms.errors"
    }
    for path, text in house.texts(".html", ".toml").items():
        if path.startswith("src/") and "/instruments/" not in path:
            shown = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
            addresses = re.sub(r'page = "[^"]*"', "", shown)
            found[path] = re.sub(r"[ \n]+", " ", _TEMPLATE_MARKS.sub("\n", addresses))
    return found


def _sentence_around(text: str, at: int) -> str:
    begin = max(text.rfind(end, 0, at) for end in (".", "?", "!", "\n"))
    ends = [place for end in (".", "?", "!", "\n") if (place := text.find(end, at)) >= 0]
    return text[begin + 1 : min(ends, default=len(text))]


def test_no_word_that_judges_people_is_shown(house: House) -> None:
    shown = _shown(house)
    assert len(shown) > 60
    assert any("afraid" in text for text in shown.values())
    hits = [
        f"{path}: {word}"
        for path, text in shown.items()
        for word in REFUSED
        if re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)
    ]
    assert hits == []


def test_illness_and_courts_are_named_only_to_say_that_this_is_not_about_them(house: House) -> None:
    loose = [
        f"{path}: {sentence.strip()}"
        for path, text in _shown(house).items()
        for word in ONLY_DENIED
        for found in re.finditer(rf"\b{word}", text, re.IGNORECASE)
        if not DENIED.search(sentence := _sentence_around(text, found.start()))
        and sentence.strip() not in KEYS
    ]
    assert loose == []


def test_the_check_would_notice() -> None:
    assert not DENIED.search(_sentence_around("It is a diagnosis. It is no joke.", 8))
    assert DENIED.search(_sentence_around("Hello. It is no diagnosis. Bye.", 16))
    tree = ast.parse('"""A toxic docstring."""\nSAID = "a toxic word"\n')
    assert list(_strings(tree)) == ["a toxic word"]


def test_a_place_of_ones_own_is_for_adults(house: House) -> None:
    start = next(module for module in house.modules if module.name == "pasdedeux.web.pages.start")
    assert "I am 18 or older." in start.text
    assert "is_adult=filled.is_ticked" in start.text
