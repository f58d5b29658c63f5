"""Parse and read one byte range of a file (RFC 9110, section 14), so that players can seek in a film."""

import re
from dataclasses import dataclass
from typing import BinaryIO

SINGLE_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$", re.ASCII)


class NotSatisfiable(Exception):
    """The range begins after the end of the file: answer 416."""


@dataclass(frozen=True)
class ByteRange:
    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def content_range(self, size: int) -> str:
        return f"bytes {self.first}-{self.last}/{size}"


def parse(header: str, size: int) -> ByteRange | None:
    """Return the range that `header` asks for, or None when the whole file is to be sent.

    Several ranges at once, other units and malformed headers are ignored, as the standard allows. Raises
    NotSatisfiable.
    """
    match = SINGLE_RANGE.match(header.strip())
    if not match or match.group(0) == "bytes=-":
        return None
    start, end = match.groups()
    if not start:  # the last n bytes
        wanted = int(end)
        if wanted == 0 or size == 0:
            raise NotSatisfiable
        return ByteRange(max(0, size - wanted), size - 1)
    first = int(start)
    if end and int(end) < first:
        return None
    if first >= size:
        raise NotSatisfiable
    return ByteRange(first, min(int(end), size - 1) if end else size - 1)


class RangeReader:
    """File-like object that reads only the range `span` of an open file."""

    def __init__(self, file: BinaryIO, span: ByteRange) -> None:
        self.file = file
        self.left = span.length
        file.seek(span.first)

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.file.close()
