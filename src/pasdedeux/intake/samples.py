"""Offer the records of simulated couples that ship with the program."""

from pasdedeux.terms import shipped
from pasdedeux.terms.errors import UnknownNameError

_ENDING = ".csv"


def names() -> tuple[str, ...]:
    """List the sample couples.

    Source: decision 0020.
    Limits: they are simulated; nobody wrote them.
    """
    if "samples" not in shipped.names("intake"):
        return ()
    files = shipped.names("intake", "samples")
    return tuple(name.removesuffix(_ENDING) for name in files if name.endswith(_ENDING))


def text(name: str) -> str:
    """Give the record of a sample couple, as its file has it.

    Raises:
        UnknownNameError: none is called that.

    Source: decision 0020.
    """
    if name not in names():
        msg = f"There is no sample called {name!r}; there are {', '.join(names()) or 'none'}."
        raise UnknownNameError(msg)
    return shipped.text("intake", "samples", name + _ENDING)
