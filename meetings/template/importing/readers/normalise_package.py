"""Normalise Word templates, macro-enabled and strict files to an ordinary .docx, which python-docx can read."""

import io
import re
import zipfile

from lxml import etree
from lxml.etree import _Element as Element

from meetings.template.importing.readers.docx_archive import (
    CONTENT_TYPES,
    INSERTED_DOCUMENT,
    RELATION,
    RELATIONS,
    WORD,
    relations,
    target_of,
)

ORDINARY = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
IS_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.]*://|mailto:)", re.IGNORECASE)


def normalise_package(parts: dict[str, bytes]) -> bytes:
    """Return a .docx built from the parts, without relationships to missing parts.

    Word ignores those too, for example a picture named "NULL". Link addresses are marked as external.
    """
    parts = {name: _in_usual_names(name, content) for name, content in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, _leading_somewhere(name, content, parts) if name.endswith(RELATIONS) else content)
    return target.getvalue()


def _in_usual_names(name: str, content: bytes) -> bytes:
    if name == CONTENT_TYPES:
        return WORD.sub(ORDINARY, content)
    is_xml = name.endswith((".xml", RELATIONS))
    return STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content) if is_xml else content


def _leading_somewhere(name: str, content: bytes, parts: dict[str, bytes]) -> bytes:
    root = relations(content)
    for relation in root.findall(RELATION):
        if relation.get("TargetMode") == "External":
            continue
        if IS_ADDRESS.match(relation.get("Target", "")):
            relation.set("TargetMode", "External")
        elif _leads_nowhere(name, relation, parts):
            root.remove(relation)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _leads_nowhere(name: str, relation: Element, parts: dict[str, bytes]) -> bool:
    return target_of(name, relation) not in parts or relation.get("Type", "").endswith(INSERTED_DOCUMENT)
