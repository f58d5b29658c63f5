"""The rows of a file with units and people, as text, before anything is looked up."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.mail.mail_address import readable_address
from foundation.translation.in_danish import in_danish
from meetings.figures.parsing import refusals
from meetings.figures.parsing.sheet import FiguresFile, Sheet, column_letters

#: Field of FileRow -> heading in the sheet to fill in.
HEADINGS = {
    "unit": gettext_lazy("Unit"),
    "area": gettext_lazy("Area"),
    "name": gettext_lazy("Name"),
    "mail": gettext_lazy("Mail"),
    "role": gettext_lazy("Role"),
    "starts": gettext_lazy("From the day"),
    "ends": gettext_lazy("Last day of the role"),
}
#: Other headings that people write, in Danish because the file is.
ALSO = {
    "unit": ("enhed", "enheder", "skole", "institution", "aftaleholderenhed", "skole/dagtilbud"),
    "area": ("område",),
    "name": ("navn", "fulde navn"),
    "mail": ("mail", "e-mail", "email", "mailadresse", "e-mailadresse"),
    "role": ("rolle", "funktion"),
    "starts": ("fra", "fra og med", "startdato", "fra dato"),
    "ends": ("til", "til og med", "sidste dag", "slutdato", "til dato"),
}
#: Headings are looked for in the first rows; titles may stand above them.
MAX_ROWS_ABOVE = 10
MAX_ROWS = 1000  # about 20 statements each, in one request


@dataclass(frozen=True)
class FileRow:
    """`number` is the row's in the spreadsheet, from 1."""

    number: int
    unit: str = ""
    area: str = ""
    name: str = ""
    mail: str = ""
    role: str = ""
    starts: str = ""
    ends: str = ""

    @property
    def address(self) -> str:
        """The mail address as accounts have it."""
        return readable_address(self.mail).casefold()


class NotAFileOfPeople(refusals.FileRefused):
    """The file can be read, but not as units and people."""


def rows_of(source: FiguresFile) -> list[FileRow]:
    """Return the rows below the headings that have something in them. Raises FileRefused."""
    if source.odd_word:
        raise NotAFileOfPeople(
            _("The letters of the file look wrong: “%(word)s”. Save it as .xlsx, and try again.")
            % {"word": source.odd_word}
        )
    found = [(sheet, place) for sheet in source.sheets if (place := _headings(sheet)) is not None]
    if not found:
        raise NotAFileOfPeople(
            _("The headings were not found. Download the sheet to fill in, and put your rows below its headings.")
        )
    if len(found) > 1:
        raise NotAFileOfPeople(_("Several sheets hold units and people. Put them in one sheet, and try again."))
    sheet, (top, columns) = found[0]
    _require_visible(sheet, top)
    rows = [_row(sheet, number, columns) for number in range(top + 1, len(sheet.rows))]
    rows = [row for row in rows if row != FileRow(row.number)]
    if not rows:
        raise NotAFileOfPeople(_("There is nothing below the headings. Fill in the rows, and try again."))
    if len(rows) > MAX_ROWS:
        raise NotAFileOfPeople(
            _("The file has more than %(count)s rows. Delete those that are not needed, and try again.")
            % {"count": MAX_ROWS}
        )
    return rows


@in_danish()  # as the sheet that we give
def _headings(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of headings, and the column of each field; None where the sheet has none."""
    for row in range(min(len(sheet.rows), MAX_ROWS_ABOVE)):
        written = [sheet.text_at(row, column).casefold().rstrip(" *:") for column in range(sheet.width)]
        columns: dict[str, int] = {}
        for name, also in ALSO.items():
            for column, text in enumerate(written):
                if text in also or text == str(HEADINGS[name]).casefold():
                    columns.setdefault(name, column)
        if {"mail", "role", "name"} <= columns.keys() or {"unit", "area"} <= columns.keys():
            _require_pairs(columns)
            return row, columns
    return None


def _require_pairs(columns: dict[str, int]) -> None:
    """People come with name, mail and role. Raises NotAFileOfPeople."""
    lacking = [name for name in ("name", "mail", "role") if name not in columns]
    if 0 < len(lacking) < 3:
        names = ", ".join(str(HEADINGS[name]) for name in lacking)
        raise NotAFileOfPeople(_("The file has no column with the heading: %(names)s.") % {"names": names})


def _require_visible(sheet: Sheet, top: int) -> None:
    """What is hidden in the sheet is not read; whoever stands there would seem to have gone."""
    rows = [str(row + 1) for row in sheet.hidden_rows if row > top]
    if rows:
        raise NotAFileOfPeople(
            _("Rows are hidden in the sheet: %(rows)s. Show or delete them, and try again.")
            % {"rows": ", ".join(rows[:10])}
        )
    columns = [column_letters(column) for column in sheet.hidden_columns if column < sheet.width]
    if columns:
        raise NotAFileOfPeople(
            _("Columns are hidden in the sheet: %(columns)s. Show or delete them, and try again.")
            % {"columns": ", ".join(columns[:10])}
        )


def _row(sheet: Sheet, number: int, columns: dict[str, int]) -> FileRow:
    places = {name: sheet.merged_from.get((number, column), (number, column)) for name, column in columns.items()}
    return FileRow(number + 1, **{name: sheet.text_at(*place) for name, place in places.items()})
