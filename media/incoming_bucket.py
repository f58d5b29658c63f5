"""What is on its way in and not clean yet, in the bucket: under a prefix that nothing is served from.

Names are given and returned without the prefix (settings.S3_INCOMING). Memory is bounded by PART_BYTES, however large a
file.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from botocore.config import Config
from django.conf import settings

from foundation.infrastructure.object_store import NotInStore, StoreError, with_retries
from foundation.text.json_object import JsonObject
from media.ingest.refusals import StoreUnavailable
from media.s3_storage import PrivateS3Storage

logger = logging.getLogger("laeringsrum.media")
T = TypeVar("T")

#: The least that S3 takes as a part of a multipart upload, except the last; it takes 10,000 parts.
PART_BYTES = 5 * 1024 * 1024
#: A phone sends again what was not acknowledged, and a task is tried again: no thread waits long for the store.
WAITS = (1,)
#: Our lifecycle rule in the bucket; those of others stay.
RULE_ID = "laeringsrum-incoming"


class IncomingBucket:
    """Each method raises StoreUnavailable, and NotInStore (foundation) for what is not there."""

    def __init__(self) -> None:
        # Without checksums of parts, which some stores refuse unless the whole upload was begun with them; instead the
        # SHA-256 of each request is signed.
        config = Config(
            connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 1}, signature_version="s3v4",
            request_checksum_calculation="when_required", response_checksum_validation="when_required",
            s3={"addressing_style": "auto", "payload_signing_enabled": True},
        )  # fmt: skip
        storage = PrivateS3Storage(**{**settings.STORAGES["default"]["OPTIONS"], "client_config": config})
        self.client: Any = storage.connection.meta.client
        self.bucket = str(storage.bucket_name)

    def size_of(self, name: str) -> int | None:
        """None when it is not there."""
        try:
            return int(self._call(self.client.head_object, Key=self._key(name))["ContentLength"])
        except NotInStore:
            return None

    def read(self, name: str, start: int, count: int) -> bytes:
        """Bytes `start` to `start + count` of it, or up to its end."""
        key, span = self._key(name), f"bytes={start}-{start + count - 1}"
        content: bytes = _with_retries(
            lambda: self.client.get_object(Bucket=self.bucket, Key=key, Range=span)["Body"].read()
        )
        return content

    def fetch(self, name: str, path: Path) -> None:
        """Write it to a new file that is for us alone. Raises OSError too."""
        size = self.size_of(name)
        if size is None:
            raise NotInStore(name)
        with path.open("xb") as file:
            path.chmod(0o600)
            for start in range(0, size, PART_BYTES):
                file.write(self.read(name, start, PART_BYTES))

    def put(self, name: str, content: bytes) -> None:
        self._call(self.client.put_object, Key=self._key(name), Body=content)

    def put_chunks(self, name: str, chunks: Iterable[bytes]) -> None:
        """Store them as one object; all but the last have PART_BYTES or more, unless there is only one. Nothing of it
        is there after an error."""
        left = iter(chunks)
        first, second = next(left, b""), next(left, None)
        if second is None:
            self.put(name, first)
            return
        upload_id = self.begin_parts(name)
        try:
            for number, content in enumerate(chain((first, second), left), start=1):
                self.put_part(name, upload_id, number, content)
            with suppress(NotInStore):  # an answer was lost, and the second attempt finds it done
                self.complete(name, upload_id)
            if self.size_of(name) is None:
                raise StoreUnavailable
        except BaseException:
            self.abort(name, upload_id)
            raise

    def delete(self, *names: str) -> None:
        for name in names:
            self._call(self.client.delete_object, Key=self._key(name))

    def names(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Name of each object that begins with `prefix`, and when it was stored."""
        for one in self._listed("list_objects_v2", "Contents", Prefix=self._key(prefix)):
            yield self._name(one["Key"]), one["LastModified"]

    def begin_parts(self, name: str) -> str:
        """Begin a multipart upload, of which nothing is to be seen until it is completed; return its id."""
        return str(self._call(self.client.create_multipart_upload, Key=self._key(name))["UploadId"])

    def put_part(self, name: str, upload_id: str, number: int, content: bytes) -> None:
        """The same part again replaces it."""
        self._call(
            self.client.upload_part, Key=self._key(name), UploadId=upload_id, PartNumber=number, Body=content
        )  # fmt: skip

    def parts(self, name: str, upload_id: str) -> list[dict[str, object]]:
        """The parts that the store has, by number."""
        return self._listed("list_parts", "Parts", Key=self._key(name), UploadId=upload_id)

    def complete(self, name: str, upload_id: str) -> None:
        """Make the object of all parts. Raises NotInStore also when that was done before: look at its size."""
        parts = [{"PartNumber": one["PartNumber"], "ETag": one["ETag"]} for one in self.parts(name, upload_id)]
        self._call(
            self.client.complete_multipart_upload, Key=self._key(name), UploadId=upload_id,
            MultipartUpload={"Parts": parts},
        )  # fmt: skip

    def abort(self, name: str, upload_id: str) -> None:
        """Delete the parts. One that is not there, or that can't be reached, is left to the lifecycle rule."""
        try:
            self._call(self.client.abort_multipart_upload, Key=self._key(name), UploadId=upload_id)
        except (StoreUnavailable, NotInStore):
            logger.info("a multipart upload could not be aborted")

    def unfinished(self) -> Iterator[tuple[str, str, datetime]]:
        """Name, id and beginning of each multipart upload that was not completed."""
        for one in self._listed("list_multipart_uploads", "Uploads", Prefix=settings.S3_INCOMING):
            yield self._name(one["Key"]), one["UploadId"], one["Initiated"]

    def set_lifecycle(self, *, abort_days: int, keep_days: int) -> None:
        """Have the store itself delete what we did not, beside the rules that the bucket has."""
        try:
            rules = self._call(self.client.get_bucket_lifecycle_configuration).get("Rules", [])
        except NotInStore:  # it has none yet
            rules = []
        others = [rule for rule in rules if rule.get("ID") != RULE_ID]
        ours: dict[str, object] = {
            "ID": RULE_ID, "Status": "Enabled", "Filter": {"Prefix": settings.S3_INCOMING},
            "Expiration": {"Days": keep_days}, "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": abort_days},
        }  # fmt: skip
        self._call(self.client.put_bucket_lifecycle_configuration, LifecycleConfiguration={"Rules": [*others, ours]})

    def _call(self, act: Callable[..., dict[str, object]], **kwargs: object) -> JsonObject:
        return _with_retries(lambda: act(Bucket=self.bucket, **kwargs))

    def _listed(self, operation: str, field: str, **kwargs: object) -> list[JsonObject]:
        pages = self.client.get_paginator(operation).paginate(Bucket=self.bucket, **kwargs)
        return _with_retries(lambda: [one for page in pages for one in page.get(field, [])])

    def _key(self, name: str) -> str:
        return settings.S3_INCOMING + name

    def _name(self, key: str) -> str:
        return key.removeprefix(settings.S3_INCOMING)


@cache
def incoming_bucket() -> IncomingBucket:
    """Return one client for all threads of a process: making one takes half a second."""
    return IncomingBucket()


def _with_retries(act: Callable[[], T]) -> T:
    try:
        return with_retries(act, WAITS)
    except NotInStore:
        raise
    except StoreError as error:
        logger.error("the bucket can't be used: %s", error)
        raise StoreUnavailable from error
