"""Export a dataset as CSV or XLSX: the shown numbers, and the label of the state for suppressed and missing ones."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from foundation.text.spreadsheet_escape import escape_cell
from meetings.figures.formatting import describe_facts, describe_hidden
from meetings.figures.models import Dataset
from meetings.figures.values import Value

#: Excel's limit on the length of a sheet's name, and the characters it forbids in one.
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = str.maketrans("", "", r"[]:*?/\'")


def as_csv(dataset: Dataset) -> bytes:
    """UTF-8 with a byte order mark, semicolons and decimal commas, as a Danish spreadsheet expects."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for line in _lines(dataset, lambda number, decimals: danish_formats.number(number, decimals).replace("\u00a0", "")):
        writer.writerow([cell if _is_written_number(cell) else escape_cell(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(dataset: Dataset) -> bytes:
    """Numbers are numeric cells; text is escaped, so it is never a formula."""
    # Not in every process that starts: a third of a second, and 30 MB.
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = dataset.title.translate(NOT_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME].strip() or "Tal"
    for line in _lines(dataset, lambda number, _decimals: number):
        sheet.append([escape_cell(cell) for cell in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _lines(dataset: Dataset, write: Callable[[Decimal, int], Decimal | str]) -> list[Sequence[Decimal | str]]:
    table = dataset.figures

    def cell(value: Value | None, decimals: int) -> Decimal | str:
        if value is None:
            return ""
        return str(value.state.label) if value.number is None else write(value.number, decimals)

    head = [table.corner or _("Name"), *(column.name for column in table.columns)]
    lines: list[Sequence[Decimal | str]] = [[*head, *([_("Answers")] if table.has_counts else [])]]
    for row in table.rows:
        line = [row.name, *(cell(value, dataset.decimals) for value in row.cells)]
        lines.append([*line, *([cell(row.count, 0)] if table.has_counts else [])])
    notes = [f"{dataset.title} · {dataset.type.name}", describe_facts(dataset), describe_hidden(dataset)]
    return [*lines, [], *([note] for note in notes if note)]


def _is_written_number(cell: Decimal | str) -> bool:
    """True for numbers that `as_csv` wrote itself, such as −2,5: they are not escaped. Other text of the same form
    is harmless."""
    return isinstance(cell, str) and cell.lstrip("-").replace(".", "").replace(",", "").isdigit()
