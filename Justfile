# Every command of a day, a sentence each. Optional: each line can be typed as it stands.
set positional-arguments

# List the commands.
default:
    @just --list

# Start the program.
app:
    python3 go.py app

# Run every check and every test, as the machine does.
test:
    python3 go.py test

# The quick checks and the quick tests, fastest first.
check:
    uv run ruff format --check .
    uv run ruff check .
    uv run codespell
    uv run lint-imports
    uv run mypy
    uv run pytest -q -m 'not slow' tests/house tests/unit tests/property

# Look for cases that break a law, 2,000 new ones each.
hunt:
    uv run pytest -q tests/property --hypothesis-profile hunt

# Put the code into shape.
tidy:
    uv run ruff format .
    uv run ruff check --fix .

# Write the parts of the docs that the program makes.
docs:
    uv run cog -r -I docs docs/house.md docs/files.md docs/cli.md docs/for-researchers/reading-json.md

# Try the supported Pythons, those that are installed.
versions:
    uvx nox

# Print the longest files and functions; nothing fails on a count.
sizes:
    uv run python tests/house/sizes.py

# Kill a writing program a thousand times and look what is left.
kills:
    uv run python -m tests.kills --kills 1000

# Time every page of the home: alone, twenty people at once, and beside a fit.
pages:
    uv run python -m bench.pages

# Let a hundred people live in one home for ten minutes.
crowd:
    uv run python -m bench.crowd

# Compile every kernel once.
warm-up:
    uv run pasdedeux warm-up

# Compare with peers, same work in one run.
bench:
    uv run --group bench python bench/run.py
