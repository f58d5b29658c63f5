"""Received uploads in the bucket: one object per item, named by its key. A worker fetches it to its own quarantine."""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from foundation.infrastructure.object_store import NotInStore
from media import lease
from media.incoming_bucket import PART_BYTES, incoming_bucket
from media.ingest import quarantine
from media.ingest.incoming_file import IncomingFile
from media.ingest.locked_upload import UploadInUse, UploadMissing
from media.ingest.refusals import StoreUnavailable

logger = logging.getLogger("laeringsrum.media")
RECEIVED = "received/"


def name_of(key: UUID) -> str:
    return f"{RECEIVED}{key}"


class LockedObject:
    def __init__(self, key: UUID, held: lease.HeldLease) -> None:
        self.key, self.held = key, held

    @contextmanager
    def fetched(self) -> Iterator[Path]:
        with quarantine.quarantine_folder() as folder:
            path = folder / quarantine.UPLOAD_FILE_NAME
            try:
                incoming_bucket().fetch(name_of(self.key), path)
            except NotInStore:
                raise UploadMissing from None
            yield path

    def require_lock(self) -> None:
        try:
            self.held.renew()
        except lease.LeaseTaken:
            raise UploadInUse from None


class ReceivedInBucket:
    def store(self, upload: IncomingFile, key: UUID) -> None:
        if not is_there_already(upload, key):
            upload.seek(0)
            incoming_bucket().put_chunks(name_of(key), upload.chunks(PART_BYTES))

    @contextmanager
    def locked(self, key: UUID) -> Iterator[LockedObject]:
        """By a lease that ends a little before that of the task, so that whoever takes the task over gets it."""
        if incoming_bucket().size_of(name_of(key)) is None:
            raise UploadMissing
        try:
            with (
                lease.hold_lease(f"received {key}", seconds=settings.TASK_LEASE_SECONDS * 2 / 3) as held,
                lease.renewed_in_thread(held),
            ):
                yield LockedObject(key, held)
        except lease.LeaseTaken:
            raise UploadInUse from None

    def undo_store(self, upload: IncomingFile, key: UUID) -> None:
        if not is_there_already(upload, key):
            self.remove(key)

    def remove(self, key: UUID) -> None:
        try:
            incoming_bucket().delete(name_of(key))
        except StoreUnavailable:
            logger.info("a received upload could not be deleted, and is left to the night")

    def stored_at(self) -> dict[UUID, datetime]:
        names = incoming_bucket().names(RECEIVED)
        return {uuid.UUID(name.removeprefix(RECEIVED)): stored for name, stored in names}


def is_there_already(upload: IncomingFile, key: UUID) -> bool:
    """Return whether it is a resumable upload, which becomes an object under its key, that of its item."""
    return getattr(upload, "upload_key", None) == key
