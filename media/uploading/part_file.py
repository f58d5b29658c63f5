"""The bytes of an unfinished upload, in a file that only one request at a time may write.

The files are stored beside the quarantine, not in it, because old files in the quarantine are deleted.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from foundation.errors import Refusal


class Busy(Refusal):
    """Another request is writing to this upload."""

    def __init__(self) -> None:
        super().__init__(gettext("This file is already being sent from another window."))


class Gone(Refusal):
    """The upload was finished or deleted."""

    def __init__(self) -> None:
        super().__init__(gettext("This upload has ended. Choose the file again."))


def folder() -> Path:
    return Path(settings.QUARANTINE_DIR).with_name("uploading")


def path_of(key: UUID) -> Path:
    return folder() / str(key)


def make(key: UUID) -> None:
    """Create an empty file that only the server's own user may read."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path_of(key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


@contextmanager
def locked_part_file(key: UUID) -> Iterator[BinaryIO]:
    """Open the file for reading and writing, locked against all other processes until the block ends.

    The lock ends with the process, also a killed one. Raises Busy, Gone.
    """
    try:
        file = path_of(key).open("r+b", buffering=0)
    except FileNotFoundError as error:
        raise Gone from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        if not os.fstat(file.fileno()).st_nlink:  # removed between opening and locking
            raise Gone
        yield file


def remove(key: UUID) -> None:
    path_of(key).unlink(missing_ok=True)
