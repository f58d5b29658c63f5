"""Append received bytes to an upload."""

import logging
import os
from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from accounts.user import User
from foundation.errors import Conflict, Refusal
from media.ingest.refusals import StoreUnavailable, UploadRefused
from media.media_item import MediaItem
from media.uploading import limits, part_file
from media.uploading.part_file import Gone
from media.uploading.upload import Upload
from media.uploading.upload_owner import WholeFile, upload_owner_module

logger = logging.getLogger("laeringsrum.media")

BLOCK = 64 * 1024
#: After so many bytes the file is synced to disk and the offset saved, which limits what a killed process loses.
CHECKPOINT = 8 * 1024 * 1024

Read = Callable[[int], bytes]


class WrongOffset(Conflict):
    """The client continues at another offset than ours."""


class TooLong(UploadRefused):
    """More bytes than were announced when the upload began."""


class RefusedWhenComplete(Refusal):
    """The whole file was received and then refused; the message says why. Nothing of it is left."""


def append(*, upload: Upload, offset: int, announced: int, read: Read, now: datetime) -> Upload:
    """Write what `read` returns, at most `announced` bytes, at `offset`; return the updated upload.

    The client may stop anywhere (`read` returns nothing, or raises OSError): what was received is kept. With the last
    byte the file is handed over (`owner().take`). Raises Busy, Gone, WrongOffset, TooLong, StoreUnavailable,
    RefusedWhenComplete.
    """
    with part_file.locked_part_file(upload.key) as file:
        row = Upload.objects.under_way(now).filter(pk=upload.pk).first()
        if row is None:
            raise Gone
        if offset != row.offset:
            raise WrongOffset(f"We have {row.offset} bytes.")
        if announced > row.length - offset:
            raise TooLong(f"The file was announced as {row.length} bytes.")
        try:
            file.truncate(offset)  # a killed process may have written more than it saved as offset
            file.seek(offset)
            _write(file, row, announced, read, now)
        except _DiskFailed as error:
            logger.exception("a part of an upload can't be written")
            raise StoreUnavailable from error
        if file.tell() == row.length:
            _hand_over(row, now)
    return row


class _DiskFailed(Exception):
    """Our own disk failed, unlike an OSError of the client's connection."""


def _write(file: BinaryIO, row: Upload, announced: int, read: Read, now: datetime) -> None:
    left, unsafe = announced, 0
    while left:
        try:
            block = read(min(BLOCK, left))
        except OSError:  # the connection broke, or stood still for too long
            break
        if not block:
            break
        _write_whole(file, block)
        left -= len(block)
        unsafe += len(block)
        if unsafe >= CHECKPOINT:
            _keep(file, row, now)
            unsafe = 0
    _keep(file, row, now)


def _write_whole(file: BinaryIO, block: bytes) -> None:
    view = memoryview(block)
    try:
        while view:
            view = view[file.write(view) :]
    except OSError as error:
        raise _DiskFailed from error


def _keep(file: BinaryIO, row: Upload, now: datetime) -> None:
    """Sync the file to disk, then save the offset. The last byte is recorded by `_hand_over`."""
    try:
        os.fsync(file.fileno())
    except OSError as error:
        raise _DiskFailed from error
    written = file.tell()
    if written == row.length or written == row.offset:
        return
    expires_at = now + limits.UPLOAD_LIFETIME
    ours = Upload.objects.filter(pk=row.pk, offset=row.offset).update(offset=written, expires_at=expires_at)
    if not ours:
        raise Gone
    row.offset, row.expires_at = written, expires_at


def _hand_over(row: Upload, now: datetime) -> None:
    file = WholeFile(part_file.path_of(row.key), row.name, row.length, row.chosen_order)
    try:
        with transaction.atomic():
            # Read again: the last part may have taken minutes, and meanwhile the account may have been closed.
            by = User.objects.get(pk=row.by_id)
            item: MediaItem = upload_owner_module().take(by, row.evidence_id, row.kind, file)
            row.offset, row.finished_at, row.item_key = row.length, now, item.key
            row.save(update_fields=["offset", "finished_at", "item_key"])
    except StoreUnavailable:
        raise  # the last part is sent again
    except Refusal as refusal:
        row.delete()
        part_file.remove(row.key)
        raise RefusedWhenComplete(refusal.message) from refusal
    part_file.remove(row.key)
