"""Received uploads in quarantine, waiting for their task: one folder per item, named by its key.

They are on a disk shared by the web server and the workers.
"""

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from foundation.task_queue.not_possible_here import NotPossibleHere
from media import shared_folders
from media.ingest import quarantine
from media.ingest.incoming_file import IncomingFile
from media.ingest.refusals import StoreUnavailable

logger = logging.getLogger("laeringsrum.media")

RECEIVED = quarantine.WAITING


class UploadMissing(Exception):
    """The upload is missing, although the folder is the right one."""


class UploadInUse(Exception):
    """Another process is working on this upload."""


def folder_of(key: UUID) -> Path:
    return Path(settings.QUARANTINE_DIR) / RECEIVED / str(key)


def path_of(key: UUID) -> Path:
    """Return the path of the upload, whether it exists or not."""
    return folder_of(key) / quarantine.UPLOAD


def store_upload(upload: IncomingFile, key: UUID) -> Path:
    """Store the bytes of `upload` under `key` and sync them to disk. Raises StoreUnavailable; nothing is left then."""
    folder = folder_of(key)
    try:
        shared_folders.require(["quarantine"])
    except NotPossibleHere as reason:
        logger.error("an upload is not taken: %s", reason)
        raise StoreUnavailable from reason
    try:
        with quarantine.explain_storage_errors():
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
            path = quarantine.receive(upload, folder)
            for target in (path, folder, folder.parent):
                sync_to_disk(target)
    except BaseException:
        remove(key)
        raise
    return path


def sync_to_disk(path: Path) -> None:
    """Sync `path` to disk, so that a received upload survives a power failure."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def touched_at(key: UUID) -> datetime | None:
    """Return when the upload was received; None if it is gone."""
    try:
        return datetime.fromtimestamp(folder_of(key).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def remove(key: UUID) -> None:
    shutil.rmtree(folder_of(key), ignore_errors=True)


@contextmanager
def locked_upload(key: UUID) -> Iterator[None]:
    """Lock an upload, so that only one process works on it, even if one was wrongly considered dead.

    The lock ends with the process. Raises AtWork, UploadMissing.
    """
    try:
        descriptor = os.open(folder_of(key), os.O_RDONLY)
    except FileNotFoundError:
        raise UploadMissing from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise UploadInUse from None
    try:
        yield
    finally:
        os.close(descriptor)
