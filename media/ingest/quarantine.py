"""The folder in which an upload is kept until it is clean: private, with a random name, and always emptied."""

import logging
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from media.ingest.incoming_file import IncomingFile
from media.ingest.refusals import StoreUnavailable

logger = logging.getLogger("laeringsrum.media")

#: Longer than any ingest may take (a film of half an hour: media.ingest.processing.ffmpeg.limits_for); older folders
#: belong to a killed process.
ABANDONED_AFTER = 4 * 60 * 60
CHUNK_SIZE = 1024 * 1024
#: Folder of uploads that wait for their task (media.ingest.received_files), however long that takes.
WAITING_FOLDER = "waiting"
UPLOAD_FILE_NAME = "upload"


@contextmanager
def quarantine_folder() -> Iterator[Path]:
    """Create an empty folder that only the server's own user may enter; it is deleted afterwards, also after an error.

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
    """Turn the OSError of a full or broken disk into StoreUnavailable."""
    try:
        yield
    except OSError as error:
        logger.exception("the quarantine can't be used")
        raise StoreUnavailable from error


def receive(upload: IncomingFile, folder: Path) -> Path:
    """Put the bytes of `upload` into `folder` without reading them all into memory; return the path.

    `upload` is Django's UploadedFile, or any object with `name`, `size` and the `path` of a file of ours, which is
    moved (a completed resumable upload is in the quarantine already). A file that Django has written to disk is
    hard-linked, not copied, where both are on one disk.
    """
    target = folder / UPLOAD_FILE_NAME
    if path := getattr(upload, "path", None):
        shutil.move(path, target)
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
        for piece in upload.chunks(CHUNK_SIZE):
            out.write(piece)
    return target


def remove_abandoned(older_than: int = ABANDONED_AFTER) -> int:
    """Delete what killed processes left; return how many entries."""
    removed = 0
    limit = time.time() - older_than
    for entry in os.scandir(settings.QUARANTINE_DIR):
        if entry.name == WAITING_FOLDER or entry.name.startswith(
            "."
        ):  # the latter is the marker of media.shared_folders
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
            continue  # another process deleted it
    return removed
