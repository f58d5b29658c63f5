"""What is no whole backup of this installation is refused by name, before anything is changed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from foundation.backup.encryption import BackupKey
from foundation.backup.engine import engine
from foundation.backup.manifest import NAME, Manifest, backups_in, read_manifest, write_manifest
from foundation.backup.problem import BackupProblem
from foundation.backup.restore_backup import restore_backup
from foundation.backup.snapshot import Snapshot
from foundation.backup.stored_stream import StreamContent
from foundation.backup.take_backup import take_backup
from foundation.models import AuditEvent

KEY = BackupKey(b"a key of at least forty random characters")
MADE = Manifest("1", datetime(2026, 10, 1, tzinfo=UTC), "", Snapshot("sqlite", StreamContent(0, ""), {}, None), [])


@pytest.mark.parametrize("key", [None, KEY])
def test_a_manifest_is_read_again_and_a_changed_byte_is_noticed(tmp_path: Path, key: BackupKey | None) -> None:
    write_manifest(tmp_path, MADE, key)
    assert read_manifest(tmp_path, key) == MADE
    path = tmp_path / NAME
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    with pytest.raises(BackupProblem, match="changed or is damaged"):
        read_manifest(tmp_path, key)


def test_a_backup_without_manifest_or_with_another_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="no complete backup"):
        read_manifest(tmp_path, None)
    write_manifest(tmp_path, MADE, KEY)
    with pytest.raises(BackupProblem, match="Set LAERINGSRUM_BACKUP_KEY"):
        read_manifest(tmp_path, None)
    with pytest.raises(BackupProblem, match="another key"):
        read_manifest(tmp_path, BackupKey(b"another key"))
    write_manifest(tmp_path, MADE, None)
    with pytest.raises(BackupProblem, match="not encrypted"):  # nobody slips in one that is
        read_manifest(tmp_path, KEY)


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_restoring_refuses_to_replace_anything_unasked(folder: Path) -> None:
    with pytest.raises(BackupProblem, match="has accounts"):
        restore_backup(folder)
    assert AuditEvent.objects.filter(action="backup.made").get().data["encrypted"] is False


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_without_its_ledger_nothing_is_restored(folder: Path, settings: Any, tmp_path: Path) -> None:
    settings.DELETION_LEDGER = [str(tmp_path / "another")]
    with pytest.raises(BackupProblem, match="--without-ledger"):
        restore_backup(folder, replace=True)


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_a_damaged_file_is_found_by_the_check_and_before_a_restore(
    folder: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("backup", folder, check=True)
    assert "as they were" in capsys.readouterr().out
    (path,) = (path for path in (folder / "files").glob("*/*") if path.read_bytes() == b"picture b")
    path.write_bytes(b"picture c")
    with pytest.raises(CommandError, match="differs"):
        call_command("backup", folder, check=True)
    monkeypatch.setattr("foundation.backup.restore_backup.save", lambda *words: 1 / 0)  # nothing is written before
    with pytest.raises(CommandError, match="damaged"):
        call_command("restore", folder, replace=True, no_input=True)
    path.unlink()
    assert take_backup(folder).copied == 1  # the next backup copies it anew
    call_command("backup", folder, check=True)


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_a_killed_backup_is_none_and_old_ones_go_with_their_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine(), "dump", lambda *words: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_backup(folder)
    assert len(list(backups_in(folder))) == 1 and list(folder.glob("*.unfinished"))
    monkeypatch.undo()
    default_storage.delete("images/a/full.jpg")
    (old,) = backups_in(folder)
    old.rename(old.with_name("2026-01-01T000000Z-abcd"))
    taken = take_backup(folder, keep_days=30)
    assert list(backups_in(folder)) == [taken.path] and taken.deleted == 1 and not list(folder.glob("*.unfinished"))
    assert len(list((folder / "files").glob("*/*"))) == len({file.content for file in taken.manifest.files})


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_a_backup_of_a_newer_version_or_of_another_database_is_refused(folder: Path) -> None:
    (path,) = backups_in(folder)
    manifest = read_manifest(path, None)
    for other, words in (
        ({"migrations": [*manifest.migrations, "media.9999_later"]}, "newer version"),
        ({"snapshot": Snapshot("postgresql", *list(vars(manifest.snapshot).values())[1:])}, "is of postgresql"),
    ):
        write_manifest(path, Manifest(**{**vars(manifest), **other}), None)
        with pytest.raises(BackupProblem, match=words):
            restore_backup(folder, replace=True)
