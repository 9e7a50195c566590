"""Look for bytes that break the readers, for as long as you like, guided by what the code does.

    uv pip install atheris
    uv run --no-sync python tests/fuzz/atheris_record.py -max_total_time=600

A find is written to a file `crash-...`; it becomes a test before it is mended. It is no part of
the ordinary tests, since it needs a package that does not build everywhere.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

if find_spec("atheris") is None:
    sys.exit("atheris is not installed, so nothing was fuzzed: uv pip install atheris")
atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["pasdedeux"]):
    from pasdedeux.intake.mapping import read_mapping
    from pasdedeux.intake.record import read_record
    from pasdedeux.intake.result import Intake
    from pasdedeux.intake.sheets import read_sheets
    from pasdedeux.intake.write import write_records
    from pasdedeux.terms import shipped
    from pasdedeux.terms.errors import UnreadableError

FOREIGN = read_mapping(
    shipped.text("intake", "mappings", "campbell_kashy.toml").replace(
        'standardise = "file"', "mean = 0\nsd = 1"
    ),
    "x.toml",
)


def one_input(data: bytes) -> None:
    """Give the bytes to one of the readers; only one clear sentence may come up."""
    which, content = data[:1], data[1:]
    try:
        match which:
            case b"f":
                _check(read_record(content, "x.csv", FOREIGN))
            case b"s":
                _check(read_sheets(content, "x.csv"))
            case b"m":
                read_mapping(content.decode("utf-8", "replace"), "x.toml")
            case _:
                _again(read_record(content, "x.csv"))
    except UnreadableError as error:
        _one_sentence(str(error))


def _one_sentence(text: str) -> None:
    assert "\n" not in text


def _check(result: Intake) -> None:
    assert result.understood + len(result.refused) + result.blank == result.rows


def _again(result: Intake) -> None:
    """What was read is written, and read again as the same."""
    _check(result)
    days = [record.began for record in result.records if record.check_ins or record.moments]
    names = {name for record in result.records for name in (record.couple, *record.names)}
    names |= {sheet.instrument for sheet in result.sheets}
    names |= {trait.source for record in result.records for trait in record.traits}
    if result.records and all(days) == any(days) and max(map(len, names)) < 100:
        text = write_records(result.records, result.sheets)
        again = read_record(text.encode(), "x.csv")
        assert again.records == result.records
        assert set(again.sheets) == set(result.sheets)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
