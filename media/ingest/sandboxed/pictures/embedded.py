"""Remove the metadata of pictures inside documents without decoding them: pixels stay bit for bit."""

import struct
from collections.abc import Iterator

#: JPEG segments that are metadata: APP1–APP13, APP15 and comments. APP0 (JFIF) and APP14 (colour) are needed.
JPEG_METADATA = {*range(0xE1, 0xEE), 0xEF, 0xFE}
PNG_PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
JP2_METADATA = {b"xml ", b"uuid", b"uinf"}


class UnreadablePicture(Exception):
    """The structure of the picture is invalid."""


def clean_picture(content: bytes, *, keep_orientation: bool = False) -> bytes:
    """Return the picture without metadata; formats without relevant metadata are returned unchanged.

    Raises UnreadablePicture.
    """
    if content.startswith(b"\xff\xd8"):
        return clean_jpeg(content, keep_orientation)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return clean_png(content)
    if content[4:8] == b"jP  ":
        return clean_jp2(content)
    if content.startswith(b"GIF8"):
        return clean_gif(content)
    return content


def clean_jpeg(content: bytes, keep_orientation: bool) -> bytes:
    kept = [b"\xff\xd8"]
    turned = 1
    at = 2
    for marker, piece in header_segments(content):
        at += len(piece)
        if marker == 0xE0 and piece[4:8] == b"JFIF":
            kept.append(b"\xff\xe0\x00\x10" + piece[4:16] + b"\x00\x00")  # without its thumbnail
        elif marker == 0xE1 and piece[4:10] == b"Exif\x00\x00":
            turned = orientation(piece[10:])
        elif marker not in JPEG_METADATA and marker != 0xE0:
            kept.append(piece)
    if keep_orientation and turned != 1:
        kept.insert(1, only_orientation(turned))
    return b"".join(kept) + first_image(content, at)


def header_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and whole segment, up to and including the start of the coded part."""
    at = 2
    marker = 0
    while marker != 0xDA:
        if content[at : at + 1] != b"\xff" or at + 4 > len(content):
            raise UnreadablePicture("JPEG")
        marker = content[at + 1]
        end = at + 1 if marker == 0xFF else at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        yield 0xE0 if marker == 0xFF else marker, content[at:end]  # a fill byte is skipped
        at = end


def first_image(content: bytes, at: int) -> bytes:
    """Return the coded part up to the first end marker; what follows is another picture or appended data.

    Between the scans of a progressive picture there are tables; metadata is not expected there, and is removed as well.
    """
    out = []
    while True:
        mark = content.find(b"\xff", at)
        if mark < 0 or mark + 2 > len(content):
            raise UnreadablePicture("JPEG")
        kind = content[mark + 1]
        if kind == 0 or 0xD0 <= kind <= 0xD7 or kind == 0xFF:
            step = mark + (1 if kind == 0xFF else 2)
            out.append(content[at:step])
            at = step
        elif kind == 0xD9:
            out.append(content[at : mark + 2])
            return b"".join(out)
        else:
            length = int.from_bytes(content[mark + 2 : mark + 4], "big")
            stop = mark + 2 + length
            out.append(content[at : mark if kind in JPEG_METADATA else stop])
            at = stop


def orientation(tiff: bytes) -> int:
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        first = struct.unpack_from(order + "I", tiff, 4)[0]
        for entry in range(struct.unpack_from(order + "H", tiff, first)[0]):
            tag, _type, _count, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + entry * 12)
            if tag == 0x0112 and 1 <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return 1


def only_orientation(value: int) -> bytes:
    """Return an EXIF segment with the orientation and nothing else."""
    tiff = b"II*\x00" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, value, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\x00\x00" + tiff


def clean_png(content: bytes) -> bytes:
    kept = [content[:8]]
    at = 8
    while at + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        piece = content[at : at + 12 + length]
        if len(piece) != 12 + length:
            break
        if kind in PNG_PARTS:
            kept.append(piece)
        if kind == b"IEND":
            return b"".join(kept)
        at += 12 + length
    raise UnreadablePicture("PNG")


def clean_jp2(content: bytes) -> bytes:
    kept = []
    at = 0
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8].ljust(8, b"\x00"))
        if size == 0:
            size = len(content) - at
        if size < 8 or at + size > len(content):
            raise UnreadablePicture("JPEG 2000")
        if kind not in JP2_METADATA:
            kept.append(content[at : at + size])
        at += size
    return b"".join(kept)


def clean_gif(content: bytes) -> bytes:
    """Remove comments and application data (XMP); timing and pictures stay."""

    def table(packed: int) -> int:
        return 3 * (2 << (packed & 7)) if packed & 0x80 else 0

    def after_blocks(start: int) -> int:
        while content[start]:
            start += content[start] + 1
        return start + 1

    try:
        at = 13 + table(content[10])
        kept = [content[:at]]
        while True:
            kind = content[at]
            if kind == 0x3B:
                return b"".join([*kept, b";"])
            if kind == 0x21:
                end = after_blocks(at + 2)
                is_loop = content[at + 1] == 0xFF and content[at + 3 : at + 14] == b"NETSCAPE2.0"
                keep = content[at + 1] == 0xF9 or is_loop
            elif kind == 0x2C:
                end = after_blocks(at + 10 + table(content[at + 9]) + 1)
                keep = True
            else:
                raise UnreadablePicture("GIF")
            if keep:
                kept.append(content[at:end])
            at = end
    except IndexError:
        raise UnreadablePicture("GIF") from None
