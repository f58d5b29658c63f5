"""Detect whether a HEIC picture has its own orientation: the properties `irot` and `imir` of its primary item.

ISO/IEC 23008-12, 6.5.10 and 6.5.12. Where it has one, the decoder applies it, and the EXIF orientation is ignored.
"""

import struct
from collections.abc import Iterator

ORIENTATION_BOXES = {b"irot", b"imir"}
MAX_BOXES = 10_000
#: Bytes of a full box header (version and flags) before the boxes inside.
CONTAINERS = {b"meta": 4, b"iprp": 0, b"ipco": 0}


def has_own_orientation(content: bytes) -> bool:
    """Return whether the picture has such a property; False for what can't be read, which the decoder then handles."""
    try:
        boxes = list(walk(content, 0, len(content)))
        primary = _primary(next(payload for kind, payload in boxes if kind == b"pitm"))
        properties = _properties(content)
        used = [number for kind, payload in boxes if kind == b"ipma" for number in _associated(payload, primary)]
        return any(0 < number <= len(properties) and properties[number - 1] in ORIENTATION_BOXES for number in used)
    except (struct.error, StopIteration, IndexError, ValueError):
        return False


def walk(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and payload of each box, and of those inside the containers."""
    for _number in range(MAX_BOXES):
        if at + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", content, at + 8)[0], 16
        size = size or end - at
        if size < head or at + size > end:
            return
        if kind in CONTAINERS:
            yield kind, b""
            yield from walk(content, at + head + CONTAINERS[kind], at + size)
        elif kind != b"mdat":
            yield kind, content[at + head : at + size]
        at += size


def _primary(pitm: bytes) -> int:
    number: int = struct.unpack_from(">I" if pitm[0] else ">H", pitm, 4)[0]
    return number


def _properties(content: bytes) -> list[bytes]:
    """Return the kinds of the properties in `ipco` in order; the associations count them from 1."""
    kinds = [kind for kind, _payload in walk(content, 0, len(content))]
    if b"ipco" not in kinds:
        return []
    inside = kinds[kinds.index(b"ipco") + 1 :]
    return inside[: inside.index(b"ipma")] if b"ipma" in inside else inside


def _associated(ipma: bytes, item_id: int) -> list[int]:
    """Return the numbers of the properties of the item `item_id`."""
    version, is_wide = ipma[0], ipma[3] & 1
    at = 8
    for _entry in range(struct.unpack_from(">I", ipma, 4)[0]):
        item = struct.unpack_from(">I" if version else ">H", ipma, at)[0]
        at += 4 if version else 2
        count, step = ipma[at], 2 if is_wide else 1
        numbers = [int.from_bytes(ipma[at + 1 + step * n : at + 1 + step * (n + 1)], "big") for n in range(count)]
        at += 1 + step * count
        if item == item_id:
            return [number & (0x7FFF if is_wide else 0x7F) for number in numbers]
    return []
