"""A .docx is a zip of XML: judged by its directory before it is unpacked, and by its words before it is parsed."""

import io
import lzma
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from meetings.template.importing.refusals import (
    DamagedDocument,
    DocumentTooLarge,
    NotADocument,
    ProtectedDocument,
    UnsafeDocument,
    UnsupportedWordDocument,
)

MAX_MEMBERS = 2_000
MAX_EXPANDED = 50 * 1024 * 1024
MAX_RATIO = 100
# Small parts of pure repetition pack better than any ratio and harm nobody.
HARMLESS_SIZE = 1024 * 1024
IS_ENCRYPTED = 0x1

UNPACKING_FAILS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT = b"wordprocessingml.document.main+xml"
OTHER_WORD = (b"macroEnabled.main+xml", b"wordprocessingml.template.main+xml", b"ms-word.template")
STRICT = b"http://purl.oclc.org/ooxml/"
KNOWN_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']""")
DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
FORBIDDEN = [word.encode(encoding) for word in DECLARATIONS for encoding in ("ascii", "utf-16-le", "utf-16-be")]


def check_archive(data: bytes) -> None:
    """Passes a zip that is a Word document of ordinary size with harmless XML.

    Raises `DamagedDocument`, `DocumentTooLarge`, `NotADocument`, `ProtectedDocument`, `UnsafeDocument` or
    `UnsupportedWordDocument`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_size(members)
            if any(member.flag_bits & IS_ENCRYPTED for member in members):
                raise ProtectedDocument
            _check_kind(archive)
            for member in members:
                content = archive.read(member)  # also proves that it unpacks to what the directory says
                if "/media/" not in member.filename:  # a drawing in SVG may have a document type; it is never parsed
                    _check_xml(content)
    except UNPACKING_FAILS as error:
        raise DamagedDocument from error


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    """Reads the directory only. The sizes it names bind: zipfile never unpacks more than it says."""
    expanded = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS or expanded > MAX_EXPANDED:
        raise DocumentTooLarge
    if expanded > HARMLESS_SIZE and expanded > MAX_RATIO * max(packed, 1):
        raise DocumentTooLarge
    if any(m.file_size > HARMLESS_SIZE and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members):
        raise DocumentTooLarge


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if CONTENT_TYPES not in names:
        if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
            raise NotADocument(_("an OpenDocument file"))
        if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
            raise NotADocument(_("a Pages document"))
        raise NotADocument(_("a zip file"))
    types = archive.read(CONTENT_TYPES)
    if DOCUMENT in types:
        if "word/document.xml" in names and STRICT in archive.read("word/document.xml")[:4096]:
            raise UnsupportedWordDocument
        return
    if any(kind in types for kind in OTHER_WORD):
        raise UnsupportedWordDocument
    if b"spreadsheetml" in types:
        raise NotADocument(_("an Excel workbook"))
    if b"presentationml" in types:
        raise NotADocument(_("a PowerPoint presentation"))
    raise NotADocument(_("a zip file"))


def _check_xml(content: bytes) -> None:
    """No document type, no entities, no encoding in which they could hide. Word writes none of these."""
    if any(word in content for word in FORBIDDEN):
        raise UnsafeDocument
    declared = ENCODING.match(content[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode("ascii").lower() not in KNOWN_ENCODINGS:
        raise UnsafeDocument
