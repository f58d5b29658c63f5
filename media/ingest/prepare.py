"""Prepare a received upload, or refuse it with a reason: the work of a task."""

import logging
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext

from foundation import audit
from media import shared_folders
from media.enums import MediaState
from media.ingest import quarantine, received_files, virus_scan
from media.ingest.intake_rules import INTAKE
from media.ingest.making.result import IngestResult
from media.ingest.refusals import StoreUnavailable, UploadRefused
from media.ingest.store_files import store_files
from media.media_item import MediaItem
from media.models import Film

logger = logging.getLogger("laeringsrum.media")


def prepare(*, kind: type[MediaItem], key: UUID) -> None:
    """Make the item READY with its files, or REFUSED with the reason, and delete the upload.

    Idempotent: a second call, or one that follows a killed one, changes nothing that is done. An item deleted or
    withdrawn meanwhile gets no files. Raises StoreUnavailable, ScannerUnavailable, AtWork and UploadMissing, after
    which the task is tried again; and NotPossibleHere, when this machine does not see the folders.
    """
    shared_folders.require()
    with translation.override(settings.LANGUAGE_CODE):
        try:
            with received_files.held(key):
                _prepare(kind, key)
        except received_files.UploadMissing:
            if kind.objects.filter(key=key, state__in=MediaState.under_way()).exists():
                raise


def give_up(*, kind: type[MediaItem], key: UUID) -> None:
    """Refuse the item after the last attempt of its task, so that its uploader is not left waiting.

    The upload is kept for an operator who tries again (`prepare` then starts anew), until `delete_orphans` deletes it.
    """
    with translation.override(settings.LANGUAGE_CODE):
        reason = gettext("Something went wrong on our side while the file was prepared. Choose it once more.")
        _say_no(kind, key, reason)


def _prepare(kind: type[MediaItem], key: UUID) -> None:
    unfinished = kind.objects.filter(key=key).exclude(state=MediaState.READY)
    unfinished.update(state=MediaState.PROCESSING, refusal="")
    item = unfinished.first()
    if item is None:  # deleted, or finished by a process whose end was not recorded
        received_files.remove(key)
        return
    if item.is_withdrawn:
        _refuse(kind, key, gettext("It was withdrawn before it was ready. Choose it again if it is needed."))
        return
    try:
        virus_scan.require_clean(received_files.path_of(key))
        with quarantine.quarantine_folder() as folder:
            made = _make(kind, item, folder)
            store_files(item, made)
    except StoreUnavailable:
        raise
    except UploadRefused as refusal:
        _refuse(kind, key, refusal.message)
    else:
        received_files.remove(key)


def _make(kind: type[MediaItem], item: MediaItem, folder: Path) -> IngestResult:
    intake = INTAKE[kind]
    source = received_files.path_of(item.key)
    if intake.make_telling is None:
        return intake.make(source=source, name=item.source_name, folder=folder)
    note = partial(_note_percent, item.key)
    return intake.make_telling(source=source, name=item.source_name, folder=folder, tell=note)


def _note_percent(key: UUID, percent: int) -> None:
    """Save the progress of a film, the one kind that takes long. When the database is busy, this report is skipped."""
    try:
        Film.objects.filter(key=key, state=MediaState.PROCESSING).update(percent=percent)
    except DatabaseError:
        logger.info("how far a file is could not be noted")


def _refuse(kind: type[MediaItem], key: UUID, reason: str) -> None:
    _say_no(kind, key, reason)
    received_files.remove(key)


def _say_no(kind: type[MediaItem], key: UUID, reason: str) -> None:
    with transaction.atomic():
        under_way = kind.objects.filter(key=key, state__in=MediaState.under_way())
        if under_way.update(state=MediaState.REFUSED, refusal=reason[:300]):
            item = kind.objects.get(key=key)
            audit.record("media.refused", item, by=None, page=item.page_id)
            logger.info("refused: %s", item)
