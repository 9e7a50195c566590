"""Write the record of a made-up couple from the terminal."""

from pathlib import Path

import click

from pasdedeux.cli.out import keep_what_is_there, replace_option
from pasdedeux.terms.errors import PasDeDeuxError

_UNREADABLE = 2


@click.command()
@click.option(
    "--kind",
    default="anyone",
    show_default=True,
    help="anyone, secure, anxious-avoidant, two-anxious, two-avoidant or push-pull.",
)
@click.option("--days", default=42, show_default=True, help="Length of the record.")
@click.option("--check-ins", default=2, show_default=True, help="How many a day, 1 to 4.")
@click.option("--missing", default=0.1, show_default=True, help="Share of check-ins skipped.")
@click.option("--moments", default=3, show_default=True, help="Hard moments told, step by step.")
@click.option(
    "--scenario",
    default="ordinary",
    show_default=True,
    help="ordinary, hard-evening, hard-week, one-sided-strain or two-hard-weeks.",
)
@click.option("--answers/--no-answers", default=True, help="Let both answer a questionnaire.")
@click.option("--couples", default=1, show_default=True, help="How many couples.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same record.")
@click.option("--out", type=click.Path(path_type=Path), help="Write here, not to the terminal.")
@replace_option
def simulate(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
    kind: str,
    days: int,
    check_ins: int,
    missing: float,
    moments: int,
    scenario: str,
    answers: bool,  # noqa: FBT001 - a flag of the command
    couples: int,
    seed: int,
    out: Path | None,
    replace: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """Write the record of a made-up couple, as `pasdedeux read` takes it."""
    from pasdedeux.actions.simulate_couple import Wish, simulate_couples, write_simulated

    wish = Wish(kind, days, check_ins, missing, moments, scenario, answers, couples, seed)
    try:
        keep_what_is_there(out, replace=replace)
        if out is None:
            click.echo(simulate_couples(wish), nl=False)
        else:
            write_simulated(wish, out)
            who = "one couple" if couples == 1 else f"{couples} couples"
            click.echo(f"Wrote {who}, {days} days, to {out}.", err=True)
    except PasDeDeuxError as refused:
        click.echo(f"pasdedeux: {refused}", err=True)
        raise SystemExit(_UNREADABLE) from refused
