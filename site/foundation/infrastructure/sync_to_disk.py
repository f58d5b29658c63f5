"""Wait until a file or folder is on disk."""

import os
from pathlib import Path


def sync_to_disk(path: str | Path) -> None:
    """Call fsync on the file or folder, so that it survives a power failure. A new file needs its folder synced too.

    Raises OSError.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
