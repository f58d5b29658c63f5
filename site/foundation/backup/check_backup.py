"""Check a backup: restore it to an empty temporary place, and compare all rows and files."""

from dataclasses import dataclass, field
from pathlib import Path

from foundation.backup import fingerprint
from foundation.backup.encryption import key_in_settings
from foundation.backup.engine import engine
from foundation.backup.manifest import read_manifest
from foundation.backup.pool import Pool, database_chunks, locked
from foundation.backup.restore_backup import choose


@dataclass
class BackupCheck:
    path: Path
    rows: int = 0
    tables: int = 0
    files: int = 0
    wrong: list[str] = field(default_factory=list)


def check_backup(folder: Path, *, chosen: str = "") -> BackupCheck:
    """Check the backup, which changes nothing. Raises BackupProblem when it cannot be read at all; what differs is in
    `wrong`."""
    with locked(folder):
        path, key = choose(folder, chosen), key_in_settings()
        manifest, result = read_manifest(path, key), BackupCheck(path)
        result.wrong += Pool(folder, key).damaged(manifest.files)
        result.files = len(manifest.files) - len(result.wrong)
        found = engine().check(database_chunks(path, manifest, key))
        result.rows, result.tables = sum(table.rows for table in found.values()), len(found)
        result.wrong += fingerprint.differences(manifest.snapshot.tables, found)
    return result
