"""Write a ZIP file whose entries are listed with their SHA-256. Whatever its size, it takes no more memory."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.stored_file import StoredFile
from meetings.exports.content.supporting import PlacedItem, SupportingEvidence

BLOCK = 1024 * 1024
HASHES = "sha256.txt"


class ZipWriter:
    """Puts files into the archive and notes the hash of each. All have the moment of the request as theirs."""

    def __init__(self, archive: zipfile.ZipFile, made_at: datetime) -> None:
        self.archive = archive
        self.moment = timezone.localtime(made_at).timetuple()[:6]
        self.hashes: dict[str, str] = {}

    def put(self, name: str, content: bytes) -> None:
        self.put_blocks(name, [content])

    def put_blocks(self, name: str, blocks: Iterable[bytes], compression: int = zipfile.ZIP_DEFLATED) -> None:
        entry = zipfile.ZipInfo(name, date_time=self.moment)
        entry.compress_type = compression
        digest = hashlib.sha256()
        with self.archive.open(entry, "w", force_zip64=True) as out:
            for block in blocks:
                digest.update(block)
                out.write(block)
        self.hashes[name] = digest.hexdigest()

    def put_item(self, item: MediaItem, name: str) -> str:
        """Put in the best that is stored of the file, under `name` with its ending. Return the whole name; empty when
        the store has lost the file."""
        file = _largest(item)
        if file is None or not (file.content is not None or default_storage.exists(file.path)):
            return ""
        whole = f"{name}.{file.extension}"
        with default_storage.open(file.path, "rb") as stored:
            self.put_blocks(whole, blocks_of(stored), zipfile.ZIP_STORED)  # pictures and films do not shrink
        return whole

    def put_placed(
        self, supporting: SupportingEvidence, folder: str, *, with_people: bool
    ) -> Iterator[tuple[PlacedItem, str, str]]:
        """Put the files of the contributions into `folder`. Yield each with its name, or with why it is left out."""
        for number, one in enumerate(supporting.placed(), start=1):
            if one.shows_people and not with_people:
                yield one, "", _("People can be recognised in it: their private matters are left out.")
            else:
                name = self.put_item(one.item, f"{folder}/{number:02}-{MediaKind(one.item.kind)}")
                yield one, name, "" if name else _("The file is missing.")

    def put_hashes(self) -> None:
        """The list of all files so far."""
        self.put(HASHES, "".join(f"{digest}  {name}\n" for name, digest in self.hashes.items()).encode())


def _largest(item: MediaItem) -> StoredFile | None:
    names = ("full", item.spec.main)
    return next((file for name in names if (file := item.stored_file(name)) is not None), None)


def blocks_of(opened: IO[bytes]) -> Iterator[bytes]:
    while block := opened.read(BLOCK):
        yield block
