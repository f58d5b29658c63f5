"""Read the rows of a sheet by the chosen layout; every cell is read here, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from meetings.figures.parsing.choices import FIGURE_ROLES, ColumnRole, LayoutChoices
from meetings.figures.parsing.headings import names_a_total
from meetings.figures.parsing.read_cells import CellReader, Problem, ReadCell, as_measure, mixed_columns
from meetings.figures.parsing.sheet import Sheet, column_letters
from meetings.figures.parsing.unread_rows import lines_with_figures, unread_lines
from meetings.figures.table import MAX_COLUMNS, MAX_ROWS
from snippets.enums import Measure

MAX_NAME_LENGTH = 120
NAME_SEPARATOR = " · "


@dataclass(slots=True)  # not frozen, as TableRow
class ReadRow:
    """`name` is the row's name as read; `cells` are in the order of the columns with figures. `is_unread`: the row
    has figures, but stands outside the lines that are read."""

    line: int
    name: str
    cells: tuple[ReadCell, ...]
    count: ReadCell | None = None
    is_left_out: bool = False
    across: str = ""
    is_unread: bool = False

    @property
    def is_total(self) -> bool:
        return names_a_total(self.name)


@dataclass(frozen=True)
class ReadRows:
    """`columns` (by role) and `figures` are indexes of columns, `names` the names of all columns. `rows` is empty
    when `problems` prevent reading. `unread` are the numbers of lines outside those that are read."""

    sheet: Sheet
    choices: LayoutChoices
    columns: dict[ColumnRole, list[int]]
    figures: list[int]
    names: list[str]
    problems: tuple[Problem, ...]
    rows: tuple[ReadRow, ...] = ()
    unread: tuple[int, ...] = ()

    @property
    def kept(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.is_left_out and not row.is_unread]

    @property
    def names_of_figures(self) -> tuple[str, ...]:
        return tuple(self.names[column] for column in self.figures)

    def percents(self) -> frozenset[str]:
        """Names of the columns in which some figure is written, or shown by the spreadsheet, as a percent."""
        names = self.names_of_figures
        return frozenset(
            row.across or name
            for row in self.rows if not row.is_left_out
            for name, cell in zip(names, row.cells, strict=True)
            if cell.written.endswith("%")
        )  # fmt: skip

    def as_measure(self, measure: Measure) -> "ReadRows":
        """The rows, with a problem in place of each number that can't be of this measure."""
        rows = []
        for row in self.rows:
            cells = tuple([as_measure(cell, measure) for cell in row.cells])
            rows.append(row if cells == row.cells else replace(row, cells=cells))
        return replace(self, rows=tuple(rows))


def read_rows(sheet: Sheet, choices: LayoutChoices) -> ReadRows:
    """Read the rows by the given choices; structural problems are returned instead of rows."""
    columns = {role: [c for c, given in enumerate(choices.roles) if given == role] for role in ColumnRole}
    figures = [column for column, role in enumerate(choices.roles) if role in FIGURE_ROLES]
    lines = range(choices.first_line, min(choices.last_line, len(sheet.rows)) + 1)
    problems = _structural(columns, figures, lines)
    unread = tuple(unread_lines(sheet, choices))
    found = ReadRows(sheet, choices, columns, figures, _column_names(sheet, choices), tuple(problems), (), unread)
    if problems:
        return found
    reader = CellReader(sheet, choices.dash, mixed_columns(sheet, lines, figures))
    outside = lines_with_figures(sheet, unread, [*figures, *columns[ColumnRole.COUNT]])
    rows = [*_rows(found, lines, reader), *_unread_rows(found, outside)]
    return replace(found, rows=tuple(sorted(rows, key=lambda row: row.line)))


def _structural(columns: dict[ColumnRole, list[int]], figures: list[int], lines: range) -> list[Problem]:
    problems = []
    if not columns[ColumnRole.NAME]:
        problems.append(Problem(_("Say which column names the rows.")))
    if not figures:
        problems.append(Problem(_("Say which columns hold the figures.")))
    if len(columns[ColumnRole.COUNT]) > 1:
        problems.append(Problem(_("Only one column can be the number of answers behind the figures.")))
    across = columns[ColumnRole.ACROSS]
    if len(across) > 1 or (across and len(figures) > 1):
        problems.append(Problem(_("When one column names the columns, there must be one column with figures.")))
    if across and columns[ColumnRole.COUNT]:
        problems.append(Problem(_("Leave the number of answers out when one column names the columns.")))
    if len(figures) > MAX_COLUMNS or len(lines) > MAX_ROWS:
        text = _("There can be %(rows)s rows and %(columns)s columns at most. Leave some out.")
        problems.append(Problem(text % {"rows": MAX_ROWS, "columns": MAX_COLUMNS}))
    return problems


# Names ----------------------------------------------------------------------------------------------------------------


def _column_names(sheet: Sheet, choices: LayoutChoices) -> list[str]:
    """Names by column. Two header lines become one name; a merged or empty group continues to the right."""
    if not choices.header_line:
        return [_("Column %(letters)s") % {"letters": column_letters(column)} for column in range(sheet.width)]
    names, group = [], ""
    above = choices.header_line - 2 if choices.header_lines == 2 else -1
    for column in range(sheet.width):
        own = sheet.text_at(choices.header_line - 1, column)
        if above >= 0:
            group = sheet.text_at(above, column) or (group if _goes_on(sheet, above, column) else "")
        parts = [part for part in (group if above >= 0 else "", own) if part]
        name = ": ".join(dict.fromkeys(parts)) or _("Column %(letters)s") % {"letters": column_letters(column)}
        names.append(name[:MAX_NAME_LENGTH])
    return names


def _goes_on(sheet: Sheet, row: int, column: int) -> bool:
    """Return whether the group to the left covers this column too: merged with it, or no cell of the sheet is
    merged."""
    return (row, column) in sheet.merged_from if sheet.merged else True


def _filled_down(
    sheet: Sheet, row: int, columns: list[int], parts: Sequence[str], above: Sequence[str]
) -> Sequence[str]:
    """Fill names from the row above: merged cells, and empty cells before a filled one."""
    if all(parts):
        return parts
    filled = list(parts)
    last = max((number for number, part in enumerate(parts) if part), default=-1)
    for number, part in enumerate(parts):
        merged = sheet.merged_from.get((row, columns[number]), (row, 0))[0] < row
        if not part and (merged or number < last):
            filled[number] = above[number]
    return filled


# Rows -----------------------------------------------------------------------------------------------------------------


def _rows(rows_read: ReadRows, lines: range, reader: CellReader) -> list[ReadRow]:
    sheet, choices, columns = rows_read.sheet, rows_read.choices, rows_read.columns
    names, count, across = columns[ColumnRole.NAME], columns[ColumnRole.COUNT], columns[ColumnRole.ACROSS]
    filled = [
        line - 1
        for line in lines
        if any(sheet.texts[line - 1]) or _has_uncalculated_formula(sheet, line, rows_read.figures)
    ]
    figures = zip(
        *[reader.read_column(column, choices.roles[column], filled) for column in rows_read.figures], strict=True
    )
    counts = reader.read_column(count[0], ColumnRole.COUNT, filled) if count else [None] * len(filled)
    rows: list[ReadRow] = []
    parts = list(zip(*[sheet.texts_of_column(column) for column in names], strict=True))
    above: Sequence[str] = [""] * len(names)
    for row, cells, behind in zip(filled, figures, counts, strict=True):
        above = _filled_down(sheet, row, names, parts[row], above)
        rows.append(
            ReadRow(
                line=row + 1,
                name=_joined(above),
                cells=cells,
                count=behind,
                is_left_out=row + 1 in choices.left_out,
                across=sheet.text_at(row, across[0])[:MAX_NAME_LENGTH] if across else "",
            )
        )
    return rows


def _has_uncalculated_formula(sheet: Sheet, line: int, columns: Sequence[int]) -> bool:
    return any((line - 1, column) in sheet.uncalculated for column in columns)


def _unread_rows(rows_read: ReadRows, lines: Sequence[int]) -> list[ReadRow]:
    """Rows outside the lines that are read, so that the preview shows them and the user can leave them out."""
    sheet, count = rows_read.sheet, rows_read.columns[ColumnRole.COUNT]
    return [
        ReadRow(
            line=line,
            name=_joined([sheet.text_at(line - 1, column) for column in rows_read.columns[ColumnRole.NAME]]),
            cells=tuple(_unread(sheet, line, column) for column in rows_read.figures),
            count=_unread(sheet, line, count[0]) if count else None,
            is_left_out=line in rows_read.choices.left_out,
            across=" " if rows_read.columns[ColumnRole.ACROSS] else "",
            is_unread=True,
        )
        for line in lines
    ]


def _unread(sheet: Sheet, line: int, column: int) -> ReadCell:
    return ReadCell(sheet.text_at(line - 1, column), None)


def _joined(parts: Sequence[str]) -> str:
    return NAME_SEPARATOR.join([part for part in parts if part])[:MAX_NAME_LENGTH]
