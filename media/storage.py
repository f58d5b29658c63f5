"""Local file storage: outside the source tree, readable by the server's own user only, without URLs.

The S3 counterpart is a module of its own, `media.s3_storage`, because its client is slow to import and most
installations do not need it.
"""

import os
from pathlib import Path
from typing import Any, NoReturn

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from foundation.infrastructure.sync_to_disk import sync_to_disk

NO_ADDRESS = (
    "Private files have no address of their own; they are reached through media.serving, which asks who is looking."
)


@deconstructible(path="media.storage.PrivateFileStorage")
class PrivateFileStorage(FileSystemStorage):
    """Local files with mode 0600 in folders with mode 0700, and no `url()`."""

    def __init__(self, location: str | Path | None = None, **options: Any) -> None:
        options["base_url"] = None
        options["file_permissions_mode"] = 0o600
        options["directory_permissions_mode"] = 0o700
        super().__init__(location=location, **options)

    def url(self, name: str | None) -> NoReturn:
        raise NotImplementedError(NO_ADDRESS)

    def _save(self, name: str, content: File) -> str:
        """Write the file and wait until it is on disk, as the row that names it is written afterwards."""
        saved: str = super()._save(name, content)  # type: ignore[misc]  # unknown to the stubs
        path = self.path(saved)
        for target in (path, os.path.dirname(path)):
            sync_to_disk(target)
        return saved
