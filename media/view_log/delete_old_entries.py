"""Delete view log entries that have been kept long enough."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation import audit
from foundation.audit_seal.delete_old_rows import delete_old_rows
from media.view_log.entry import ViewLogEntry


def delete_old_views(day: str) -> int:
    """Delete every view older than `settings.VIEW_LOG_KEEP_DAYS` on `day` (an ISO date); return how many.

    One event records how many were deleted, and up to which day. A second run on the same day deletes and records
    nothing.
    """
    oldest_kept = date.fromisoformat(day) - timedelta(days=settings.VIEW_LOG_KEEP_DAYS)
    with transaction.atomic():
        count = delete_old_rows(ViewLogEntry, before=timezone.make_aware(datetime.combine(oldest_kept, time.min)))
        if count:
            checkpoint: ViewLogEntry = ViewLogEntry(pk=0)  # the event is about no single row
            audit.record("view_log.shortened", checkpoint, by=None, count=count, kept_from=str(oldest_kept))
    return count
