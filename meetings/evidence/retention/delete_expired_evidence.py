"""Delete evidence and files that have passed their date, except what the archive rule keeps longer."""

import logging
from datetime import date

from django.utils import timezone
from django_tasks import task

from media.privacy.delete_expired_items import DeletionCounts, delete_expired_items
from meetings.evidence.models import Evidence
from meetings.evidence.retention.archive import archived_until
from meetings.evidence.retention.delete_contributions import delete_contributions

logger = logging.getLogger("laeringsrum.media")


def delete_expired_evidence(*, today: date, dry_run: bool = False) -> DeletionCounts:
    """Delete files first, then whole contributions: rows, originals, renditions, and references in evidence and
    its revisions.

    Logged without content. With `dry_run` it only counts. Safe to run twice and to interrupt.
    """
    deleted = delete_expired_items(today=today, kept=archived_until, dry_run=dry_run)
    pieces, kept = delete_contributions(today=today, dry_run=dry_run)
    deleted.counts[Evidence.__name__] = pieces
    deleted.kept += kept
    return deleted


@task(queue_name="nightly")
def delete_expired_daily(day: str) -> int:
    """Delete what has expired (settings.DAILY_TASKS). `day` is the day it is run for, as 2026-10-01.

    A run that catches up on an earlier day deletes nothing that is kept until today.
    """
    deleted = delete_expired_evidence(today=min(date.fromisoformat(day), timezone.localdate()))
    logger.info(
        "%s item(s) had passed their date and are deleted, %s kept for the archive", deleted.total, deleted.kept
    )
    return deleted.total
