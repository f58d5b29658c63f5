"""Puts what ingest has made on its shelf: first the files, then the row, and no files without a row."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from foundation import audit
from media.enums import MediaState
from media.ingest.refusal import StoreUnavailable
from media.item import MediaItem
from media.removal import remove_files

logger = logging.getLogger("laeringsrum.media")

Item = TypeVar("Item", bound=MediaItem)


def shelve(item: Item, files: Mapping[str, Path], *, by: Any) -> Item:
    """Stores `files` (file name -> where it lies now) under the key of `item`, then the row and its log entry.

    Raises StoreUnavailable. Whatever goes wrong, the files that were stored are removed again; when the process is
    killed in between, `manage.py sweep_media` finds them.
    """
    paths = {item.path(filename): source for filename, source in files.items()}
    try:
        store(paths)
        item.state = MediaState.READY
        with transaction.atomic():
            item.save(force_insert=True)
            audit.record("media.added", item, by=by, page=item.page_id)
    except BaseException:
        remove_files(list(paths), f"{item.folder}/{item.key}")
        raise
    return item


def store(paths: Mapping[str, Path]) -> None:
    for path, source in paths.items():
        try:
            with source.open("rb") as opened:
                saved = default_storage.save(path, File(opened))
        except Exception as error:  # each store has errors of its own
            logger.exception("could not store media")
            raise StoreUnavailable from error
        if saved != path:  # the key is random, so this is a fault of ours
            default_storage.delete(saved)
            raise FileExistsError(path)
