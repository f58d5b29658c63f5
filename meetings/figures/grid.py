"""Figures typed by hand, in a grid of plain text fields that works without script."""

from collections.abc import Mapping

from meetings.figures.parsing.refusals import NoContent
from meetings.figures.parsing.sheet import FiguresFile, Sheet
from meetings.figures.table import Table
from meetings.figures.values import Value, ValueState

FIRST_ROWS, FIRST_COLUMNS = 6, 5
MAX_GRID_ROWS, MAX_GRID_COLUMNS = 40, 12
MORE_ROWS, MORE_COLUMNS = 5, 2
MAX_CELL_LENGTH = 120

Grid = list[list[str]]


def empty_grid() -> Grid:
    return [[""] * FIRST_COLUMNS for _row in range(FIRST_ROWS)]


def grid_from_post(posted: Mapping[str, str]) -> Grid:
    """Read the fields c-<row>-<column> of a posted form; `grid-rows` and `grid-columns` give the size."""
    rows = _size(posted.get("grid-rows"), FIRST_ROWS, MAX_GRID_ROWS)
    columns = _size(posted.get("grid-columns"), FIRST_COLUMNS, MAX_GRID_COLUMNS)
    return [
        [str(posted.get(f"c-{row}-{column}") or "")[:MAX_CELL_LENGTH] for column in range(columns)]
        for row in range(rows)
    ]


def enlarge_grid(grid: Grid, *, rows: bool) -> Grid:
    """Add MORE_ROWS rows or MORE_COLUMNS columns, up to the maximum."""
    width = len(grid[0])
    if rows:
        more = min(MORE_ROWS, MAX_GRID_ROWS - len(grid))
        return [*grid, *([""] * width for _row in range(more))]
    more = min(MORE_COLUMNS, MAX_GRID_COLUMNS - width)
    return [[*line, *([""] * more)] for line in grid]


def grid_from_table(table: Table) -> Grid | None:
    """Return the figures as somebody would have typed them, suppressed ones as "*"; None when the table is too large
    for the grid."""
    width = len(table.columns) + 1 + table.has_counts
    if len(table.rows) >= MAX_GRID_ROWS or width > MAX_GRID_COLUMNS:
        return None
    counts = ["Antal besvarelser"] if table.has_counts else []
    grid: Grid = [[table.corner, *(column.name for column in table.columns), *counts]]
    for row in table.rows:
        values = [*row.cells, *([row.count] if table.has_counts else [])]
        grid.append([row.name, *(_typed(value) for value in values)])
    return grid


def source_of_grid(grid: Grid) -> FiguresFile:
    """Return the grid as a Source with one sheet. Raises NoContent."""
    rows = [tuple(cell.strip() or None for cell in line) for line in grid]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise NoContent
    return FiguresFile((Sheet("", tuple(rows)),))


def _typed(value: Value | None) -> str:
    if value is None or value.state == ValueState.MISSING:
        return ""
    return "*" if value.number is None else str(value.number).replace(".", ",")


def _size(written: str | None, least: int, maximum: int) -> int:
    text = str(written or "")
    return max(1, min(int(text), maximum)) if text.isdecimal() and len(text) < 5 else least
