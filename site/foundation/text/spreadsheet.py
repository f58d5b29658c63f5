"""Rows as a file for a spreadsheet, CSV or XLSX. Text is escaped, so that no cell is read as a formula."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from foundation.text.spreadsheet_escape import escape_cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: Excel's limit on the length of a sheet's name, and the characters it forbids in one.
MAX_SHEET_NAME_LENGTH = 31
NOT_IN_SHEET_NAMES = str.maketrans("", "", r"[]:*?/\'")


def as_csv(rows: Iterable[Sequence[object]], *, escape: Callable[[object], object] = escape_cell) -> bytes:
    return b"".join(csv_lines(rows, escape=escape))


def csv_lines(rows: Iterable[Sequence[object]], *, escape: Callable[[object], object] = escape_cell) -> Iterator[bytes]:
    """Yield UTF-8 with a byte order mark and semicolons, as a Danish spreadsheet expects: a piece for each row."""
    yield codecs.BOM_UTF8
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([escape(cell) for cell in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def as_xlsx(
    rows: Iterable[Sequence[object]], *, title: str, freeze: str = "A2",
    layout: "Callable[[Worksheet], None] | None" = None,
) -> bytes:  # fmt: skip
    """Return one sheet with its heading in bold. Rows above and columns left of the cell `freeze` stay when one
    scrolls; `layout` gets the sheet when it is filled."""
    # Not in every process that starts: a third of a second, and 30 MB.
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title.translate(NOT_IN_SHEET_NAMES)[:MAX_SHEET_NAME_LENGTH].strip() or "Ark1"
    for row in rows:
        sheet.append([escape_cell(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = freeze
    if layout:
        layout(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def spreadsheet_response(rows: Iterable[Sequence[object]], *, kind: str, name: str, title: str) -> HttpResponse:
    """The rows as a download; `kind` is CSV or XLSX, and `name` the file's without its ending."""
    body = as_xlsx(rows, title=title) if kind == XLSX else as_csv(rows)
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{kind}") or ""}
    return HttpResponse(body, content_type=CONTENT_TYPES[kind], headers=headers)
