"""Store the result of a maker: first the files, then the row's state."""

import logging
from collections.abc import Mapping
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from foundation import audit
from media.delete_files import remove_files
from media.enums import MediaState
from media.ingest.processing.result import IngestResult
from media.ingest.refusals import StoreUnavailable
from media.media_item import MediaItem

logger = logging.getLogger("laeringsrum.media")


def store_files(item: MediaItem, made: IngestResult) -> bool:
    """Store the files under the key of `item`, replacing those of a killed attempt, then mark the item READY. Return
    whether it was marked: not if it was deleted or withdrawn meanwhile. Raises StoreUnavailable.

    On any error the stored files are deleted again; when the process is killed in between, the next attempt or
    `manage.py sweep_media` finds them.
    """
    paths = {item.path(filename): source for filename, source in made.files.items()}
    stored = False
    try:
        store(paths)
        stored = mark_ready(item, made)
    finally:
        if not stored and not MediaItem.objects.filter(pk=item.pk, state=MediaState.READY).exists():
            remove_files(list(paths), item.storage_folder)
    return stored


def mark_ready(item: MediaItem, made: IngestResult) -> bool:
    """Mark the item READY in one conditional update. Return whether it was: not if it is no longer wanted."""
    wanted = MediaItem.objects.filter(pk=item.pk, state=MediaState.PROCESSING, withdrawn_at=None)
    with transaction.atomic():
        if not wanted.update(state=MediaState.READY, refusal="", **made.fields):
            return False
        audit.record("media.ready", item, by=None, evidence=item.evidence_id)
    return True


def store(paths: Mapping[str, Path]) -> None:
    for path, source in paths.items():
        try:
            default_storage.delete(path)
            with source.open("rb") as opened:
                saved = default_storage.save(path, File(opened))
        except Exception as error:  # every storage backend has its own errors
            logger.exception("could not store media")
            raise StoreUnavailable from error
        if saved != path:  # keys are random, so this is a bug
            default_storage.delete(saved)
            raise FileExistsError(path)
