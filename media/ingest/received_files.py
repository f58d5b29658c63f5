"""The shelf in quarantine where received uploads wait for their task: one folder an item, named by its key.

It lies on the disk of the web server; the workers that make items ready see the same disk.
"""

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from foundation.task_queue.not_possible_here import NotPossibleHere
from media import shared_folders
from media.ingest import quarantine
from media.ingest.refusals import StoreUnavailable

logger = logging.getLogger("laeringsrum.media")

RECEIVED = quarantine.WAITING


class UploadMissing(Exception):
    """The upload is not where it should wait, although the folder is the right one."""


class AtWork(Exception):
    """Another process is working on this upload right now."""


def folder_of(key: UUID) -> Path:
    return Path(settings.QUARANTINE_DIR) / RECEIVED / str(key)


def path_of(key: UUID) -> Path:
    """Where the upload lies, if it is still there."""
    return folder_of(key) / quarantine.UPLOAD


def put(upload: Any, key: UUID) -> Path:
    """The bytes of `upload` are on the disk under `key` when this returns. Raises StoreUnavailable; nothing is left
    then."""
    folder = folder_of(key)
    try:
        shared_folders.require(["quarantine"])
    except NotPossibleHere as reason:
        logger.error("an upload is not taken: %s", reason)
        raise StoreUnavailable from reason
    try:
        with quarantine.explain_storage_errors():
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
            path = quarantine.receive(upload, folder)
            for target in (path, folder, folder.parent):
                on_the_disk(target)
    except BaseException:
        remove(key)
        raise
    return path


def on_the_disk(path: Path) -> None:
    """Whoever was told "received" may pull the plug."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def touched_at(key: UUID) -> datetime | None:
    """When the upload came, if it is still there."""
    try:
        return datetime.fromtimestamp(folder_of(key).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def remove(key: UUID) -> None:
    shutil.rmtree(folder_of(key), ignore_errors=True)


@contextmanager
def held(key: UUID) -> Iterator[None]:
    """Only one process at a time works on an upload, also when one was taken for dead and was not. The lock ends with
    the process that holds it, however it ends. Raises AtWork, Missing."""
    try:
        descriptor = os.open(folder_of(key), os.O_RDONLY)
    except FileNotFoundError:
        raise UploadMissing from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise AtWork from None
    try:
        yield
    finally:
        os.close(descriptor)
