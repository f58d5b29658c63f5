"""Deletes what has passed its date, except what the archive's rule keeps a while longer."""

import logging
from datetime import date

from django.utils import timezone
from django_tasks import task

from media.privacy.delete_expired import Deleted
from media.privacy.delete_expired import delete_expired as in_media
from meetings.evidence.archive import archived_until

logger = logging.getLogger("laeringsrum.media")


def delete_expired(*, today: date, dry_run: bool = False) -> Deleted:
    """Rows, originals, derivatives, and what pages and revisions say of them; logged without content. With `dry_run` it
    only counts. Safe to run twice, and to be stopped half-way."""
    return in_media(today=today, kept=archived_until, dry_run=dry_run)


@task()
def delete_expired_daily(day: str) -> int:
    """In settings.DAILY_TASKS; `day` is the day it is run for, as 2026-10-01. A day that is made up for late deletes
    nothing that is kept until today."""
    deleted = delete_expired(today=min(date.fromisoformat(day), timezone.localdate()))
    logger.info(
        "%s item(s) had passed their date and are deleted, %s kept for the archive", deleted.total, deleted.kept
    )
    return deleted.total
