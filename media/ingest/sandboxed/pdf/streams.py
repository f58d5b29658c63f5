"""Measure how much the streams of a PDF unpack to, without keeping the result."""

import zlib

import pikepdf
from pikepdf import Array

#: Per stream; a page scanned in colour at 300 dpi unpacks to 26 MB.
MAX_BYTES = 100 * 1024 * 1024
#: Everything but pictures, in total.
MAX_TEXT_BYTES = 200 * 1024 * 1024
MAX_PIXELS = 200_000_000
MAX_FILTERS = 4
CHUNK_SIZE = 1024 * 1024
FLATE = {"/FlateDecode", "/Fl"}
LZW = {"/LZWDecode", "/LZW"}
RUN_LENGTH = {"/RunLengthDecode", "/RL"}
#: Text encodings, which are longer than what they encode.
TEXT_ENCODINGS = {"/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85", "/Crypt"}


class StreamTooLarge(Exception):
    """A stream, or all together, unpack to more than any normal document."""


class UnpackedSize:
    def __init__(self) -> None:
        self.text_bytes = 0

    def count(self, stream: pikepdf.Object) -> None:
        """Add a stream. Raises StreamTooLarge."""
        is_picture = str(stream.get("/Subtype")) == "/Image"
        if is_picture and pixel_count(stream) > MAX_PIXELS:
            raise StreamTooLarge
        size = unpacked_size(stream)
        if not is_picture:
            self.text_bytes += size
        if size > MAX_BYTES or self.text_bytes > MAX_TEXT_BYTES:
            raise StreamTooLarge


def pixel_count(picture: pikepdf.Object) -> int:
    try:
        return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))
    except (TypeError, ValueError):
        return 0


def filters_of(stream: pikepdf.Object) -> list[str]:
    filters = stream.get("/Filter")
    if filters is None:
        return []
    return [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]


def unpacked_size(stream: pikepdf.Object) -> int:
    """Return the number of bytes after all filters but picture formats. Raises StreamTooLarge."""
    steps = filters_of(stream)
    if len(steps) > MAX_FILTERS:
        raise StreamTooLarge
    content = stream.read_raw_bytes()
    for number, step in enumerate(steps):
        is_last = number == len(steps) - 1
        if step in FLATE:
            if is_last:
                return inflated_size(content)
            content = inflated(content)
        elif step in LZW | RUN_LENGTH:
            if not is_last:
                raise StreamTooLarge  # no program compresses compressed data in this way
            return lzw_size(content) if step in LZW else run_length_size(content)
        elif step in TEXT_ENCODINGS:
            content = decoded(content, step)
    return len(content)


def inflated_size(content: bytes) -> int:
    unpacker, size, rest = zlib.decompressobj(), 0, content
    try:
        while rest and size <= MAX_BYTES:
            size += len(unpacker.decompress(rest, CHUNK_SIZE))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass  # readers use what came before the error
    return size


def inflated(content: bytes) -> bytes:
    """Return the inflated bytes. Raises StreamTooLarge."""
    unpacker = zlib.decompressobj()
    try:
        result = unpacker.decompress(content, MAX_BYTES)
    except zlib.error:
        return b""
    if unpacker.unconsumed_tail:
        raise StreamTooLarge
    return result


def decoded(content: bytes, step: str) -> bytes:
    """Decode a text encoding, so that the compressed data inside can be measured."""
    import base64
    import binascii

    written = b"".join(content.split())
    try:
        if step in {"/ASCIIHexDecode", "/AHx"}:
            digits = written.partition(b">")[0]
            return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
        if step in {"/ASCII85Decode", "/A85"}:
            return base64.a85decode(written.partition(b"~>")[0].removeprefix(b"<~"))
    except (binascii.Error, ValueError):
        return b""
    return content


def run_length_size(content: bytes) -> int:
    size, at = 0, 0
    while at < len(content) and content[at] != 128 and size <= MAX_BYTES:
        length = content[at]
        size += length + 1 if length < 128 else 257 - length
        at += length + 2 if length < 128 else 2
    return size


def lzw_size(content: bytes) -> int:
    """Return the size by the length of what each code stands for (ISO 32000-1, 7.4.4)."""
    lengths = [1] * 256 + [0, 0]
    size, width, kept, bits, last = 0, 9, 0, 0, 0
    for byte in content:
        kept, bits = (kept << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = kept >> bits & ((1 << width) - 1)
        if code == 257 or size > MAX_BYTES:
            break
        if code == 256:
            lengths, width, last = lengths[:258], 9, 0
            continue
        length = lengths[code] if code < len(lengths) else last + 1
        size += length
        if last and len(lengths) < 4096:
            lengths.append(last + 1)
        last = length
        width = 9 if len(lengths) < 511 else 10 if len(lengths) < 1023 else 11 if len(lengths) < 2047 else 12
    return size
