"""Set up a fresh machine that has only Python and pip, then start the program or run its tests.

    python3 go.py app       start the program: it opens in the browser
    python3 go.py test      run every check and every test
    python3 go.py read ...  anything else is handed to the terminal program, `pasdedeux`

Standard library alone. uv goes into `.uv/` and the packages into `.venv/`, both beside this file;
what the machine says about package indexes, certificates and proxies is left as it is. The syntax
stays that of Python 3.6, so that an older Python can still print why it stops.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python meets
    sys.exit(
        "pasdedeux needs Python 3.11 or later and this is {}.{}: install a newer one, then say, "
        "for example, python3.11 go.py app".format(*sys.version_info[:2])
    )

HERE = Path(__file__).resolve().parent
OWN_UV = HERE / ".uv"
VENV = HERE / ".venv"
UV_OLDEST = (0, 9)
UV_WANTED = "uv>=0.9,<0.14"  # below 0.14 as in [build-system]: then nothing is fetched to build
TRIES = 3
SLOW = 300  # seconds that one try at installing a browser may take

NO_BROWSER = (
    "No browser found, so the journeys did not run: sudo apt-get install chromium, or "
    "uv run playwright install chromium; then repeat."
)
NO_PIP = (
    "pasdedeux needs pip, and {python} has none: sudo apt-get install python3-pip "
    "(elsewhere: {python} -m ensurepip), then repeat."
)
NO_UV = "uv could not be installed ({reason}): check the network, then repeat."
NO_PACKAGES = (
    "The packages could not be put into .venv; what uv said stands above. "
    "If it was the network, repeat: what has arrived is kept."
)
BROWSERS = (
    "/usr/bin/chromium",
    "chromium-browser",
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)


class StopError(Exception):
    """What only a person can put right; printed as one line."""


def main(words: list[str]) -> int:
    """Do what the first word says and give the exit code."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(__doc__)
        return 0
    try:
        uv = find_uv() or install_uv()
        if words[0] == "test":
            set_up(uv, "--all-extras")
            return run_tests(uv, words[1:])
        set_up(uv, "--no-dev", "--extra", "app")
        return start(uv, words)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


# Set-up: uv, then the packages.


def find_uv() -> str | None:
    """Give a uv that is recent enough: our own, or the machine's."""
    own = [
        str(OWN_UV / folder / name) for folder in ("bin", "Scripts") for name in ("uv", "uv.exe")
    ]
    for path in [*own, shutil.which("uv")]:
        if path and uv_version(path) >= UV_OLDEST:
            return path
    return None


def uv_version(path: str) -> tuple[int, ...]:
    """Ask a uv for its version; an empty one says that it does not run."""
    found = re.match(r"uv (\d+)\.(\d+)", output_of([path, "--version"]))
    return tuple(int(part) for part in found.groups()) if found else ()


def output_of(command: list[str]) -> str:
    """Give what a command prints, or nothing where it cannot run."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=True, env=environment()
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def environment(*first_on_path: str) -> dict[str, str]:
    """Give the caller's environment, less what would lead uv to another Python."""
    env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    env.setdefault("UV_HTTP_TIMEOUT", "120")
    env["UV_PYTHON_DOWNLOADS"] = "never"
    env["UV_PROJECT_ENVIRONMENT"] = str(VENV)
    env["PATH"] = os.pathsep.join([*first_on_path, env.get("PATH", os.defpath)])
    return env


def install_uv() -> str:
    """Put uv into `.uv/`: a target folder works where the system's Python refuses pip install."""
    if not output_of([sys.executable, "-m", "pip", "--version"]):
        raise StopError(NO_PIP.format(python=sys.executable))
    print("Setting up: uv into .uv/", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target"]
    quiet = [
        "--no-warn-script-location",
        "--root-user-action=ignore",
        "--disable-pip-version-check",
    ]
    env = {**environment(), "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    for attempt in range(TRIES):
        time.sleep(attempt)
        done = subprocess.run(
            [*command, str(OWN_UV), *quiet, UV_WANTED],
            capture_output=True,
            text=True,
            check=False,
            env=env,
        )
        found = find_uv() if done.returncode == 0 else None
        if found:
            return found
    said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    raise StopError(NO_UV.format(reason=said[-1] if said else "pip gave no reason"))


def set_up(uv: str, *wanted: str) -> None:
    """Bring `.venv/` in step with the lock file, with this very Python."""
    command = [uv, "sync", "--frozen", "--inexact", "--python", sys.executable, *wanted]
    if VENV.exists():
        command.append("--quiet")
    else:
        print("Setting up: packages into .venv/ (once; a few minutes)", flush=True)
    for attempt in range(TRIES):
        time.sleep(attempt)
        if subprocess.run(command, cwd=HERE, check=False, env=environment()).returncode == 0:
            return
    raise StopError(NO_PACKAGES)


def tools(uv: str) -> dict[str, str]:
    """Give the environment in which `.venv/` and uv come first."""
    folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    return environment(str(folder), str(Path(uv).parent))


def start(uv: str, words: list[str]) -> int:
    """Run the program; `app` alone is the program without a command."""
    words = words[1:] if words[0] == "app" else words
    env = tools(uv)
    program = shutil.which("pasdedeux", path=env["PATH"])
    if program is None:
        raise StopError(NO_PACKAGES)
    return subprocess.run([program, *words], check=False, env=env).returncode


# The tests: every step runs, whatever the one before it said.


def run_tests(uv: str, more: list[str]) -> int:
    """Run every check and every test; `more` goes to pytest."""
    began = time.monotonic()
    env = tools(uv)
    browser = browser_or_install(env)
    if browser:
        env["PASDEDEUX_BROWSER"] = browser
    failed, last = [], ""
    for name, command in steps(more):
        code, last = show(name, command, env)
        if code:
            failed.append(name)
    report(failed, last, time.monotonic() - began)
    if not browser:
        print(NO_BROWSER)
    return 1 if failed else 0


def steps(more: list[str]) -> list[tuple[str, list[str]]]:
    """List the checks, fastest first; each is a command one can type."""
    return [
        ("format", ["ruff", "format", "--check", "."]),
        ("lint", ["ruff", "check", "."]),
        ("spelling", ["codespell"]),
        ("imports", ["lint-imports"]),
        ("docs in step", ["cog", "--check", "-I", "docs", *pages_with_cog()]),
        ("types", ["mypy"]),
        ("warm-up", ["pasdedeux", "warm-up"]),
        ("tests", ["pytest", "-n", "2", *more]),
    ]


def pages_with_cog() -> list[str]:
    """List the pages of which a part is made by the program."""
    pages = [*sorted(HERE.glob("*.md")), *sorted((HERE / "docs").rglob("*.md"))]
    made = [page for page in pages if "[[[cog" in page.read_text(encoding="utf-8")]
    return [str(page.relative_to(HERE)) for page in made]


def show(name: str, command: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Run a step, pass on what it prints, give its exit code and its last line."""
    print("\n== {}: {}".format(name, " ".join(command)), flush=True)
    program = shutil.which(command[0], path=env["PATH"])
    if program is None:
        print(f"{command[0]} is not there")
        return 1, ""
    last = ""
    with subprocess.Popen(
        [program, *command[1:]],
        cwd=HERE,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as step:
        for line in step.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
    return step.returncode, last


def report(failed: list[str], last: str, seconds: float) -> None:
    """Say in one line how it went, with pytest's own counts."""
    count = len(steps([]))
    verdict = "failed: " + ", ".join(failed) if failed else "all passed"
    print("\n{} steps in {:.0f} s, {}. Tests: {}".format(count, seconds, verdict, last.strip("= ")))


# A browser for the journeys.


def find_browser(env: dict[str, str] | None = None) -> str | None:
    """Give a browser that starts: the one named, the machine's, or Playwright's own."""
    env = env or environment()
    for name in (env.get("PASDEDEUX_BROWSER"), *BROWSERS):
        path = shutil.which(name, path=env["PATH"]) if name else None
        if path and output_of([path, "--version"]):
            return path
    python = shutil.which("python", path=env["PATH"])
    path = output_of([python, "-c", ASK_PLAYWRIGHT]) if python else ""
    return path if path and output_of([path, "--version"]) else None


def browser_or_install(env: dict[str, str]) -> str | None:
    """Give a browser, after trying to install one where there is none."""
    found = find_browser(env)
    for command in [] if found else ways_to_a_browser():
        print("\n== browser: {}".format(" ".join(command)), flush=True)
        program = shutil.which(command[0], path=env["PATH"])
        if program:
            try_quietly([program, *command[1:]], env)
        found = find_browser(env)
        if found:
            break
    return found


def ways_to_a_browser() -> list[list[str]]:
    """List what may bring one: the distribution where we may ask it, then Playwright."""
    ways = []
    may = as_root()
    if shutil.which("apt-get") and may is not None:
        ways.append([*may, "apt-get", "update", "-qq"])
        ways.append([*may, "apt-get", "install", "-y", "-qq", "chromium"])
    ways.append(["playwright", "install", "chromium"])
    return ways


def as_root() -> list[str] | None:
    """Give the words that make a command run as root; None where nothing does without asking."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    asked = sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True)
    return ["sudo", "-n"] if asked and asked.returncode == 0 else None


def try_quietly(command: list[str], env: dict[str, str]) -> None:
    """Run an installer; whether it worked is seen by looking for what it brings."""
    env = {**env, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(
            command,
            cwd=HERE,
            env=env,
            check=False,
            timeout=SLOW,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
    except subprocess.TimeoutExpired:
        print("that took too long")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
