"""Two application servers and two workers that share PostgreSQL and a bucket, and no disk; each can be killed."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.services.servers import CHECKOUT, Installation, free_port
from tests.services.test_object_store import BUCKET, KEY, SECRET
from tests.services.visitor import Visitor

PATIENCE = 120.0  # seconds
LEASE = 2  # seconds; in production 30


class Machine:
    """A web server and a worker with a data directory of their own."""

    def __init__(self, folder: Path, database_url: str, **variables: str) -> None:
        folder.mkdir(mode=0o700, parents=True)
        self.installation = Installation(folder, database_url)
        self.installation.environment |= variables
        self.worker: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.installation.url

    def take_static_files_of(self, other: "Machine") -> None:
        shutil.copytree(other.installation.data_dir / "static", self.installation.data_dir / "static")

    def start(self) -> None:
        self.installation.start(workers=1)

    @contextlib.contextmanager
    def starting(self) -> Iterator[None]:
        """It has started when the block ends."""
        thread = threading.Thread(target=self.start)
        thread.start()
        yield
        thread.join()

    def kill(self) -> None:
        """The web server with its processes, as when the machine loses its power."""
        process = self.installation.process
        assert process is not None
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for pid in (process.pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()

    def start_worker(self) -> None:
        with (self.installation.data_dir / "worker.log").open("ab") as log:
            self.worker = subprocess.Popen(
                [sys.executable, "manage.py", "work"],
                cwd=CHECKOUT, env=self.installation.environment, stdout=log, stderr=log,
            )  # fmt: skip

    def kill_worker(self) -> None:
        if self.worker is not None and self.worker.poll() is None:
            self.worker.kill()
            self.worker.wait()

    def end(self) -> None:
        self.kill_worker()
        self.installation.stop()

    def files(self) -> list[str]:
        """What is in its data directory besides static files and logs."""
        root = self.installation.data_dir
        found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        return sorted(str(path) for path in found if path.parts[0] not in {"static", "mail"} and path.suffix != ".log")


def bucket_variables(store: str) -> dict[str, str]:
    return {
        "LAERINGSRUM_S3_BUCKET": BUCKET,
        "LAERINGSRUM_S3_ENDPOINT": store,
        "LAERINGSRUM_S3_REGION": "us-east-1",
        "LAERINGSRUM_S3_ACCESS_KEY": KEY,
        "LAERINGSRUM_S3_SECRET_KEY": SECRET,
        "LAERINGSRUM_S3_ORIGINS": store,
        "LAERINGSRUM_TASK_LEASE_SECONDS": str(LEASE),
        "LAERINGSRUM_TASK_WAITS": "0,0,0,0",
    }


@contextlib.contextmanager
def shared_cache() -> Iterator[dict[str, str]]:
    """A server of Valkey or Redis, where there is one on this machine; else the cache is a table of the database."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        yield {}
        return
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield {"LAERINGSRUM_REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextlib.contextmanager
def two_machines(folder: Path, database_url: str, **variables: str) -> Iterator[tuple[Machine, Machine]]:
    """Set up, and not started yet."""
    first, second = (Machine(folder / name, database_url, **variables) for name in ("first", "second"))
    try:
        first.installation.prepare()
        second.take_static_files_of(first)
        yield first, second
    finally:
        first.end()
        second.end()


class Person(Visitor):
    """Somebody who is signed in, and whose browser reaches one server or the other."""

    def __init__(self, session: str) -> None:
        super().__init__("")
        self.session.cookies.set("sessionid", session)

    def at(self, machine: Machine) -> "Person":
        self.url = machine.url
        return self

    def status(self, address: str) -> int:
        return self.session.get(self.url + address, timeout=30, allow_redirects=False).status_code


def sent_while_killed(
    person: Person, machine: Machine, other: Machine, address: str, form: str, after: float = 0.03, **changes: Any
) -> int:
    """Send the form to `machine`, kill it meanwhile, and send the same once more to `other`. The second status."""
    page = person.at(machine).get(address)

    def send() -> None:
        with contextlib.suppress(OSError):  # the answer of a killed server
            person.send(page, form, address, **changes)

    thread = threading.Thread(target=send)
    thread.start()
    time.sleep(after)
    machine.kill()
    thread.join()
    return person.at(other).send(page, form, address, **changes).status_code


def until(happens: Callable[[], Any], why: Callable[[], str] = lambda: "") -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, why()
        time.sleep(0.02)
