"""Write and read one file of a backup: encrypted when there is a key, whole or not there at all."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from foundation.backup.encryption import BackupKey, decrypted, encrypted
from foundation.backup.problem import BackupProblem
from foundation.infrastructure.sync_to_disk import sync_to_disk


@dataclass(frozen=True)
class StreamContent:
    """What a file holds, before it is encrypted."""

    size: int
    sha256: str


class _CountingStream:
    """Passes chunks on, and knows afterwards what they were."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks, self.digest, self.size = chunks, hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.digest.update(chunk)
            self.size += len(chunk)
            yield chunk

    @property
    def content(self) -> StreamContent:
        return StreamContent(self.size, self.digest.hexdigest())


def content_of(chunks: Iterable[bytes]) -> StreamContent:
    counted = _CountingStream(chunks)
    for _chunk in counted:
        pass
    return counted.content


def write_stored(path: Path, chunks: Iterable[bytes], key: BackupKey | None, purpose: str) -> StreamContent:
    """Write the file. It has its name when it is on the disk with all of its content."""
    counted = _CountingStream(chunks)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with open(unfinished, "wb", opener=_open_private) as file:
            for part in encrypted(iter(counted), key, purpose):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_to_disk(path.parent)
    return counted.content


def read_stored(
    path: Path, key: BackupKey | None, purpose: str, content: StreamContent | None = None
) -> Iterator[bytes]:
    """Yield the chunks of the file. Raises BackupProblem when it is missing, cut off, or not what `content` says."""
    try:
        with path.open("rb") as file:
            counted = _CountingStream(decrypted(file, key, purpose))
            yield from counted
    except FileNotFoundError:
        raise BackupProblem(f"{path} is missing.") from None
    if content is not None and counted.content != content:
        raise BackupProblem(f"{path} was changed or is damaged.")


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
