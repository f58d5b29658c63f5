"""A document comes in: its words and pictures, and nothing of who wrote it when."""

import io
import zipfile
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from django.core.files.storage import default_storage
from pikepdf import Array, Dictionary, Name, String

from media.ingest.refusal import UploadRefused
from media.models import Document
from tests.media import papers, pictures
from tests.media.take_in import take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(page: Any, person: Any) -> Any:
    return lambda name, content: take_in(Document, pictures.upload(name, content), page, person)


def stored(document: Document) -> bytes:
    with default_storage.open(document.stored_file("document").path) as file:
        return file.read()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Everything that is in a file, also what lies packed inside it."""
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            out = io.BytesIO()
            pdf.save(
                out,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                compress_streams=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
            return {"whole": content, "unpacked": out.getvalue()}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {"whole": content, **{name: package.read(name) for name in package.namelist()}}


SOURCES = {
    "oplæg.docx": papers.docx_bytes,
    "tal.xlsx": papers.xlsx_bytes,
    "vis.pptx": papers.pptx_bytes,
    "rapport.pdf": papers.pdf_bytes,
}


@pytest.mark.parametrize("name", SOURCES)
def test_no_trace_of_author_history_or_place_is_stored(add: Any, left_on_disk: Any, name: str) -> None:
    source = SOURCES[name]()
    told = b"".join(unpacked(source).values())
    assert papers.AUTHOR.encode() in told and papers.SECRET.encode() in told  # the source does tell

    document = add(name, source)

    assert document.extension == name.rpartition(".")[2]
    assert document.source_name == name
    assert len(left_on_disk()) == 1
    for part, content in unpacked(stored(document)).items():
        for trace in papers.TRACES:
            assert trace not in content, (part, trace)


def test_a_word_document_still_opens_with_words_pictures_and_remarks(add: Any) -> None:
    content = stored(add("oplæg.docx", papers.docx_bytes()))
    opened = docx.Document(io.BytesIO(content))
    assert opened.paragraphs[0].text == papers.WORDS
    assert len(opened.inline_shapes) == 2
    remark = next(iter(opened.comments))
    assert (remark.text, remark.author) == ("En bemærkning", "Forfatter 1")
    assert opened.core_properties.author == ""
    parts = unpacked(content)
    assert b"indsat" in parts["word/document.xml"]
    assert b"https://www.uvm.dk/" in parts["word/_rels/document.xml.rels"]
    assert not [name for name in parts if name.startswith("customXml") or "custom.xml" in name]
    assert b"customXml" not in b"".join(parts.values())


def test_a_spreadsheet_still_opens_with_its_figures(add: Any) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(stored(add("tal.xlsx", papers.xlsx_bytes())))).active
    assert (sheet["A1"].value, sheet["B1"].value) == (papers.WORDS, 7.4)
    assert sheet["A1"].comment.author == "Forfatter 1"
    assert sheet.page_setup.paperSize == 9


def test_a_pdf_still_shows_page_picture_remark_and_link(add: Any) -> None:
    with pikepdf.open(io.BytesIO(stored(add("r.pdf", papers.pdf_bytes())))) as pdf:
        page = pdf.pages[0]
        assert b"/AA Do" in page.Contents.read_bytes()
        image = pikepdf.PdfImage(page.Resources.XObject["/AA"]).as_pil_image()
        assert image.size == (640, 480)
        remark, link, launch, script = page.Annots
        assert (str(remark.T), str(remark.Contents)) == ("Forfatter", "En bemaerkning")
        assert str(link.A.URI) == "https://www.uvm.dk/"
        assert not launch.A.keys() and not script.A.keys()
        assert "/Info" not in pdf.trailer
        assert not set(pdf.Root.keys()) & {"/Metadata", "/OpenAction"}


def test_only_download_under_its_own_cleaned_name(add: Any) -> None:
    file = add("C:\\fakepath\\Opl\u202eæg\x07.docx", papers.docx_bytes()).stored_file("document")
    assert file.as_attachment
    assert file.download_name == "Oplæg.docx"


def docx_with(**changes: Any) -> bytes:
    return papers.repacked(papers.docx_bytes(), **changes)


def docx_relation(kind: str, target: str, external: bool = True) -> bytes:
    added = papers.relation("rIdX", kind, target, external=external)
    return docx_with(
        change={
            "word/_rels/document.xml.rels": lambda xml: xml.replace(b"</Relationships>", added + b"</Relationships>")
        }
    )


def docx_field(instruction: str) -> bytes:
    halves = instruction[:3], instruction[3:]
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{half}</w:instrText></w:r>' for half in halves)
    field = f'<w:p xmlns:w="{papers.W}">{runs}</w:p>'.encode()
    return docx_with(change={"word/document.xml": lambda xml: xml.replace(b"<w:sectPr", field + b"<w:sectPr", 1)})


def docx_entities() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return docx_with(change={"word/settings.xml": lambda xml: bomb + xml[xml.index(b"<w:settings") :]})


def docx_macro_type() -> bytes:
    plain, macro = b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    return docx_with(
        change={"[Content_Types].xml": lambda xml: xml.replace(b"vnd.openxmlformats-officedocument." + plain, macro)}
    )


def zip_of_many() -> bytes:
    return docx_with(add={f"word/x{number}.xml": b"<x/>" for number in range(2001)})


def zip_with_duplicates() -> bytes:
    out = io.BytesIO(papers.docx_bytes())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/DOCUMENT.xml", b"<x/>")
    return out.getvalue()


def zip_encrypted() -> bytes:
    content = bytearray(papers.docx_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def with_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["skjult.txt"] = b"hej"


def with_attached_remark(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])])


def without_pages(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


def pdf_with_password() -> bytes:
    return papers.pdf_bytes(encryption=pikepdf.Encryption(owner="a", user="b"))


def pdf_locked_against_copying() -> bytes:
    return papers.pdf_bytes(encryption=pikepdf.Encryption(owner="a", user=""))


BAD = {
    "tom.pdf": (lambda: b"", "tom"),
    "tekst.pdf": (lambda: b"hej " * 30, "en tekstfil"),
    "billede.pdf": (lambda: pictures.talkative_jpeg(), "JPEG-billede"),
    "gammel.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "gammelt Office-format"),
    "gammel.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "gammelt Office-format"),
    "brev.rtf": (lambda: b"{\\rtf1 hej}", "RTF"),
    "side.docx": (lambda: b"<html><body>", "hjemmeside"),
    "halv.docx": (lambda: papers.docx_bytes()[:3000], "beskadiget"),
    "halv.pdf": (lambda: papers.pdf_bytes()[:40], "beskadiget"),
    "ingen-sider.pdf": (lambda: papers.pdf_bytes(without_pages), "beskadiget"),
    "pakke.docx": (lambda: b"PK\x05\x06" + bytes(18), "ikke et dokument fra Word"),
    "pakke2.docx": (lambda: docx_with(drop=("[Content_Types].xml",)), "ikke et dokument fra Word"),
    "tal.docx": (lambda: papers.xlsx_bytes(), "men er i virkeligheden .xlsx"),
    "papir.docx": (lambda: papers.pdf_bytes(), "et PDF-dokument"),
    "makro.docx": (lambda: docx_with(add={"word/vbaProject.bin": b"x"}), "makroer"),
    "makro2.docx": (lambda: docx_macro_type(), "makroer"),
    "makro4.xlsx": (lambda: papers.repacked(papers.xlsx_bytes(), add={"xl/macrosheets/a.xml": b"<x/>"}), "makroer"),
    "ole.docx": (lambda: docx_with(add={"word/embeddings/oleObject1.bin": b"x"}), "andre filer inde"),
    "ark.docx": (lambda: docx_with(add={"word/embeddings/a.xlsx": b"x"}), "andre filer inde"),
    "program.docx": (lambda: docx_with(add={"word/media/a.exe": b"MZ"}), "andre filer inde"),
    "knap.docx": (lambda: docx_with(add={"word/activeX/activeX1.bin": b"x"}), "andre filer inde"),
    "stykke.docx": (lambda: docx_relation("aFChunk", "side.html", external=False), "andre filer inde"),
    "film.pptx": (lambda: papers.repacked(papers.pptx_bytes(), add={"ppt/media/a.mp4": b"x"}), "film eller lyd"),
    "hent.docx": (lambda: docx_relation("image", "http://example.org/spor.png"), "henter noget"),
    "hent2.docx": (lambda: docx_relation("oleObject", "file:///c:/a.xlsx"), "henter noget"),
    "hent3.docx": (lambda: docx_relation("frame", "\\\\server\\a"), "henter noget"),
    "kobling.xlsx": (
        lambda: papers.repacked(papers.xlsx_bytes(), add={"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "henter noget",
    ),
    "felt.docx": (lambda: docx_field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'), "henter noget"),
    "felt2.docx": (lambda: docx_field(' INCLUDEPICTURE "http://example.org/a.png" '), "henter noget"),
    "enheder.docx": (lambda: docx_entities(), "beskadiget"),
    "brudt.docx": (lambda: docx_with(change={"word/document.xml": lambda xml: xml[:-40]}), "beskadiget"),
    "klatrer.docx": (lambda: docx_with(add={"../../etc/a.xml": b"<x/>"}), "beskadiget"),
    "dobbelt.docx": (lambda: zip_with_duplicates(), "beskadiget"),
    "låst.docx": (lambda: zip_encrypted(), "beskadiget"),
    "mange.docx": (lambda: zip_of_many(), "fylder meget mere"),
    "bombe.docx": (lambda: docx_with(add={"word/big.xml": bytes(30 * 1024 * 1024)}), "fylder meget mere"),
    "kode.pdf": (lambda: pdf_with_password(), "beskyttet"),
    "kode2.pdf": (lambda: pdf_locked_against_copying(), "beskyttet"),
    "vedhæftet.pdf": (lambda: papers.pdf_bytes(with_attachment), "andre filer inde"),
    "vedhæftet2.pdf": (lambda: papers.pdf_bytes(with_attached_remark), "andre filer inde"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_in_words(add: Any, left_on_disk: Any, name: str) -> None:
    source, words = BAD[name]
    with pytest.raises(UploadRefused) as refusal:
        add(name, source())
    assert words in refusal.value.message
    assert refusal.value.message.endswith(".")
    assert left_on_disk() == []
    assert not Document.objects.exclude(state="refused").exists()


def test_an_older_version_inside_a_pdf_is_gone(add: Any) -> None:
    """What is written after the end of a PDF replaces objects; the old ones stay readable in the file."""
    content = papers.pdf_bytes(lambda pdf: pdf.Root.update({"/Note": pdf.make_indirect(String("gammelt-udkast"))}))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root["/Note"]
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    appended = content + out.getvalue()[-1:] + b"% gammelt-udkast i bytes efter slutningen"
    assert b"gammelt-udkast i bytes" not in unpacked(stored(add("r.pdf", appended)))["whole"]
