"""What a killed process leaves: nothing that is not encrypted, and every file of the pool is on the disk."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.backup import fingerprint, postgresql_database, sqlite_database
from foundation.backup.pool import Pool
from foundation.backup.problem import BackupProblem
from foundation.backup.stored_files import FileStamp, save
from foundation.backup.take_backup import take_backup

pytestmark = [pytest.mark.sqlite_file, pytest.mark.django_db(transaction=True)]


def die(*words: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_a_process_that_dies(act: Callable[[], object]) -> None:
    connection.close()
    child = os.fork()
    if not child:
        try:
            act()
        finally:
            os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def content() -> Iterator[bytes]:
    yield b"a picture"
    die()


def test_no_unencrypted_copy_stays(folder: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    in_a_process_that_dies(lambda: save("images/a/full.jpg", content()))
    assert list(settings.DATA_DIR.iterdir()) == []
    with monkeypatch.context() as patch:
        patch.setattr(sqlite_database, "write_stored", die)
        in_a_process_that_dies(lambda: take_backup(folder))
    take_backup(folder)
    assert list(settings.DATA_DIR.iterdir()) == []


def test_one_backup_at_a_time_uses_the_data_directory(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*words: Any) -> None:
        monkeypatch.undo()
        take_backup(tmp_path / "another")

    monkeypatch.setattr(Pool, "copy", meanwhile)
    with pytest.raises(BackupProblem, match="Another backup or restore"):
        take_backup(folder)


def test_the_name_of_a_new_file_is_on_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: dict[str, set[str]] = {}

    def sync(descriptor: int) -> None:
        place = os.readlink(f"/proc/self/fd/{descriptor}")
        if os.path.isdir(place):
            synced[place] = set(os.listdir(place))

    facts = FileStamp("x/new", 3, "")
    monkeypatch.setattr("foundation.backup.pool.open_stored_file", lambda name: (folder.parent / "new").open("rb"))
    (folder.parent / "new").write_bytes(b"new")
    monkeypatch.setattr(os, "fsync", sync)
    pool = Pool(folder, None)
    path = pool.path(pool.add(facts).content)
    assert path.name in synced[str(path.parent)] and path.parent.name in synced[str(folder / "files")]


def test_errors_of_sqlite_and_of_pg_dump_are_sentences(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(database: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(fingerprint, "of_sqlite", full)
    for options in ({}, {"check": True}):
        with pytest.raises(CommandError, match="SQLite: database or disk is full"):
            call_command("backup", folder, **options)
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho no library libpq >&2\nexit 127\n")
    program.chmod(0o700)
    monkeypatch.setattr(postgresql_database, "_found", lambda name: str(program))
    with pytest.raises(BackupProblem, match="no library libpq"):
        postgresql_database._require_program_for(None)
