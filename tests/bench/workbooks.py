"""Import of a workbook of 5,000 rows (read, understood cell by cell) against reading it with calamine alone."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from meetings.figures.reading.layout import guess_layout
from meetings.figures.reading.parse_table import parse_table
from meetings.figures.reading.read_rows import read_rows
from meetings.figures.reading.source import read_upload
from tests.bench.pairs import Ratio, in_turn

ROWS = 5000


def workbook() -> bytes:
    """Five thousand rows of a name, three counts and a share; every tenth is marked as hidden."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Trivsel")
    sheet.append(["Hold", "Antal svar", "Ja", "Nej", "Andel"])
    for number in range(ROWS):
        share = "<5" if number % 10 == 0 else (number % 1000) / 10
        sheet.append([f"Gruppe {number}", 20 + number % 80, 10 + number % 70, number % 60, share])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measure() -> Ratio:
    content = workbook()

    def ours() -> None:
        sheet = read_upload(SimpleUploadedFile("tal.xlsx", content)).sheets[0]
        assert len(parse_table(read_rows(sheet, guess_layout(sheet))).rows) == ROWS

    def bare() -> None:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        assert len(book.get_sheet_by_name("Trivsel").to_python()) == ROWS + 1

    return in_turn("a workbook of 5,000 rows imported", ours, "calamine alone", bare, pairs=5)
