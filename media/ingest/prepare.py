"""Prepare a received upload, or refuse it with a reason: the work of a task."""

import logging
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext

from foundation import audit
from foundation.translation.in_danish import in_danish
from media import shared_folders
from media.enums import MediaState
from media.ingest import quarantine, virus_scan
from media.ingest.locked_upload import LockedUpload, UploadMissing
from media.ingest.processing.result import IngestResult
from media.ingest.received_files import received_files
from media.ingest.refusals import StoreUnavailable, UploadRefused
from media.ingest.store_files import store_files
from media.media_item import MediaItem

logger = logging.getLogger("laeringsrum.media")


def prepare(*, key: UUID) -> None:
    """Make the item READY with its files, or REFUSED with the reason, and delete the upload.

    Idempotent: a second call, or one that follows a killed one, changes nothing that is done. An item deleted or
    withdrawn meanwhile gets no files. Raises StoreUnavailable, ScannerUnavailable, UploadInUse and UploadMissing, after
    which the task is tried again; and WrongMachine, when this machine does not see the folders.
    """
    shared_folders.require_folders()
    with in_danish():
        try:
            with received_files().locked(key) as received:
                _prepare(key, received)
        except UploadMissing:
            if MediaItem.objects.filter(key=key, state__in=MediaState.under_way()).exists():
                raise


def give_up(*, key: UUID) -> None:
    """Refuse the item after the last attempt of its task, so that its uploader is not left waiting.

    The upload is kept for an operator who tries again (`prepare` then starts anew), until `delete_orphans` deletes it.
    """
    with in_danish():
        reason = gettext("Something went wrong on our side while the file was prepared. Choose it once more.")
        _mark_refused(key, reason)


def _prepare(key: UUID, received: LockedUpload) -> None:
    unfinished = MediaItem.objects.filter(key=key).exclude(state=MediaState.READY)
    unfinished.update(state=MediaState.PROCESSING, refusal="")
    item = unfinished.first()
    if item is None:  # deleted, or finished by a process whose end was not recorded
        received_files().remove(key)
        return
    if item.is_withdrawn:
        _refuse(key, gettext("It was withdrawn before it was ready. Choose it again if it is needed."))
        return
    try:
        with received.fetched() as source:
            virus_scan.require_clean(source)
            with quarantine.quarantine_folder() as folder:
                made = _make(item, source, folder)
                received.require_lock()
                store_files(item, made)
    except StoreUnavailable:
        raise
    except UploadRefused as refusal:
        _refuse(key, refusal.message)
    else:
        received_files().remove(key)


def _make(item: MediaItem, source: Path, folder: Path) -> IngestResult:
    report = partial(_store_percent, item.key)
    return item.spec.make(source=source, name=item.source_name, folder=folder, report=report)


def _store_percent(key: UUID, percent: int) -> None:
    """For those who wait for what takes long. A database that is busy just now hears it the
    next time; the work goes on."""
    try:
        MediaItem.objects.filter(key=key, state=MediaState.PROCESSING).update(percent=percent)
    except DatabaseError:
        logger.info("how far a file is could not be noted")


def _refuse(key: UUID, reason: str) -> None:
    _mark_refused(key, reason)
    received_files().remove(key)


def _mark_refused(key: UUID, reason: str) -> None:
    with transaction.atomic():
        under_way = MediaItem.objects.filter(key=key, state__in=MediaState.under_way())
        if under_way.update(state=MediaState.REFUSED, refusal=reason[:300]):
            item = MediaItem.objects.get(key=key)
            audit.record("media.refused", item, by=None, evidence=item.evidence_id)
            logger.info("refused: %s", item)
