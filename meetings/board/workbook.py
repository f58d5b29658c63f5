"""The board of the year as a workbook: the rows that its reader sees, in the order of the alphabet."""

from io import BytesIO

from django.utils.translation import gettext as _

from foundation.text.spreadsheet_escape import escape_cell
from meetings.board.board import Board
from meetings.figures.export import LONGEST_SHEET_NAME, NOT_IN_SHEET_NAMES

#: Widths of the columns, in characters.
WIDTHS = (32, 24, 24, 40, 46)


def board_columns() -> list[str]:
    return [_("Unit"), _("Area"), _("State"), _("Next step"), _("Date")]


def workbook_of(board: Board) -> bytes:
    """Text is escaped, so it is never a formula."""
    from openpyxl import Workbook  # as in meetings.figures.export: not in every process
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = board.school_year.translate(NOT_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME] or _("Overview")
    for row in [
        board_columns(),
        *([row.title, row.area.title, str(row.stage.label), row.next_step, row.when] for row in board.rows),
    ]:
        sheet.append([escape_cell(cell) for cell in row])
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    target = BytesIO()
    book.save(target)
    return target.getvalue()
