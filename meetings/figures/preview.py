"""The preview shown before figures are stored: each cell as it was written and as it was read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.figures.formatting import describe_all_hidden, describe_measure, format_value
from meetings.figures.linked_figures_messages import describe_linked_figures
from meetings.figures.models import Dataset, unit_of_measure_for
from meetings.figures.parsing.choices import FIGURE_ROLES, ColumnRole, LayoutChoices
from meetings.figures.parsing.parse_number import read_number
from meetings.figures.parsing.parse_table import ParsedTable, draft_of, parse_table
from meetings.figures.parsing.read_cells import ReadCell
from meetings.figures.parsing.read_rows import ReadRow, read_rows
from meetings.figures.parsing.sheet import FiguresFile, Sheet, column_letters
from meetings.figures.parsing.unread_rows import describe_unread_sheets
from meetings.figures.save_figures import DatasetFacts, determine_dataset_measure, suppress_dataset
from meetings.figures.table import Table
from meetings.figures.values import SUPPRESSED, Value

#: Lines with problems are shown in addition to these.
MAX_LINES = 60
MAX_PROBLEMS = 30
#: How many of the first lines are shown to choose the header from.
MAX_TOP_LINES = 12
MAX_TOP_CELL_LENGTH = 40


@dataclass(frozen=True)
class PreviewCell:
    """`written` is empty where it equals `read_as`. `state`: "", "hidden", "missing" or "wrong"."""

    read_as: str
    written: str
    state: str


@dataclass(frozen=True)
class FiguresPreviewLine:
    line: int
    name: str
    cells: tuple[PreviewCell, ...]
    is_left_out: bool
    is_total: bool


@dataclass(frozen=True)
class FiguresPreview:
    """`facts` are the facts as given, with the measure determined from the type and the content."""

    reading: ParsedTable
    choices: LayoutChoices
    sheet: Sheet
    sheet_number: int
    columns: tuple[str, ...]
    lines: tuple[FiguresPreviewLine, ...]
    more_lines: int
    problems: tuple[str, ...]
    more_problems: int
    notices: tuple[str, ...]
    roles: tuple[dict[str, object], ...]
    top: tuple[dict[str, object], ...]
    hidden: str
    facts: DatasetFacts


def preview_of(
    source: FiguresFile,
    sheet_number: int,
    choices: LayoutChoices,
    facts: DatasetFacts,
    meeting_id: int,
    stored: Iterable[Dataset],
) -> FiguresPreview:
    """Build the preview of one sheet. `stored` are the unit's datasets that these figures are compared with.

    Numbers are shown as they will be stored, also while other cells can't be read.
    """
    sheet = source.sheets[sheet_number]
    read = read_rows(sheet, choices)
    facts = replace(facts, percents=read.percents())
    found = determine_dataset_measure(facts, draft_of(read))
    facts = replace(facts, measure=found.measure)
    reading = parse_table(read, facts.measure)  # numbers that can't be of this measure become problems
    together = suppress_dataset(reading.draft, facts, meeting_id, stored) if reading.draft else None
    shown = together.table if together else None
    lookup = _lookup(shown)
    unit = unit_of_measure_for(facts.measure, facts.type)
    lines = [_line(row, reading, lookup, facts, unit) for row in reading.rows]
    wrong = {line for line, _column in reading.wrong}
    kept = [line for number, line in enumerate(lines) if number < MAX_LINES or line.line in wrong][: 2 * MAX_LINES]
    return FiguresPreview(
        reading=reading,
        choices=choices,
        sheet=sheet,
        sheet_number=sheet_number,
        columns=_columns(reading),
        lines=tuple(kept),
        more_lines=len(lines) - len(kept),
        problems=tuple(str(problem) for problem in reading.problems[:MAX_PROBLEMS]),
        more_problems=max(0, len(reading.problems) - MAX_PROBLEMS),
        notices=(
            *reading.notices,
            *describe_unread_sheets(source, sheet_number),
            *describe_measure(found),
            *(describe_linked_figures(together, facts.minimum) if together and reading.table else ()),
        ),
        roles=tuple(_roles(sheet, choices)),
        top=tuple(_top(sheet)),
        hidden=_describe_hidden(reading.table, shown, facts),
        facts=facts,
    )


def _columns(reading: ParsedTable) -> tuple[str, ...]:
    with_counts = any(row.count for row in reading.rows)
    across = [_("Column")] if any(row.across for row in reading.rows) else []
    return (*across, *reading.names, *([_("Answers")] if with_counts else []))


def _lookup(shown: Table | None) -> dict[tuple[str, str], Value]:
    """The shown value of each cell by the names of its row and column; the number of answers has the column ""."""
    found: dict[tuple[str, str], Value] = {}
    if shown is not None:
        for row in shown.rows:
            for column, cell in zip(shown.columns, row.cells, strict=True):
                found[row.name, column.name] = cell
            if row.count is not None:
                found[row.name, ""] = row.count
    return found


def _line(
    row: ReadRow, reading: ParsedTable, lookup: dict[tuple[str, str], Value], facts: DatasetFacts, unit: str
) -> FiguresPreviewLine:  # fmt: skip
    lookup = {} if row.is_unread or row.is_left_out else lookup
    names = [row.across] if row.across else reading.names
    cells = [PreviewCell(row.across, "", "")] if row.across else []
    for name, cell in zip(names, row.cells, strict=True):
        cells.append(_cell(cell, lookup.get((row.name, name)), facts.decimals, unit))
    if row.count is not None:
        cells.append(_cell(row.count, lookup.get((row.name, "")), 0, ""))
    return FiguresPreviewLine(row.line, row.name, tuple(cells), row.is_left_out, row.is_total)


def _cell(cell: ReadCell, shown: Value | None, decimals: int, unit: str) -> PreviewCell:
    if cell.value is None:
        if not cell.problem:  # a cell of a row that is not read
            return PreviewCell(_("Not read"), cell.written, "missing") if cell.written else PreviewCell("", "", "")
        return PreviewCell(_("Can't be read"), cell.written, "wrong")
    value = (shown if shown is not None else cell.value).rounded(decimals)
    text = format_value(value, decimals, unit)
    if value.number is None:
        return PreviewCell(text, cell.written, "hidden" if value == SUPPRESSED else "missing")
    return PreviewCell(text, "" if _is_same_number(cell.written, value) else cell.written, "")


def _is_same_number(written: str, value: Value) -> bool:
    """Return whether the reader need not compare the two: 42 and 42,0 %; not for 1.204, which may be read as 1204 or as
    1,204."""
    number = read_number(written)
    return number is not None and number.value == value.number and not (number.by_point or number.is_grouped)


def _roles(sheet: Sheet, choices: LayoutChoices) -> list[dict[str, object]]:
    named = choices.header_line - 1
    return [
        {
            "column": column,
            "letters": column_letters(column),
            "name": sheet.text_at(named, column) if named >= 0 else "",
            "role": role,
            "options": [(value, label) for value, label in ColumnRole.choices],
            "is_figures": role in FIGURE_ROLES,
        }
        for column, role in enumerate(choices.roles)
    ]


def _top(sheet: Sheet) -> list[dict[str, object]]:
    lines = []
    for number in range(min(len(sheet.rows), MAX_TOP_LINES)):
        texts = [sheet.text_at(number, column)[:MAX_TOP_CELL_LENGTH] for column in range(sheet.width)]
        lines.append({"number": number + 1, "text": " | ".join(text for text in texts if text)})
    return lines


def _describe_hidden(read: Table | None, shown: Table | None, facts: DatasetFacts) -> str:
    """Say how many figures of the file are suppressed; empty when none are."""
    if read is None or shown is None:
        return ""
    count = shown.hidden_cells - read.hidden_cells
    if count <= 0:
        return ""
    if shown.shows_none:
        return describe_all_hidden(facts.measure, facts.minimum)
    return ngettext(
        "%(count)s figure is hidden, because it is of fewer than %(minimum)s persons, or would disclose a "
        "hidden figure. The number is not stored.",
        "%(count)s figures are hidden, because they are of fewer than %(minimum)s persons, or would disclose "
        "a hidden figure. The numbers are not stored.",
        count,
    ) % {"count": count, "minimum": facts.minimum}
