"""The bucket that files are moved to: patient with a store that is busy, and in parts, however long a film is."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from botocore.config import Config
from django.conf import settings
from django.core.files import File

from foundation.backup.encryption import CHUNK
from foundation.backup.stored_stream import StreamContent, content_of
from foundation.infrastructure.object_store import NotInStore, with_retries
from media.s3_storage import PrivateS3Storage

T = TypeVar("T")


class ObjectStore:
    """Each method raises StoreError: at once when the store says no, otherwise after the last attempt."""

    def __init__(self) -> None:
        patient = Config(
            connect_timeout=5, read_timeout=60, retries={"total_max_attempts": 1}, signature_version="s3v4",
            response_checksum_validation="when_required",  # we hash what arrives ourselves
            s3={"addressing_style": "auto"},
        )  # fmt: skip
        options = settings.STORAGES["default"]["OPTIONS"]
        self.storage = PrivateS3Storage(**{**options, "client_config": patient, "file_overwrite": True})

    def require_bucket(self) -> None:
        """Raise StoreError unless the bucket answers."""
        if _or_none(lambda: self.storage.connection.meta.client.head_bucket(Bucket=self.storage.bucket_name)) is None:
            raise NotInStore(f"There is no bucket {self.storage.bucket_name}.")

    def size_of(self, name: str) -> int | None:
        """None when there is no such file."""
        return _or_none(lambda: int(self.storage.bucket.Object(name).content_length))

    def content_of(self, name: str) -> StreamContent | None:
        """What the store sends; None when there is no such file."""
        return _or_none(lambda: content_of(self.storage.bucket.Object(name).get()["Body"].iter_chunks(CHUNK)))

    def put(self, name: str, path: Path) -> None:
        """Store the file as the application stores files, with the content type of its name. Raises OSError too."""

        def write() -> None:
            with path.open("rb") as opened:
                self.storage.save(name, File(opened, name))

        with_retries(write)


def _or_none(act: Callable[[], T]) -> T | None:
    try:
        return with_retries(act)
    except NotInStore:
        return None
