"""The ZIP package of an Office document (ISO/IEC 29500-2): read with limits, written without leftovers."""

import posixpath
import zipfile
from pathlib import Path

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument."
KINDS = {
    MAIN + "wordprocessingml.document.main+xml": "docx",
    MAIN + "spreadsheetml.sheet.main+xml": "xlsx",
    MAIN + "presentationml.presentation.main+xml": "pptx",
}
#: Extensions of the parts of a document; any other is an embedded file.
KNOWN_ENDINGS = {
    "xml",
    "rels",
    "vml",
    "jpeg",
    "jpg",
    "png",
    "gif",
    "bmp",
    "emf",
    "wmf",
    "svg",
    "bin",
    "odttf",
    "fntdata",
}
RATIO_COUNTS_FROM = 1024 * 1024


class PackageRefused(Exception):
    """The message is the code that media.ingest turns into a sentence."""


def local(tag: object) -> str:
    """Return the name of an element or attribute without its namespace."""
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def parse(content: bytes) -> etree._Element:
    """Parse XML without entities, network access, document types and comments. Raises PackageRefused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise PackageRefused("damaged") from None
    if root.getroottree().docinfo.doctype:
        raise PackageRefused("damaged")
    return root


def remove(element: etree._Element) -> None:
    """Remove the element, but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Replace the element by its children."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def serialise(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def read_package(path: Path, *, max_members: int, max_bytes: int, max_ratio: int) -> dict[str, bytes]:
    """Return member name -> bytes. The directory is checked before anything is unpacked. Raises PackageRefused."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise PackageRefused("damaged") from None
    with package:
        members = [member for member in package.infolist() if not member.is_dir()]
        names = [member.filename for member in members]
        if len(members) > max_members:
            raise PackageRefused("huge")
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if unpacked > max_bytes or (unpacked > RATIO_COUNTS_FROM and unpacked > max_ratio * max(1, packed)):
            raise PackageRefused("huge")
        if CONTENT_TYPES not in names:
            raise PackageRefused("not_office")
        if len({name.lower() for name in names}) != len(names) or any(map(is_odd, members)):
            raise PackageRefused("damaged")
        try:
            return {member.filename: package.read(member) for member in members}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
            raise PackageRefused("damaged") from None
        except Exception as error:
            if type(error).__module__ == "zlib":
                raise PackageRefused("damaged") from None
            raise


def is_odd(member: zipfile.ZipInfo) -> bool:
    """Return whether a member is encrypted, compressed in an unusual way, or named so that it would be unpacked
    elsewhere."""
    name = member.filename
    climbs = name.startswith("/") or "\\" in name or ".." in name.split("/") or any(ord(letter) < 32 for letter in name)
    return bool(member.flag_bits & 1) or member.compress_type not in {0, 8} or climbs


def kind_of(types: etree._Element) -> str:
    """Return docx, xlsx or pptx, from the content type of the main part. Raises PackageRefused."""
    declared = {str(child.get("ContentType", "")) for child in types}
    if any("macroEnabled" in name or "vbaProject" in name for name in declared):
        raise PackageRefused("macros")
    found = [kind for name, kind in KINDS.items() if name in declared]
    if len(found) != 1:
        raise PackageRefused("not_office")
    return found[0]


def write_package(path: Path, parts: dict[str, bytes]) -> None:
    """Write the package without dates, comments and extra fields; the list of content types first."""
    order = sorted(parts, key=lambda name: (name != CONTENT_TYPES, not name.startswith("_rels/"), name))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in order:
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            package.writestr(member, parts[name])


def source_of(relations: str) -> str:
    """Return the part that a .rels part belongs to: word/_rels/document.xml.rels -> word/document.xml."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def target_of(relations: str, target: str) -> str:
    """Return the part that a relationship in `relations` refers to."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source_of(relations)), target))
