"""Print the longest files and functions of the package; nothing fails on a count.

House aims: a file that a reader finishes in one sitting (about 300 lines), most functions under
40 lines with a median under 10. Past an aim, the reason stands in the file.
"""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "pasdedeux"
LONG_FILE, LONG_FUNCTION, SHOWN = 300, 40, 10


def main() -> None:
    """Print the two lists and the medians."""
    files, functions = {}, {}
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        files[name] = text.count("\n")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                functions[f"{name}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    _show("file", files, LONG_FILE)
    _show("function", functions, LONG_FUNCTION)


def _show(what: str, lengths: dict[str, int], aim: int) -> None:
    median = statistics.median(lengths.values())
    past = sum(length > aim for length in lengths.values())
    print(f"{len(lengths)} {what}s, median {median:.0f} lines, {past} past {aim}")
    for name, length in sorted(lengths.items(), key=lambda pair: -pair[1])[:SHOWN]:
        print(f"  {length:4} {name}")


if __name__ == "__main__":
    main()
