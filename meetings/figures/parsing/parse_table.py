"""Turn read rows into a table, the rows of the preview, and problems with row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from foundation.detect_persons import look_like_persons
from meetings.figures.parsing.choices import ColumnRole, DashMeans
from meetings.figures.parsing.headings import names_a_total
from meetings.figures.parsing.missing_value_marks import is_dash
from meetings.figures.parsing.read_cells import Problem
from meetings.figures.parsing.read_rows import NAME_SEPARATOR, ReadRow, ReadRows
from meetings.figures.parsing.refuse_mixed_measures import mixed_measure_problems
from meetings.figures.parsing.sheet import column_letters
from meetings.figures.parsing.unread_rows import describe_unread_rows
from meetings.figures.table import MAX_COLUMNS, Column, Table, TableRow
from meetings.figures.values import MISSING, Value
from snippets.enums import Measure


@dataclass(frozen=True)
class ParsedTable:
    """`table` is None while there are problems; `draft` is the table of the readable cells meanwhile, unless names
    occur twice.

    `notices` are messages that do not block storing. `rows` and `names` (of the columns with figures) are the preview,
    `corner` and `count_name` the headings of the other columns. `asks_dash`: there is a dash somewhere. `wrong` holds
    line and column of each problem.
    """

    rows: tuple[ReadRow, ...]
    names: tuple[str, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    table: Table | None
    draft: Table | None = None
    asks_dash: bool = False
    looks_like_persons: bool = False
    corner: str = ""
    count_name: str = ""
    wrong: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def parse_table(read: ReadRows, measure: Measure | None = None) -> ParsedTable:
    """Parse the rows; numbers that can't be of `measure` become problems."""
    if measure is not None:
        read = read.as_measure(measure)
    kept, names = read.kept, read.columns[ColumnRole.NAME]
    problems = [*read.problems, *_cells_that_cannot_be_read(read)]
    problems += [_not_read(row) for row in read.rows if row.is_unread and not row.is_left_out]
    draft, of_names = _table(read, kept) if kept or problems else (None, [])
    problems += of_names
    if draft is not None and measure is not None:
        problems += mixed_measure_problems(draft, measure, read.percents())
    if not kept and not problems:
        problems.append(Problem(_("There are no rows with figures. Choose another header line.")))
    return ParsedTable(
        rows=read.rows,
        names=read.names_of_figures,
        problems=tuple(problems),
        notices=tuple(describe_unread_rows(read.sheet, _lines_left(read))),
        table=None if problems else draft,
        draft=draft if kept and not of_names else None,
        asks_dash=read.choices.dash != DashMeans.ASK or _has_dash(read.rows),
        looks_like_persons=look_like_persons(
            [read.names[column] for column in names],
            [[texts[row.line - 1] for row in kept] for texts in map(read.sheet.texts_of_column, names)],
        ),
        corner=NAME_SEPARATOR.join(read.names[column] for column in names) if read.choices.header_line else "",
        count_name="".join(read.names[column] for column in read.columns[ColumnRole.COUNT][:1]),
        wrong=frozenset((problem.line, problem.column) for problem in problems),
    )


def draft_of(read: ReadRows) -> Table:
    """Return the table of the rows that are read, while some cells may still be problems; empty when names are missing
    or occur twice."""
    table, problems = _table(read, read.kept) if read.kept else (None, [])
    return table if table is not None and not problems else Table("", (), ())


def _not_read(row: ReadRow) -> Problem:
    text = _("The row has figures that are not read. Choose another header line or last line, or leave the row out.")
    return Problem(text, row.line)


def _cells_that_cannot_be_read(read: ReadRows) -> list[Problem]:
    columns = [*read.figures, *read.columns[ColumnRole.COUNT]]
    return [
        Problem(cell.problem, row.line, column)
        for row in read.kept
        for column, cell in zip(columns, (*row.cells, row.count) if row.count else row.cells, strict=True)
        if cell.value is None
    ]


def _lines_left(read: ReadRows) -> list[int]:
    """Numbers of lines that are not read and are no problem."""
    problems = {row.line for row in read.rows if row.is_unread and not row.is_left_out}
    left_out = {row.line for row in read.rows if row.is_left_out}
    return sorted({*read.unread, *left_out} - problems)


def _has_dash(rows: Iterable[ReadRow]) -> bool:
    return any(map(is_dash, {cell.written for row in rows if not row.is_unread for cell in row.cells}))


# The table ------------------------------------------------------------------------------------------------------------


def _table(read: ReadRows, rows: list[ReadRow]) -> tuple[Table | None, list[Problem]]:
    """The table, and the problems with its names: figures can't be told apart if a name is missing or occurs twice."""
    unnamed = _unnamed(rows, read.columns[ColumnRole.NAME])
    if read.columns[ColumnRole.ACROSS]:
        table, twice = _from_long_form(rows, _corner(read))
        return table, [*unnamed, *twice]
    table = Table(
        corner=_corner(read),
        columns=tuple(Column(name, names_a_total(name)) for name in read.names_of_figures),
        rows=tuple(
            TableRow(
                name=row.name,
                cells=tuple([cell.value or MISSING for cell in row.cells]),
                count=None if row.count is None else row.count.value or MISSING,
                is_total=row.is_total,
            )
            for row in rows
        ),
    )
    return table, [*unnamed, *_duplicate_rows(rows), *_duplicate_columns(read)]


def _corner(read: ReadRows) -> str:
    """The heading of the first column of names."""
    above, names = read.choices.header_line - 1, read.columns[ColumnRole.NAME]
    return read.names[names[0]] if above >= 0 and names and read.sheet.text_at(above, names[0]) else ""


def _unnamed(rows: list[ReadRow], names: list[int]) -> list[Problem]:
    return [Problem(_("The row has no name."), row.line, names[0]) for row in rows if not row.name and names]


def _duplicate_rows(rows: list[ReadRow]) -> list[Problem]:
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for row in rows:
        first = lines.setdefault(row.name.casefold(), row.line)
        if row.name and first != row.line:
            problems.append(_same_name(row, row.name, first))
    return problems


def _duplicate_columns(read: ReadRows) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    text = _("Columns %(one)s and %(other)s are both called “%(name)s”. Give them different names, or leave one out.")
    for column in read.figures:
        first = seen.setdefault(read.names[column].casefold(), column)
        if first != column:
            values = {"one": column_letters(first), "other": column_letters(column), "name": read.names[column]}
            problems.append(Problem(text % values))
    return problems


def _same_name(row: ReadRow, name: str, first: int) -> Problem:
    return Problem(
        _("“%(name)s” is the name of row %(first)s already. Leave one of them out, or give them different names.")
        % {"name": name, "first": first},
        row.line,
    )


def _from_long_form(rows: list[ReadRow], corner: str) -> tuple[Table | None, list[Problem]]:
    problems: list[Problem] = []
    across = list(dict.fromkeys(row.across for row in rows))
    down = list(dict.fromkeys(row.name for row in rows))
    found: dict[tuple[str, str], tuple[Value, int]] = {}
    for row in rows:
        key = (row.name, row.across)
        if not row.across:
            problems.append(Problem(_("The row does not say which column it belongs to."), row.line))
        if key in found:
            problems.append(_same_name(row, NAME_SEPARATOR.join(key), found[key][1]))
        found.setdefault(key, (row.cells[0].value or MISSING, row.line))
    if len(across) > MAX_COLUMNS:
        text = _("There can be %(columns)s columns at most. Leave some out.") % {"columns": MAX_COLUMNS}
        return None, [*problems, Problem(text)]
    nothing = (MISSING, 0)
    table = Table(
        corner=corner,
        columns=tuple(Column(name, names_a_total(name)) for name in across),
        rows=tuple(
            TableRow(
                name, tuple(found.get((name, column), nothing)[0] for column in across), is_total=names_a_total(name)
            )
            for name in down
        ),
    )
    return table, problems
