"""Two installations, a process of each, and what must be true of every restore."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.services.servers import CHECKOUT, Installation

BACKUP_KEY = "only-for-this-test-but-longer-than-forty-characters"


class Partner:
    """A process of an installation that answers one line with another (tests/services/backup/rounds.py)."""

    def __init__(self, installation: Installation, role: str) -> None:
        code = "import sys; sys.path[:0] = ['.', 'site']; import django; django.setup(); "
        code += "import tests.services.backup.rounds as rounds; rounds.main()"
        self.errors = installation.data_dir / "errors"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, role], cwd=CHECKOUT, env=installation.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors.open("w"),
        )  # fmt: skip

    def ready(self) -> "Partner":
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n", self.errors.read_text()[-4000:]
        return self

    def __call__(self, do: str, **words: Any) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.errors.read_text()[-4000:]
        return dict(json.loads(answer))


@contextmanager
def two_installations(database_urls: tuple[str, str] = ("", ""), **variables: str) -> Iterator[list[Installation]]:
    """With empty data directories and one ledger."""
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-backup-"))
    try:
        made = []
        for name, url in zip(("source", "elsewhere"), database_urls, strict=True):
            (folder / name).mkdir(mode=0o700)
            installation = Installation(folder / name, url)
            installation.environment |= {"LAERINGSRUM_DELETION_LEDGER": str(folder / "ledger"), **variables}
            made.append(installation)
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def partners(source: Installation, elsewhere: Installation) -> Iterator[tuple[Partner, Partner]]:
    both = Partner(source, "source"), Partner(elsewhere, "elsewhere")
    try:
        yield both[0].ready(), both[1].ready()
    finally:
        for one in both:
            one.process.kill()
            one.process.wait()


TAKEN_AWAY = ("evidence", "items", "hidden", "unshared")


def require_as_it_should_be(restored: dict[str, Any], taken: dict[str, Any]) -> None:
    assert restored["wrong"] == []  # rows, files, the log's chain
    assert restored["back"] == {}
    assert restored["lost"] == [] and restored["left"] == [] and restored["broken"] == []
    assert restored["without_job"] == 0
    assert restored["sessions"] == 0 and restored["rows"] > 0 and restored["objections"] == len(taken["hidden"])
    assert restored["done"] >= 4 and restored["newest_key"] > 100_000  # no key of the lost days is used again
