"""Make `python -m pasdedeux` the terminal."""

from pasdedeux.cli.main import cli

if __name__ == "__main__":
    cli()
