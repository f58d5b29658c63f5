"""The installation's files, in the data directory or in a bucket, as a backup needs them."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from foundation.backup.encryption import CHUNK
from foundation.infrastructure.object_store import NotInStore, bucket, with_retries


@dataclass(frozen=True)
class FileStamp:
    """`stamp` changes when the file is replaced: its time, or the tag that the bucket gives it."""

    name: str
    size: int
    stamp: str


class FileDeleted(Exception):
    """The file was deleted since it was listed."""


def all_files() -> Iterator[FileStamp]:
    """Yield every file, without the mark of the folder, what is on its way in, and the ledger. Raises StoreError."""
    store = bucket()
    if store is not None:
        found = with_retries(lambda: [FileStamp(one.key, one.size, one.e_tag) for one in store.objects.all()])
        yield from (file for file in found if not file.name.startswith((settings.S3_INCOMING, settings.S3_LEDGER)))
    else:
        yield from files_in(Path(settings.MEDIA_ROOT))


def files_in(root: Path) -> Iterator[FileStamp]:
    """Yield every file of the folder in order, without its mark."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            if not name.startswith("."):
                yield FileStamp(path.relative_to(root).as_posix(), status.st_size, str(status.st_mtime_ns))


@contextmanager
def open_stored_file(name: str) -> Iterator[IO[bytes]]:
    """The file as a stream; one of a bucket is copied first. Raises FileDeleted, StoreError."""
    store = bucket()
    try:
        file = (Path(settings.MEDIA_ROOT) / name).open("rb") if store is None else _copy(name)
    except (FileNotFoundError, NotInStore):
        raise FileDeleted(name) from None
    with file:
        yield file


def save(name: str, chunks: Iterable[bytes]) -> None:
    """Store the file under its name, after all of `chunks` was read without an error. Raises StoreError."""
    with _temporary_file() as file:
        for chunk in chunks:
            file.write(chunk)

        def store() -> None:
            file.seek(0)
            if default_storage.exists(name):
                default_storage.delete(name)
            default_storage.save(name, File(file, name=name))

        with_retries(store)


def delete(name: str) -> None:
    """Raises StoreError."""
    with_retries(lambda: default_storage.delete(name))


def _copy(name: str) -> IO[bytes]:
    file = _temporary_file()

    def copy() -> None:
        file.seek(0)
        file.truncate()
        for chunk in bucket().Object(name).get()["Body"].iter_chunks(CHUNK):
            file.write(chunk)
        file.seek(0)

    try:
        with_retries(copy)
    except BaseException:
        file.close()
        raise
    return file


def _temporary_file() -> IO[bytes]:
    """Without a name, as it is not encrypted: nothing is left of it when the process is killed."""
    return tempfile.TemporaryFile(dir=settings.DATA_DIR, buffering=CHUNK)
