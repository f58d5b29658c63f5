"""Received uploads that wait for their task, by the key of their item: in the quarantine of this machine, or with a
bucket (settings.S3_BUCKET) there, where every worker finds them.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings

from media.ingest.incoming_file import IncomingFile
from media.ingest.locked_upload import LockedUpload


class ReceivedFiles(Protocol):
    def store(self, upload: IncomingFile, key: UUID) -> None:
        """Store the bytes of `upload` so that they survive a power failure. Raises StoreUnavailable; nothing is left
        then."""

    def locked(self, key: UUID) -> AbstractContextManager[LockedUpload]:
        """Lock an upload, so that only one process works on it, even if one was wrongly considered dead. Raises
        UploadInUse, UploadMissing."""

    def undo_store(self, upload: IncomingFile, key: UUID) -> None:
        """Undo `store`, and keep what the resumable upload still has."""

    def remove(self, key: UUID) -> None:
        """What can't be removed now, the night removes."""

    def stored_at(self) -> Mapping[UUID, datetime]:
        """When each of them was received. Raises StoreUnavailable."""


def received_files() -> ReceivedFiles:
    if settings.S3_BUCKET:
        from media.ingest.received_in_bucket import ReceivedInBucket  # its client is slow to import

        return ReceivedInBucket()
    from media.ingest.received_on_disk import ReceivedOnDisk

    return ReceivedOnDisk()
