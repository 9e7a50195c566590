"""The terminal's front door: it knows the commands' names and loads one only when called."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO

import click

from pasdedeux import __version__

# Before NumPy is loaded: our matrices are small, and a matrix library's own threads would wait
# for work in a loop, on the cores that the fit needs.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_COMMANDS = {
    "backup": ("pasdedeux.cli.home:backup", "Copy your home into an encrypted file."),
    "calibrate": ("pasdedeux.cli.measures:calibrate", "Re-estimate an instrument's parameters."),
    "check": ("pasdedeux.cli.checks:check", "Check that the readings are honest."),
    "doctor": ("pasdedeux.cli.home:doctor", "Look your home over; say what to do."),
    "instruments": (
        "pasdedeux.cli.measures:instruments",
        "List the questionnaires, or show the sheet of one.",
    ),
    "open": ("pasdedeux.cli.open:open_", "Open your private home in the browser."),
    "read": ("pasdedeux.cli.read:read", "Read a couple's dance from its record."),
    "restore": ("pasdedeux.cli.home:restore", "Put a backup in the place of your home."),
    "score": ("pasdedeux.cli.measures:score", "Score a file of questionnaire answers."),
    "simulate": ("pasdedeux.cli.simulate:simulate", "Write the record of a made-up couple."),
    "warm-up": ("pasdedeux.cli.warm_up:warm_up", "Compile everything once."),
}


class _SentenceError(click.ClickException):
    """A command that cannot be understood, told like everything else that cannot."""

    exit_code = 2

    def show(self, file: IO[str] | None = None) -> None:
        """Say what is wrong, and where the options are listed."""
        del file
        click.echo(f"pasdedeux: {self.message}", err=True)


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except click.UsageError as wrong:
        path = wrong.ctx.command_path if wrong.ctx else "pasdedeux"
        msg = f"{wrong.format_message()} `{path} --help` says what there is."
        raise _SentenceError(msg) from wrong


class _LazyGroup(click.Group):
    """Import a command's file when the command is called, so that --help stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _sentences():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        with _sentences():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in sorted(_COMMANDS.items())])


@click.group(cls=_LazyGroup, invoke_without_command=True)
@click.version_option(__version__)
@click.option(
    "--browser/--no-browser",
    "opens_browser",
    default=True,
    help="Without a command: whether your home opens in the browser at once.",
)
@click.pass_context
def cli(ctx: click.Context, *, opens_browser: bool) -> None:
    """Read how two people attach from their own record, with honest error.

    Without a command, your private home opens in your browser.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(import_module("pasdedeux.cli.open").open_, opens_browser=opens_browser)
    elif not opens_browser:
        msg = f"--no-browser stands alone, or after open; {ctx.invoked_subcommand} opens none."
        raise click.UsageError(msg, ctx)
