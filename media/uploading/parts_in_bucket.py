"""The bytes of an unfinished upload, in the bucket: a multipart upload, and a tail object for what is less than a part.

Part n is always the same bytes of the file, and a tail has its offset in its name: a process that was thought dead and
writes once more changes nothing. What decides is the offset of the row.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn
from uuid import UUID

from django.utils import timezone

from foundation.infrastructure.object_store import NotInStore
from media import lease
from media.incoming_bucket import PART_BYTES, IncomingBucket, incoming_bucket
from media.ingest.received_in_bucket import name_of
from media.ingest.refusals import StoreUnavailable
from media.uploading import limits
from media.uploading.refusals import UploadBusy, WrongOffset
from media.uploading.upload import Upload
from media.uploading.upload_owner import WholeFile

logger = logging.getLogger("laeringsrum.media")

#: A server that was killed holds an upload no longer than this, which is less than our script goes on trying for
#: (sending.js, TRIES). Whoever is silent for longer loses it when somebody else continues, else may go on.
LEASE_SECONDS = 8
TAILS = "tails/"


def tails_of(key: UUID) -> str:
    return f"{TAILS}{key}/"


class WholeObject(WholeFile):
    """An object where received files are already (media.ingest.received_in_bucket), under the key of the upload."""

    def chunks(self, size: int) -> Iterator[bytes]:
        for start in range(0, self.size, size):
            yield incoming_bucket().read(name_of(self.upload_key), start, size)


class BucketWriter:
    """Holds a part in memory, and no more."""

    def __init__(self, bucket: IncomingBucket, held: lease.HeldLease) -> None:
        self.bucket, self.held = bucket, held
        self.buffer = bytearray()
        self.begin = self.safe = 0  # where in the file the buffer begins, and how much of the file is stored

    def open_at(self, upload: Upload) -> None:
        self.upload, self.name = upload, name_of(upload.key)
        self.begin, self.safe = upload.offset // PART_BYTES * PART_BYTES, upload.offset
        if self.begin and not upload.multipart_id:  # begun by a version that had it on a disk
            self._go_back(0)
        if upload.offset > self.begin:
            self.buffer += self._tail()

    def write(self, block: bytes) -> None:
        self.held.keep()
        left = memoryview(block)
        while left:
            room = PART_BYTES - len(self.buffer)
            self.buffer += left[:room]
            left = left[room:]
            if len(self.buffer) == PART_BYTES and self._end() < self.upload.length:
                self._put_part()

    def flush(self) -> None:
        """The last part, which may be of any size, or the tail."""
        end = self._end()
        if end == self.safe:
            return
        if self.begin and end == self.upload.length:
            self._put_part()
            return
        self.held.renew()
        name = self.name if end == self.upload.length else tails_of(self.upload.key) + str(end)
        self.bucket.put(name, bytes(self.buffer))
        self.safe = end

    def whole(self) -> WholeFile:
        self.held.renew()
        if self.upload.multipart_id:
            try:
                self.bucket.complete(self.name, self.upload.multipart_id)
            except NotInStore:
                logger.info("an upload was completed before")
        if self.bucket.size_of(self.name) != self.upload.length:
            logger.error("parts of an upload are missing in the bucket: it begins anew")
            self._go_back(0)
        return WholeObject(self.upload)

    def _end(self) -> int:
        return self.begin + len(self.buffer)

    def _tail(self) -> bytes:
        """What is stored after the last part; others are of earlier attempts."""
        ours = tails_of(self.upload.key) + str(self.upload.offset)
        others = [name for name, _stored in self.bucket.names(tails_of(self.upload.key)) if name != ours]
        self.bucket.delete(*others)
        try:
            content = self.bucket.read(ours, 0, PART_BYTES)
        except NotInStore:
            content = b""
        if len(content) != self.upload.offset - self.begin:
            self._go_back(self.begin)
        return content

    def _put_part(self) -> None:
        """Store the buffer, which is emptied first: the client of the store makes no copy of bytes."""
        self.held.renew()
        number, content = self.begin // PART_BYTES + 1, bytes(self.buffer)
        self.begin += len(content)
        self.buffer.clear()
        try:
            self.bucket.put_part(self.name, self._multipart_id(), number, content)
        except NotInStore:  # completed by a process that died before it noted so, or deleted by the store
            if self.bucket.size_of(self.name) != self.upload.length:
                self._go_back(0)
        self.safe = self.begin

    def _multipart_id(self) -> str:
        if not self.upload.multipart_id:
            begun = self.bucket.begin_parts(self.name)
            rows = Upload.objects.filter(pk=self.upload.pk)
            if not rows.filter(multipart_id="").update(multipart_id=begun):
                self.bucket.abort(self.name, begun)
            self.upload.multipart_id = rows.values_list("multipart_id", flat=True).first() or begun
        return self.upload.multipart_id

    def _go_back(self, offset: int) -> NoReturn:
        """Less is there than the row says: say so, and let the client send it again."""
        rows = Upload.objects.filter(pk=self.upload.pk, offset=self.upload.offset)
        if offset:
            rows.update(offset=offset)
        else:
            rows.update(offset=0, multipart_id="")
        raise WrongOffset(f"We have {offset} bytes.")


class PartsInBucket:
    def make(self, upload: Upload) -> None:
        """Nothing: the store has no limit that we know."""

    @contextmanager
    def locked(self, upload: Upload) -> Iterator[BucketWriter]:
        """Raises UploadBusy, also in the block, when another request has taken over."""
        try:
            with lease.hold_lease(f"upload {upload.key}", seconds=LEASE_SECONDS) as held:
                yield BucketWriter(incoming_bucket(), held)
        except lease.LeaseTaken:
            raise UploadBusy from None

    def remove(self, upload: Upload) -> None:
        bucket, name = incoming_bucket(), name_of(upload.key)
        if upload.multipart_id:
            bucket.abort(name, upload.multipart_id)
        try:
            bucket.delete(name)
        except StoreUnavailable:
            logger.info("an upload could not be deleted, and is left to the night")
        self.forget(upload)

    def forget(self, upload: Upload) -> None:
        bucket = incoming_bucket()
        try:
            bucket.delete(*(name for name, _stored in bucket.names(tails_of(upload.key))))
        except StoreUnavailable:
            logger.info("what is left of an upload could not be deleted, and is left to the night")

    def remove_orphans(self, *, dry_run: bool) -> int:
        """Multipart uploads and tails without a row; whole files are `delete_orphans`' matter."""
        bucket, before = incoming_bucket(), timezone.now() - limits.UPLOAD_LIFETIME
        rows = Upload.objects.filter(finished_at=None).values_list("key", "multipart_id")
        known = {word for key, multipart_id in rows for word in (tails_of(key), multipart_id)}
        parts = [(name, one) for name, one, begun in bucket.unfinished() if begun < before and one not in known]
        old = [name for name, stored in bucket.names(TAILS) if stored < before]
        tails = [name for name in old if name[: name.rindex("/") + 1] not in known]
        if not dry_run:
            for name, upload_id in parts:
                bucket.abort(name, upload_id)
            bucket.delete(*tails)
        return len(parts) + len(tails)
