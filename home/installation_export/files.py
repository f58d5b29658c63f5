"""All files of the store, under the names that the tables know, and the list of them with their hashes."""

import json
from collections.abc import Iterator

from django.core.files.storage import default_storage

from foundation.text.data_package import Resource, ResourceField
from home.installation_export.left_out import FOLDERS
from home.installation_export.writer import FolderWriter
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from meetings.exports.package.zip_writer import blocks_of

FOLDER = "files"
LIST = "files.jsonl"
_COLUMNS = (
    ResourceField("path", "string", "Path below files/", "The last folder is the key of the media.MediaItem.", True),
    ResourceField("bytes", "integer", "Size", "", True),
    ResourceField("sha256", "string", "SHA-256", "", True),
)  # fmt: skip


def put_files(writer: FolderWriter) -> Resource:
    """Copy every file block by block. One that is deleted meanwhile is passed over."""
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for path in _paths(""):
            try:
                opened = default_storage.open(path, "rb")
            except FileNotFoundError:
                continue
            with opened as stored:
                sha256, size = writer.put(f"{FOLDER}/{path}", blocks_of(stored))
            count += 1
            yield (json.dumps({"path": path, "bytes": size, "sha256": sha256}, ensure_ascii=False) + "\n").encode()

    sha256, _size = writer.put(LIST, lines())
    return Resource("files", LIST, "All files", _COLUMNS, count, sha256, primary_key="path")


def missing_files(writer: FolderWriter) -> list[str]:
    """Return the files that a ready MediaItem names, and the export does not hold."""
    return [
        path
        for item in MediaItem.objects.filter(state="ready", kind__in=SPECS).order_by("pk").iterator(chunk_size=500)
        for path in item.stored_paths()
        if not (writer.folder / FOLDER / path).exists()
    ]


def _paths(folder: str) -> Iterator[str]:
    """All names of the store, in the order of the alphabet."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}".lstrip("/") for name in sorted(names))
    for name in sorted(folders):
        if folder or name not in FOLDERS:
            yield from _paths(f"{folder}/{name}".lstrip("/"))
