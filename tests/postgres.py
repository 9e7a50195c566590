"""A PostgreSQL server of the tests' own, on a socket in a folder, where one is installed."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ABSENT = "no PostgreSQL here (initdb and postgres), so the store was tried on its file alone"
NOBODY = "PostgreSQL does not run as root, and no other user is here to run it as"
_PATIENCE = 30.0


def why_not() -> str:
    """Say why no server can be started; empty where one can."""
    if not (_program("initdb") and _program("postgres")):
        return ABSENT
    return NOBODY if os.name != "posix" or (os.geteuid() == 0 and _other_user() is None) else ""


@contextmanager
def server() -> Iterator[str]:
    """Run a server; give the address of its first database, without the database's name."""
    # a socket's path must be short
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = _other_user() if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    init = [_program("initdb"), "-D", str(data), "-U", "home", "-A", "trust", "-N", "-E", "UTF8"]
    run = [_program("postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
    process = None
    try:
        subprocess.run(init, check=True, capture_output=True, user=user, cwd=folder)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*run, "-c", "fsync=off"], stdout=log, stderr=log, user=user, cwd=folder
            )
        _wait_for(folder / ".s.PGSQL.5432", process)
        yield f"host={folder} user=home"
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # at once, whoever is still connected
            process.wait(_PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def new_database(address: str, folder: Path, template: str = "template1", named: str = "") -> str:
    """Make a database for one test; give its address as the setting takes it."""
    import psycopg

    name = named or f"home_{abs(hash(str(folder))):x}"
    with psycopg.connect(f"{address} dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    host, user = (part.partition("=")[2] for part in address.split())
    return f"postgresql://{user}@/{name}?host={quote(host)}"


def _wait_for(socket: Path, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            psycopg.connect(f"host={socket.parent} user=home dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    msg = "PostgreSQL did not start"
    raise RuntimeError(msg)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found:
        return found
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(kept[-1]) if kept else ""


def _other_user() -> str | None:
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None
