"""Compile everything once, with a line that says how far it is."""

import sys
import time

import click

from pasdedeux.terms.errors import PasDeDeuxError


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
