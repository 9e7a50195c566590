"""Commands that look after the private home: doctor, backup, restore."""

from pathlib import Path

import click

from pasdedeux.terms.errors import PasDeDeuxError


@click.command()
def doctor() -> None:
    """Look your home over, and say what to do about what is found."""
    from pasdedeux.actions.look_after_home import look_over_home

    checks = look_over_home()
    for check in checks:
        click.echo(f"{'well ' if check.is_well else 'LOOK '} {check.what}: {check.found}")
        if not check.is_well and check.advice:
            click.echo(f"      {check.advice}")
    if not all(check.is_well for check in checks):
        raise SystemExit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy your whole home into an encrypted FILE."""
    from pasdedeux.actions.look_after_home import back_up_home

    try:
        made, code = back_up_home(file)
    except PasDeDeuxError as refused:
        raise _stopped(refused) from refused
    click.echo(
        f"{made}\nThis computer opens it as it is. Another one asks for the code of your home;\n"
        f"keep it apart from the file:\n\n    {code}\n"
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", default="", help="The code of the home, on another computer.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def restore(file: Path, code: str, *, yes: bool) -> None:
    """Put the backup FILE in the place of your home; what was there is kept beside it."""
    from pasdedeux.actions.look_after_home import restore_home

    if not yes:
        click.confirm(
            "Close the program first. Put this backup in the place of your home?", abort=True
        )
    try:
        before = restore_home(file, code)
    except PasDeDeuxError as refused:
        raise _stopped(refused) from refused
    click.echo("Your home is as it was in that backup.")
    if before is not None:
        click.echo(f"What was there before is in {before}")


def _stopped(refused: PasDeDeuxError) -> SystemExit:
    click.echo(f"pasdedeux: {refused}", err=True)
    return SystemExit(2)
