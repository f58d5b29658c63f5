"""Deletes what the view log has kept long enough."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation import audit
from media.view_log.entry import ViewLogEntry


def delete_old_views(day: str) -> int:
    """Every showing older than `settings.VIEW_LOG_KEEP_DAYS` on `day` (an ISO date); returns how many. One event tells
    how many went, and up to which day.

    A second time the same day it finds nothing and writes nothing.
    """
    oldest_kept = date.fromisoformat(day) - timedelta(days=settings.VIEW_LOG_KEEP_DAYS)
    old = ViewLogEntry.objects.filter(seen_at__lt=timezone.make_aware(datetime.combine(oldest_kept, time.min)))
    with transaction.atomic():
        count, _by_model = old.delete()
        if count:
            checkpoint: Any = ViewLogEntry(pk=0)  # no single row is spoken of
            audit.record("view_log.shortened", checkpoint, by=None, count=count, kept_from=str(oldest_kept))
    return count
