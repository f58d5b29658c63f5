"""Hidden content of Office documents is removed, visible content is kept, and what was removed is reported."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from media.ingest.processing.make_document import make_document
from media.ingest.refusals import UploadRefused
from tests.media import hidden_papers, hidden_slides

Cleaned = Callable[[bytes, str], tuple[bytes, dict[str, int]]]

SECRET = hidden_papers.SECRET.encode()


@pytest.fixture
def cleaned(tmp_path: Path) -> Cleaned:
    """Return (the cleaned document, the text about what was removed)."""

    def make(content: bytes, name: str) -> tuple[bytes, dict[str, int]]:
        source = tmp_path / "upload"
        source.write_bytes(content)
        made = make_document(source=source, name=name, folder=tmp_path)
        result = next(iter(made.files.values())).read_bytes()
        assert all(SECRET not in part.lower() for part in unpacked(result))
        return result, made.fields["left_out"]

    return make


def unpacked(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [content, *(name.encode() + package.read(name) for name in package.namelist())]


def lines(content: bytes) -> list[str]:
    """Return the paragraphs of body and tables, read independently of the cleaner."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.mark.parametrize("name", hidden_papers.WORD)
def test_hidden_content_of_word_is_removed(cleaned: Cleaned, name: str) -> None:
    source, shown, told = hidden_papers.WORD[name]
    content, found = cleaned(source(), "oplæg.docx")
    assert lines(content) == ["Synlig start", *shown]
    assert found == told


def test_comments_of_a_word_document_and_a_header_that_is_not_shown(cleaned: Cleaned) -> None:
    content, found = cleaned(hidden_papers.word_with_comments(), "oplæg.docx")
    assert lines(content) == ["Se her", "Og her"]
    assert found == {"comments": 2}
    assert docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text == "Sidehoved"


def values(content: bytes) -> list[list[Any]]:
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert [sheet.title for sheet in sheets] == ["Ark1"]
    return [[cell.value for cell in row[:2]] for row in sheets[0].iter_rows()]


@pytest.mark.parametrize("name", hidden_papers.EXCEL)
def test_hidden_content_of_excel_is_removed(cleaned: Cleaned, name: str) -> None:
    source, shown, told = hidden_papers.EXCEL[name]
    content, found = cleaned(source(), "tal.xlsx")
    assert values(content) == shown
    assert found == told


def rows(*lines: tuple[Any, ...]) -> bytes:
    return hidden_papers.book(lambda made: [made.active.append(line) for line in lines])


PUPILS = [("Anna Holm", 7), ("Bo Krogh", 4), ("Carla Dam Lund", 9), ("Dan Ravn", 6), ("Eva Skov", 8)]


@pytest.mark.parametrize(
    "lines",
    [
        PUPILS,
        [("Elev", "Ord"), ("a", 4), ("b", 5), ("c", 6), ("d", 7)],
        [("", "", "UNI-login", ""), *[("", "", f"anna{number}", 3) for number in range(5)]],
        [("Elevnr.", "Ord"), *[(10450 + number, 3) for number in range(5)]],
    ],
)
def test_rows_of_pupils_are_refused_as_in_figures(cleaned: Cleaned, lines: Any) -> None:
    with pytest.raises(UploadRefused, match="ligner enkelte børn eller kolleger"):
        cleaned(rows(*lines), "tal.xlsx")


@pytest.mark.parametrize(
    "lines",
    [
        [("Klasse", "Pige", "Dreng"), *[(f"{number}.A", 12 + number, 9) for number in range(1, 7)]],
        [("Konto", "Beløb"), *[(301400 + number, 1000 + number) for number in range(12)]],
        [("Nørre Skole", 7), ("Rød Stue", 4), ("Blå Stue", 9), ("Grøn Gruppe", 6)],
    ],
)
def test_rows_of_groups_are_accepted(cleaned: Cleaned, lines: Any) -> None:
    assert cleaned(rows(*lines), "tal.xlsx")[1] == {}


def test_hidden_rows_of_pupils_are_removed(cleaned: Cleaned) -> None:
    def fill(made: Any) -> None:
        sheet = made.create_sheet("Elever")
        for line in PUPILS:
            sheet.append(line)
        sheet.sheet_state = "hidden"

    content, found = cleaned(hidden_papers.book(fill), "tal.xlsx")
    assert found == {"hidden_sheets": 1}
    assert all(b"Anna Holm" not in part for part in unpacked(content))


def test_hidden_content_of_powerpoint_is_removed(cleaned: Cleaned) -> None:
    content, found = cleaned(hidden_slides.slides(), "vis.pptx")
    assert hidden_slides.text_of_slides(content) == ["Synlig forside", "Synlig slutning"]
    assert found == {"comments": 1, "hidden_slides": 1, "notes": 1, "shapes": 2}


@pytest.mark.parametrize("part", ["pivotCacheDefinition", "slicerCache", "somethingNew"])
def test_a_workbooks_own_copies_of_its_data_stay_behind(cleaned: Any, part: str) -> None:
    """A pivot table and a slicer carry every value of their source along, also from sheets that were deleted."""
    source = io.BytesIO(rows(("Klasse", "Antal"), ("4.a", 21)))
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    relation = (
        f'<Relationship Id="rIdX" Type="http://schemas.example/relationships/{part}" Target="copies/{part}1.xml"/>'
    )
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    parts[f"xl/copies/{part}1.xml"] = b'<copy xmlns="urn:x"><s v="%s"/></copy>' % SECRET
    with zipfile.ZipFile(changed := io.BytesIO(), "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    content, _found = cleaned(changed.getvalue(), "tal.xlsx")
    assert values(content)[-2:] == [["Klasse", "Antal"], ["4.a", 21]]
    assert not [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if part in name]
