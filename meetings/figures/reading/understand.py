"""A sheet and what a person said of it become a table, a preview of each cell, and problems named by row and column."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meetings.figures.reading.choices import FIGURES, Choices, ColumnRole, DashMeans
from meetings.figures.reading.headings import names_a_total
from meetings.figures.reading.kinds_apart import kinds_apart
from meetings.figures.reading.marks import Mark, mark_in
from meetings.figures.reading.read_cells import CellReader, Problem, ReadCell, mixed_columns
from meetings.figures.reading.sheet import Sheet, letters
from meetings.figures.reading.unread import left_in_words, unread_lines, with_figures
from meetings.figures.table import MOST_COLUMNS, MOST_ROWS, Column, Row, Table
from meetings.figures.values import MISSING, Value
from snippets.enums import Measure

LONGEST_NAME = 120
BETWEEN = " · "


@dataclass(frozen=True)
class ReadRow:
    """`name` as it is read; `cells` in the order of the columns with figures. `is_unread`: the row has figures, but
    stands outside the lines that are read."""

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
class Reading:
    """`table` is None as long as there are problems; `draft` is what can be made of the rest meanwhile, unless names
    stand twice. `notices` are said, but stand in nobody's way. `rows` and `names` (of the columns with figures) are the
    preview, `corner` and `count_name` the names of their other columns. `asks_dash`: a dash stands somewhere."""

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


def understand(sheet: Sheet, choices: Choices, measure: Measure | None = None) -> Reading:
    """`measure` is what the figures are said to be."""
    from foundation.persons import look_like_persons

    columns = {role: [c for c, given in enumerate(choices.roles) if given == role] for role in ColumnRole}
    figures = [column for column, role in enumerate(choices.roles) if role in FIGURES]
    lines = range(choices.first_line, min(choices.last_line, len(sheet.rows)) + 1)
    names = _column_names(sheet, choices)
    problems = _structural(choices, columns, figures, lines)
    rows: list[ReadRow] = []
    unread, lost = unread_lines(sheet, choices), set[int]()
    if not problems:
        reader = CellReader(sheet, choices.dash, mixed_columns(sheet, lines, figures), measure)
        rows = _rows(sheet, choices, columns, figures, lines, reader)
        problems += _cells_that_cannot_be_read(rows)
        with_digits = with_figures(sheet, unread, [*figures, *columns[ColumnRole.COUNT]])
        rows = sorted([*rows, *_unread_rows(sheet, choices, columns, figures, with_digits)], key=lambda row: row.line)
        problems += [_not_read(row) for row in rows if row.is_unread and not row.is_left_out]
        lost = set(with_digits) - choices.left_out
    kept = [row for row in rows if not row.is_left_out and not row.is_unread]
    draft, twice = _table(sheet, choices, columns, figures, names, kept) if kept or problems else (None, [])
    problems += twice
    if draft is not None and measure is not None:
        problems += kinds_apart(draft, measure, _with_percent_signs(rows, names, figures))
    if not kept and not problems:
        problems.append(Problem(_("There are no rows with figures. Choose another header line.")))
    return Reading(
        rows=tuple(rows),
        names=tuple(names[column] for column in figures),
        problems=tuple(problems),
        notices=tuple(left_in_words(sheet, sorted({*unread, *(row.line for row in rows if row.is_left_out)} - lost))),
        table=None if problems else draft,
        draft=draft if kept and not twice else None,
        asks_dash=choices.dash != DashMeans.ASK or _has_dash(sheet, figures, lines),
        looks_like_persons=look_like_persons(
            [names[column] for column in columns[ColumnRole.NAME]],
            [tuple(sheet.text_at(row.line - 1, column) for column in columns[ColumnRole.NAME]) for row in kept],
        ),
        corner=BETWEEN.join(names[column] for column in columns[ColumnRole.NAME]) if choices.header_line else "",
        count_name="".join(names[column] for column in columns[ColumnRole.COUNT][:1]),
        wrong=frozenset((problem.line, problem.column) for problem in problems),
    )


def _not_read(row: ReadRow) -> Problem:
    text = _("It has figures that are not read. Choose another header line or last line, or leave the row out.")
    return Problem(text, row.line)


def _cells_that_cannot_be_read(rows: list[ReadRow]) -> list[Problem]:
    return [
        Problem(cell.problem, cell.line, cell.column)
        for row in rows if not row.is_left_out
        for cell in (*row.cells, *([row.count] if row.count else []))
        if cell.value is None
    ]  # fmt: skip


def _unread_rows(
    sheet: Sheet, choices: Choices, columns: dict[ColumnRole, list[int]], figures: list[int], lines: list[int]
) -> list[ReadRow]:
    """Rows outside the lines that are read, to be seen and left out."""
    names, count = columns[ColumnRole.NAME], columns[ColumnRole.COUNT]
    return [
        ReadRow(
            line=line,
            name=BETWEEN.join(text for column in names if (text := sheet.text_at(line - 1, column)))[:LONGEST_NAME],
            cells=tuple(_unread(sheet, line, column) for column in figures),
            count=_unread(sheet, line, count[0]) if count else None,
            is_left_out=line in choices.left_out,
            across=" " if columns[ColumnRole.ACROSS] else "",
            is_unread=True,
        )
        for line in lines
    ]


def _unread(sheet: Sheet, line: int, column: int) -> ReadCell:
    return ReadCell(line, column, sheet.text_at(line - 1, column), None)


def _structural(
    choices: Choices, columns: dict[ColumnRole, list[int]], figures: list[int], lines: range
) -> list[Problem]:
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
    if len(figures) > MOST_COLUMNS or len(lines) > MOST_ROWS:
        problems.append(
            Problem(
                _("There can be %(rows)s rows and %(columns)s columns at most. Leave some out.")
                % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
            )
        )
    return problems


def _column_names(sheet: Sheet, choices: Choices) -> list[str]:
    """By column; two lines become one name, a merged or empty group is carried on to the right."""
    if not choices.header_line:
        return [_("Column %(letters)s") % {"letters": letters(column)} for column in range(sheet.width)]
    names, group = [], ""
    above = choices.header_line - 2 if choices.header_lines == 2 else -1
    for column in range(sheet.width):
        own = sheet.text_at(choices.header_line - 1, column)
        if above >= 0:
            group = sheet.text_at(above, column) or (group if _goes_on(sheet, above, column) else "")
        parts = [part for part in (group if above >= 0 else "", own) if part]
        name = ": ".join(dict.fromkeys(parts)) or _("Column %(letters)s") % {"letters": letters(column)}
        names.append(name[:LONGEST_NAME])
    return names


def _goes_on(sheet: Sheet, row: int, column: int) -> bool:
    """The group to the left covers this column too: merged with it, or nothing says where groups end."""
    return (row, column) in sheet.merged_from if sheet.merged else True


def _rows(
    sheet: Sheet, choices: Choices, columns: dict[ColumnRole, list[int]], figures: list[int], lines: range,
    reader: CellReader,
) -> list[ReadRow]:  # fmt: skip
    rows: list[ReadRow] = []
    above: list[str] = [""] * len(columns[ColumnRole.NAME])
    for line in lines:
        if not any(sheet.text_at(line - 1, column) for column in range(sheet.width)) and not any(
            (line - 1, column) in sheet.uncalculated for column in figures
        ):
            continue
        parts = [sheet.text_at(line - 1, column) for column in columns[ColumnRole.NAME]]
        above = _filled_down(sheet, line, columns[ColumnRole.NAME], parts, above)
        count = columns[ColumnRole.COUNT]
        across = columns[ColumnRole.ACROSS]
        rows.append(
            ReadRow(
                line=line,
                name=BETWEEN.join(part for part in above if part)[:LONGEST_NAME],
                cells=tuple(reader.read(line, column, choices.roles[column]) for column in figures),
                count=reader.read(line, count[0], ColumnRole.COUNT) if count else None,
                is_left_out=line in choices.left_out,
                across=sheet.text_at(line - 1, across[0])[:LONGEST_NAME] if across else "",
            )
        )
    return rows


def _filled_down(sheet: Sheet, line: int, columns: list[int], parts: list[str], above: list[str]) -> list[str]:
    """A merged cell, or an empty one before a filled one, goes on from the row above."""
    filled = list(parts)
    for number, part in enumerate(parts):
        merged = sheet.merged_from.get((line - 1, columns[number]), (line - 1, 0))[0] < line - 1
        if not part and (merged or any(parts[number + 1 :])):
            filled[number] = above[number]
    return filled


def _table(
    sheet: Sheet, choices: Choices, columns: dict[ColumnRole, list[int]], figures: list[int], names: list[str],
    rows: list[ReadRow],
) -> tuple[Table | None, list[Problem]]:  # fmt: skip
    problems = _unnamed(rows, columns)
    first = columns[ColumnRole.NAME][0] if columns[ColumnRole.NAME] else -1
    corner = (
        names[first] if choices.header_line and first >= 0 and sheet.text_at(choices.header_line - 1, first) else ""
    )
    if columns[ColumnRole.ACROSS]:
        table, twice = _from_long_form(rows, corner)
    else:
        twice = _said_twice(rows, figures, names)
        table = Table(
            corner=corner,
            columns=tuple(Column(names[column], names_a_total(names[column])) for column in figures),
            rows=tuple(
                Row(
                    name=row.name,
                    cells=tuple(cell.value or MISSING for cell in row.cells),
                    count=None if row.count is None else row.count.value or MISSING,
                    is_total=row.is_total,
                )
                for row in rows
            ),
        )
    return table, [*problems, *twice]


def _unnamed(rows: list[ReadRow], columns: dict[ColumnRole, list[int]]) -> list[Problem]:
    name = columns[ColumnRole.NAME]
    return [Problem(_("The row has no name."), row.line, name[0]) for row in rows if not row.name and name]


def _said_twice(rows: list[ReadRow], figures: list[int], names: list[str]) -> list[Problem]:
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for row in rows:
        if row.name and row.name.casefold() in lines:
            problems.append(_same_name(row, row.name, lines[row.name.casefold()]))
        lines.setdefault(row.name.casefold(), row.line)
    seen: dict[str, int] = {}
    for column in figures:
        name = names[column].casefold()
        if name in seen:
            problems.append(
                Problem(
                    _(
                        "Columns %(one)s and %(other)s are both called “%(name)s”. Give them different names, "
                        "or leave one out."
                    )
                    % {"one": letters(seen[name]), "other": letters(column), "name": names[column]}
                )
            )
        seen.setdefault(name, column)
    return problems


def _same_name(row: ReadRow, name: str, first: int) -> Problem:
    return Problem(
        _("“%(name)s” stands in row %(first)s already. Leave one of them out, or give them different names.")
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
            problems.append(_same_name(row, BETWEEN.join(key), found[key][1]))
        found.setdefault(key, (row.cells[0].value or MISSING, row.line))
    if len(across) > MOST_COLUMNS:
        text = _("There can be %(columns)s columns at most. Leave some out.") % {"columns": MOST_COLUMNS}
        return None, [*problems, Problem(text)]
    nothing = (MISSING, 0)
    table = Table(
        corner=corner,
        columns=tuple(Column(name, names_a_total(name)) for name in across),
        rows=tuple(
            Row(name, tuple(found.get((name, column), nothing)[0] for column in across), is_total=names_a_total(name))
            for name in down
        ),
    )
    return table, problems


def _with_percent_signs(rows: list[ReadRow], names: list[str], figures: list[int]) -> set[str]:
    """The columns in which some cell is written as a percent."""
    found = set()
    for row in rows:
        for column, cell in zip(figures, row.cells, strict=True):
            if cell.written.endswith("%"):
                found.add(row.across or names[column])
    return found


def _has_dash(sheet: Sheet, figures: list[int], lines: range) -> bool:
    return any(mark_in(sheet.text_at(line - 1, column)) == Mark.DASH for line in lines for column in figures)
