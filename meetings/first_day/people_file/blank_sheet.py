"""The sheet to fill in: the headings, one example, and lists of areas and roles to choose from."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.roles import Role
from foundation.text.spreadsheet import as_xlsx
from foundation.translation.in_danish import in_danish
from meetings.first_day.people_file.file_rows import HEADINGS, MAX_ROWS
from meetings.units.pages import AreaPage

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Mail address of the example; a row with it is refused, so that nobody stores the example.
EXAMPLE_MAIL = "eksempel@kommunen.example"
WIDTHS = (24, 20, 24, 32, 26, 14, 14)


@in_danish()
def blank_sheet() -> bytes:
    """Return the sheet as XLSX."""
    areas = list(AreaPage.objects.order_by("title").values_list("title", flat=True))
    example = [
        _("Example School"), areas[0] if areas else "", _("Anna Example"), EXAMPLE_MAIL,
        str(Role.AGREEMENT_HOLDER.label), "01-08-2026", "",
    ]  # fmt: skip

    def layout(sheet: "Worksheet") -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        for letter, names in (("B", areas), ("E", [str(role.label) for role in Role])):
            listed = '"{}"'.format(",".join(names))
            if names and len(listed) <= 257 and not any("," in name or '"' in name for name in names):  # Excel's limit
                choices = DataValidation(type="list", formula1=listed, allow_blank=True)
                sheet.add_data_validation(choices)
                choices.add(f"{letter}2:{letter}{MAX_ROWS}")

    return as_xlsx(
        [[str(heading) for heading in HEADINGS.values()], example], title=_("Units and people"), layout=layout
    )
