"""The web server is killed during saves: what was acknowledged is stored, and nothing is stored in part."""

import os
import signal
import sqlite3
import threading
import time
from contextlib import closing
from itertools import count
from pathlib import Path

from tests.services.servers import Installation
from tests.services.visitor import Visitor

ROUNDS = 4
FORM = "main form:has(textarea)"


class Busy(threading.Thread):
    """A leader who saves the profile repeatedly, and records which saves were acknowledged."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.address = visitor, address
        self.begun, self.enough = threading.Event(), threading.Event()
        self.acknowledged = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        try:
            for number in count(1):
                if self.enough.is_set():
                    return
                page = self.visitor.get(self.address)
                answer = self.visitor.send(page, FORM, self.address, presentation=f"Udgave {number}")
                if answer.status_code != 302:
                    self.wrong.append(str(answer.status_code))
                    return
                self.acknowledged = number
                self.begun.set()
        except Exception as error:  # a thread's error must reach the test
            self.wrong.append(f"{type(error).__name__}: {error}")
            self.begun.set()


def workers_of(installation: Installation) -> list[int]:
    assert installation.process is not None
    master = installation.process.pid
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def kill_all_of(installation: Installation) -> None:
    """SIGKILL to the master and its workers."""
    assert installation.process is not None
    for pid in (installation.process.pid, *workers_of(installation)):
        os.kill(pid, signal.SIGKILL)
    installation.process.wait(timeout=20)


def test_acknowledged_saves_survive_a_kill(installation_on_sqlite: Installation) -> None:
    things = installation_on_sqlite.python("tests.services.one_photo")
    profile = things["unit"] + "rediger/"
    installation_on_sqlite.start(workers=1)
    for number in range(ROUNDS):
        writer = Busy(Visitor(installation_on_sqlite.url, things["leader"]), profile)
        writer.start()
        assert writer.begun.wait(timeout=180)
        time.sleep(0.3 + 0.37 * number)  # another moment of a save each time
        kill_all_of(installation_on_sqlite)
        writer.join(timeout=120)
        assert writer.acknowledged, writer.wrong

        installation_on_sqlite.start(workers=1)  # serves the next round as well
        reader = Visitor(installation_on_sqlite.url, things["leader"])
        text = reader.get(profile).select_one(f"{FORM} textarea").get_text().strip()
        # The last one may have been stored without anybody hearing of it; never an older one.
        assert int(text.removeprefix("Udgave ")) - writer.acknowledged in (0, 1)
        with closing(sqlite3.connect(installation_on_sqlite.data_dir / "laeringsrum.sqlite3")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            saves = database.execute("SELECT count(*) FROM foundation_auditevent WHERE action LIKE '%profile%'")
            assert saves.fetchone()[0] >= writer.acknowledged


def test_a_killed_worker_is_replaced_while_the_other_answers(installation_on_sqlite: Installation) -> None:
    installation_on_sqlite.start(workers=2)
    before = workers_of(installation_on_sqlite)
    os.kill(before[0], signal.SIGKILL)
    deadline = time.monotonic() + 30
    while len(now := workers_of(installation_on_sqlite)) < 2 or before[0] in now:
        assert installation_on_sqlite.answers()
        assert time.monotonic() < deadline, installation_on_sqlite.said()
    assert before[1] in now and installation_on_sqlite.answers()
