"""Write files into the folder of an export, readable by their owner alone, each with its SHA-256 in `sha256.txt`."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from django.core.management.base import CommandError

from meetings.exports.package.zip_writer import HASHES


class FolderWriter:
    """The folder must be empty or not there. Raises CommandError, and OSError where it can't be written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(self.folder.iterdir()):
            raise CommandError(f"{self.folder} is not empty. Name a folder that is empty or not there.")
        self.hashes = open(self.folder / HASHES, "x", encoding="utf-8", opener=_open_private)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hashes.close()

    def put(self, name: str, blocks: Iterable[bytes]) -> tuple[str, int]:
        """Write the blocks as they come. Return the SHA-256 and the number of bytes."""
        target = self.folder / name
        if not target.resolve().is_relative_to(self.folder.resolve()):
            raise CommandError(f"{name} leads out of the folder.")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with open(target, "xb", opener=_open_private) as out:
            for block in blocks:
                digest.update(block)
                size += len(block)
                out.write(block)
        self.hashes.write(f"{digest.hexdigest()}  {name}\n")
        return digest.hexdigest(), size


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
