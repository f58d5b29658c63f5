"""The overview of the year as a workbook: the rows that its reader sees, in the order of the alphabet."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from foundation.text.spreadsheet import as_xlsx
from foundation.translation.in_danish import in_danish
from meetings.overview.overview import YearOverview

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Widths of the columns, in characters.
WIDTHS = (32, 24, 24, 40, 46)


def overview_columns() -> list[str]:
    return [_("Unit"), _("Area"), _("State"), _("Next step"), _("Date")]


@in_danish()
def workbook_of(overview: YearOverview) -> bytes:
    rows = [[row.title, row.area.title, str(row.stage.label), row.next_step, row.when] for row in overview.rows]
    return as_xlsx(
        [overview_columns(), *rows], title=overview.school_year or _("Overview"), freeze="B2", layout=_landscape
    )


def _landscape(sheet: "Worksheet") -> None:
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
