"""Read and change the stored body of an article."""

from foundation.stream_data import Stream, StreamData, raw_blocks
from media.kinds.enums import MediaKind

FILE_BLOCKS = frozenset({MediaKind.IMAGE.value, MediaKind.DOCUMENT.value})


def file_numbers(body: Stream) -> set[int]:
    """Return the primary keys of the files that the body shows."""
    return {block["value"]["item"] for block in _files(raw_blocks(body)) if block["value"].get("item")}


def without_file(body: Stream, pk: int) -> StreamData:
    return [
        block
        for block in raw_blocks(body)
        if not (block["type"] in FILE_BLOCKS and isinstance(block["value"], dict) and block["value"].get("item") == pk)
    ]


def _files(raw: StreamData) -> StreamData:
    return [block for block in raw if block["type"] in FILE_BLOCKS and isinstance(block["value"], dict)]
