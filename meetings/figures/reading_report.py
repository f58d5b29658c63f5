"""A JSON-ready report of what the preview reads from a file, for those who set up an export and for tests."""

from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.errors import Refusal
from meetings.figures.parsing.guess_measure import guess_measures
from meetings.figures.parsing.layout import guess_layout
from meetings.figures.parsing.parse_table import ParsedTable, parse_table
from meetings.figures.parsing.read_cells import ReadCell
from meetings.figures.parsing.read_rows import ReadRow, read_rows
from meetings.figures.parsing.sheet import FiguresFile
from meetings.figures.parsing.sheet_choice import best_sheet
from meetings.figures.parsing.unread_rows import describe_unread_sheets
from snippets.enums import Measure


class NoSuchSheet(Refusal):
    """The workbook has no visible, non-empty sheet of that name."""


def reading_report(source: FiguresFile, sheet_name: str = "") -> dict[str, object]:
    """Read a sheet and return the report.

    `header` begins with the heading of the row names; the cells of each row and `measure` follow the rest of it. A cell
    has `text` as it is written, `value` (a number or None) and `state`: shown, suppressed, missing or unread. Raises
    NoSuchSheet.
    """
    number = _number_of(source, sheet_name)
    sheet = source.sheets[number]
    choices = guess_layout(sheet)
    reading = parse_table(read_rows(sheet, choices))
    kept = [row for row in reading.rows if not row.is_unread]
    with_counts = any(row.count for row in kept)
    return {
        "sheets": [{"name": one.name, "is_read": place == number} for place, one in enumerate(source.sheets)],
        "header": [reading.corner, *reading.names, *([reading.count_name] if with_counts else [])],
        "rows": [_row(row) for row in reading.rows if not row.is_left_out],
        "measure": [*guess_measures(reading.names, kept), *([Measure.COUNT] if with_counts else [])],
        "notices": [*reading.notices, *describe_unread_sheets(source, number), *_person_rows_notice(reading)],
        "problems": [str(problem) for problem in reading.problems],
    }


def _number_of(source: FiguresFile, name: str) -> int:
    if not name:
        return best_sheet(source)
    for number, sheet in enumerate(source.sheets):
        if sheet.name == name:
            return number
    names = ", ".join(sheet.name for sheet in source.sheets)
    raise NoSuchSheet(
        _("There is no visible sheet “%(name)s” with figures. Choose one of: %(names)s.")
        % {"name": name, "names": names}
    )


def _person_rows_notice(reading: ParsedTable) -> list[str]:
    if not reading.looks_like_persons:
        return []
    return [_("The rows look like single persons. Only figures of groups may be kept.")]


def _row(row: ReadRow) -> dict[str, object]:
    cells = [*row.cells, *([row.count] if row.count else [])]
    label = f"{row.name} · {row.across}" if row.across.strip() else row.name
    return {"label": label, "cells": [_cell(cell) for cell in cells]}


def _cell(cell: ReadCell) -> dict[str, object]:
    if cell.value is None:
        return {"text": cell.written, "value": None, "state": "unread"}
    return {"text": cell.written, "value": _plain(cell.value.number), "state": str(cell.value.state)}


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
