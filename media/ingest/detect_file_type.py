"""Detect what a file is from its first bytes; its name and the content type sent by the browser are only claims."""

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.ingest import original_name
from media.ingest.incoming_file import IncomingFile
from media.ingest.refusals import UploadRefused

#: Detected type -> description for people.
TYPE_NAMES = {
    "jpeg": _("a JPEG picture"),
    "png": _("a PNG picture"),
    "webp": _("a WebP picture"),
    "heic": _("a HEIC picture"),
    "avif": _("an AVIF picture"),
    "gif": _("a GIF picture"),
    "tiff": _("a TIFF picture"),
    "bmp": _("a BMP picture"),
    "svg": _("an SVG drawing"),
    "html": _("a web page (HTML)"),
    "xml": _("an XML file"),
    "mp4": _("an MP4 film"),
    "mov": _("a QuickTime film (MOV)"),
    "webm": _("a WebM film"),
    "mkv": _("an MKV film"),
    "avi": _("an AVI film"),
    "m4a": _("a sound recording (M4A)"),
    "mp3": _("a sound recording (MP3)"),
    "ogg": _("a sound recording (OGG)"),
    "wav": _("a sound recording (WAV)"),
    "flac": _("a sound recording (FLAC)"),
    "amr": _("a sound recording (AMR)"),
    "playlist": _("a playlist that points at other files"),
    "pdf": _("a PDF document"),
    "zip": _("a ZIP package"),
    "ole": _("a document in an old Office format"),
    "rtf": _("an RTF document"),
    "program": _("a program"),
    "text": _("a text file"),
    "unknown": _("a kind of file we don't know"),
}

SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"BM", "bmp"),
    (b"#EXTM3U", "playlist"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"#!AMR", "amr"),
    (b"ID3", "mp3"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
)
HEAD_BYTES = 512  # bytes; enough for every kind
RIFF_KINDS = {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
AVIF_BRANDS = {b"avif", b"avis"}
SOUND_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
EBML = b"\x1aE\xdf\xa3"


def file_type_of(head: bytes) -> str:
    """Return the type of a file that begins with `head` (512 bytes are enough)."""
    for beginning, kind in SIGNATURES:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] in RIFF_KINDS:
        return RIFF_KINDS[head[8:12]]
    if head.startswith(EBML):
        return "webm" if b"\x42\x82\x84webm" in head[:64] else "mkv"
    if is_mp3_frame(head):
        return "mp3"
    if head[4:8] == b"ftyp":
        return kind_of_brand(head)
    return kind_of_text(head)


def kind_of_brand(head: bytes) -> str:
    """Return the type of an ISO base media file, from its brands."""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    major = head[8:12]
    brands = {head[at : at + 4] for at in range(16, size - 3, 4)} | {major}
    if brands & AVIF_BRANDS:
        return "avif"
    if major in HEIC_BRANDS:
        return "heic"
    if major in SOUND_BRANDS:
        return "m4a"
    return "mov" if major == b"qt  " else "mp4"


def is_mp3_frame(head: bytes) -> bool:
    """Return whether `head` begins with a frame header of MPEG audio layer 3 (ISO/IEC 11172-3) with an existing bit
    rate and sampling rate.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    rate, sampling = head[2] >> 4, head[2] >> 2 & 3
    return rate not in (0, 15) and sampling != 3


def kind_of_text(head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")):
        return "html"
    if b"<svg" in text[:400]:
        return "svg"
    if text.startswith(b"<?xml"):
        return "xml"
    if text and b"\x00" not in text and all(byte >= 32 or byte in b"\t\r\n" for byte in text):
        return "text"
    return "unknown"


def head_of(upload: IncomingFile) -> bytes:
    """Return the first bytes of an upload (see `quarantine.receive`) without consuming it."""
    if path := getattr(upload, "path", None):
        with Path(path).open("rb") as file:
            return file.read(HEAD_BYTES)
    upload.seek(0)
    head: bytes = next(iter(upload.chunks(HEAD_BYTES)), b"")[:HEAD_BYTES]
    upload.seek(0)
    return head


def claimed_extension(upload: IncomingFile) -> str:
    return original_name.extension(original_name.clean_file_name(upload.name))


def require_accepted_type(path: Path, name: str | None, *, accepted: Mapping[str, frozenset[str]], advice: str) -> str:
    """Return the type of the file at `path`, which must be a key of `accepted` (type -> its extensions).

    The extension may be that of another accepted type, as people rename files; the detected type counts. A name without
    an extension is accepted. Raises UploadRefused, with `advice` as the sentence that says what to do.
    """
    with path.open("rb") as file:
        return require_head(file.read(HEAD_BYTES), name, accepted=accepted, advice=advice)


def require_head(head: bytes, name: str | None, *, accepted: Mapping[str, frozenset[str]], advice: str) -> str:
    """Do the same for a file that begins with `head`."""
    if not head:
        raise UploadRefused(gettext("The file is empty. Choose it again, or take a new picture or film."))
    kind = file_type_of(head)
    if kind not in accepted:
        found = gettext("The file is %(what)s.") % {"what": TYPE_NAMES[kind]}
        raise UploadRefused(f"{found} {advice}")
    extension = original_name.extension(name)
    if extension and not any(extension in called for called in accepted.values()):
        claimed = gettext("The file is called .%(extension)s, but is really %(what)s.") % {
            "extension": extension[:10],
            "what": TYPE_NAMES[kind],
        }
        raise UploadRefused(f"{claimed} {advice}")
    return kind
