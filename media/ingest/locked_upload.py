"""A received upload on which one process works."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class UploadMissing(Exception):
    """The upload is missing, although this is the right place."""


class UploadInUse(Exception):
    """Another process is working on this upload."""


class LockedUpload(Protocol):
    """An upload on which only we work."""

    def fetched(self) -> AbstractContextManager[Path]:
        """A file with its bytes, until the block ends. Raises StoreUnavailable, UploadMissing."""

    def require_lock(self) -> None:
        """Before anything is made public. Raises UploadInUse when another process has taken over."""
