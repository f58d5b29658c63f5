"""Move one file: put it into the store unless it is there already, and read it back."""

import hashlib
import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from media.moving.object_store import ObjectStore
from media.shared_folders import MARKER


class Outcome(Enum):
    THERE = "there already"
    MOVED = "moved"
    MISSING = "missing in the store"
    DIFFERENT = "different in the store"
    GONE = "deleted meanwhile"


def local_files(root: Path) -> Iterator[str]:
    """The names of all stored files, in order."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        for file in sorted(files):
            if file != MARKER:
                yield (Path(folder) / file).relative_to(root).as_posix()


def check_file(name: str, root: Path, store: ObjectStore) -> Outcome:
    """Compare only. THERE when size and hash are the same. Raises StoreError, OSError."""
    try:
        size, digest = _size_and_hash(root / name)
    except FileNotFoundError:
        return Outcome.GONE
    stored = store.size_of(name)
    if stored is None:
        return Outcome.MISSING
    return Outcome.THERE if stored == size and store.hash_of(name) == digest else Outcome.DIFFERENT


def move_file(name: str, root: Path, store: ObjectStore) -> Outcome:
    """MOVED or THERE when the store has the same bytes. Raises StoreError, OSError."""
    before = check_file(name, root, store)
    if before not in {Outcome.MISSING, Outcome.DIFFERENT}:
        return before
    try:
        store.put(name, root / name)
    except FileNotFoundError:
        return Outcome.GONE
    after = check_file(name, root, store)
    return Outcome.MOVED if after == Outcome.THERE else after


def _size_and_hash(path: Path) -> tuple[int, str]:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
        return opened.tell(), digest
