"""Word files of every kind are read: templates, files with macros, strict files, and files with broken relations."""

from collections.abc import Callable

import pytest

from meetings.template.importing import parse_document, read_document
from tests.meetings.template.importing.documents import agenda, repacked, text, word, xml
from tests.meetings.template.importing.parsed_examples import items, kept

TYPES, MAIN, RELS = "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"
ORDINARY = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GOOD = word(*agenda("Trivsel, 30 min", "Aftaler, 20 min"))

Parts = dict[str, bytes]


def related(target: str, kind: str, *, mode: str = "") -> Callable[[Parts], None]:
    def add(parts: Parts) -> None:
        rel = f'<Relationship Id="rId900" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
        parts[RELS] = parts[RELS].replace(b"</Relationships>", rel.encode())

    return add


def typed(kind: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({TYPES: parts[TYPES].replace(ORDINARY, kind)})


def strict(parts: Parts) -> None:
    for name, content in parts.items():
        for area in (b"wordprocessingml", b"officeDocument", b"drawingml"):
            old, new = b"http://schemas.openxmlformats.org/%s/2006/" % area, b"http://purl.oclc.org/ooxml/%s/" % area
            content = content.replace(old, new)
        parts[name] = content


KINDS = {
    "template": typed(b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    "macros": typed(b"application/vnd.ms-word.document.macroEnabled.main+xml"),
    "template with macros": typed(b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    "strict": strict,
    "picture that is gone": related("NULL", "image"),
    "picture that was removed": related("media/image9.png", "image"),
    "link to a place in the text": related("#_top", "hyperlink"),
    "relation to nothing": related("", "hyperlink"),
    "header that is gone": related("header7.xml", "header"),
    "notes that are gone": related("footnotes.xml", "footnotes"),
}


@pytest.mark.parametrize("change", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("name", ["skabelon.docx", "skabelon.dotx", "skabelon.docm"])
def test_the_text_is_read(change: Callable[[Parts], None], name: str) -> None:
    parsed = parse_document(read_document(repacked(GOOD, change), name))
    assert items(parsed) == [("Trivsel", 30), ("Aftaler", 20)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("afchunk1.mht", b"<!DOCTYPE html><html>Hemmeligt</html>"),
        ("afchunk1.html", b"<html>Hemmeligt</html>"),
        ("afchunk1.docx", GOOD),
    ],
)
def test_an_inserted_document_is_replaced_by_a_note(name: str, content: bytes) -> None:
    data = word(*agenda("Trivsel, 30 min", "Aftaler, 20 min"), xml('<w:altChunk r:id="rId900"/>'))

    def add(parts: Parts) -> None:
        related(name, "aFChunk")(parts)
        parts[f"word/{name}"] = content
        ending = name.rpartition(".")[2]
        kind = f'<Default Extension="{ending}" ContentType="text/html"/></Types>'
        parts[TYPES] = parts[TYPES].replace(b"</Types>", kind.encode())

    parsed = parse_document(read_document(repacked(data, add), "skabelon.docx"))
    assert items(parsed) == [("Trivsel", 30), ("Aftaler", 20)]
    assert kept(parsed) == ["[Et indsat dokument, som ikke kan læses]"]


def test_the_structure_of_a_strict_file_is_recognised() -> None:
    data = word(text("Formål", "Heading 1"), text("At lære."), *agenda("Trivsel, 30 min"))
    assert parse_document(read_document(repacked(data, strict), "a.docx")).purpose == "At lære."
