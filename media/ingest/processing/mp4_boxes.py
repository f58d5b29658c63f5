"""Read the structure of an MP4 or MOV file (ISO/IEC 14496-12): tracks, length, size, and whether it is complete.

Reads headers only, with seeks, so that a film of any size needs a few kilobytes of memory.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from media.ingest.processing.media_structure import DamagedMedia, Movie, Track

MAX_BOXES = 50_000
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl"}
#: A film that ends within one of these is truncated; anything else after its last box is not part of it.
MANDATORY_BOXES = {b"ftyp", b"moov", b"mdat", b"moof"}
IN_THIS_FILE = 1  # flag of a data reference


def read_mp4(path: Path, *, trailing: bool = False) -> Movie:
    """Return the structure of the file. Raises DamagedMedia.

    With `trailing`, bytes after the last box are ignored: zeros, a tag, what a camera or a mail program appended. A
    second `moov` box is ignored, as players do.
    """
    movie = Movie()
    second = 0
    with path.open("rb") as file:
        end = file.seek(0, 2)
        try:
            for box in walk(file, 0, end, [MAX_BOXES], trailing=trailing):
                if box.kind == b"moov" and b"moov" in movie.box_types:
                    second = box.end
                movie.box_types.add(box.kind)
                if box.start > second:
                    note(movie, box, file)
        except (struct.error, ValueError) as error:
            raise DamagedMedia(str(error)) from error
    if not {b"moov", b"mdat"} <= movie.box_types:
        raise DamagedMedia("no description of the film, or no film")
    return movie


def blank_user_data(path: Path) -> None:
    """Overwrite the boxes for user data in place with free space. Raises DamagedMedia."""
    with path.open("r+b") as file:
        for box in list(walk(file, 0, file.seek(0, 2), [MAX_BOXES])):
            if box.kind == b"udta":
                file.seek(box.start - 4)
                file.write(b"free" + bytes(box.end - box.start))


@dataclass(frozen=True)
class Box:
    kind: bytes
    start: int  # of the payload
    end: int

    def payload(self, file: BinaryIO, maximum: int = 256) -> bytes:
        file.seek(self.start)
        return file.read(min(maximum, self.end - self.start))


def walk(file: BinaryIO, start: int, end: int, left: list[int], *, trailing: bool = False) -> Iterator[Box]:
    """Yield the boxes between `start` and `end`, and those inside container boxes.

    `left` holds the number of boxes still allowed. Raises DamagedMedia at an incomplete box; with `trailing` it ends
    there, unless a part of the film begins there.
    """
    at = start
    while at < end:
        left[0] -= 1
        if left[0] < 0:
            raise DamagedMedia("too many boxes")
        box = box_at(file, at, end)
        if box is None:
            if trailing and not begins_part(file, at):
                return
            raise DamagedMedia("ends too early")
        yield box
        if box.kind in CONTAINERS:
            yield from walk(file, box.start, box.end, left)
        at = box.end


def box_at(file: BinaryIO, at: int, end: int) -> Box | None:
    """Return the box that begins at `at` and ends before `end`, or None."""
    file.seek(at)
    header = file.read(16)
    if at + 8 > end or len(header) < 8:
        return None
    size, kind = struct.unpack(">I4s", header[:8])
    head = 8
    if size == 1:
        size, head = struct.unpack(">Q", header[8:16])[0], 16
    elif size == 0:
        size = end - at
    return Box(kind, at + head, at + size) if head <= size <= end - at else None


def begins_part(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    return file.read(8)[4:] in MANDATORY_BOXES


def note(movie: Movie, box: Box, file: BinaryIO) -> None:
    """Store what `box` says in `movie`."""
    if box.kind == b"trak":
        movie.tracks.append(Track())
    elif box.kind == b"mvhd":
        data = box.payload(file)
        scale, length = (
            struct.unpack_from(">IQ", data, 20) if data[:1] == b"\x01" else struct.unpack_from(">II", data, 12)
        )
        movie.seconds = length / scale if scale else 0.0
    elif movie.tracks:
        read_track(movie.tracks[-1], box, file)


def read_track(track: Track, box: Box, file: BinaryIO) -> None:
    if box.kind == b"tkhd":
        data = box.payload(file)
        matrix = struct.unpack(">9i", data[-44:-8])
        track.width, track.height = (side >> 16 for side in struct.unpack(">II", data[-8:]))
        track.is_on_its_side = matrix[0] == 0 and matrix[4] == 0
    elif box.kind == b"hdlr" and not track.kind:  # the first one; QuickTime has a second one for the data handler
        track.kind = box.payload(file)[8:12].decode("latin-1")
    elif box.kind == b"stsd":
        track.codec = box.payload(file)[12:16].decode("latin-1")
    elif box.kind == b"dref":
        track.is_elsewhere = points_elsewhere(box.payload(file, maximum=4096))


def points_elsewhere(references: bytes) -> bool:
    """Return whether a data reference names another file (ISO/IEC 14496-12, 8.7.2)."""
    at = 8
    while at + 12 <= len(references):
        size, _kind, flags = struct.unpack_from(">I4sI", references, at)
        if not flags & IN_THIS_FILE:
            return True
        at += max(size, 12)
    return False
