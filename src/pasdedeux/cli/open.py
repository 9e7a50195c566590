"""Open the private home, or the page of a made-up couple, in the browser."""

import os
import sys
import webbrowser
from importlib import import_module

import click

from pasdedeux.terms.errors import PasDeDeuxError


@click.command("open")
@click.option("--sample", "is_sample", is_flag=True, help="Only walk through made-up couples.")
@click.option("--browser/--no-browser", "opens_browser", default=True, help="Open it at once.")
@click.option(
    "--port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Without it the usual one, or a free one.",
)
def open_(*, is_sample: bool = False, opens_browser: bool = True, port: int = 0) -> None:
    """Open your private home in the browser; Ctrl-C ends it."""

    def when_ready(address: str) -> None:
        click.echo(f"{address}\nThis page is on your own computer only. Ctrl-C closes it.")
        if opens_browser and _has_window():
            webbrowser.open(address)

    try:
        # By name, since no door imports another: the terminal only hands over.
        doors = import_module("pasdedeux.web.serve")
        (doors.serve if is_sample else doors.serve_home)(port, when_ready)
    except ImportError as missing:
        click.echo(
            f"pasdedeux: The pages need {missing.name}: pip install 'pasdedeux[app]'", err=True
        )
        raise SystemExit(2) from missing
    except PasDeDeuxError as refused:
        click.echo(f"pasdedeux: {refused}", err=True)
        raise SystemExit(2) from refused
    except KeyboardInterrupt:
        click.echo("\nClosed.")


def _has_window() -> bool:
    """Tell whether a browser has somewhere to open; one inside this terminal would take it over."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
