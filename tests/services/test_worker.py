"""The real worker as a process of its own: killed, stopped, with tasks that kill it, with a decoder that hangs.

The same on Procrastinate: tests/foundation/task_queue/test_processes_on_procrastinate.py.
"""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.services.servers import CHECKOUT, Installation

KILLS = 50
LEASE = 1  # second; in production 30
PATIENCE = 300


HURRIED = {
    "LAERINGSRUM_TASK_LEASE_SECONDS": str(LEASE), "LAERINGSRUM_TASK_WAITS": "0,0,0,0", "PYTHONPATH": str(CHECKOUT),
}  # fmt: skip


@pytest.fixture
def installation(installation_on_sqlite: Installation) -> Installation:
    installation_on_sqlite.environment |= HURRIED
    return installation_on_sqlite


class WorkerProcess:
    """`manage.py work` beside the test."""

    def __init__(self, installation: Installation, command: list[str], environment: dict[str, str]) -> None:
        self.installation = installation
        self.log = (installation.data_dir / "worker.log").open("ab")
        environment = {**installation.environment, **environment}
        self.process = subprocess.Popen(
            [sys.executable, *command], cwd=CHECKOUT, env=environment, stdout=self.log, stderr=self.log
        )

    def said(self) -> str:
        return (self.installation.data_dir / "worker.log").read_text(errors="replace")

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.log.close()


@pytest.fixture
def worker(installation: Installation) -> Iterator[Callable[..., WorkerProcess]]:
    started: list[WorkerProcess] = []

    def start(*arguments: str, command: tuple[str, ...] = ("manage.py", "work"), **environment: str) -> WorkerProcess:
        started.append(WorkerProcess(installation, [*command, *arguments], environment))
        return started[-1]

    yield start
    for process in started:
        process.end()


def asked(installation: Installation, question: str) -> int:
    """A number from the database, read without starting Django."""
    address = installation.environment["LAERINGSRUM_DATABASE_URL"]
    connection: Any = (
        psycopg.connect(address, autocommit=True)
        if address
        else sqlite3.connect(f"file:{installation.data_dir}/laeringsrum.sqlite3?mode=ro", uri=True, timeout=20)
    )
    try:
        return int(connection.execute(question).fetchone()[0])
    finally:
        connection.close()


AT_WORK = "SELECT count(*) FROM media_mediaitem WHERE kind = 'image' AND state = 'processing'"
TASKS = "FROM foundation_queuedtask WHERE effect_key IS NULL"  # not what is done once a day
LEFT = f"SELECT count(*) {TASKS} AND finished_at IS NULL AND parked_at IS NULL"
STARTED = f"SELECT count(*) {TASKS} AND started_at IS NOT NULL"
PARKED = f"SELECT count(*) {TASKS} AND parked_at IS NOT NULL"
TRIES = f"SELECT coalesce(sum(attempts), 0) {TASKS}"
READY = "SELECT count(*) FROM media_mediaitem WHERE kind = 'image' AND state = 'ready'"


def until(true: Callable[[], Any], why: Callable[[], str] = lambda: "") -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, why()
        time.sleep(0.02)


def enqueue(installation: Installation, call: str) -> None:
    installation.manage("shell", "-c", f"from tests.foundation.task_queue import tasks; tasks.{call}")


def how_it_ended(installation: Installation) -> Any:
    return installation.python("tests.services.how_it_ended")


def test_fifty_photos_are_processed_once_by_a_worker_killed_fifty_times(
    installation: Installation,
) -> None:
    installation.python("tests.services.fifty_photos")
    log = (installation.data_dir / "worker.log").open("ab")
    lives = subprocess.Popen(
        [sys.executable, "-m", "tests.services.lives"],
        cwd=CHECKOUT, env={**installation.environment, "LAERINGSRUM_TASK_WAITS": "0," * 99 + "0"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1,
    )  # fmt: skip
    assert lives.stdin and lives.stdout

    def say(word: str) -> str:
        print(word, file=lives.stdin, flush=True)
        return lives.stdout.readline().strip()

    kills, in_the_middle = 0, 0
    try:
        while kills < KILLS:
            child = int(say("live"))
            before = asked(installation, TRIES)
            until(lambda before=before: asked(installation, TRIES) > before and asked(installation, AT_WORK))
            time.sleep(0.015 * (kills % 12))  # now at the beginning, now while the decoder runs, now while it stores
            os.kill(child, signal.SIGKILL)
            say("bury")
            in_the_middle += bool(asked(installation, AT_WORK))
            kills += 1
        assert asked(installation, LEFT) > 0, "the work was done before the killing was"
        child = int(say("live"))
        until(lambda: asked(installation, LEFT) == 0)
        os.kill(child, signal.SIGKILL)
        say("bury")
    finally:
        lives.stdin.close()
        lives.wait(timeout=30)
        log.close()
    ended = how_it_ended(installation)
    print(f"\n{in_the_middle} of {kills} kills hit a photo that was being made ready; tries: {ended['attempts']}")
    assert in_the_middle >= KILLS * 0.6
    assert ended["photos"] == {"ready": 50}
    assert ended["tasks_done"] == 50 and ended["tasks_parked"] == 0
    assert ended["events"]["media.ready"] == 50 and ended["ready_twice"] == 0
    assert ended["files"] == ended["files_due"] == 200
    assert ended["waiting"] == 0


def test_a_killed_workers_task_is_taken_up_within_a_minute(
    installation: Installation, worker: Callable[..., WorkerProcess]
) -> None:
    """With the default lease."""
    installation.environment["LAERINGSRUM_TASK_LEASE_SECONDS"] = "30"
    enqueue(installation, "sleep_long.enqueue(600)")
    first = worker("--lane", "default=1", "--lane", "films=1")
    until(lambda: asked(installation, TRIES) == 1, first.said)
    first.process.kill()
    killed_at = time.monotonic()
    second = worker("--lane", "default=1", "--lane", "films=1")
    until(lambda: asked(installation, TRIES) == 2, second.said)
    assert time.monotonic() - killed_at <= 60


def test_a_task_that_kills_its_worker_is_parked_and_the_others_run(
    installation: Installation, worker: Callable[..., WorkerProcess]
) -> None:
    enqueue(installation, "always_fail.enqueue(secret='x')")
    enqueue(installation, "write_down.enqueue('efter giften')")
    process = worker()
    until(lambda: asked(installation, PARKED) == 1, process.said)
    until(lambda: asked(installation, LEFT) == 0, process.said)
    events = how_it_ended(installation)["events"]
    assert (events["tried"], events["efter giften"]) == (5, 1)
    assert "always_fail" in installation.manage("work", "--list-parked")
    assert "1 task(s)" in installation.manage("work", "--retry-parked")
    until(lambda: asked(installation, PARKED) == 1 and asked(installation, TRIES) == 6, process.said)
    assert how_it_ended(installation)["events"]["tried"] == 10


def test_a_photo_is_done_while_films_take_long(
    installation: Installation, worker: Callable[..., WorkerProcess]
) -> None:
    enqueue(installation, "three_films_and_a_photo()")
    process = worker()
    until(lambda: asked(installation, f"{STARTED} AND lane = 'films'") == 1, process.said)
    until(lambda: asked(installation, LEFT) == 3, process.said)
    assert asked(installation, f"{STARTED} AND lane = 'films'") == 1, "one film at a time"


def test_a_worker_stops_on_sigterm(installation: Installation, worker: Callable[..., WorkerProcess]) -> None:
    enqueue(installation, "sleep_long.enqueue(3)")
    process = worker()
    until(lambda: asked(installation, STARTED), process.said)
    process.process.send_signal(signal.SIGTERM)
    assert process.process.wait(timeout=60) == 0
    assert asked(installation, LEFT) == 0, "it finished what was under way"
    assert "Traceback" not in process.said()


def test_a_hanging_decoder_is_ended_and_the_queue_goes_on(
    installation: Installation, worker: Callable[..., WorkerProcess]
) -> None:
    """The fake ffmpeg sleeps and never answers."""
    ffmpeg = installation.data_dir / "ffmpeg"
    ffmpeg.write_text("#!/bin/sh\nwhile :; do sleep 1; done\n")
    ffmpeg.chmod(0o700)
    installation.python("tests.services.a_film_and_a_photo")
    process = worker(command=("-m", "tests.services.impatient_worker"), IMAGEIO_FFMPEG_EXE=str(ffmpeg))
    until(
        lambda: asked(installation, "SELECT count(*) FROM media_mediaitem WHERE kind = 'film' AND state = 'refused'"),
        process.said,
    )
    until(lambda: asked(installation, READY) == 1, process.said)
    until(lambda: asked(installation, LEFT) == 0, process.said)
    assert how_it_ended(installation)["waiting"] == 0
    assert not still_running(str(ffmpeg))


def still_running(program: str) -> list[str]:
    """Processes whose command line names `program`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if program.encode() in entry.read_bytes():
                found.append(entry.parent.name)
    return found
