"""The bucket that files are moved to: patient with a store that is busy, and in parts, however long a film is."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File

from media.s3_storage import PrivateS3Storage

T = TypeVar("T")
#: Seconds to wait before the second, third, … attempt, when the store is busy or does not answer.
WAITS = (1, 2, 4, 8, 16)
BLOCK = 1024 * 1024
NOT_THERE = {404}
BUSY = {408, 429}


class StoreRefused(Exception):
    """The store does not do it, or not any more; the message names its error code."""


class ObjectStore:
    """Each method raises StoreRefused: at once when the store says no, otherwise after the last attempt."""

    def __init__(self) -> None:
        patient = Config(
            connect_timeout=5, read_timeout=60, retries={"total_max_attempts": 1}, signature_version="s3v4",
            response_checksum_validation="when_required",  # we hash what arrives ourselves
            s3={"addressing_style": "auto"},
        )  # fmt: skip
        ours: Any = settings.STORAGES["default"]
        options: dict[str, Any] = ours["OPTIONS"]
        self.storage: Any = PrivateS3Storage(**{**options, "client_config": patient, "file_overwrite": True})

    def require_bucket(self) -> None:
        """Raise StoreRefused unless the bucket answers."""
        if _tried(lambda: self.storage.connection.meta.client.head_bucket(Bucket=self.storage.bucket_name)) is None:
            raise StoreRefused(f"There is no bucket {self.storage.bucket_name}.")

    def size_of(self, name: str) -> int | None:
        """None when there is no such file."""
        return _tried(lambda: int(self.storage.bucket.Object(name).content_length))

    def hash_of(self, name: str) -> str | None:
        """The SHA-256 of what the store sends; None when there is no such file."""

        def read() -> str:
            digest = hashlib.sha256()
            for block in self.storage.bucket.Object(name).get()["Body"].iter_chunks(BLOCK):
                digest.update(block)
            return digest.hexdigest()

        return _tried(read)

    def put(self, name: str, path: Path) -> None:
        """Store the file as the application stores files, with the content type of its name. Raises OSError too."""

        def write() -> None:
            with path.open("rb") as opened:
                self.storage.save(name, File(opened, name))

        _tried(write)


def _tried(act: Callable[[], T]) -> T | None:
    for wait in (*WAITS, None):
        try:
            return act()
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            if status in NOT_THERE:
                return None
            if wait is None or (status < 500 and status not in BUSY):
                raise StoreRefused(f"the store says {error.response['Error']['Code']} ({status})") from None
        except BotoCoreError as error:
            if wait is None:
                raise StoreRefused(f"the store does not answer ({type(error).__name__})") from None
        time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")
