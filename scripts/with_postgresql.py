"""Run a command against a temporary PostgreSQL server that is stopped when the command ends.

    python scripts/with_postgresql.py COMMAND ...

The server listens on 127.0.0.1 only and keeps its data in a temporary folder, which is removed afterwards. Without
server binaries it prints one line and runs nothing; with CI=true that is a failure.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER = "laeringsrum"
TRIES = 3  # another process may take the port between our check and the server's start
MISSING = "SKIPPED: the tests on PostgreSQL, because no server was found (Debian: apt-get install postgresql)."


class NoServer(Exception):
    """PostgreSQL's server programs are not installed here."""


def binaries() -> Path:
    """Return the folder of `initdb` and `pg_ctl`: Debian's newest version, else as found on PATH. Raises NoServer."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    if not found or not shutil.which("pg_ctl"):
        raise NoServer
    return Path(found).parent


def unprivileged() -> dict[str, Any]:
    """Return the arguments of `subprocess.run` for an unprivileged account, because the server refuses to run as root;
    empty for other users. Raises NoServer where there is no such account."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise NoServer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(command: list[str], folder: Path, account: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, **account
    )


def begin(programs: Path, folder: Path, account: dict[str, Any], password: str) -> int:
    """Create a database cluster in `folder` and start the server. Returns the port."""
    data, log, secret = folder / "data", folder / "log", folder / "password"
    secret.write_text(password)
    if account:
        for path in (folder, secret):
            os.chown(path, account["user"], account["group"])
    made = run(
        [str(programs / "initdb"), "-D", str(data), "-U", USER, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
         "--auth=scram-sha-256", f"--pwfile={secret}"],
        folder, account,
    )  # fmt: skip
    secret.unlink()
    if made.returncode:
        raise SystemExit(f"PostgreSQL's initdb failed:\n{made.stdout}{made.stderr}")
    for _ in range(TRIES):
        port = free_port()
        # No durability is needed for rows that exist for minutes.
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k '' -c fsync=off -c full_page_writes=off"
        started = run(
            [str(programs / "pg_ctl"), "-D", str(data), "-l", str(log), "-w", "-o", options, "start"], folder, account
        )
        if started.returncode == 0:
            return port
    raise SystemExit(f"PostgreSQL did not start:\n{log.read_text() if log.exists() else started.stderr}")


@contextmanager
def server() -> Iterator[str]:
    """A running server; yields its database URL. Raises NoServer where none is installed."""
    programs, account = binaries(), unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-postgresql-", dir="/tmp"))
    password = secrets.token_hex(16)
    try:
        port = begin(programs, folder, account, password)
        yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            run([str(programs / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"], folder, account)
        shutil.rmtree(folder, ignore_errors=True)


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, interrupted)
    try:
        with server() as address:
            print("On PostgreSQL:", flush=True)
            return subprocess.run(command, env={**os.environ, "LAERINGSRUM_DATABASE_URL": address}).returncode
    except NoServer:
        print(MISSING, flush=True)
        return 1 if os.environ.get("CI") == "true" else 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
