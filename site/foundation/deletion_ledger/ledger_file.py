"""The ledger: a line of JSON for each act, one file for each machine in every folder, or in the bucket (`in_bucket`).

Each machine has a file of its own, because appending is only safe among processes of one machine.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from foundation.deletion_ledger import in_bucket
from foundation.text.json_object import JsonObject

ENDING = ".jsonl"
#: Lines that are no act: a backup or a restore begins. `object_id` is the id of the backup.
BACKUP, RESTORE = "backup", "restore"
#: How far the clocks of machines may be apart, and how long a transaction may take.
CLOCK_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True)
class LedgerLine:
    """One act. `object_id` is a primary key."""

    at: datetime
    act: str
    object_type: str
    object_id: str
    data: JsonObject = field(default_factory=dict)

    def as_json(self) -> str:
        plain = {"at": self.at.isoformat(), "act": self.act, "type": self.object_type, "id": self.object_id}
        return json.dumps({**plain, **({"data": self.data} if self.data else {})}, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "LedgerLine":
        """Raises ValueError for a line that was not written to its end."""
        try:
            plain = json.loads(text)
            return cls(datetime.fromisoformat(plain["at"]), plain["act"], plain["type"], plain["id"],
                       plain.get("data", {}))  # fmt: skip
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(text) from error


def folders() -> list[Path]:
    """Return those of the settings; without any, and without the bucket, one in the data directory."""
    named = [Path(folder) for folder in settings.DELETION_LEDGER if folder != in_bucket.NAME]
    return named if named or in_bucket.is_kept_here() else [_default_folder()]


def places() -> list[str]:
    """Return where it is, for operators."""
    return [*map(str, folders()), *([f"the bucket {settings.S3_BUCKET}"] if in_bucket.is_kept_here() else [])]


def is_beside_the_data() -> bool:
    """Return whether it would be lost together with the data directory."""
    return not in_bucket.is_kept_here() and all(folder.is_relative_to(settings.DATA_DIR) for folder in folders())


def append(lines: Iterable[LedgerLine]) -> None:
    """Write the lines to the file of this machine in every folder, and to the bucket, and wait until they are there.

    Raises OSError when one of the places does not take them; some may have them then.
    """
    text = "".join(f"{line.as_json()}\n" for line in lines).encode()
    for folder in folders():
        _append_to_file(folder, text)
    if in_bucket.is_kept_here():
        in_bucket.append(text)


def _append_to_file(folder: Path, text: bytes) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{os.uname().nodename}{ENDING}"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        # A process that was killed while it wrote may have left half a line.
        cut_off = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        _write_all(descriptor, b"\n" + text if cut_off else text)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def lines_since(act: str, object_id: str) -> list[LedgerLine] | None:
    """Return what was written after the line of `act` and `object_id`, by time and each once; None when there is no
    such line.

    Of the machine that wrote it, what follows it in the file: an act may be older than the moment at which it was
    committed. Of other machines, what is not older than CLOCK_TOLERANCE before it. Half lines are left out. Raises
    OSError.
    """
    files = [list(_lines_of(text)) for text in _texts()]
    mark = next((line for lines in files for line in lines if (line.act, line.object_id) == (act, object_id)), None)
    if mark is None:
        return None
    found: dict[str, LedgerLine] = {}
    for lines in files:
        recent = (line for line in lines if line.at > mark.at - CLOCK_TOLERANCE)
        later = lines[lines.index(mark) + 1 :] if mark in lines else recent
        found.update((line.as_json(), line) for line in later)
    return sorted(found.values(), key=lambda line: line.at)


def count_of(act: str) -> int:
    """Return how many lines there are of `act`, each counted once. Raises OSError."""
    return len({line.as_json() for text in _texts() for line in _lines_of(text) if line.act == act})


def _lines_of(file: str) -> Iterator[LedgerLine]:
    for text in file.splitlines():
        try:
            yield LedgerLine.read(text)
        except ValueError:
            continue


def _texts() -> Iterator[str]:
    """What each machine wrote, in each place. With the bucket also in the data directory, from before there was one."""
    before = [_default_folder()] if in_bucket.is_kept_here() else []
    for folder in dict.fromkeys([*folders(), *before]):
        if folder.is_dir():
            for path in sorted(folder.glob(f"*{ENDING}")):
                yield path.read_text(errors="replace")
    if in_bucket.is_kept_here():
        yield from in_bucket.texts()


def _default_folder() -> Path:
    return Path(settings.DATA_DIR) / "deletions"
