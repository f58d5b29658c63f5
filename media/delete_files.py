"""Files leave the store."""

import logging
from collections.abc import Iterable

from django.core.files.storage import default_storage

logger = logging.getLogger("laeringsrum.media")


def remove_files(paths: Iterable[str], folder: str) -> None:
    """Deletes the files and their folder. A store that does not answer is logged; the sweep tries again later."""
    for path in [*paths, folder]:
        try:
            default_storage.delete(path)
        except Exception:  # whoever asks is done already; their act must not fail on the store
            logger.exception("could not delete %s", path)
