"""Offer the mappings that ship with the program."""

from pasdedeux.intake.mapping import Mapping, read_mapping
from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnknownNameError

_ENDING = ".toml"


def names() -> tuple[str, ...]:
    """List the shipped mappings.

    Source: decision 0024.

    >>> names()
    ('campbell_kashy',)
    """
    files = shipped.names("intake", "mappings")
    return tuple(name.removesuffix(_ENDING) for name in files if name.endswith(_ENDING))


def load(name: str) -> Mapping:
    """Give a shipped mapping.

    Raises:
        UnknownNameError: none is called that.

    Source: decision 0024.
    """
    if name not in names():
        msg = f"There is no mapping called {name!r}; there are {', '.join(names())}."
        raise UnknownNameError(msg)
    return read_mapping(shipped.text("intake", "mappings", name + _ENDING), name + _ENDING)
