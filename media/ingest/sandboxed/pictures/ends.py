"""Repair a picture file whose last bytes are lost though every pixel is there, before it is decoded."""

import struct
import zlib

END_OF_JPEG = b"\xff\xd9"
#: Filler that would become visible, each differently, where coded pixels are missing. None of it is a marker.
NOISE = (b"\x5a\xc3\x17\x9e" * 1024, b"\x31\x8c\xe6\x48" * 1024)
WEBP_PICTURE = {b"VP8 ", b"VP8L"}
MAX_FILLED_BYTES = 1024 * 1024


def with_end(content: bytes, kind: str) -> list[bytes]:
    """Return versions of the file with an end appended; they decode to the same pixels if none was lost.

    Empty when nothing can be repaired.
    """
    if kind == "jpeg":
        return _jpeg(content)
    mended = {"webp": _webp, "png": _png}[kind](content) if kind in {"webp", "png"} else b""
    return [mended] if mended else []


def _jpeg(content: bytes) -> list[bytes]:
    """Trailing zeros are the rest of a file that was never filled, and a lone 0xFF begins a lost marker."""
    filled = content.rstrip(b"\x00")
    if filled.endswith(b"\xff") and len(filled) < len(content):
        filled += b"\x00"  # a coded 0xFF
    elif filled.endswith(b"\xff"):
        filled = filled.rstrip(b"\xff")
    return [filled + noise + END_OF_JPEG for noise in NOISE]


def _webp(content: bytes) -> bytes:
    """Pad a truncated chunk with zeros, unless it is the picture itself: EXIF holds the orientation."""
    kept, kinds, at = [], set(), 12
    while at + 8 <= len(content):
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        piece = content[at : at + 8 + size]
        if len(piece) < 8 + size:
            if kind in WEBP_PICTURE or size > MAX_FILLED_BYTES:
                break
            piece = piece.ljust(8 + size, b"\x00")
        kept.append(piece + b"\x00" * (size & 1))
        kinds.add(kind)
        at += 8 + size + (size & 1)
    if not kinds & WEBP_PICTURE:
        return b""
    body = b"".join(kept)
    return content[:4] + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _png(content: bytes) -> bytes:
    """Correct length and checksum of a truncated chunk; the decoder finds out whether pixels are missing."""
    at = 8
    while at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if at + 12 + size > len(content):
            data = content[at + 8 : at + 8 + size]
            chunk = kind + data
            ends = struct.pack(">I", len(data)) + chunk + struct.pack(">I", zlib.crc32(chunk))
            return content[:at] + ends + struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND"))
        at += 12 + size
    return b""
