"""The bytes of an unfinished upload, in a file that only one request at a time may write.

The files are stored beside the quarantine, not in it, because old files in the quarantine are deleted.
"""

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from media.ingest.refusals import StoreUnavailable
from media.uploading import limits
from media.uploading.refusals import UploadBusy, UploadGone
from media.uploading.upload import Upload
from media.uploading.upload_owner import WholeFile

logger = logging.getLogger("laeringsrum.media")

#: After so many bytes the file is synced to disk and the offset saved, which limits what a killed process loses.
CHECKPOINT_BYTES = 8 * 1024 * 1024


def folder() -> Path:
    return Path(settings.QUARANTINE_DIR).with_name("uploading")


def path_of(key: UUID) -> Path:
    return folder() / str(key)


class WholePartFile(WholeFile):
    """Linked where possible, else read."""

    def temporary_file_path(self) -> str:
        return str(path_of(self.upload_key))

    def chunks(self, size: int) -> Iterator[bytes]:
        with path_of(self.upload_key).open("rb") as file:
            while block := file.read(size):
                yield block


class PartFileWriter:
    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.safe = 0

    def open_at(self, upload: Upload) -> None:
        self.upload, self.safe = upload, upload.offset
        with explain_disk_errors():
            self.file.truncate(upload.offset)  # a killed process may have written more than it saved as offset
            self.file.seek(upload.offset)

    def write(self, block: bytes) -> None:
        view = memoryview(block)
        with explain_disk_errors():
            while view:
                view = view[self.file.write(view) :]
            unsafe = self.file.tell() - self.safe
        if unsafe >= CHECKPOINT_BYTES:
            self.flush()

    def flush(self) -> None:
        with explain_disk_errors():
            os.fsync(self.file.fileno())
            self.safe = self.file.tell()

    def whole(self) -> WholeFile:
        return WholePartFile(self.upload)


class PartFiles:
    def make(self, upload: Upload) -> None:
        """Create an empty file that only the server's own user may read."""
        try:
            folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path_of(upload.key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            free = shutil.disk_usage(folder()).free
        except OSError as error:
            logger.exception("an upload can't begin")
            raise StoreUnavailable from error
        if free < upload.length + limits.MIN_FREE_DISK:
            self.remove(upload)
            logger.error("an upload of %s bytes can't begin: %s bytes are free", upload.length, free)
            raise StoreUnavailable

    @contextmanager
    def locked(self, upload: Upload) -> Iterator[PartFileWriter]:
        """The lock ends with the process, also a killed one. Raises UploadBusy, UploadGone."""
        try:
            file = path_of(upload.key).open("r+b", buffering=0)
        except FileNotFoundError as error:
            raise UploadGone from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UploadBusy from error
            if not os.fstat(file.fileno()).st_nlink:  # removed between opening and locking
                raise UploadGone
            yield PartFileWriter(file)

    def remove(self, upload: Upload) -> None:
        path_of(upload.key).unlink(missing_ok=True)

    forget = remove

    def remove_orphans(self, *, dry_run: bool) -> int:
        """Part files without a row. Row and file are created together, so only old files count."""
        if not folder().is_dir():
            return 0
        old = time.time() - limits.UPLOAD_LIFETIME.total_seconds()
        found = [UUID(file.name) for file in folder().glob("[!.]*") if file.stat().st_mtime < old]
        known = set(Upload.objects.filter(key__in=found, finished_at=None).values_list("key", flat=True))
        orphans = [key for key in found if key not in known]
        for key in [] if dry_run else orphans:
            path_of(key).unlink(missing_ok=True)
        return len(orphans)


@contextmanager
def explain_disk_errors() -> Iterator[None]:
    """Our own disk failed, unlike an OSError of the client's connection."""
    try:
        yield
    except OSError as error:
        logger.exception("a part of an upload can't be written")
        raise StoreUnavailable from error
