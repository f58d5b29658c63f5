"""The installation's files, in the data directory or in a bucket, as a backup needs them."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from foundation.backup.encryption import CHUNK

MISSING = {"NoSuchKey", "404", "NotFound"}


@dataclass(frozen=True)
class FileFacts:
    """`stamp` changes when the file is replaced: its time, or the tag that the bucket gives it."""

    name: str
    size: int
    stamp: str


class IsGone(Exception):
    """The file was deleted since it was listed."""


def all_files() -> Iterator[FileFacts]:
    """Every file, without the mark of the folder."""
    bucket = getattr(default_storage, "bucket", None)
    if bucket is not None:
        for found in bucket.objects.all():
            yield FileFacts(found.key, found.size, found.e_tag)
        return
    root = Path(settings.MEDIA_ROOT)
    for folder, _folders, names in os.walk(root):
        for name in sorted(names):
            path = Path(folder, name)
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            if not name.startswith("."):
                yield FileFacts(path.relative_to(root).as_posix(), status.st_size, str(status.st_mtime_ns))


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """The file as a stream. Raises IsGone."""
    bucket = getattr(default_storage, "bucket", None)
    if bucket is None:
        try:
            file: Any = (Path(settings.MEDIA_ROOT) / name).open("rb")
        except FileNotFoundError:
            raise IsGone(name) from None
    else:
        file = _body(bucket, name)
    try:
        yield file
    finally:
        file.close()


def _body(bucket: Any, name: str) -> Any:
    from botocore.exceptions import ClientError

    try:
        return bucket.Object(name).get()["Body"]
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in MISSING:
            raise IsGone(name) from None
        raise


def save(name: str, chunks: Iterable[bytes]) -> None:
    """Store the file under its name, after all of `chunks` was read without an error."""
    with tempfile.NamedTemporaryFile(dir=settings.DATA_DIR, prefix="restoring-", buffering=CHUNK) as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        file.seek(0)
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, File(file, name=name))
