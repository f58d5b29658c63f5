"""Delete the documents that were made, after a while, and files that a killed process left."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import task

from media import shared_folders
from media.delete_files import remove_files
from meetings.exports.models import EXPORT_FOLDER, Export

logger = logging.getLogger("laeringsrum.exports")


@task(queue_name="nightly")
def delete_old_documents(day: str) -> int:
    """Delete documents (settings.DAILY_TASKS) older than EXPORT_KEEP_DAYS. What they held stays on record."""
    shared_folders.require_folders(["files"])
    before = timezone.now() - timedelta(days=settings.EXPORT_KEEP_DAYS)
    old = list(Export.objects.filter(requested_at__lt=before))
    for export in old:
        export.delete()
        delete_file(export)
    orphans = _orphans()
    for folder in orphans:
        remove_files([f"{folder}/{name}" for name in default_storage.listdir(folder)[1]], folder)
    logger.info("%s document(s) deleted, %s file(s) without a row", len(old), len(orphans))
    return len(old)


def delete_file(export: Export) -> None:
    if default_storage.exists(export.path):
        remove_files([export.path], export.folder)


def _orphans() -> list[str]:
    """The folders of keys without a row. A name that is no key is none of ours and stays."""
    try:
        names = default_storage.listdir(EXPORT_FOLDER)[0]
    except FileNotFoundError:
        return []
    keys = {name for name in names if _is_key(name)}
    known = {str(key) for key in Export.objects.filter(key__in=keys).values_list("key", flat=True)}
    return [f"{EXPORT_FOLDER}/{name}" for name in sorted(keys - known)]


def _is_key(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
