"""The explicit list of instruments we ship, and how one is fetched by name."""

from collections.abc import Collection
from functools import cache

from pasdedeux.measure.instrument import Instrument, build
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnknownNameError

NAMES = ("ecr", "ecr_r", "ecr_rs", "csi_16", "phq_4", "k6", "saam", "cpq_sf", "pprs")


def names(left_out: Collection[str] = ()) -> tuple[str, ...]:
    """List the instruments of this installation.

    Args:
        left_out: those that a setting removes, such as `ecr_rs`.

    Source: decision 0011.
    """
    return tuple(name for name in NAMES if name not in left_out)


def fetch(name: str, left_out: Collection[str] = ()) -> Instrument:
    """Give the instrument of that name; hyphens and capitals do not matter.

    Raises:
        UnknownNameError: there is none, or a setting leaves it out.

    Source: decision 0011.
    """
    wanted = name.strip().lower().replace("-", "_")
    if wanted not in names(left_out):
        words = "is left out here" if wanted in NAMES else "is not known"
        msg = f"instrument {name!r} {words}; there are: {', '.join(names(left_out))}"
        raise UnknownNameError(msg)
    return _load(wanted)


@cache
def _load(name: str) -> Instrument:
    held = shipped.names("measure", "instruments", name)
    graded = "graded.toml"
    return build(
        shipped.table("measure", "instruments", name, "instrument.toml"),
        shipped.table("measure", "instruments", name, graded) if graded in held else None,
    )
