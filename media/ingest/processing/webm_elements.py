"""Read the structure of a WebM file (RFC 8794 and RFC 9559): tracks, length, size.

Reads headers only, up to the first cluster, so that a film of any size needs a few kilobytes of memory.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from media.ingest.processing.media_structure import DamagedMedia, Movie, Track

MAX_ELEMENTS = 10_000
MAX_VALUE_BYTES = 256  # bytes read of one element; codec names and numbers are shorter
HEADER, SEGMENT, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
INFO, TIME_SCALE, DURATION = 0x1549A966, 0x2AD7B1, 0x4489
TRACKS, ENTRY, TRACK_TYPE, CODEC = 0x1654AE6B, 0xAE, 0x83, 0x86
VIDEO, WIDTH, HEIGHT = 0xE0, 0xB0, 0xBA
ELEMENTS_WITH_CHILDREN = {SEGMENT, INFO, TRACKS, ENTRY, VIDEO}
TRACK_KINDS = {1: "vide", 2: "soun"}


def read_webm(path: Path) -> Movie:
    """Return the structure of the file. Raises DamagedMedia."""
    movie = Movie()
    scale, length = 1_000_000, 0.0
    with path.open("rb") as file:
        end = file.seek(0, 2)
        for element, value in walk(file, 0, end, [MAX_ELEMENTS]):
            if element == CLUSTER:
                break
            if element == TIME_SCALE:
                scale = element_number(value)
            elif element == DURATION:
                length = decimal(value)
            elif element == ENTRY:
                movie.tracks.append(Track())
            elif movie.tracks:
                read_track(movie.tracks[-1], element, value)
    if not movie.tracks:
        raise DamagedMedia("no description of the film")
    movie.seconds = max(0.0, length * scale / 1e9)
    return movie


def walk(file: BinaryIO, start: int, end: int, left: list[int]) -> Iterator[tuple[int, bytes]]:
    """Yield identifier and first bytes of each element, and of those inside container elements.

    `left` holds the number of elements still allowed. Raises DamagedMedia.
    """
    at = start
    while at < end:
        left[0] -= 1
        if left[0] < 0:
            raise DamagedMedia("too many elements")
        file.seek(at)
        header = file.read(12)
        element, head = variable(header, keep_mark=True)
        size, width = variable(header[head:], keep_mark=False)
        body = at + head + width
        is_open = size == (1 << 7 * width) - 1  # unknown size, as in a live recording
        stop = end if is_open else body + size
        if element == CLUSTER:
            yield element, b""
            return
        if stop > end:
            raise DamagedMedia("ends too early")
        if element in ELEMENTS_WITH_CHILDREN:
            yield element, b""
            yield from walk(file, body, stop, left)
        else:
            file.seek(body)
            yield element, file.read(min(stop - body, MAX_VALUE_BYTES))
        at = stop


def variable(data: bytes, *, keep_mark: bool) -> tuple[int, int]:
    """Return a number of variable length and the number of bytes it takes. Raises DamagedMedia."""
    if not data or not data[0]:
        raise DamagedMedia("no number")
    width = 9 - data[0].bit_length()
    if len(data) < width:
        raise DamagedMedia("ends within a number")
    value = int.from_bytes(data[:width], "big")
    return (value if keep_mark else value & ((1 << 7 * width) - 1)), width


def read_track(track: Track, element: int, value: bytes) -> None:
    if element == TRACK_TYPE:
        track.kind = TRACK_KINDS.get(element_number(value), "other")
    elif element == CODEC:
        track.codec = value.rstrip(b"\x00").decode("latin-1")
    elif element == WIDTH:
        track.width = element_number(value)
    elif element == HEIGHT:
        track.height = element_number(value)


def element_number(value: bytes) -> int:
    return int.from_bytes(value[:8], "big")


def decimal(value: bytes) -> float:
    """Return a float of four or eight bytes; 0.0 (unknown) for anything else, including NaN."""
    if len(value) not in (4, 8):
        return 0.0
    found: float = struct.unpack(">f" if len(value) == 4 else ">d", value)[0]
    return found if 0 <= found < 1e15 else 0.0
