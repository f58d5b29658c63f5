"""Background tasks of media."""

import logging
from uuid import UUID

from django.utils import timezone
from django_tasks import task

logger = logging.getLogger("laeringsrum.media")


@task()
def prepare_media(key: str) -> None:
    """Makes the item `key` ready, or refuses it in words."""
    from media.ingest.prepare import prepare

    prepare(key=UUID(key))


@task(queue_name="nightly")
def sweep_files(day: str) -> None:
    """Delete what killed processes left behind."""
    from media.ingest.delete_orphans import delete_orphans
    from media.lease import delete_old_leases
    from media.shared_folders import require_folders
    from media.uploading.delete_abandoned import delete_abandoned_uploads

    require_folders()  # in a wrong folder every file would look orphaned

    logger.info("%s uploads that nobody went on with removed", delete_abandoned_uploads(now=timezone.now()))
    delete_old_leases()
    swept = delete_orphans(now=timezone.now())
    logger.info("%s half-taken uploads and %s folders without a row removed", swept.rooms, swept.orphans)
    for name in swept.lost:
        logger.error("files are missing: %s", name)


@task(queue_name="nightly")
def delete_old_views(day: str) -> None:
    """Delete view log entries that have been kept long enough."""
    from media.view_log.delete_old_entries import delete_old_views

    logger.info("%s showing(s) were old enough and are deleted", delete_old_views(day))
