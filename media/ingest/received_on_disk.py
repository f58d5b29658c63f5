"""Received uploads in the quarantine: one folder per item, named by its key.

They are on a disk shared by the web server and the workers.
"""

import fcntl
import logging
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from foundation.infrastructure.sync_to_disk import sync_to_disk
from foundation.task_queue.wrong_machine import WrongMachine
from media import shared_folders
from media.ingest import quarantine
from media.ingest.incoming_file import IncomingFile
from media.ingest.locked_upload import UploadInUse, UploadMissing
from media.ingest.refusals import StoreUnavailable

logger = logging.getLogger("laeringsrum.media")

RECEIVED = quarantine.WAITING_FOLDER


def folder_of(key: UUID) -> Path:
    return Path(settings.QUARANTINE_DIR) / RECEIVED / str(key)


def path_of(key: UUID) -> Path:
    """Return the path of the upload, whether it exists or not."""
    return folder_of(key) / quarantine.UPLOAD_FILE_NAME


class LockedFolder:
    def __init__(self, key: UUID) -> None:
        self.key = key

    @contextmanager
    def fetched(self) -> Iterator[Path]:
        yield path_of(self.key)

    def require_lock(self) -> None:
        """Nothing: the lock ends with the process and not before."""


class ReceivedOnDisk:
    def store(self, upload: IncomingFile, key: UUID) -> None:
        folder = folder_of(key)
        try:
            shared_folders.require_folders(["quarantine"])
        except WrongMachine as reason:
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
            self.remove(key)
            raise

    @contextmanager
    def locked(self, key: UUID) -> Iterator[LockedFolder]:
        """The lock ends with the process."""
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
            yield LockedFolder(key)
        finally:
            os.close(descriptor)

    def undo_store(self, upload: IncomingFile, key: UUID) -> None:
        """What a resumable upload has is linked here, not moved."""
        self.remove(key)

    def remove(self, key: UUID) -> None:
        shutil.rmtree(folder_of(key), ignore_errors=True)

    def stored_at(self) -> dict[UUID, datetime]:
        index = Path(settings.QUARANTINE_DIR) / RECEIVED
        found = {}
        for folder in index.iterdir() if index.is_dir() else ():
            try:
                found[uuid.UUID(folder.name)] = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
            except (ValueError, FileNotFoundError):
                continue  # none of ours, or just removed
        return found
