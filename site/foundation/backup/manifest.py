"""What a backup consists of. The manifest is written last: a folder without one is no backup."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from foundation.backup.encryption import CHUNK, BackupKey, is_encrypted
from foundation.backup.fingerprint import TableFingerprint
from foundation.backup.problem import BackupProblem
from foundation.backup.snapshot import Snapshot
from foundation.backup.stored_stream import StreamContent, read_stored, write_stored
from foundation.text.json_object import JsonObject

FORMAT = 1
NAME, FILES = "manifest", "files"


@dataclass(frozen=True)
class BackedUpFile:
    name: str
    stamp: str
    content: StreamContent


@dataclass(frozen=True)
class Manifest:
    """`id` is in the ledger too, where the backup began. `migrations`: all that the database has, as "app.name"."""

    id: str
    begun_at: datetime
    version: str
    snapshot: Snapshot
    migrations: list[str]
    files: list[BackedUpFile] = field(default_factory=list)
    format: int = FORMAT

    @property
    def total_rows(self) -> int:
        return sum(table.rows for table in self.snapshot.tables.values())

    @property
    def total_size(self) -> int:
        return self.snapshot.content.size + sum(file.content.size for file in self.files)


def write_manifest(folder: Path, manifest: Manifest, key: BackupKey | None) -> None:
    plain = asdict(manifest)
    plain["begun_at"] = manifest.begun_at.isoformat()
    plain["files"] = [[file.name, file.stamp, file.content.size, file.content.sha256] for file in manifest.files]
    text = json.dumps(plain, separators=(",", ":")).encode()
    text = hashlib.sha256(text).hexdigest().encode() + b"\n" + text
    write_stored(folder / NAME, (text[at : at + CHUNK] for at in range(0, len(text), CHUNK)), key, NAME)


def read_manifest(folder: Path, key: BackupKey | None) -> Manifest:
    """Read the manifest. Raises BackupProblem: there is none, it was changed, it is of another format, or needs another
    key."""
    path = folder / NAME
    if not path.is_file():
        raise BackupProblem(f"{folder} is no complete backup: it has no manifest.")
    with path.open("rb") as file:
        encrypted = is_encrypted(file)
    if key is None and encrypted:
        raise BackupProblem(f"{folder} is encrypted. Set LAERINGSRUM_BACKUP_KEY to its key.")
    if key is not None and not encrypted:
        raise BackupProblem(f"{folder} is not encrypted. To use it, take LAERINGSRUM_BACKUP_KEY away.")
    digest, _line, text = b"".join(read_stored(path, key, NAME)).partition(b"\n")
    try:
        if hashlib.sha256(text).hexdigest().encode() != digest:
            raise ValueError
        return _from_plain(json.loads(text))
    except (ValueError, KeyError, TypeError):
        raise BackupProblem(f"{path} was changed or is damaged.") from None


def backups_in(folder: Path) -> Iterator[Path]:
    """Yield the complete backups, the newest first."""
    for path in sorted(folder.iterdir() if folder.is_dir() else (), reverse=True):
        if (path / NAME).is_file():
            yield path


def _from_plain(plain: JsonObject) -> Manifest:
    if plain["format"] != FORMAT:
        raise BackupProblem(f"The backup has format {plain['format']}. Restore it with the version that made it.")
    snapshot = plain["snapshot"]
    return Manifest(
        id=plain["id"],
        begun_at=datetime.fromisoformat(plain["begun_at"]),
        version=plain["version"],
        snapshot=Snapshot(
            vendor=snapshot["vendor"],
            content=StreamContent(**snapshot["content"]),
            tables={name: TableFingerprint(**one) for name, one in snapshot["tables"].items()},
            head=tuple(snapshot["head"]) if snapshot["head"] else None,
        ),
        migrations=plain["migrations"],
        files=[BackedUpFile(name, stamp, StreamContent(size, digest)) for name, stamp, size, digest in plain["files"]],
    )
