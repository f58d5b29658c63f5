"""The results as a table for a spreadsheet: exactly what the page shows."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from foundation.text.spreadsheet_escape import escape_cell
from meetings.questionnaires.display import label_of, mean_in_words
from meetings.questionnaires.reading import QuestionAnswers

Cell = str | int
CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def lines(head: Sequence[str], questions: Iterable[QuestionAnswers]) -> list[list[Cell]]:
    """`head`: sentences about what this is. Then a line for each number, each quote, or that nothing is shown."""
    found: list[list[Cell]] = [[_("Question"), _("Answer"), _("Number"), _("Who")]]
    for one in questions:
        for distribution in one.distributions:
            subject = f"{distribution.subject}: " if distribution.subject else ""
            found += [[one.question, subject + label_of(label), count] for label, count in distribution.counts]
        if one.mean is not None:
            found.append([one.question, mean_in_words(one.mean)])
        found += [[one.question, quote] for quote in one.quotes if not one.given]
        found += [[one.question, given.text, "", given.name] for given in one.given]
        if not one.shows_anything:
            found.append([one.question, _("Not shown, or nobody has answered")])
    found.append([])
    found += [[sentence] for sentence in head]
    return found


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark and semicolons, as a Danish spreadsheet expects."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([escape_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Sequence[Cell]]) -> bytes:
    # Not in every process that starts: a third of a second, and 30 MB.
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Answers")
    for row in rows:
        sheet.append([escape_cell(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


WRITERS = {CSV: as_csv, XLSX: as_xlsx}


def about_protection(minimum: int) -> str:
    return _("Without names, no number of fewer than %(minimum)s people is shown.") % {
        "minimum": danish_formats.number(minimum)
    }
