"""Append received bytes to an upload."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from foundation.errors import Refusal
from media.ingest.refusals import StoreUnavailable, UploadRefused
from media.uploading import limits
from media.uploading.part_store import PartStore, PartWriter, part_store
from media.uploading.refusals import UploadGone, WrongOffset
from media.uploading.upload import Upload
from media.uploading.upload_owner import WholeFile, upload_owner_module

BLOCK_SIZE = 64 * 1024

Read = Callable[[int], bytes]


class UploadTooLong(UploadRefused):
    """More bytes than were announced when the upload began."""


class RefusedWhenComplete(Refusal):
    """The whole file was received and then refused; the message says why. Nothing of it is left."""


def append(*, upload: Upload, offset: int, announced: int, read: Read, now: datetime) -> Upload:
    """Write what `read` returns, at most `announced` bytes, at `offset`; return the updated upload.

    The client may stop anywhere (`read` returns nothing, or raises OSError): what was received is kept. With the last
    byte the file is handed over (`add_file` of the owner). Raises UploadBusy, UploadGone, WrongOffset, UploadTooLong,
    StoreUnavailable, RefusedWhenComplete.
    """
    store = part_store()
    with store.locked(upload) as writer:
        row = Upload.objects.under_way(now).filter(pk=upload.pk).first()
        if row is None:
            raise UploadGone
        if offset != row.offset:
            raise WrongOffset(f"We have {row.offset} bytes.")
        if announced > row.length - offset:
            raise UploadTooLong(f"The file was announced as {row.length} bytes.")
        writer.open_at(row)
        _write(writer, row, announced, read, now)
        if writer.safe == row.length:
            row = _give_to_ingest(row, writer.whole(), store, now)
    return row


def _write(writer: PartWriter, row: Upload, announced: int, read: Read, now: datetime) -> None:
    left = announced
    while left:
        try:
            block = read(min(BLOCK_SIZE, left))
        except OSError:  # the connection broke, or stood still for too long
            break
        if not block:
            break
        writer.write(block)
        left -= len(block)
        _save_offset(row, writer.safe, now)
    writer.flush()
    _save_offset(row, writer.safe, now)


def _save_offset(row: Upload, safe: int, now: datetime) -> None:
    """Save how much survives the end of this process. The last byte is recorded by `_give_to_ingest`."""
    if safe in (row.offset, row.length):
        return
    expires_at = now + limits.UPLOAD_LIFETIME
    ours = Upload.objects.filter(pk=row.pk, offset=row.offset).update(offset=safe, expires_at=expires_at)
    if not ours:
        raise UploadGone
    row.offset, row.expires_at = safe, expires_at


def _give_to_ingest(row: Upload, file: WholeFile, store: PartStore, now: datetime) -> Upload:
    """Return the finished row."""
    try:
        with transaction.atomic():
            # Read again: the last part may have taken minutes, and meanwhile the account may have been closed.
            row = Upload.objects.select_for_update(of=("self",)).select_related("by").get(pk=row.pk)
            if row.finished_at is None:
                item = upload_owner_module().add_file(row.by, row.evidence_id, row.kind, file)
                row.offset, row.finished_at, row.item_key = row.length, now, item.key
                row.save(update_fields=["offset", "finished_at", "item_key"])
    except Upload.DoesNotExist:
        raise UploadGone from None
    except StoreUnavailable:
        raise  # the last part is sent again
    except Refusal as refusal:
        row.delete()
        store.remove(row)
        raise RefusedWhenComplete(refusal.message) from refusal
    store.forget(row)
    return row
