"""Where the bytes of unfinished uploads are: in files of this machine, or with a bucket (settings.S3_BUCKET) there.

Both let one request at a time write to an upload, the bucket over all machines.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from django.conf import settings

from media.uploading.upload import Upload
from media.uploading.upload_owner import WholeFile


class PartWriter(Protocol):
    """Writes to an upload that is locked for us. `safe` bytes of it survive the end of this process."""

    safe: int

    def open_at(self, upload: Upload) -> None:
        """Continue at the offset of the row; what was written beyond it is overwritten. Raises WrongOffset when less
        than that is there; the row says how much then."""

    def write(self, block: bytes) -> None:
        """Raises StoreUnavailable, UploadBusy (another request has taken over), UploadGone."""

    def flush(self) -> None:
        """Make everything written safe. Raises what `write` raises."""

    def whole(self) -> WholeFile:
        """The file, when everything is written and safe. Raises StoreUnavailable, WrongOffset."""


class PartStore(Protocol):
    def make(self, upload: Upload) -> None:
        """Prepare for its bytes. Raises StoreUnavailable, also when there is no room for all of them."""

    def locked(self, upload: Upload) -> AbstractContextManager[PartWriter]:
        """Raises UploadBusy while another request writes, and UploadGone when there is nothing to write to any more."""

    def remove(self, upload: Upload) -> None:
        """Delete what was received. What can't be deleted now is an orphan."""

    def forget(self, upload: Upload) -> None:
        """Delete what is left here of a file that was handed over."""

    def remove_orphans(self, *, dry_run: bool) -> int:
        """Delete, or with `dry_run` only count, what belongs to no row and is old. Raises StoreUnavailable."""


def part_store() -> PartStore:
    if settings.S3_BUCKET:
        from media.uploading.parts_in_bucket import PartsInBucket  # its client is slow to import

        return PartsInBucket()
    from media.uploading.part_file import PartFiles

    return PartFiles()
