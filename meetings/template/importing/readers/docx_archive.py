"""Unpack a .docx (a zip of XML) safely: check sizes before unpacking, and forbidden XML before parsing."""

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element as Element

from meetings.template.importing.refusals import (
    DamagedDocument,
    DocumentTooLarge,
    NotADocument,
    ProtectedDocument,
    UnsafeDocument,
)

MAX_MEMBERS = 2_000
MAX_EXPANDED = 50 * 1024 * 1024
MAX_RATIO = 100
# Small repetitive parts exceed any ratio and are harmless.
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
RELATIONS = ".rels"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
INSERTED_DOCUMENT = "/aFChunk"
# Content types of a document and a template, with or without macros.
WORD = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)|"
    rb"ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate))\.main\+xml"
)
KNOWN_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']""")
DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
FORBIDDEN = [word.encode(encoding) for word in DECLARATIONS for encoding in ("ascii", "utf-16-le", "utf-16-be")]


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word document by name.

    Documents inserted as a file of their own (altChunk) are left out, because this reader does not read them.
    Raises `DamagedDocument`, `DocumentTooLarge`, `NotADocument`, `ProtectedDocument` or `UnsafeDocument`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_size(members)
            if any(member.flag_bits & IS_ENCRYPTED for member in members):
                raise ProtectedDocument
            _check_kind(archive)
            # Reading a member also checks that it unpacks to the size and CRC in the directory.
            parts = {member.filename: archive.read(member) for member in members}
    except UNPACKING_FAILS as error:
        raise DamagedDocument from error
    inserted = {target for name in parts for target in _inserted_documents(name, parts[name])}
    kept = {name: content for name, content in parts.items() if name not in inserted}
    for name, content in kept.items():
        if "/media/" not in name:  # an SVG may have a document type, but is never parsed
            _check_xml(content)
    return kept


def relations(content: bytes) -> Element:
    """Parse a relationships part (.rels) and return its root."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def target_of(name: str, relation: Element) -> str:
    """Return the name of the part that a relationship in the part `name` points to."""
    folder = posixpath.dirname(posixpath.dirname(name))
    return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")


def _inserted_documents(name: str, content: bytes) -> Iterator[str]:
    if not name.endswith(RELATIONS) or INSERTED_DOCUMENT.encode() not in content:
        return
    _check_xml(content)
    try:
        found = relations(content).findall(RELATION)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument from error
    for relation in found:
        if relation.get("Type", "").endswith(INSERTED_DOCUMENT):
            yield target_of(name, relation)


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    """Check the sizes in the zip directory, which are reliable: zipfile never unpacks more than they say."""
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
    if WORD.search(types):
        return
    if b"spreadsheetml" in types:
        raise NotADocument(_("an Excel workbook"))
    if b"presentationml" in types:
        raise NotADocument(_("a PowerPoint presentation"))
    raise NotADocument(_("a zip file"))


def _check_xml(content: bytes) -> None:
    """Refuse document types, entities, and encodings that could hide them. Word writes none of these."""
    if any(word in content for word in FORBIDDEN):
        raise UnsafeDocument
    declared = ENCODING.match(content[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode("ascii").lower() not in KNOWN_ENCODINGS:
        raise UnsafeDocument
