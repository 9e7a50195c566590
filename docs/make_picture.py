"""Draw the picture of the README from a made-up couple: `uv run python docs/make_picture.py`."""

from pathlib import Path

from pasdedeux.actions.read_couple import read_sample
from pasdedeux.present.cards import shown
from pasdedeux.report.page import picture_file

_SAMPLE = "anxious-avoidant"
_PLACE = Path(__file__).parent / "picture.svg"


def main() -> None:
    """Write docs/picture.svg: the loop of the sample couple, light and dark."""
    (reading,) = read_sample(_SAMPLE).readings
    loop = shown(reading).loop
    if loop is None:
        msg = f"The sample {_SAMPLE} has no arrow to draw."
        raise SystemExit(msg)
    _PLACE.write_text(picture_file(loop), encoding="utf-8")


if __name__ == "__main__":
    main()
