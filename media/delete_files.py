"""Delete files from storage."""

import logging
from collections.abc import Iterable

from django.core.files.storage import default_storage

logger = logging.getLogger("laeringsrum.media")


def remove_files(paths: Iterable[str], folder: str) -> None:
    """Delete the files and their folder. A storage that does not answer is logged; `sweep_media` tries again later."""
    for path in [*paths, folder]:
        try:
            default_storage.delete(path)
        except Exception:  # the caller has committed already and must not fail because of the storage
            logger.exception("could not delete %s", path)
