"""Detect a file's format from its content, and refuse formats that cannot be read, naming them."""

from enum import StrEnum

from django.utils.translation import gettext as _

from meetings.template.importing.refusals import NotADocument, OldWordDocument, ProtectedDocument


class FileFormat(StrEnum):
    """The formats that remain when all other known formats are refused."""

    ZIP = "zip"
    TEXT = "text"


ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM6", b"RIFF")
HTML_STARTS = (b"<!doctype html", b"<html")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _refuse_ole(data: bytes) -> None:
    """Refuse an OLE container: a password-protected .docx, an old .doc, or another Office file."""
    if _utf16("EncryptedPackage") in data:
        raise ProtectedDocument
    if _utf16("Workbook") in data or _utf16("PowerPoint Document") in data:
        raise NotADocument(_("an old Excel or PowerPoint file"))
    raise OldWordDocument


def detect_format(data: bytes) -> FileFormat:
    """Return zip or text. Raises `NotADocument`, `OldWordDocument` or `ProtectedDocument` for other known formats."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(ZIP_STARTS):
        return FileFormat.ZIP
    if data.startswith(OLE_START):
        _refuse_ole(data)
    if start.startswith(b"%PDF"):
        raise NotADocument(_("a PDF file"))
    if start.startswith(b"{\\rtf"):
        raise NotADocument(_("an RTF file"))
    if data.startswith(PICTURE_STARTS):
        raise NotADocument(_("a picture"))
    if start.lower().startswith(HTML_STARTS):
        raise NotADocument(_("a web page"))
    return FileFormat.TEXT
