"""Find numbers for help in a country that the reader chose."""

from datetime import date
from itertools import groupby

from pasdedeux.guide import resources
from pasdedeux.guide.resources import About, Checked, Country, Line
from pasdedeux.terms.errors import MissingError, UnknownNameError


def countries() -> tuple[Country, ...]:
    """List the countries for which something was found."""
    return resources.countries()


def numbers_in(code: str) -> Country:
    """Give what was found for a country.

    Raises:
        MissingError: nothing is listed under this code.
    """
    try:
        return resources.country(code)
    except UnknownNameError as problem:
        raise MissingError(str(problem)) from problem


def by_need(country: Country) -> tuple[tuple[About, tuple[Line, ...]], ...]:
    """Put the lines of a country under what they are for, in the order of the needs."""
    order = list(About)
    ordered = sorted(country.lines, key=lambda line: order.index(line.about))
    return tuple((about, tuple(lines)) for about, lines in groupby(ordered, lambda one: one.about))


def is_old(checked: Checked, today: date) -> bool:
    """Say whether a number was last read more than a year ago."""
    return resources.is_old(checked, today)
