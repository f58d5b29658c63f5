"""When a row goes, its files go: also when it goes because its page went."""

import logging
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from media.item import MediaItem
from media.models import Document, Film, Image

logger = logging.getLogger("laeringsrum.media")


def remove_files(paths: list[str], folder: str) -> None:
    """Deletes the files and their folder. A store that does not answer is logged; the sweep tries again later."""
    for path in [*paths, folder]:
        try:
            default_storage.delete(path)
        except Exception:  # the row is gone already; the person's act must not fail on the store
            logger.exception("could not delete %s", path)


@receiver(post_delete, sender=Image)
@receiver(post_delete, sender=Film)
@receiver(post_delete, sender=Document)
def delete_files_with_the_row(sender: Any, instance: MediaItem, **kwargs: Any) -> None:
    paths, folder = instance.stored_paths(), f"{instance.folder}/{instance.key}"
    transaction.on_commit(partial(remove_files, paths, folder), robust=True)
