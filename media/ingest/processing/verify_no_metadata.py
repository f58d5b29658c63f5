"""Verify that a file written by a decoder holds nothing but the picture.

The decoder writes no metadata; this independent check makes uploads fail if a new version of a library writes some
again, instead of publishing where children live.
"""

import re
from pathlib import Path

#: In the entropy-coded part of a JPEG 0xFF is followed by 0 or a restart marker; anything else is the next marker.
NEXT_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
#: SOF0–2, DHT, DQT, DRI, SOS: what the picture needs. APP0 is checked closer; all other APPn and COM are metadata.
JPEG_PARTS = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA}
JFIF_LENGTH = 16  # the header without a thumbnail
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
WEBP_METADATA_FLAGS = 0b00101100  # ICC, EXIF, XMP


class MetadataFound(Exception):
    """The file holds something besides the picture."""


def verify_no_metadata(path: Path) -> None:
    """Raise MetadataFound when the JPEG or WebP at `path` holds metadata, or bytes after its end."""
    content = path.read_bytes()
    if path.suffix == ".jpg":
        check_jpeg(content)
    elif path.suffix == ".webp":
        check_webp(content)
    else:
        raise MetadataFound(path.suffix)


def check_jpeg(content: bytes) -> None:
    if content[:2] != b"\xff\xd8":
        raise MetadataFound("no JPEG")
    at = 2
    while True:
        if content[at : at + 1] != b"\xff":
            raise MetadataFound("stray bytes")
        marker = content[at + 1]
        if marker == 0xD9:
            if len(content) != at + 2:
                raise MetadataFound("bytes after the end")
            return
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        is_jfif = marker == 0xE0 and length == JFIF_LENGTH and content[at + 4 : at + 9] == b"JFIF\x00"
        if (marker not in JPEG_PARTS and not is_jfif) or length < 2:
            raise MetadataFound(f"marker {marker:02x}")
        at += 2 + length
        if marker == 0xDA:
            following = NEXT_MARKER.search(content, at)
            if following is None:
                raise MetadataFound("no end")
            at = following.end() - 2


def check_webp(content: bytes) -> None:
    size = int.from_bytes(content[4:8], "little")
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) != size + 8:
        raise MetadataFound("no WebP, or bytes after the end")
    at = 12
    while at < len(content):
        part, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if part not in WEBP_PARTS or (part == b"VP8X" and content[at + 8] & WEBP_METADATA_FLAGS):
            raise MetadataFound(part.decode("latin-1"))
        at += 8 + length + (length & 1)
