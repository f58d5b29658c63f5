"""Move one file: put it into the store unless it is there already, and read it back."""

from enum import Enum
from pathlib import Path

from foundation.backup.encryption import chunks_of
from foundation.backup.stored_stream import content_of
from media.moving.object_store import ObjectStore


class MoveOutcome(Enum):
    PRESENT = "there already"
    MOVED = "moved"
    MISSING = "missing in the store"
    DIFFERENT = "different in the store"
    GONE = "deleted meanwhile"


def check_file(name: str, root: Path, store: ObjectStore) -> MoveOutcome:
    """Compare only. PRESENT when size and hash are the same. Raises StoreError, OSError."""
    try:
        with (root / name).open("rb") as file:
            ours = content_of(chunks_of(file))
    except FileNotFoundError:
        return MoveOutcome.GONE
    size = store.size_of(name)
    if size is None:
        return MoveOutcome.MISSING
    return MoveOutcome.PRESENT if size == ours.size and store.content_of(name) == ours else MoveOutcome.DIFFERENT


def move_file(name: str, root: Path, store: ObjectStore) -> MoveOutcome:
    """Move the file. Return MOVED or PRESENT when the store has the same bytes. Raises StoreError, OSError."""
    before = check_file(name, root, store)
    if before not in {MoveOutcome.MISSING, MoveOutcome.DIFFERENT}:
        return before
    try:
        store.put(name, root / name)
    except FileNotFoundError:
        return MoveOutcome.GONE
    after = check_file(name, root, store)
    return MoveOutcome.MOVED if after == MoveOutcome.PRESENT else after
