"""Compile everything once, with a line that says how far it is."""

import sys
import time

import click

from pasdedeux import IS_KEPT, KEPT_AT
from pasdedeux.terms.errors import PasDeDeuxError

_FIRST_TIME = (
    "This once, the program makes itself fast for this computer; it takes a minute or two."
)
_EACH_TIME = (
    f"The folder {KEPT_AT} cannot be written to, so the program makes itself fast for this computer"
    " anew, at each start; it takes a minute or two. PASDEDEUX_CACHE names another folder."
)


@click.command("warm-up")
def warm_up() -> None:
    """Compile everything once, so that no later command waits for it.

    Compiled code is kept in a cache folder (PASDEDEUX_CACHE names another) and
    is made anew after an update.
    """
    from pasdedeux.actions.warm_up import warm_up as work

    began = time.perf_counter()
    try:
        for number, whole, name in work():
            _say(f"{number} of {whole}: {name}")
    except PasDeDeuxError as refused:
        click.echo(f"\npasdedeux: {refused}", err=True)
        raise SystemExit(2) from refused
    seconds = time.perf_counter() - began
    _say(f"Ready after {seconds:.0f} s.")
    if sys.stderr.isatty():
        click.echo(err=True)


def _say(words: str) -> None:
    """Write over the line before on a terminal; elsewhere, a line of its own."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{words}", nl=False, err=True)
    else:
        click.echo(words, err=True)


def make_ready() -> None:
    """Compile everything before the first command that reads, and say so where somebody watches.

    A program that reads the error stream looks for errors there.

    Raises:
        SystemExit: compiling failed; what to do has been said.
    """
    from pasdedeux.actions.be_ready import be_ready, is_ready

    is_watched = sys.stderr.isatty()
    if is_watched and not is_ready():
        click.echo(_FIRST_TIME if IS_KEPT else _EACH_TIME, err=True)
    try:
        be_ready(shows_progress=is_watched)
    except PasDeDeuxError as refused:
        click.echo(f"pasdedeux: {refused}", err=True)
        raise SystemExit(2) from refused
