"""Finds totals by adding up, also those that nobody has named so: whoever reads the table can add too."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from meetings.figures.table import Table
from meetings.figures.values import Value
from snippets.enums import Measure

Numbers = Sequence[Decimal | None]
FEWEST_PARTS = 2


def with_totals_found(table: Table, measure: Measure) -> Table:
    """The table with every row and column marked as a total that is named so or, where persons are counted, is the sum
    of the others, or of those before it."""
    if measure != Measure.COUNT:
        return table
    grid = [[_number(cell) for cell in row.cells] for row in table.rows]
    rows = [row.is_total for row in table.rows]
    columns = [column.is_total for column in table.columns]
    rows = _found(grid, rows)
    columns = _found([list(line) for line in zip(*grid, strict=True)], columns)
    return replace(
        table,
        rows=tuple(replace(row, is_total=yes) for row, yes in zip(table.rows, rows, strict=True)),
        columns=tuple(replace(column, is_total=yes) for column, yes in zip(table.columns, columns, strict=True)),
    )


def _number(cell: Value) -> Decimal | None:
    return cell.number


def _found(lines: list[list[Decimal | None]], marked: list[bool]) -> list[bool]:
    """A line that a named total counts among its parts is a part, even if it happens to be a sum of some others."""
    marked = list(marked)
    parts = [line for number, line in enumerate(lines) if not marked[number]]
    if any(_is_sum(line, parts) for number, line in enumerate(lines) if marked[number]):
        return marked
    for number, line in enumerate(lines):
        if marked[number] or not any(line):
            continue
        others = [one for other, one in enumerate(lines) if other != number and not marked[other]]
        since = max([other + 1 for other in range(number) if marked[other]], default=0)
        block = [lines[other] for other in range(since, number)]
        if _is_sum(line, others) or _is_sum(line, block):
            marked[number] = True
    return marked


def _is_sum(line: Numbers, parts: list[list[Decimal | None]]) -> bool:
    """Each number of the line is the sum of the parts', wherever all of them are known, and there is one to tell by."""
    if len(parts) < FEWEST_PARTS:
        return False
    told = 0
    for number, total in enumerate(line):
        known = [value for part in parts if (value := part[number]) is not None]
        if total is None or len(known) < len(parts):
            continue
        if sum(known) != total:
            return False
        told += bool(total)
    return told > 0
