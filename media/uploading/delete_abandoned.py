"""Delete uploads that were not continued, and part files left by killed processes."""

import time
from datetime import datetime
from uuid import UUID

from media.uploading import limits, part_file
from media.uploading.abandon import abandon
from media.uploading.upload import Upload


def delete_abandoned_uploads(*, now: datetime, dry_run: bool = False) -> int:
    """Delete them and return how many, or with `dry_run` how many there are. One that is being written now stays."""
    expired = Upload.objects.filter(expires_at__lte=now)
    orphans = files_without_a_row()
    if dry_run:
        return expired.count() + len(orphans)
    swept = 0
    for upload in expired:
        try:
            abandon(upload=upload)
            swept += 1
        except part_file.Busy:
            continue
    for key in orphans:
        part_file.remove(key)
    return swept + len(orphans)


def files_without_a_row() -> list[UUID]:
    """Return the keys of part files without a row. Row and file are created together, so only old files count."""
    if not part_file.folder().is_dir():
        return []
    old = time.time() - limits.UPLOAD_LIFETIME.total_seconds()
    found = [UUID(file.name) for file in part_file.folder().glob("[!.]*") if file.stat().st_mtime < old]
    known = set(Upload.objects.filter(key__in=found, finished_at=None).values_list("key", flat=True))
    return [key for key in found if key not in known]
