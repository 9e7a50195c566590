"""Run the tests on every supported Python: `uvx nox`."""

import nox

nox.options.default_venv_backend = "uv"
nox.options.error_on_missing_interpreters = False


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Install what the lock says for this Python and run the tests."""
    session.run_install(
        "uv",
        "sync",
        "--frozen",
        "--all-extras",
        f"--python={session.virtualenv.location}",
        env={"UV_PROJECT_ENVIRONMENT": session.virtualenv.location},
    )
    session.run("pytest", "-n", "2", *session.posargs)
