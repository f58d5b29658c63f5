"""The files of all backups in a folder, each once: its name is the hash of its content, or a keyed hash of that."""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from foundation.backup.encryption import BackupKey, chunks_of
from foundation.backup.manifest import FILES, BackedUpFile, Manifest, backups_in, read_manifest
from foundation.backup.problem import BackupProblem
from foundation.backup.snapshot import DATABASE
from foundation.backup.stored_files import FileDeleted, FileStamp, open_stored_file
from foundation.backup.stored_stream import StreamContent, read_stored, write_stored
from foundation.infrastructure.sync_to_disk import sync_to_disk

UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Pool:
    folder: Path
    key: BackupKey | None

    def path(self, content: StreamContent) -> Path:
        name = self.key.name_of(content.sha256) if self.key is not None else content.sha256
        return self.folder / FILES / name[:2] / name

    def read(self, file: BackedUpFile) -> Iterator[bytes]:
        """Raises BackupProblem when it is missing, changed or damaged."""
        return read_stored(self.path(file.content), self.key, FILES, file.content)

    def add(self, facts: FileStamp) -> BackedUpFile:
        """Copy the file, unless the pool has its content. Raises FileDeleted."""
        temporary = self.folder / FILES / f".temporary-{os.getpid()}"
        try:
            with open_stored_file(facts.name) as source:
                content = write_stored(temporary, chunks_of(source), self.key, FILES)
            path = self.path(content)
            if not path.exists():
                path.parent.mkdir(mode=0o700, exist_ok=True)
                temporary.replace(path)
                sync_to_disk(path.parent)
                sync_to_disk(path.parent.parent)  # the folder itself may be new
        finally:
            temporary.unlink(missing_ok=True)
        return BackedUpFile(facts.name, facts.stamp, content)

    def copy(self, files: Iterable[FileStamp], known: dict[str, BackedUpFile]) -> tuple[list[BackedUpFile], int]:
        """Copy what is new since the backup that `known` is of, by name; return all, and how many were copied. A file
        that is deleted meanwhile is left out."""
        found, copied = [], 0
        for facts in files:
            before = known.get(facts.name)
            same = before and (before.stamp, before.content.size) == (facts.stamp, facts.size)
            if before and same and self.path(before.content).exists():
                found.append(before)
                continue
            try:
                found.append(self.add(facts))
                copied += 1
            except FileDeleted:
                continue
        return found, copied

    def damaged(self, files: Iterable[BackedUpFile]) -> Iterator[str]:
        """Read them all: a sentence for each that is missing, changed or damaged."""
        for file in files:
            try:
                for _chunk in self.read(file):
                    pass
            except BackupProblem as problem:
                yield f"{file.name}: {problem}"

    def sweep(self) -> None:
        """Delete the files that no backup names. Keeps all when a manifest cannot be read."""
        try:
            manifests = [read_manifest(path, self.key) for path in backups_in(self.folder)]
        except BackupProblem:
            return
        wanted = {self.path(file.content) for manifest in manifests for file in manifest.files}
        for path in (self.folder / FILES).glob("*/*"):
            if path not in wanted:
                path.unlink()


def remove_unfinished(folder: Path) -> None:
    """What a backup left that was killed or that failed."""
    for path in folder.glob(f"*{UNFINISHED}"):
        shutil.rmtree(path)
    for path in (folder / FILES).glob(".*"):
        path.unlink()


def database_chunks(path: Path, manifest: Manifest, key: BackupKey | None) -> Iterator[bytes]:
    """Yield the chunks. Raises BackupProblem when it is missing, changed or damaged."""
    return read_stored(path / DATABASE, key, DATABASE, manifest.snapshot.content)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One backup or restore at a time, of this installation and of the folder. Raises BackupProblem."""
    with _lock(settings.DATA_DIR), _lock(folder):
        yield


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)  # it may be mounted read-only for a restore
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BackupProblem(f"Another backup or restore uses {folder} now.") from None
    finally:
        os.close(descriptor)
