"""Export a dataset as CSV or XLSX: the shown numbers, and the label of the state for suppressed and missing ones."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.text import spreadsheet
from foundation.text.danish_formats import format_number
from foundation.text.spreadsheet_escape import escape_cell
from foundation.translation.in_danish import in_danish
from meetings.figures.formatting import describe_facts, describe_hidden
from meetings.figures.models import Dataset
from meetings.figures.values import Value


@in_danish()
def as_csv(dataset: Dataset) -> bytes:
    """Return the table with decimal commas, as a Danish spreadsheet expects."""
    rows = _lines(dataset, lambda number, decimals: format_number(number, decimals).replace("\u00a0", ""))
    return spreadsheet.as_csv(rows, escape=lambda cell: cell if _is_written_number(cell) else escape_cell(cell))


@in_danish()
def as_xlsx(dataset: Dataset) -> bytes:
    """Return a workbook in which numbers are numeric cells."""
    rows = _lines(dataset, lambda number, _decimals: number)
    return spreadsheet.as_xlsx(rows, title=dataset.title, freeze="B2")


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


def _is_written_number(cell: object) -> bool:
    """Return whether it is a number that `as_csv` wrote itself, such as −2,5, and is not escaped. Other text of the
    same form is harmless."""
    return isinstance(cell, str) and cell.lstrip("-").replace(".", "").replace(",", "").isdigit()
