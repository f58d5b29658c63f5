"""Documents keep their text and pictures, and nothing of who wrote them when."""

import io
import zipfile
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from django.core.files.storage import default_storage
from pikepdf import String

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from tests.media import papers, pictures
from tests.media.take_in import take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(evidence: Any, person: Any) -> Any:
    return lambda name, content: take_in(MediaKind.DOCUMENT, pictures.upload(name, content), evidence, person)


def stored(document: MediaItem) -> bytes:
    with default_storage.open(document.stored_file("document").path) as file:
        return file.read()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the content of a file, including what is compressed inside it."""
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


def test_a_word_document_still_opens_with_words_and_pictures(add: Any) -> None:
    document = add("oplæg.docx", papers.docx_bytes())
    assert document.left_out_in_words == "Vi fjernede 1 sporet ændring og 1 kommentar."
    content = stored(document)
    opened = docx.Document(io.BytesIO(content))
    assert opened.paragraphs[0].text == papers.WORDS
    assert len(opened.inline_shapes) == 2
    assert not list(opened.comments)
    assert opened.core_properties.author == ""
    parts = unpacked(content)
    assert b"indsat" in parts["word/document.xml"]
    assert b"https://www.uvm.dk/" in parts["word/_rels/document.xml.rels"]
    assert not [name for name in parts if name.startswith("customXml") or "custom.xml" in name]
    assert b"customXml" not in b"".join(parts.values())


def test_a_spreadsheet_still_opens_with_its_figures(add: Any) -> None:
    document = add("tal.xlsx", papers.xlsx_bytes())
    assert document.left_out_in_words == "Vi fjernede 1 kommentar."
    sheet = openpyxl.load_workbook(io.BytesIO(stored(document))).active
    assert (sheet["A1"].value, sheet["B1"].value) == (papers.WORDS, 7.4)
    assert sheet["A1"].comment is None
    assert sheet.page_setup.paperSize == 9


def test_a_pdf_still_shows_page_picture_and_link(add: Any) -> None:
    document = add("r.pdf", papers.pdf_bytes())
    assert document.left_out_in_words == "Vi fjernede 1 kommentar."
    with pikepdf.open(io.BytesIO(stored(document))) as pdf:
        evidence = pdf.pages[0]
        assert b"/AA Do" in evidence.Contents.read_bytes()
        image = pikepdf.PdfImage(evidence.Resources.XObject["/AA"]).as_pil_image()
        assert image.size == (640, 480)
        link, launch, script = evidence.Annots
        assert str(link.A.URI) == "https://www.uvm.dk/"
        assert not launch.A.keys() and not script.A.keys()
        assert "/Info" not in pdf.trailer
        assert not set(pdf.Root.keys()) & {"/Metadata", "/OpenAction"}


def test_a_document_is_only_downloaded_under_its_own_cleaned_name(add: Any) -> None:
    file = add("C:\\fakepath\\Opl\u202eæg\x07.docx", papers.docx_bytes()).stored_file("document")
    assert file.as_attachment
    assert file.download_name == "Oplæg.docx"


def test_an_older_version_inside_a_pdf_is_gone(add: Any) -> None:
    """An incremental update replaces objects; the old ones would stay readable in the file."""
    content = papers.pdf_bytes(lambda pdf: pdf.Root.update({"/Note": pdf.make_indirect(String("gammelt-udkast"))}))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root["/Note"]
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    appended = content + out.getvalue()[-1:] + b"% gammelt-udkast i bytes efter slutningen"
    assert b"gammelt-udkast i bytes" not in unpacked(stored(add("r.pdf", appended)))["whole"]
