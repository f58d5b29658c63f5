"""Search for planted texts in every file made from an upload: as they are, in other encodings, and compressed."""

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from tests.media import films, papers, pictures

#: Texts and numbers about somebody. Format markers ("Exif", "udta") are searched for by the tests that concern them.
PLANTED = [
    pictures.CHILD,
    films.CHILD,
    papers.AUTHOR,
    papers.SECRET,
    films.PLACE.decode(),
    "HemmeligKamera",
    "hemmelig-xmp",
    "hemmelig-iptc",
    "hemmelig-thumbnail",
    "hemmelig",
]
MARKS = [*films.TRACES, *pictures.TRACES]


def spellings(word: str) -> set[bytes]:
    """Return `word` in the encodings and compressions in which formats store text; in base64 at all three offsets."""
    plain = word.encode()
    packed = {base64.b64encode(b"x" * shift + plain)[4 if shift else 0 : -4] for shift in range(3)}
    wide = {word.encode("utf-16-le"), word.encode("utf-16-be")}
    hexadecimal = {plain.hex().encode(), plain.hex().upper().encode()}
    return {plain, *wide, *hexadecimal, *(part for part in packed if len(part) > 7)}


def unpacked(content: bytes) -> Iterator[bytes]:
    """Return `content` and what is compressed inside it: streams of a PDF, members of a package, zlib chunks and
    boxes.
    """
    yield content
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            out = io.BytesIO()
            pdf.save(
                out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )  # fmt: skip
            yield out.getvalue()
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield package.comment
            for info in package.infolist():
                yield info.filename.encode() + info.comment + info.extra
                yield from unpacked(package.read(info))
    else:
        yield from inflated(content)


def inflated(content: bytes) -> Iterator[bytes]:
    """Return everything in `content` that zlib can unpack, wherever it begins."""
    at = content.find(b"\x78")
    while at >= 0:
        try:
            found = zlib.decompressobj().decompress(content[at:], 1_000_000)
        except zlib.error:
            found = b""
        if len(found) > 8:
            yield found
        at = content.find(b"\x78", at + 1)


def found_in(content: bytes) -> list[str]:
    """Return which of the planted words are in `content`, in any spelling."""
    parts = list(unpacked(content))
    return sorted({word for word in PLANTED if any(spelling in part for spelling in spellings(word) for part in parts)})


def marks_in(content: bytes) -> list[bytes]:
    return [mark for mark in MARKS if mark in content]


def files_under(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
