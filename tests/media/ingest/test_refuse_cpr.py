"""A file with a CPR number in its name or text is refused as a whole, and the number is written nowhere."""

import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.document import Document as DocxDocument
from pikepdf import Array, Dictionary, Name, Stream

from accounts.models import User
from media.ingest.add_captions import add_captions
from media.ingest.processing.make_document import make_document
from media.ingest.receive import receive
from media.ingest.refusals import UploadRefused
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from tests.media import papers, pictures, ready

#: Nobody's number: the last four digits are invented.
NUMBER, DIGITS = "120315-1234", "1203151234"
IN_THE_FILE = "Der står noget, der ligner et CPR-nummer, i filen"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made(tmp_path: Path, content: bytes, name: str) -> Any:
    source = tmp_path / name
    source.write_bytes(content)
    folder = tmp_path / "made"
    folder.mkdir(exist_ok=True)
    return make_document(source=source, name=name, folder=folder)


def saved(document: DocxDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(fill: Callable[[DocxDocument], None]) -> bytes:
    document = docx.Document()
    fill(document)
    return saved(document)


def in_pieces(document: DocxDocument) -> None:
    paragraph = document.add_paragraph("Emil ")
    for piece in ("1203", "15", "-", "12", "34"):
        paragraph.add_run(piece).bold = piece == "15"


def in_a_table(document: DocxDocument) -> None:
    document.add_table(1, 2).cell(0, 1).text = NUMBER


def in_the_footer(document: DocxDocument) -> None:
    document.sections[0].footer.paragraphs[0].text = NUMBER


def in_a_comment(document: DocxDocument) -> None:
    document.add_comment(document.add_paragraph("Se").runs[0], text=f"cpr {DIGITS}", author="A", initials="A")


@pytest.mark.parametrize("fill", [in_pieces, in_a_table, in_the_footer, in_a_comment])
def test_a_word_document_with_a_cpr_number_is_refused(tmp_path: Path, fill: Callable[[DocxDocument], None]) -> None:
    with pytest.raises(UploadRefused, match=IN_THE_FILE) as refused:
        made(tmp_path, word(fill), "brev.docx")
    assert "1203" not in refused.value.message


def excel(*cells: Any, title: str = "Ark") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    book.active.append(list(cells))
    return saved(book)


@pytest.mark.parametrize("cell", [NUMBER, DIGITS, int(DIGITS), 103151234, f'="{NUMBER}"', "1 2 0 3 1 5 1 2 3 4"])
def test_a_workbook_with_a_cpr_number_is_refused(tmp_path: Path, cell: Any) -> None:
    with pytest.raises(UploadRefused, match=IN_THE_FILE):
        made(tmp_path, excel("Elev", cell), "tal.xlsx")


def test_a_hidden_sheet_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("Skjult")
    hidden["A1"] = NUMBER
    hidden.sheet_state = "hidden"
    with pytest.raises(UploadRefused, match=IN_THE_FILE):
        made(tmp_path, saved(book), "tal.xlsx")


def test_ordinary_figures_are_not_taken_for_cpr_numbers(tmp_path: Path) -> None:
    cells = ["Trivsel", 12, 10, 15, 1234, 4.25, 120315.1234, "12.03.2026", 20123456, "5790001203151"]
    assert made(tmp_path, excel(*cells), "tal.xlsx").fields["extension"] == "xlsx"


def test_the_documents_of_the_other_tests_hold_none(tmp_path: Path) -> None:
    for name, content in [
        ("a.docx", papers.docx_bytes()), ("a.xlsx", papers.xlsx_bytes()), ("a.pptx", papers.pptx_bytes()),
        ("a.pdf", papers.pdf_bytes()),
    ]:  # fmt: skip
        assert made(tmp_path, content, name)


def test_a_presentation_with_a_cpr_number_is_refused(tmp_path: Path) -> None:
    runs = "".join(f"<a:r><a:t>{piece}</a:t></a:r>" for piece in ("Emil 1203", "15-", "1234"))
    slide = f'<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p>{runs}</a:p></p:sld>'.encode()
    with pytest.raises(UploadRefused, match=IN_THE_FILE):
        made(tmp_path, papers.repacked(papers.pptx_bytes(), add={"ppt/slides/slide1.xml": slide}), "dias.pptx")


def pdf(content: bytes, font: Any = None, **more: Any) -> bytes:
    with pikepdf.new() as paper:
        evidence = paper.add_blank_page()
        plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        letters = font(paper) if font else plain
        evidence.obj.Resources = Dictionary(Font=Dictionary(F1=paper.make_indirect(letters)))
        evidence.obj.Contents = paper.make_stream(content)
        for key, value in more.items():
            evidence.obj[f"/{key}"] = value(paper)
        out = io.BytesIO()
        paper.save(out)
        return out.getvalue()


CMAP = b"""/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfchar <0001> <002D> endbfchar
2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<0045> <006D>] endbfrange
endcmap end end"""


def mapped(paper: Any) -> Any:
    """Return a font with two bytes per letter, in which 0010 is "0"."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.X, Encoding=Name("/Identity-H"),
        ToUnicode=Stream(paper, CMAP),
    )  # fmt: skip


def in_glyphs(text: str) -> bytes:
    return b"<" + b"".join(b"0001" if char == "-" else b"001" + char.encode() for char in text) + b">"


def one_by_one(text: str) -> bytes:
    """Return operators that position each letter by itself, as many programs do."""
    return b"".join(b"1 0 0 1 %d 100 Tm (%c) Tj " % (10 + int(6.67 * i), c) for i, c in enumerate(text.encode()))


def drawing(content: bytes) -> bytes:
    """Return a page with a form XObject that holds the text."""
    with pikepdf.new() as paper:
        evidence = paper.add_blank_page()
        letters = paper.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        fonts = Dictionary(F1=letters)
        form = Stream(paper, content)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 500, 500]
        form.Resources = Dictionary(Font=fonts)
        evidence.obj.Resources = Dictionary(Font=fonts, XObject=Dictionary(X1=paper.make_indirect(form)))
        evidence.obj.Contents = paper.make_stream(b"q /X1 Do Q")
        out = io.BytesIO()
        paper.save(out)
        return out.getvalue()


def remark(paper: Any) -> Any:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=pikepdf.String(f"cpr {NUMBER}"))
    return Array([paper.make_indirect(note)])


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"BT /F1 12 Tf (Emil 120315-1234) Tj ET"),
        pdf(b"BT /F1 12 Tf [(Emil 12) -20 (0315) 10 (-12) (34)] TJ ET"),
        pdf(b"BT /F1 12 Tf [(120315) -300 (1234)] TJ ET"),
        pdf(b"BT /F1 12 Tf " + in_glyphs(NUMBER) + b" Tj ET", mapped),
        pdf(b"BT /F1 12 Tf (Se) Tj ET", Annots=remark),
        pdf(b"BT /F1 12 Tf " + one_by_one(NUMBER) + b"ET"),
        pdf(b"BT /F1 12 Tf 1 0 0 1 10 100 Tm (120315) Tj 1 0 0 1 50.5 100 Tm (-1234) Tj ET"),  # two pieces, one line
        pdf(b"BT /F1 12 Tf 0 1 -1 0 200 100 Tm (Emil 120315-1234) Tj ET"),  # up the side of the page
        pdf(b"BT (120315-1234) Tj ET"),  # no font is chosen
        drawing(b"BT /F1 12 Tf 20 20 Td (Emil 120315-1234) Tj ET"),
    ],
)
def test_a_pdf_with_a_cpr_number_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UploadRefused, match=IN_THE_FILE):
        made(tmp_path, content, "brev.pdf")


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"BT /F1 12 Tf (12) Tj 40 0 Td (10) Tj 40 0 Td (15) Tj 40 0 Td (1234) Tj ET"),  # a row of a table
        pdf(b"BT /F1 12 Tf (120315) Tj 0 -14 Td (1234) Tj ET"),  # two lines
        pdf(b"BT /F1 12 Tf " + in_glyphs("120315-123") + b" Tj ET", mapped),
    ],
)
def test_a_pdf_with_figures_is_taken_in(tmp_path: Path, content: bytes) -> None:
    assert made(tmp_path, content, "tal.pdf").fields["extension"] == "pdf"


@pytest.mark.parametrize("name", [f"Emil {NUMBER}.jpg", f"{DIGITS}.jpg", "120315_1234.jpg"])
def test_a_name_is_refused_before_anything_is_stored(
    evidence: Evidence, person: User, name: str, left_on_disk: Callable[[], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    upload = SimpleUploadedFile(name, pictures.encoded("JPEG"), "image/jpeg")
    with pytest.raises(UploadRefused, match="filens navn") as refused:
        receive(kind=MediaKind.IMAGE, upload=upload, evidence=evidence, by=person)
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists() and left_on_disk() == []
    assert "1234" not in refused.value.message + caplog.text


@pytest.mark.parametrize("name", ["IMG_20260312_123045.jpg", "20260312-1230.jpg", "IMG-20260312-WA0001.jpg"])
def test_picture_names_of_phones_are_not_taken_for_cpr_numbers(evidence: Evidence, person: User, name: str) -> None:
    upload = SimpleUploadedFile(name, pictures.encoded("JPEG"), "image/jpeg")
    assert receive(kind=MediaKind.IMAGE, upload=upload, evidence=evidence, by=person).source_name == name


def test_captions_with_a_cpr_number_are_refused(evidence: Evidence, person: User) -> None:
    film = ready.film(evidence, person, captions="WEBVTT\n")
    words = f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHan hedder {NUMBER}\n"
    with pytest.raises(UploadRefused, match=IN_THE_FILE):
        add_captions(film=film, upload=SimpleUploadedFile("tekst.vtt", words.encode()), by=person)
    film.refresh_from_db()
    assert film.captions == "WEBVTT\n"


def test_nothing_is_left_and_the_number_is_not_repeated(
    evidence: Evidence, person: User, left_on_disk: Callable[[], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    upload = SimpleUploadedFile("brev.docx", word(in_a_table))
    item = receive(kind=MediaKind.DOCUMENT, upload=upload, evidence=evidence, by=person)
    from media.tasks import prepare_media

    prepare_media.func(str(item.key))
    item.refresh_from_db()
    assert item.refusal.startswith(IN_THE_FILE)
    assert left_on_disk() == []
    assert NUMBER not in caplog.text and DIGITS not in caplog.text
