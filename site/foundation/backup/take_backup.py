"""Back up database and files while people write."""

import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from foundation import audit
from foundation.audit_seal.seal_block import SealBlock, last_block
from foundation.backup import unfinished_restore
from foundation.backup.encryption import BackupKey, key_in_settings
from foundation.backup.engine import engine
from foundation.backup.manifest import BackedUpFile, Manifest, backups_in, read_manifest, write_manifest
from foundation.backup.pool import UNFINISHED, Pool, locked, remove_unfinished
from foundation.backup.problem import BackupProblem
from foundation.backup.snapshot import DATABASE
from foundation.backup.state import MADE
from foundation.backup.stored_files import all_files
from foundation.deletion_ledger import ledger_file
from foundation.deletion_ledger.add_entry import write_waiting
from foundation.deletion_ledger.ledger_file import BACKUP, LedgerLine
from foundation.infrastructure.sync_to_disk import sync_to_disk


@dataclass(frozen=True)
class BackupResult:
    path: Path
    manifest: Manifest
    copied: int
    deleted: int
    seconds: float


def take_backup(folder: Path, *, keep_days: int | None = None) -> BackupResult:
    """Make a backup in `folder`, and delete those that are older than `keep_days`. Raises BackupProblem.

    First the ledger is brought up to date and gets a line with the backup's id: what follows it is carried out again
    after a restore. Then one moment of the database is copied, and then the files: they are never changed and are
    written before their row, so every row has its files, unless they were deleted meanwhile, which the ledger knows.
    The manifest makes it a backup.
    """
    if problems := unfinished_restore.problems():
        raise BackupProblem(" ".join(problems))
    begun, started = timezone.now(), time.monotonic()
    key, backup_id = key_in_settings(), secrets.token_hex(8)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(folder):
            remove_unfinished(folder)
            write_waiting()
            ledger_file.append([LedgerLine(begun, BACKUP, "", backup_id)])
            path = folder / f"{_moment(begun)}-{backup_id[:4]}"
            manifest, copied = _make(path, begun, backup_id, key)
            deleted = _delete_old(folder, begun, keep_days, key) if keep_days is not None else 0
    except OSError as error:
        raise BackupProblem(f"{error.filename or folder}: {error.strerror}. No backup was made.") from error
    audit.record(
        MADE, last_block() or SealBlock(pk=0), by=None, rows=manifest.total_rows, files=len(manifest.files),
        bytes=manifest.total_size, encrypted=key is not None,
    )  # fmt: skip
    return BackupResult(path, manifest, copied, deleted, time.monotonic() - started)


def _make(path: Path, begun: datetime, backup_id: str, key: BackupKey | None) -> tuple[Manifest, int]:
    """Write it beside its place, and move it there when it is complete."""
    pool, unfinished = Pool(path.parent, key), path.with_name(path.name + UNFINISHED)
    unfinished.mkdir(mode=0o700)
    known = _known_files(path.parent, key)
    snapshot = engine().dump(unfinished / DATABASE, key)
    files, copied = pool.copy(all_files(), known)
    manifest = Manifest(backup_id, begun, _version(), snapshot, _migrations(), files)
    write_manifest(unfinished, manifest, key)
    unfinished.replace(path)
    sync_to_disk(path.parent)
    return manifest, copied


def _known_files(folder: Path, key: BackupKey | None) -> dict[str, BackedUpFile]:
    """The files of the latest backup by name; none when it cannot be read, or has another key."""
    for path in backups_in(folder):
        try:
            return {file.name: file for file in read_manifest(path, key).files}
        except BackupProblem:
            continue
    return {}


def _delete_old(folder: Path, now: datetime, keep_days: int, key: BackupKey | None) -> int:
    """Delete older backups, and the files that only they had. The one just made stays in any case."""
    deleted = 0
    for path in list(backups_in(folder))[1:]:
        if path.name < _moment(now - timedelta(days=keep_days)):
            os.replace(path, path.with_name(path.name + UNFINISHED))
            shutil.rmtree(path.with_name(path.name + UNFINISHED))
            deleted += 1
    Pool(folder, key).sweep()
    return deleted


def _moment(moment: datetime) -> str:
    """In UTC, so that names follow each other in the night when the clocks go back."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace(":", "").replace("+0000", "Z")


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _version() -> str:
    """The newest heading of the changelog."""
    found = re.search(r"^## (.+)$", (settings.BASE_DIR / "CHANGELOG.md").read_text(), re.M)
    return found[1] if found else ""
