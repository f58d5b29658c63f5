"""The backup commands of docs/operating.md, run verbatim while people write, and restored elsewhere."""

import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.factories import PASSWORD
from tests.services.servers import CHECKOUT, Installation
from tests.services.visitor import Visitor

FORM = "main form:has(textarea)"


def script() -> str:
    """The Python script in the guide."""
    found = re.search(r"^    \.venv/bin/python - .*<<'EOF'\n(.*?)^    EOF$", _guide(), re.S | re.M)
    assert found, "the guide's backup is written otherwise"
    return re.sub(r"^    ", "", found[1], flags=re.M)


def _guide() -> str:
    return (CHECKOUT / "docs" / "operating.md").read_text()


class Busy(threading.Thread):
    """A leader who saves the profile repeatedly, and records which saves were acknowledged."""

    def __init__(self, url: str, email: str, address: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.email, self.address = Visitor(url), email, address
        self.begun, self.enough = threading.Event(), threading.Event()
        self.acknowledged = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        try:
            self.visitor.sign_in(self.email, PASSWORD)
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


@pytest.fixture
def elsewhere() -> Iterator[Installation]:
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-restored-"))
    installation = Installation(folder)
    try:
        yield installation
    finally:
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_backup_taken_under_load_can_be_restored(
    installation_on_sqlite: Installation, elsewhere: Installation, tmp_path: Path
) -> None:
    things = installation_on_sqlite.python("tests.services.one_photo")
    installation_on_sqlite.start()
    profile = things["unit"] + "rediger/"
    writer = Busy(installation_on_sqlite.url, things["leader_email"], profile)
    writer.start()
    assert writer.begun.wait(timeout=180)
    before = writer.acknowledged
    copy = tmp_path / "laeringsrum.sqlite3"
    source = installation_on_sqlite.data_dir / "laeringsrum.sqlite3"
    taken = subprocess.run([sys.executable, "-c", script(), source, copy], capture_output=True, text=True, check=True)
    shutil.copytree(installation_on_sqlite.data_dir / "files", tmp_path / "files")  # what rsync does
    writer.enough.set()
    writer.join(timeout=120)
    installation_on_sqlite.stop()
    assert not writer.wrong, writer.wrong
    assert taken.stdout.strip() == "ok"

    shutil.copy(copy, elsewhere.data_dir / "laeringsrum.sqlite3")
    shutil.copytree(tmp_path / "files", elsewhere.data_dir / "files")
    elsewhere.manage("shared_folders", "--adopt")
    elsewhere.prepare()
    assert "0 folders without a row" in elsewhere.manage("sweep_media", "--dry-run")
    elsewhere.start(workers=1)
    reader = Visitor(elsewhere.url)
    reader.sign_in(things["leader_email"], PASSWORD)
    written = reader.get(profile).select_one(f"{FORM} textarea").get_text()
    assert before <= int(written.strip().removeprefix("Udgave ")) <= writer.acknowledged
    for thing in ("photo", "film"):
        asked = urllib.request.Request(
            elsewhere.url + things[thing], headers={"Cookie": f"sessionid={things['leader']}"}
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            assert len(answer.read()) == things["size"]
    stranger = urllib.request.Request(elsewhere.url + things["photo"])
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(stranger, timeout=30)
    assert _same(source, copy, "foundation_auditevent") and _same(source, copy, "meetings_membership")


def _same(source: Path, copy: Path, table: str) -> bool:
    """Whether every row of the copy is in the original, which may have more by now."""
    rows = [set(map(repr, sqlite3.connect(path).execute(f"SELECT * FROM {table}"))) for path in (source, copy)]
    return rows[1] <= rows[0] and bool(rows[1])
