"""The mark of a restore that has begun and not ended: until it ends, what was deleted since the backup is back.

It covers the machine on which the restore runs; others are stopped by hand (docs/operating.md).
"""

import os
from pathlib import Path

from django.conf import settings

from foundation.infrastructure.sync_to_disk import sync_to_disk


def path() -> Path:
    return Path(settings.DATA_DIR) / "restore.unfinished"


def begin() -> None:
    """Write the mark, and wait until it is on the disk. Raises OSError."""
    with path().open("wb") as file:
        os.fsync(file.fileno())
    sync_to_disk(path().parent)


def end() -> None:
    path().unlink()
    sync_to_disk(path().parent)


def problems() -> list[str]:
    """Check before the start (settings.START_CHECKS), and before a backup."""
    if not path().exists():
        return []
    return ["A restore was interrupted: what was deleted is back. Run: manage.py restore FOLDER --replace"]
