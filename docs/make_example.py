"""Write what the README's smallest record gives into the README: `python docs/make_example.py`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pasdedeux.actions.read_couple import read_file
from pasdedeux.present.cards import shown
from pasdedeux.present.plain import Terminal, reading_lines

_README = Path(__file__).parents[1] / "README.md"
_UNTIL = "\n\nWhat each arrow says"


def told(record: str) -> str:
    """Give the top of the reading of a record, as a terminal writes it."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "ours.csv"
        place.write_text(record, encoding="utf-8")
        (reading,) = read_file(place).readings
    whole = reading_lines(shown(reading), Terminal(), name=f"Couple {reading.couple}")
    return whole.partition(_UNTIL)[0] + "\n...\n"


def main() -> None:
    """Put it in place of what stands there."""
    text = _README.read_text(encoding="utf-8")
    record = text.partition("```csv\n")[2].partition("```")[0]
    start, fence, rest = text.partition("```text\n")
    after = rest.partition("```")[2]
    _README.write_text(f"{start}{fence}{told(record)}```{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
