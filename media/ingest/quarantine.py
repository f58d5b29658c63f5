"""The room where an upload lies until it is clean: private, random, and emptied whatever happens."""

import logging
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from media.ingest.refusals import StoreUnavailable

logger = logging.getLogger("laeringsrum.media")

#: Longer than any ingest may take (a film of half an hour: media.ingest.making.ffmpeg.bounds); older rooms belong to a
#: process that died.
ABANDONED_AFTER = 4 * 60 * 60
PIECE = 1024 * 1024
#: The folder of uploads that wait for their task (media.ingest.received_files), however long that takes.
WAITING = "waiting"
UPLOAD = "upload"


@contextmanager
def quarantine_folder() -> Iterator[Path]:
    """A new empty folder that only the server's own user may enter; gone afterwards, also after an error.

    Raises StoreUnavailable when the disk is full or broken, also while the folder is used.
    """
    folder = Path(settings.QUARANTINE_DIR) / secrets.token_hex(16)
    try:
        with explain_storage_errors():
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            remove_abandoned()
            folder.mkdir(mode=0o700)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def explain_storage_errors() -> Iterator[None]:
    """A full or broken disk becomes StoreUnavailable."""
    try:
        yield
    except OSError as error:
        logger.exception("the quarantine can't be used")
        raise StoreUnavailable from error


def receive(upload: Any, folder: Path) -> Path:
    """Puts the bytes of `upload` into `folder` without reading them all into memory.

    `upload` is Django's UploadedFile, or anything with `name`, `size` and a `path` to a file of ours, which is moved
    (one that came in parts lies in the quarantine already). A file Django has written to disk is linked, not copied,
    where both lie on one disk.
    """
    target = folder / UPLOAD
    if getattr(upload, "path", None):
        shutil.move(upload.path, target)
        target.chmod(0o600)
        return target
    if hasattr(upload, "temporary_file_path"):
        try:
            os.link(upload.temporary_file_path(), target)
            return target
        except OSError:
            pass  # another disk: copy
    upload.seek(0)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for piece in upload.chunks(PIECE):
            out.write(piece)
    return target


def remove_abandoned(older_than: int = ABANDONED_AFTER) -> int:
    """Removes what processes that were killed left behind. Returns how many."""
    removed = 0
    limit = time.time() - older_than
    for entry in os.scandir(settings.QUARANTINE_DIR):
        if entry.name == WAITING or entry.name.startswith("."):  # the latter is the mark of media.shared_folders
            continue
        try:
            if entry.stat(follow_symlinks=False).st_mtime > limit:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)
            removed += 1
        except FileNotFoundError:
            continue  # somebody else was quicker
    return removed
