"""Write and read one file of a backup: encrypted when there is a key, whole or not there at all."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from foundation.backup.encryption import BackupKey, decrypted, encrypted
from foundation.backup.problem import BackupProblem


@dataclass(frozen=True)
class Content:
    """What a file holds, before it is encrypted."""

    size: int
    sha256: str


def write(path: Path, chunks: Iterable[bytes], key: BackupKey | None, purpose: str) -> Content:
    """The file has its name when it is on the disk with all of its content."""
    digest, size = hashlib.sha256(), 0

    def seen() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with open(unfinished, "wb", opener=_for_us_alone) as file:
            for part in encrypted(seen(), key, purpose):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)
    return Content(size, digest.hexdigest())


def read(path: Path, key: BackupKey | None, purpose: str, content: Content | None = None) -> Iterator[bytes]:
    """The chunks of the file. Raises BackupProblem when it is missing, cut off, or not what `content` says."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            for chunk in decrypted(file, key, purpose):
                digest.update(chunk)
                size += len(chunk)
                yield chunk
    except FileNotFoundError:
        raise BackupProblem(f"{path} is missing.") from None
    if content is not None and Content(size, digest.hexdigest()) != content:
        raise BackupProblem(f"{path} was changed or is damaged.")


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
