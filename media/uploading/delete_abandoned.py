"""Delete uploads that were not continued, and what killed processes left of others."""

from datetime import datetime

from media.uploading.abandon import abandon
from media.uploading.part_store import part_store
from media.uploading.refusals import UploadBusy
from media.uploading.upload import Upload


def delete_abandoned_uploads(*, now: datetime, dry_run: bool = False) -> int:
    """Delete them and return how many, or with `dry_run` how many there are. One that is being written now stays."""
    expired = Upload.objects.filter(expires_at__lte=now)
    if dry_run:
        return expired.count() + part_store().remove_orphans(dry_run=True)
    swept = 0
    for upload in expired:
        try:
            abandon(upload=upload)
            swept += 1
        except UploadBusy:
            continue
    return swept + part_store().remove_orphans(dry_run=False)
