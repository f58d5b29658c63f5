"""Files that are not readable documents are refused with a message, by content and not by name."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from foundation.errors import Refusal
from meetings.template.importing import DocumentRefused, parse_document, read_document
from meetings.template.importing.refusals import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyFile,
    NoAgenda,
    NotADocument,
    OldWordDocument,
    ProtectedDocument,
    UnsafeDocument,
)
from tests.meetings.template.importing.documents import agenda, repacked, table, text, word, zipped

GOOD = word(*agenda("Status, 20 min", "Fremtid, 40 min"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MAIN = "word/document.xml"


def refused(data: bytes, name: str = "skabelon.docx") -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read_document(data, name)
    assert isinstance(caught.value, Refusal)
    assert caught.value.message
    return caught.value


@pytest.mark.parametrize(
    "data", [b"", b"   \n\t ", word(), b"\xef\xbb\xbf\n"], ids=["0 bytes", "blanks", "no text", "mark"]
)
@pytest.mark.parametrize("name", ["skabelon.docx", "skabelon.md"])
def test_empty_documents_are_refused(data: bytes, name: str) -> None:
    assert isinstance(refused(data, name), EmptyFile | NotADocument)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"{\\rtf1\\ansi Dagsorden}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "billede"),
        (b"\xff\xd8\xff\xe0", "billede"),
        (b"<!DOCTYPE html><html>Dagsorden</html>", "webside"),
        (zipped({"a.txt": b"hej"}), "zip"),
        (zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "Pages"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "OpenDocument"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
    ],
)
@pytest.mark.parametrize("name", ["skabelon.docx", "skabelon.md"])
def test_other_formats_are_named_whatever_the_file_name(data: bytes, said: str, name: str) -> None:
    problem = refused(data, name)
    assert isinstance(problem, NotADocument)
    assert said in problem.message


def test_a_renamed_workbook_is_named() -> None:
    target = io.BytesIO()
    Workbook().save(target)
    assert "Excel" in refused(target.getvalue()).message


def test_text_with_the_name_of_a_word_document_is_refused() -> None:
    assert isinstance(refused(b"Dagsorden\n1. Status 10 min", "skabelon.docx"), NotADocument)
    assert isinstance(refused(b"Dagsorden\n1. Status 10 min", "skabelon"), NotADocument)


def test_a_password_and_the_old_format_are_distinguished() -> None:
    assert isinstance(refused(OLE + "EncryptedPackage".encode("utf-16-le")), ProtectedDocument)
    assert isinstance(refused(OLE + "WordDocument".encode("utf-16-le")), OldWordDocument)
    assert isinstance(refused(OLE, "skabelon.doc"), OldWordDocument)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-30],
        lambda data: data[:200] + bytes(200) + data[400:],
        lambda data: repacked(data, lambda parts: parts.pop(MAIN) and None),
        lambda data: repacked(data, lambda parts: parts.update({MAIN: b"<w:document"})),
        lambda data: repacked(data, lambda parts: parts.update({MAIN: b"<x/>"})),
        lambda data: repacked(data, lambda parts: parts.update({MAIN: b""})),
        lambda data: repacked(data, lambda parts: parts.pop("_rels/.rels") and None),
        lambda data: repacked(data, lambda parts: parts.update({"word/styles.xml": b"<a><b></a>"})),
    ],
)
def test_damaged_documents_are_refused(damage: object) -> None:
    assert isinstance(refused(damage(GOOD)), DamagedDocument | EmptyFile)  # type: ignore[operator]


def test_files_that_are_too_large() -> None:
    assert isinstance(refused(b"PK\x03\x04" + bytes(10 * 1024 * 1024)), DocumentTooLarge)
    assert isinstance(refused(b"ord " * 3_000_000, "skabelon.md"), DocumentTooLarge)
    assert isinstance(refused(b"ord " * 100_000, "skabelon.txt"), DocumentTooLarge)


def test_a_zip_bomb_is_refused_by_its_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    bombs = [
        repacked(GOOD, lambda parts: parts.update({"word/media/x.bin": bytes(60 * 1024 * 1024)})),
        repacked(GOOD, lambda parts: parts.update({"word/media/x.bin": bytes(20 * 1024 * 1024)})),
        repacked(GOOD, lambda parts: parts.update({f"word/media/{n}.bin": b"x" for n in range(2_001)})),
    ]

    def unpacked(*_args: object, **_keywords: object) -> bytes:
        raise AssertionError("unpacked before it was judged")

    monkeypatch.setattr(zipfile.ZipFile, "read", unpacked)
    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    for bomb in bombs:
        assert isinstance(refused(bomb), DocumentTooLarge)


def test_a_false_directory_unpacks_no_more_than_it_says() -> None:
    data = bytearray(repacked(GOOD, lambda parts: parts.update({"word/media/x.bin": bytes(40 * 1024 * 1024)})))
    entry = data.rindex(b"word/media/x.bin") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = struct.pack("<I", 1_000)
    assert isinstance(refused(bytes(data)), DamagedDocument)


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize(
    "content",
    [
        BILLION,
        BILLION.replace(b'<!ENTITY a "haha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">'),
        BILLION.decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16"),
        BILLION.decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16LE"').encode("utf-16-le"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>',
    ],
    ids=["expansion", "file", "utf-16", "utf-16-le", "utf-7"],
)
@pytest.mark.parametrize("part", [MAIN, "word/styles.xml", "word/extra.dat"])
def test_entities_are_refused_before_parsing(content: bytes, part: str) -> None:
    assert isinstance(refused(repacked(GOOD, lambda parts: parts.update({part: content}))), UnsafeDocument)


@pytest.mark.parametrize(
    "data",
    [
        word(text("Referat af mødet"), text("Vi talte om vejret.")),
        word(text("Dagsorden", "Heading 1")),
        word(text("Dagsorden", "Heading 1"), text("Udsendes senere.")),
        word(text("Klasseliste", "Heading 1"), table(("Navn", "Klasse"), ("A", "3.b"), ("B", "4.a"))),
        word(text("Formål", "Heading 1"), text("At lære."), text("Deltagere", "Heading 1"), text("Ledelsen")),
        word(text("Dagsorden", "Heading 1"), text("Pause 15 min", "List Number")),
    ],
)
def test_a_document_without_an_agenda_is_refused_after_reading(data: bytes) -> None:
    lines = read_document(data, "skabelon.docx")
    with pytest.raises(NoAgenda) as caught:
        parse_document(lines)
    assert "Dagsorden" in caught.value.message


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_any_damage_is_read_or_refused_without_another_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    with suppress(DocumentRefused):
        parse_document(read_document(bytes(data), "skabelon.docx"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_damage_to_the_xml_is_read_or_refused(data: st.DataObject) -> None:
    def change(parts: dict[str, bytes]) -> None:
        name = data.draw(
            st.sampled_from([MAIN, "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "_rels/.rels"])
        )
        content = bytearray(parts[name])
        for _ in range(data.draw(st.integers(1, 8))):
            start = data.draw(st.integers(0, len(content) - 1))
            content[start : start + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
        parts[name] = bytes(content)

    with suppress(DocumentRefused):
        parse_document(read_document(repacked(GOOD, change), "skabelon.docx"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.md", "a.txt", "a.docx"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(DocumentRefused):
        parse_document(read_document(data, name))
